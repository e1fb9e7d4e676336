"""What people do about papers, registers and promises: each act becomes one fact, or is refused with the way out."""

from datetime import date

from matters.acting import said
from matters.case import (
    ACCEPTANCE,
    AcceptanceRevoked,
    DecisionRevoked,
    Evidence,
    ObjectionSettled,
    PromiseChecked,
    VerificationAnswered,
    VerificationAsked,
    business_date,
)
from matters.errors import ActRefused, CaseClosed, NotYours, StepNotOpen
from matters.evidence_acts import (
    AskVerification,
    CheckPromise,
    RevokeAcceptance,
    RevokeDecision,
    SettleObjection,
    Verify,
)
from matters.ladder import barred, deadline, ladder_of, objection_of, rung_for
from matters.limits import Limit, last_day
from matters.office import HALL
from matters.people import check_head
from matters.promises import promise_work
from matters.rules import Rules, materials_of
from matters.spec import Material
from matters.special_verbs import Special, step_name
from matters.standing import Standing

EvidenceAct = (
    AskVerification | Verify | SettleObjection | RevokeAcceptance | CheckPromise | RevokeDecision
)
EvidenceFact = (
    VerificationAsked
    | VerificationAnswered
    | ObjectionSettled
    | AcceptanceRevoked
    | PromiseChecked
    | DecisionRevoked
)


def evidence_fact(on: Special, act: EvidenceAct) -> EvidenceFact:
    """The fact that the act becomes. Raises a `Refused` with the way out."""
    match act:
        case AskVerification():
            return _asked(on, act)
        case Verify():
            return VerificationAnswered(
                at=on.at, by=on.by, material=act.material, outcome=act.outcome, note=act.note
            )
        case SettleObjection():
            return _settled(on, act)
        case RevokeAcceptance():
            return _acceptance_revoked(on, act)
        case CheckPromise():
            return _checked(on, act)
        case RevokeDecision():
            return _decision_revoked(on, act)


def _today(on: Special) -> date:
    return business_date(on.at)


def _running(on: Special) -> None:
    """Papers and registers are a matter of a case that is under way."""
    if on.now.ended:
        raise CaseClosed(on.case.number)
    if on.now.acceptance_opened is None:
        raise StepNotOpen(on.case.number, step_name(on.rules, ACCEPTANCE))


def _concerned(on: Special, readers: set[str]) -> None:
    """The hall, the leading department, and those whose steps read it."""
    theirs = {
        department for key in readers for department in on.rules.matter.step(key).all_departments
    }
    if on.by.department not in {HALL, on.rules.matter.lead, *theirs}:
        lead = on.rules.office.department(on.rules.matter.lead).name
        raise NotYours(on.case.number, whose=lead)


def _asked(on: Special, act: AskVerification) -> VerificationAsked:
    _running(on)
    today = _today(on)
    needed = {one.key: one for one in materials_of(on.rules.matter, on.now, today)}
    material = needed.get(act.material)
    rung = rung_for(material, "verification") if material else None
    if material is None or rung is None or rung.key is None:
        raise ActRefused(
            zh="本办件中没有可由部门核验的该项材料。请从列表中选择。",
            en="This case has no such material that a department verifies. Choose one from the list.",
        )
    _concerned(on, set(material.readers))
    ladder = ladder_of(on.rules.matter, on.now, material)
    until = deadline(rung, today, on.rules.calendar)
    if ladder.by is not None or ladder.awaited or until is None:
        raise ActRefused(
            zh="该项材料已经满足或者正在核验，无须再发起部门核验。",
            en="That material is satisfied or being verified already; nobody need be asked.",
        )
    return VerificationAsked(
        at=on.at, by=on.by, material=act.material, department=rung.key, until=until
    )


def _settled(on: Special, act: SettleObjection) -> ObjectionSettled:
    _running(on)
    matter = on.rules.matter
    uses = {use.key: use for use in matter.checks}
    if act.check not in uses or objection_of(uses[act.check], on.now) != "open":
        raise ActRefused(
            zh="该项核验没有尚未处理的异议。",
            en="Nobody objects to that check, or the objection was settled already.",
        )
    papers = (one for one in matter.materials if any(r.check == act.check for r in one.ladder))
    _concerned(on, {reader for one in papers for reader in one.readers})
    reason = said(act.reason, "请写明认定的理由。", "Say why you decide so.")
    return ObjectionSettled(at=on.at, by=on.by, check=act.check, holds=act.holds, reason=reason)


def late_deferrals(now: Standing, today: date) -> tuple[Evidence, ...]:
    """What was deferred and did not come by its day."""
    return tuple(
        one
        for one in now.evidence.values()
        if one.rung == "deferred" and one.until is not None and one.until < today
    )


def _acceptance_revoked(on: Special, act: RevokeAcceptance) -> AcceptanceRevoked:
    _running(on)
    if on.by.department != HALL:
        raise NotYours(on.case.number, whose=on.rules.office.department(HALL).name)
    if on.now.accepted is None or not late_deferrals(on.now, _today(on)):
        raise ActRefused(
            zh="没有逾期未补交的容缺材料，不能撤销受理。",
            en="No deferred paper is overdue: the acceptance stands.",
        )
    if any(own.status in ("granted", "issued") for own in on.now.steps.values()):
        raise ActRefused(
            zh="已有环节作出准予决定，不能撤销受理；需要该材料的环节请依法作出不予决定。",
            en="Something was granted already, so the acceptance stands; the steps that need the"
            " paper decide by law without it.",
        )
    reason = said(act.reason, "撤销受理必须写明理由。", "Say why the acceptance is revoked.")
    basis = said(act.basis, "撤销受理必须写明依据。", "Name the rule for revoking it.")
    return AcceptanceRevoked(at=on.at, by=on.by, reason=reason, basis=basis)


def _checked(on: Special, act: CheckPromise) -> PromiseChecked:
    before = on.now.step(act.step).promise_checks.get(act.promise, [])
    given = next((one.correct_by for one in reversed(before) if one.correct_by), None)
    by: date | None = None
    if not act.kept:
        said(act.found, "请写明核查发现的问题。", "Say what was found.")
        if given is not None and _today(on) <= given:
            raise ActRefused(
                zh=f"整改期限至{given.year}年{given.month}月{given.day}日，期满后再认定是否整改到位。",
                en=f"There is time to put it right until {given}. Look again after that.",
            )
        if not before and act.correct_within is None:
            raise ActRefused(
                zh="首次发现未履行承诺的，应当责令限期整改，请填写整改期限。",
                en="A promise found broken for the first time is to be put right: say within how"
                " many working days.",
                field="correct_within",
            )
        if act.correct_within is not None:
            limit = Limit(count=act.correct_within, unit="working-days")
            by = last_day(_today(on), limit, on.rules.calendar)
    return PromiseChecked(
        at=on.at, by=on.by, step=act.step, promise=act.promise, kept=act.kept,
        found=act.found, correct_by=by,
    )  # fmt: skip


def _decision_revoked(on: Special, act: RevokeDecision) -> DecisionRevoked:
    mine = [one for one in promise_work(on.rules, on.now) if one.step.step == act.step]
    if not mine:
        raise StepNotOpen(on.case.number, step_name(on.rules, act.step))
    whose = mine[0].step.department or on.rules.matter.lead
    if on.by.department != whose:
        raise NotYours(on.case.number, whose=on.rules.office.department(whose).name)
    check_head(on.by)
    broken = next((one for one in mine if one.may_revoke), None)
    if broken is None:
        raise ActRefused(
            zh="只有责令整改后仍未履行承诺的，才能撤销决定。请先核查承诺并责令限期整改。",
            en="A decision falls only if the promise is still not kept after its correction. Check the"
            " promise, and order it to be put right, first.",
        )
    reason = said(act.reason, "撤销决定必须写明事实理由。", "Say why the decision is revoked.")
    basis = said(act.basis, "撤销决定必须写明法律依据。", "Name the law for revoking it.")
    return DecisionRevoked(
        at=on.at, by=on.by, step=act.step, promise=broken.promise, reason=reason, basis=basis
    )


def with_deadline(rules: Rules, evidence: Evidence, today: date) -> Evidence:
    """What is deferred today gets its last day from its rung, whoever says what."""
    if evidence.rung != "deferred":
        return evidence
    material = next((one for one in rules.matter.materials if one.key == evidence.material), None)
    rung = rung_for(material, "deferred") if material else None
    until = deadline(rung, today, rules.calendar) if rung else None
    return evidence.model_copy(update={"until": until})


def check_papers(rules: Rules, now: Standing, papers: tuple[Evidence, ...]) -> None:
    """Whether each paper may come in this way. Raises `ActRefused`."""
    known = {one.key: one for one in rules.matter.materials}
    for paper in papers:
        _check_paper(rules, now, known[paper.material], paper)


def _check_paper(rules: Rules, now: Standing, material: Material, paper: Evidence) -> None:
    name = material.name
    match paper.rung:
        case "proof" | "deferred" if rung_for(material, paper.rung) is None:
            raise ActRefused(
                zh=f"材料“{name.zh}”不能以此种方式提供。请按列出的方式提供。",
                en=f"“{name.en}” cannot be given in this way. Choose one of its ways.",
            )
        case "deferred" if now.accepted is not None or paper.material in now.deferrals:
            raise ActRefused(
                zh=f"材料“{name.zh}”只能在受理前容缺一次，请补交材料。",
                en=f"“{name.en}” can be deferred once, before acceptance. Hand it in.",
            )
        case "promise":
            promise = next((p for p in rules.matter.promises if p.key == paper.label), None)
            if promise and barred(rules.matter, now, promise) and promise.barred_because:
                because = promise.barred_because
                raise ActRefused(
                    zh=f"不适用告知承诺：{because.zh}请以其他方式提供。",
                    en=f"This promise may not be signed: {because.en} Choose another way.",
                )
        case _:
            return
