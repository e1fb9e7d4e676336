"""What people do to a case. Each verb takes a case and returns it with more facts, or refuses and says the way out."""

from dataclasses import dataclass
from datetime import date, datetime

from matters.acting import Acting
from matters.acts import (
    Accept,
    Act,
    AddPart,
    AskForMore,
    CallAgain,
    CheckAgain,
    Decide,
    DropPart,
    ExtendBundle,
    Finish,
    Inspect,
    Recall,
    RefuseToAccept,
    SendBack,
    Signal,
    Skip,
    Supply,
    Take,
    Terminate,
    Urge,
    Withdraw,
)
from matters.beside_verbs import Beside, beside_steps, part_of
from matters.births import check_births
from matters.case import (
    ACCEPTANCE,
    Accepted,
    Actor,
    Case,
    CheckAnswered,
    CheckWanted,
    Decided,
    EvidenceTaken,
    Fact,
    Inspected,
    Lapsed,
    Launched,
    MoreAsked,
    NotAccepted,
    Proposed,
    SentBack,
    Supplied,
    Taken,
    Withdrawn,
    business_date,
)
from matters.due import DeemAccepted, Lapse, settled_by_time, timers
from matters.errors import StepNotOpen
from matters.evidence_verbs import check_papers, with_deadline
from matters.grounds import (
    check_decision,
    check_ground_for_acceptance,
    check_inspection,
    check_known,
    check_listed,
    check_part,
    check_refusal_of_acceptance,
    check_request,
    check_return,
    check_still_in_time,
    check_supply,
    check_values,
    check_withdrawal,
    to_reset,
)
from matters.keeping import with_its_time
from matters.limits import Limit, last_day
from matters.one_notice import asked_once
from matters.own_work import my_work, only_the_hall, work_over_parts
from matters.people import check_person
from matters.rules import Rules, applicable, built_on, filled, outdated, outstanding
from matters.settling import settle, settled
from matters.special_verbs import Special, special_fact, step_name
from matters.standing import Standing, standing, take_in
from matters.step_verbs import StepAct, fact_of
from matters.verifying import unconfirmed
from matters.work import WorkItem

OnStep = AskForMore | CheckAgain | Take | Decide | Inspect | SendBack | StepAct
__all__ = [
    "Moment", "deem_accepted", "found", "lapse", "launch", "perform",
    "performed", "step_name",
]  # fmt: skip


@dataclass(frozen=True)
class Moment:
    """Who acts, and when."""

    by: Actor
    at: datetime


def launch(rules: Rules, number: str, launched: Launched, begun: tuple[Fact, ...] = ()) -> Case:
    """A new case; `begun` is what was found out and handed in at the counter before."""
    brought = tuple(_dated(rules, one, launched.on) for one in begun)
    case = Case(number=number, matter=rules.matter.digest, facts=(launched, *brought))
    return settle(rules, case, launched.at)


def _dated(rules: Rules, fact: Fact, today: date) -> Fact:
    """What is deferred at the launch gets its last day, and what was asked before it its time."""
    match fact:
        case EvidenceTaken(evidence=evidence):
            return fact.model_copy(update={"evidence": with_deadline(rules, evidence, today)})
        case CheckAnswered():
            return with_its_time(rules, fact)
        case _:
            return fact


def perform(rules: Rules, case: Case, act: Act, moment: Moment) -> Case:
    """Do one act of a person.

    Raises a `Refused`: `NotYours`, `StepNotOpen`, `CaseClosed` or `ActRefused`, each with the way out.
    """
    return performed(rules, case, standing(case), act, moment)


def performed(rules: Rules, case: Case, now: Standing, act: Act, moment: Moment) -> Case:
    """The same, for a standing already known and held by nobody else: it moves along.

    After a refusal it must be folded anew: time may have ended a step before the act was looked at.
    """
    if isinstance(act, Decide | RefuseToAccept | SendBack):
        check_listed(rules, act)
    if settled_by_time(rules, now, moment.at):
        # The day was over before this act, though no machine has said so yet: what comes late counts no more.
        case = settled(rules, case, now, moment.at)
    return _recorded(rules, case, now, _facts(rules, case, now, act, moment), moment.at)


def _facts(rules: Rules, case: Case, now: Standing, act: Act, moment: Moment) -> tuple[Fact, ...]:
    if isinstance(act, Beside):
        return beside_steps(Special(rules, case, now, moment.by, moment.at), act)
    match act:
        case Withdraw():
            return _withdraw(rules, case, now, (act, moment))
        case Supply():
            return _supply(rules, case, now, (act, moment))
        case Accept() | RefuseToAccept():
            my_work(rules, case, now, (ACCEPTANCE, act.act, None), moment.by)
            return _acceptance(rules, now, act, moment)
        case Terminate() | Skip() | Signal() | Recall() | Urge() | ExtendBundle():
            return (special_fact(Special(rules, case, now, moment.by, moment.at), act),)
        case CallAgain() if now.step(act.step).status == "unanswered":
            return (special_fact(Special(rules, case, now, moment.by, moment.at), act),)
        case _:
            work = _work_of(rules, case, now, act, moment)
    if isinstance(act, AskForMore):
        check_request(rules, now, act)
        act = asked_once(rules, case, act)
    return (_on_step(rules, now, act, moment, work),)


def _work_of(rules: Rules, case: Case, now: Standing, act: OnStep, moment: Moment) -> WorkItem:
    """The open work that the act is on, if it is this person's."""
    if isinstance(act, AddPart | DropPart | Finish):
        return work_over_parts(rules, case, now, act, moment.by)
    return my_work(rules, case, now, (act.step, act.act, part_of(act)), moment.by)


def _recorded(
    rules: Rules, case: Case, now: Standing, facts: tuple[Fact, ...], at: datetime
) -> Case:
    take_in(now, facts)
    return settled(rules, case.record(*facts), now, at)


def _acceptance(
    rules: Rules, now: Standing, act: Accept | RefuseToAccept, moment: Moment
) -> tuple[Fact, ...]:
    match act:
        case Accept():
            check_ground_for_acceptance(rules, now, moment.at)
            # A late acceptance only confirms what the law's silence has already said.
            silent = DeemAccepted() in timers(rules, now, moment.at)
            return (_accepted(rules, now, moment, deemed=silent),)
        case RefuseToAccept():
            check_refusal_of_acceptance(act)
            check_still_in_time(now, moment.at)
            at, by = moment.at, moment.by
            said = act.model_dump(exclude={"act"})
            return (NotAccepted(at=at, by=by, **said),)


def _accepted(rules: Rules, now: Standing, moment: Moment, deemed: bool = False) -> Accepted:
    today = business_date(moment.at)
    received = now.launched.on if now.launched else today
    return Accepted(
        at=moment.at,
        by=moment.by,
        effective=received if deemed else _counts_from(now, today),
        deemed=deemed,
        steps=tuple(step.step for step in applicable(rules.matter, now, today)),
    )


def _counts_from(now: Standing, today: date) -> date:
    """Today; after work was sent back the first date, unless something really was missing."""
    first = now.first_accepted
    if first is None or any(r.step == ACCEPTANCE and r.at > first.at for r in now.requests):
        return today
    return first.effective


def deem_accepted(rules: Rules, case: Case, moment: Moment) -> Case:
    """Accepted by the law's silence, from the day of receipt (Act 32(4)); the same case if it is not so."""
    now = standing(case)
    if DeemAccepted() not in timers(rules, now, moment.at):
        return case
    fact = _accepted(rules, now, moment, deemed=True)
    return _recorded(rules, case, now, (fact,), moment.at)


def lapse(rules: Rules, case: Case, moment: Moment) -> Case:
    """What was asked for did not come: by the profile, the application counts as withdrawn.

    The same case if the applicant still has time, or the case is accepted already.
    """
    now = standing(case)
    ask = now.asks.get(ACCEPTANCE)
    if ask is None or Lapse() not in timers(rules, now, moment.at):
        return case
    fact = Lapsed(at=moment.at, by=moment.by, until=ask.until)
    return _recorded(rules, case, now, (fact,), moment.at)


def found(rules: Rules, case: Case, *answers: CheckAnswered) -> Case:
    """What registers answered, with all that follows from it; the same answer twice is recorded once."""
    now = standing(case)
    heard = (with_its_time(rules, unconfirmed(rules, now, one)) for one in answers)
    new = tuple(one for one in heard if now.findings.get(one.finding.check) != one.finding)
    return _recorded(rules, case, now, new, new[-1].at) if new else case


def _supply(
    rules: Rules, case: Case, now: Standing, what: tuple[Supply, Moment]
) -> tuple[Fact, ...]:
    act, moment = what
    only_the_hall(rules, case, moment.by)
    if act.step not in now.asks and not _brings_what_is_owed(now, act):
        if act.step != ACCEPTANCE and not now.closed:
            raise StepNotOpen(case.number, step_name(rules, act.step))
        my_work(rules, case, now, (ACCEPTANCE, "supply", None), moment.by)
    check_supply(rules, act)
    check_papers(rules, now, act.evidence)
    brought = (with_deadline(rules, one, business_date(moment.at)) for one in act.evidence)
    papers = tuple(EvidenceTaken(at=moment.at, by=moment.by, evidence=one) for one in brought)
    supplied = Supplied(
        at=moment.at,
        by=moment.by,
        step=act.step,
        answers=act.answers,
        complete=False,
        outdated=outdated(rules.matter, now, act.answers),
    )
    after = standing(case.record(*papers, supplied))
    ask = after.asks.get(act.step)
    complete = ask is None or not outstanding(rules.matter, after, ask)
    return (*papers, supplied.model_copy(update={"complete": complete}))


def _brings_what_is_owed(now: Standing, act: Supply) -> bool:
    """After acceptance a paper comes in unasked that was deferred, or that a department did not find."""
    owed = {*now.deferrals, *now.verifications}
    late = now.accepted is not None and not now.ended and act.step == ACCEPTANCE
    papers = {one.material for one in act.evidence}
    return late and bool(papers) and papers <= owed and not act.answers


def _withdraw(
    rules: Rules, case: Case, now: Standing, what: tuple[Withdraw, Moment]
) -> tuple[Fact, ...]:
    act, moment = what
    only_the_hall(rules, case, moment.by)
    check_withdrawal(case, now)
    return (Withdrawn(at=moment.at, by=moment.by, reason=act.reason),)


def _on_step(rules: Rules, now: Standing, act: OnStep, moment: Moment, work: WorkItem) -> Fact:
    at, by = moment.at, moment.by
    match act:
        case Take():
            return Taken(at=at, by=by, step=act.step, part=act.part)
        case CheckAgain():
            check_known(rules, now, act)
            gone = built_on(rules.matter, now, act.check)
            return CheckWanted(at=at, by=by, check=act.check, outdated=gone)
        case AskForMore():
            if act.step == ACCEPTANCE:
                check_still_in_time(now, at)
            return _asked(rules, act, moment)
        case Decide():
            return _decided(rules, now, act, moment)
        case Inspect():
            return _inspected(rules, now, act, moment, work)
        case SendBack():
            check_return(rules, now, act)
            said = act.model_dump(exclude={"act"})
            return SentBack(at=at, by=by, reset=to_reset(rules, now, act), **said)
        case _:
            step = rules.matter.step(act.step)
            return fact_of(Acting(rules, now, step, work, by, at), act)


def _inspected(
    rules: Rules, now: Standing, act: Inspect, moment: Moment, work: WorkItem
) -> Inspected:
    check_inspection(rules, now, act, work.department)
    check_person(rules, now, rules.matter.step(act.step), moment.by)
    return Inspected(
        at=moment.at,
        by=moment.by,
        step=act.step,
        department=work.department,
        passed=act.passed,
        corrections=act.corrections,
        officers=act.officers,
    )


def _decided(rules: Rules, now: Standing, act: Decide, moment: Moment) -> Decided | Proposed:
    """The decision, or where a head has to approve it, the proposal."""
    step = rules.matter.step(act.step)
    check_part(now, act)
    check_decision(rules, now, act, business_date(moment.at))
    check_values(rules, act)
    check_births(rules.matter, act.values, filled(rules.matter, now), business_date(moment.at))
    check_person(rules, now, step, moment.by)
    kind = Proposed if step.approval else Decided
    return kind(
        at=moment.at,
        by=moment.by,
        step=act.step,
        part=act.part,
        decision=act.decision,
        reasons=act.reasons,
        basis=act.basis,
        listed=act.listed,
        values=act.values,
    )


def _asked(rules: Rules, act: AskForMore, moment: Moment) -> MoreAsked:
    profile = rules.office.profile
    limit = Limit(count=act.days, unit="working-days") if act.days else profile.supplement
    until = last_day(business_date(moment.at), limit, rules.calendar)
    return MoreAsked(
        at=moment.at,
        by=moment.by,
        step=act.step,
        wanted=act.wanted,
        until=until,
        again=act.again,
    )
