"""Whether an act has its ground in law and in the facts; if not, the refusal says what is lacking."""

from datetime import date, datetime
from typing import Literal

from matters.acts import AskForMore, CheckAgain, Decide, Inspect, RefuseToAccept, SendBack, Supply
from matters.case import ACCEPTANCE, Case, Wanted, business_date
from matters.errors import ActRefused, CaseClosed
from matters.fitting import check_fitting
from matters.ladder import ladder_of, missing_materials, owed_to
from matters.materials import BY_DATA
from matters.people import check_officers
from matters.rules import (
    Rules,
    applicable,
    holds,
    received_on,
    scope,
    stops,
)
from matters.settling import unanswered
from matters.spec import Step
from matters.standing import NEUTRAL, Standing
from matters.step_facts import Verdict


def check_ground_for_acceptance(rules: Rules, now: Standing, at: datetime) -> None:
    """Acceptance needs a complete application that no check stops, and at least one step."""
    today = business_date(at)
    if pending := unanswered(rules, now, today):
        zh = "、".join(use.check.name.zh for use in pending)
        en = ", ".join(use.check.name.en for use in pending)
        raise ActRefused(
            zh=f"正在核验：{zh}。请稍后刷新页面，核验有结果后再受理。",
            en=f"Still being checked: {en}. Reload in a moment and accept once there is an answer.",
        )
    for leaf in rules.matter.not_applicable:
        if holds(leaf.when, scope(rules.matter, now, received_on(now, today))):
            raise ActRefused(
                zh=f"不能受理：{leaf.why.zh}。去向：{leaf.go.zh}。请出具不予受理决定书。",
                en=f"Cannot be accepted: {leaf.why.en}. Where to go: {leaf.go.en}. Refuse"
                " acceptance.",
            )
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


def check_refusal_of_acceptance(act: RefuseToAccept) -> None:
    """Not accepting is a written decision, with its reason and basis (Act 32)."""
    if not (act.reason.strip() and act.basis.strip()):
        raise ActRefused(
            zh="不予受理必须写明理由和法律依据（行政许可法第三十二条）。",
            en="Not accepting must state its reason and its legal basis (Administrative Licensing"
            " Act, article 32).",
        )
    if act.needless and act.competent:
        raise ActRefused(
            zh="依法不需要取得许可的，没有其他有权机关。请只选其一。",
            en="Where no licence is needed no other agency is competent. Say only one of the two.",
        )


def check_listed(rules: Rules, act: Decide | RefuseToAccept | SendBack) -> None:
    """Only reasons that the office lists for the act may be chosen."""
    may = {one.key for one in rules.office.reasons_for(act.act)}
    if isinstance(act, Decide) and act.decision not in ("refused", "objected"):
        may = set()
    if unlisted := [one for one in act.listed if one not in may]:
        raise ActRefused(
            zh=f"理由清单中没有“{'、'.join(unlisted)}”，或者不适用于本操作。请重新选择。",
            en=f"“{', '.join(unlisted)}” is not listed as a reason for this. Choose again.",
        )


def check_still_in_time(now: Standing, at: datetime) -> None:
    """After the period for the one-time notice the application counts as accepted (Act 32(4))."""
    opened = now.acceptance_opened
    if now.requests or now.sent_back or opened is None or business_date(at) <= opened.notice_by:
        return
    last = opened.notice_by
    raise ActRefused(
        zh=f"一次性告知的期限（{last.year}年{last.month}月{last.day}日）已过，该申请自收到之日起即为"
        "受理，不得再要求补正或不予受理。",
        en=f"The time to say what is missing ended on {last}: the application counts as accepted"
        " from its receipt. It can be neither supplemented nor refused acceptance any more.",
    )


def check_supply(rules: Rules, act: Supply) -> None:
    """What is supplied belongs to the matter, and is something."""
    if not act.answers and not act.evidence:
        raise ActRefused(
            zh="没有填写任何内容或材料。请填写后再提交。",
            en="Nothing is filled in or handed in. Add it, then submit again.",
        )
    for path in act.answers:
        _check_kind(rules, "field", path)
    for evidence in act.evidence:
        _check_kind(rules, "material", evidence.material)


def check_request(rules: Rules, now: Standing, act: AskForMore) -> None:
    """A notice asks for something that the matter knows, and says what is wrong with it (Act 32(4)).

    It never asks for a paper in whose place a register has answered: a register may have done so while the notice was
    being written.
    """
    if not act.wanted:
        raise ActRefused(
            zh="请至少选择一项需要补正的内容，并写明问题和标准。",
            en="Choose at least one thing to complete, and say what is wrong and the standard.",
        )
    _check_known(rules, act.wanted)
    _check_not_proved(rules, now, act.wanted)


def _check_not_proved(rules: Rules, now: Standing, wanted: tuple[Wanted, ...]) -> None:
    asked = {one.key for one in wanted if one.kind == "material"}
    for material in rules.matter.materials:
        by = ladder_of(rules.matter, now, material).by if material.key in asked else None
        if by is not None and by.kind in BY_DATA:
            name = material.name
            raise ActRefused(
                zh=f"“{name.zh}”已由数据核验免于提交，不得要求申请人补交。请取消该项后再提交。",
                en=f"“{name.en}” is needless: shared data proved it. Take it off the list, then submit again.",
            )


def _check_known(rules: Rules, wanted: tuple[Wanted, ...]) -> None:
    for one in wanted:
        _check_kind(rules, one.kind, one.key)
        if not (one.wrong.strip() and one.standard.strip()):
            raise ActRefused(
                zh="每一项补正内容都应写明存在的问题和应当达到的标准。",
                en="Say for each thing what is wrong with it, and the standard it must meet.",
            )


def _check_kind(rules: Rules, kind: Literal["field", "material"], key: str) -> None:
    known = kind == "field" and key in rules.matter.types
    if not known and not any(
        kind == "material" and one.key == key for one in rules.matter.materials
    ):
        raise ActRefused(
            zh=f"事项中没有“{key}”这一{'材料' if kind == 'material' else '字段'}。请从列表中选择。",
            en=f"The matter has no {kind} “{key}”. Choose one from the list.",
        )


def check_decision(rules: Rules, now: Standing, act: Decide, today: date) -> None:
    """A refusal states facts and basis in writing (Act 38); a promise is decided only when it is signed.

    Nothing is decided before the applicant's time to supply is over (domain 6, pitfall 12); the limit runs on.
    """
    ask = now.asks.get(act.step)
    if ask is not None and today <= ask.until:
        raise ActRefused(
            zh=f"已告知申请人在{ask.until.year}年{ask.until.month}月{ask.until.day}日前补正，"
            "请在材料补齐或逾期后再作决定；办理期限不因此中止。",
            en=f"The applicant has until {ask.until} to supply what was asked for. Decide when it"
            " is in or the day has passed; the time limit runs on.",
        )
    step = rules.matter.step(act.step)
    if act.decision not in words_for(step):
        raise ActRefused(
            zh=f"环节“{step.name.zh}”不能作出此种决定。",
            en=f"Step “{step.name.en}” does not take this decision.",
        )
    if act.decision in ("granted", "issued"):
        check_owed(rules, now, step, today)
    if act.decision == "refused" and not (act.reasons.strip() and act.basis.strip()):
        raise ActRefused(
            zh="作出不予决定，必须写明事实理由和法律依据（行政许可法第三十八条）。",
            en="A refusal must state its reasons and its legal basis (Administrative Licensing"
            " Act, article 38).",
        )
    if act.decision == "held":
        _check_was_held(now, step, today)
    if act.decision == "granted" and step.promise and not now.signed(step.promise):
        raise ActRefused(
            zh="申请人尚未签署告知承诺书，不能按承诺方式准予。",
            en="The applicant has not signed the promise; it cannot be granted on it.",
        )


def _check_was_held(now: Standing, step: Step, today: date) -> None:
    """Nothing is held before the day that was told (Act 48)."""
    day = next((one.day for one in reversed(now.appointments) if one.step == step.step), today)
    if today < day:
        raise ActRefused(
            zh=f"听证定于{day}举行，当日以后才能办结。",
            en=f"It is fixed for {day}: close it on that day or later.",
        )


def check_owed(rules: Rules, now: Standing, step: Step, today: date) -> None:
    """Nothing is granted while a paper that the step reads was deferred or is being verified (domain 2.6)."""
    if not (now.deferrals or now.verifications):
        return
    if owed := owed_to(rules.matter, now, step, today):
        zh = "、".join(one.material.name.zh for one in owed)
        en = ", ".join(one.material.name.en for one in owed)
        raise ActRefused(
            zh=f"尚待补交或者正在核验：{zh}。请在材料补齐或者核验答复后再作出准予决定。",
            en=f"Still to come, or being verified: {en}. Grant it when that is in.",
        )


def words_for(step: Step) -> tuple[Verdict, ...]:
    """What may be said on the step; nothing where it ends otherwise."""
    match step.kind:
        case "decide":
            return ("granted", "refused")
        case "issue":
            return ("issued",)
        case "opinion":
            return ("agreed", "objected")
        case "expert-review" | "hearing":
            return ("held",)
        case _:
            return ()


def check_part(now: Standing, act: Decide) -> None:
    """A step of several parts is decided part by part, any other as a whole."""
    parts = now.step(act.step).parts
    if bool(parts) != (act.part is not None) or (act.part is not None and act.part not in parts):
        raise ActRefused(
            zh="请选择要办理的部分。" if parts else "本环节不分部分，请整体作出决定。",
            en="Choose the part that you decide." if parts else "This step has no parts.",
        )


def check_values(rules: Rules, act: Decide) -> None:
    """Only the fields that the step produces are filled with its decision, and all of them if it is granted."""
    check_fitting(act.values, rules.matter.types)
    produced = rules.matter.produced_by(act.step)
    strange = [path for path in act.values if path not in produced]
    lacking = [path for path in produced if act.values.get(path) in (None, "", ())]
    if strange or (lacking and act.decision not in ("refused", "objected")):
        names = [rules.matter.elements[path].label for path in produced]
        raise ActRefused(
            zh=f"请填写本环节产生的信息：{'、'.join(one.zh for one in names)}。"
            if names
            else "本环节不产生信息，请勿填写。",
            en=f"Fill in what this step produces: {', '.join(one.en for one in names)}."
            if names
            else "This step produces nothing to fill in.",
        )


def check_known(rules: Rules, now: Standing, act: CheckAgain) -> None:
    """Only a register that was asked can be asked again."""
    if act.check not in now.findings:
        raise ActRefused(
            zh="请选择一项已经核验过的内容。",
            en="Choose a check that was answered before.",
        )


def check_inspection(rules: Rules, now: Standing, act: Inspect, department: str) -> None:
    """A substantive check on site takes two officers or more (Act 34); what fails is named."""
    step = rules.matter.step(act.step)
    check_officers(rules, now, step, act.officers, department)
    officers = {name.strip() for name in act.officers if name.strip()}
    if len(officers) < step.officers:
        raise ActRefused(
            zh=f"现场核查须有{step.officers}名以上工作人员，请填写全部核查人员姓名。",
            en=f"A visit needs at least {step.officers} officers; name all of them.",
            field="officers",
        )
    if act.passed == bool(act.corrections):
        raise ActRefused(
            zh="核查不合格的，请逐项写明整改意见；合格的，不应填写整改意见。",
            en="If it failed, list what to correct; if it passed, list nothing.",
            field="corrections",
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
    """Where the step may send work back to: what came before and was not announced, and acceptance while nothing is."""
    earlier = tuple(key for key in upstream(rules, step) if _unannounced(rules, now, key))
    nothing_decided = not any(
        own.decided and not _unannounced(rules, now, key) for key, own in now.steps.items()
    )
    return (*earlier, ACCEPTANCE) if nothing_decided else earlier


def _unannounced(rules: Rules, now: Standing, key: str) -> bool:
    """Whether the step has ended and the applicant was told nothing of it: it decides no item and issues nothing."""
    step, own = rules.matter.step(key), now.step(key)
    inside = step.item is None and step.issues is None and own.status != "refused"
    return inside and own.done and own.status not in NEUTRAL


def upstream(rules: Rules, step: Step) -> tuple[str, ...]:
    """All steps that come before it, nearest first."""
    return rules.matter.upstream(step.step)


def to_reset(rules: Rules, now: Standing, act: SendBack) -> tuple[str, ...]:
    """What begins anew: the step it goes back to and what was open or done, but not announced, because of it."""
    if act.to == ACCEPTANCE:
        return tuple(key for key in now.steps if now.step(key).status != "waiting")
    after = (
        step.step
        for step in rules.matter.steps
        if act.to in upstream(rules, step)
        and (
            now.step(step.step).status in ("open", "set-aside")
            or _unannounced(rules, now, step.step)
        )
    )
    return (act.to, *after)


def check_withdrawal(case: Case, now: Standing) -> None:
    """An application may be withdrawn until it is decided."""
    if now.ended:
        raise CaseClosed(case.number)
