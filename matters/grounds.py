"""Whether an act has its ground in law and in the facts; if not, the refusal says what is lacking."""

from datetime import datetime

from matters.acts import AskForMore, Decide, Inspect, SendBack, Supply
from matters.case import ACCEPTANCE, Case, Wanted, business_date
from matters.errors import ActRefused, CaseClosed
from matters.rules import Rules, applicable, missing_materials, stops
from matters.spec import Step
from matters.standing import Standing


def check_ground_for_acceptance(rules: Rules, now: Standing, at: datetime) -> None:
    """Acceptance needs a complete application that no check stops, and at least one step."""
    today = business_date(at)
    for use in stops(rules.matter, now):
        why = use.stops_because or use.check.name
        raise ActRefused(
            zh=f"不能受理：{why.zh}。请出具不予受理决定书，或请申请人核实后重新核验。",
            en=f"Cannot be accepted: {why.en}. Refuse acceptance, or have the record put right"
            " and check again.",
        )
    if not applicable(rules.matter, now, today):
        raise ActRefused(
            zh="按申请人的情形，本事项没有可办理的环节。请出具不予受理决定书并说明去向。",
            en="Nothing in this matter applies to the applicant's situation. Refuse acceptance"
            " and say where to go.",
        )
    if missing := missing_materials(rules.matter, now, today):
        zh = "、".join(material.name.zh for material in missing)
        en = ", ".join(material.name.en for material in missing)
        raise ActRefused(
            zh=f"材料不齐：{zh}。请当场补齐，或出具一次性补正告知书。",
            en=f"Still missing: {en}. Take it now, or send the one-time notice.",
        )


def check_request(rules: Rules, now: Standing, act: AskForMore) -> None:
    """The law allows one notice, with everything on it (Act 32(4)); the same thing is not asked for twice."""
    if not act.wanted:
        raise ActRefused(
            zh="请至少选择一项需要补正的内容，并写明问题和标准。",
            en="Choose at least one thing to complete, and say what is wrong and the standard.",
        )
    _check_known(rules, act.wanted)
    before = {(w.kind, w.key) for request in now.requests for w in request.wanted}
    if any((w.kind, w.key) in before for w in act.wanted):
        raise ActRefused(
            zh="同一内容已经告知补正过，依法应当一次性告知，不得再次要求。",
            en="The same thing was asked for before; the law allows one complete notice only.",
        )
    if any(request.step == act.step for request in now.requests):
        raise ActRefused(
            zh="本环节已发出一次性补正告知书，不得第二次告知。请受理或依法决定。",
            en="This step has sent its one-time notice; a second is not allowed. Accept, or decide.",
        )


def _check_known(rules: Rules, wanted: tuple[Wanted, ...]) -> None:
    materials = {material.key for material in rules.matter.materials}
    for one in wanted:
        if one.key not in (materials if one.kind == "material" else rules.matter.types):
            raise ActRefused(
                zh=f"事项中没有“{one.key}”这一{'材料' if one.kind == 'material' else '字段'}。",
                en=f"The matter has no {one.kind} “{one.key}”.",
            )
        if not one.wrong.strip():
            raise ActRefused(
                zh="每一项补正内容都应写明存在的问题。",
                en="Say for each thing what is wrong with it.",
            )


def still_wanted(now: Standing, act: Supply) -> tuple[Wanted, ...]:
    """What was asked for and has not come, with this supply counted."""
    if now.asked is None:
        return ()
    papers = now.papers_since_asked | {evidence.material for evidence in act.evidence}
    given = {path for path, value in act.answers.items() if value not in (None, "")}
    have = {"material": papers, "field": given}
    return tuple(wanted for wanted in now.asked.wanted if wanted.key not in have[wanted.kind])


def check_decision(rules: Rules, now: Standing, act: Decide) -> None:
    """A refusal states facts and basis in writing (Act 38); a promise is decided only when it is signed."""
    step = rules.matter.step(act.step)
    wrong_word = (act.decision == "issued") != (step.kind == "issue")
    if wrong_word or step.kind == "visit":
        raise ActRefused(
            zh=f"环节“{step.name.zh}”不能作出此种决定。",
            en=f"Step “{step.name.en}” does not take this decision.",
        )
    if act.decision == "refused" and not (act.reasons.strip() and act.basis.strip()):
        raise ActRefused(
            zh="作出不予决定，必须写明事实理由和法律依据（行政许可法第三十八条）。",
            en="A refusal must state its reasons and its legal basis (Administrative Licensing"
            " Act, article 38).",
        )
    if act.decision == "granted" and step.promise and not _signed(now, step.promise):
        raise ActRefused(
            zh="申请人尚未签署告知承诺书，不能按承诺方式准予。",
            en="The applicant has not signed the promise; it cannot be granted on it.",
        )


def _signed(now: Standing, promise: str) -> bool:
    return any(e.rung == "promise" and e.label == promise for e in now.evidence.values())


def check_inspection(rules: Rules, act: Inspect) -> None:
    """A substantive check on site takes two officers or more (Act 34); what fails is named."""
    step = rules.matter.step(act.step)
    officers = {name.strip() for name in act.officers if name.strip()}
    if len(officers) < step.officers:
        raise ActRefused(
            zh=f"现场核查须有{step.officers}名以上工作人员，请填写全部核查人员姓名。",
            en=f"A visit needs at least {step.officers} officers; name all of them.",
        )
    if act.passed == bool(act.corrections):
        raise ActRefused(
            zh="核查不合格的，请逐项写明整改意见；合格的，不应填写整改意见。",
            en="If it failed, list what to correct; if it passed, list nothing.",
        )


def check_return(rules: Rules, now: Standing, act: SendBack) -> None:
    """Work goes back only to where nothing has been announced yet."""
    if not act.reason.strip():
        raise ActRefused(zh="退回必须写明理由。", en="Say why it is sent back.")
    if act.to not in return_targets(rules, now, rules.matter.step(act.step)):
        raise ActRefused(
            zh="不能退回到该环节：它不在本环节之前，或者其决定已经作出并告知申请人。",
            en="It cannot go back there: that step does not come before this one, or its decision"
            " has been announced.",
        )


def return_targets(rules: Rules, now: Standing, step: Step) -> tuple[str, ...]:
    """Where the step may send work back to: visits before it, and acceptance while nothing is decided."""
    earlier = tuple(
        key
        for key in upstream(rules, step)
        if now.step(key).status == "visited" and rules.matter.step(key).item is None
    )
    nothing_decided = not any(own.decided for own in now.steps.values())
    return (*earlier, ACCEPTANCE) if nothing_decided else earlier


def upstream(rules: Rules, step: Step) -> tuple[str, ...]:
    """All steps that come before it, nearest first."""
    found: dict[str, None] = {}
    ahead = list(step.after)
    while ahead:
        key = ahead.pop(0)
        if key not in found:
            found[key] = None
            ahead += rules.matter.step(key).after
    return tuple(found)


def to_reset(rules: Rules, now: Standing, act: SendBack) -> tuple[str, ...]:
    """What begins anew: the step it goes back to and the undecided ones after it."""
    if act.to == ACCEPTANCE:
        return tuple(key for key in now.steps if now.step(key).status != "waiting")
    after = (
        step.step
        for step in rules.matter.steps
        if act.to in upstream(rules, step) and now.step(step.step).status == "open"
    )
    return (act.to, *after)


def check_withdrawal(case: Case, now: Standing) -> None:
    """An application may be withdrawn until it is decided."""
    if now.closed or now.not_accepted or now.withdrawn or now.lapsed:
        raise CaseClosed(case.number)
