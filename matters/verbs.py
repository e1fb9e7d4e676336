"""What people do to a case. Each verb takes a case and returns it with more facts, or refuses and says the way out."""

from dataclasses import dataclass
from datetime import datetime

from matters.acts import (
    Accept,
    Act,
    AskForMore,
    Decide,
    Inspect,
    RefuseToAccept,
    SendBack,
    Supply,
    Take,
    Withdraw,
)
from matters.case import (
    ACCEPTANCE,
    Accepted,
    Actor,
    Case,
    CheckAnswered,
    Decided,
    EvidenceTaken,
    Fact,
    Inspected,
    Lapsed,
    Launched,
    MoreAsked,
    NotAccepted,
    SentBack,
    Supplied,
    Taken,
    Withdrawn,
    business_date,
)
from matters.errors import CaseClosed, NotYours, StepNotOpen
from matters.grounds import (
    check_decision,
    check_ground_for_acceptance,
    check_inspection,
    check_request,
    check_return,
    check_withdrawal,
    still_wanted,
    to_reset,
)
from matters.limits import Limit, last_day
from matters.office import HALL
from matters.rules import Rules, applicable
from matters.settling import settle
from matters.standing import Standing, standing
from matters.words import Text
from matters.work import ActName, WorkItem, work_at


@dataclass(frozen=True)
class Moment:
    """Who acts, and when."""

    by: Actor
    at: datetime


def launch(rules: Rules, number: str, launched: Launched, begun: tuple[Fact, ...] = ()) -> Case:
    """A new case; `begun` is what was found out and handed in at the counter before."""
    case = Case(number=number, matter=rules.matter.digest, facts=(launched, *begun))
    return settle(rules, case, launched.at)


def perform(rules: Rules, case: Case, act: Act, moment: Moment) -> Case:
    """Do one act of a person.

    Raises a `Refused`: `NotYours`, `StepNotOpen`, `CaseClosed` or `ActRefused`, each with the way out.
    """
    now = standing(case)
    match act:
        case Withdraw():
            facts = _withdraw(rules, case, act, moment)
        case Supply():
            facts = _supply(rules, case, act, moment)
        case Accept() | RefuseToAccept():
            _my_work(rules, case, now, (ACCEPTANCE, act.act), moment.by)
            facts = _acceptance(rules, now, act, moment)
        case _:
            work = _my_work(rules, case, now, (act.step, act.act), moment.by)
            facts = (_on_step(rules, now, act, moment, work),)
    return settle(rules, case.record(*facts), moment.at)


def _my_work(
    rules: Rules, case: Case, now: Standing, what: tuple[str, ActName], by: Actor
) -> WorkItem:
    """The actor's own open work item that allows the act."""
    step, act = what
    name = step_name(rules, step)
    here = [one for one in work_at(rules, case.number, now) if one.step == step]
    if not here:
        raise CaseClosed(case.number) if now.closed else StepNotOpen(case.number, name)
    mine = [one for one in here if one.belongs_to(by)]
    if not mine:
        raise NotYours(case.number, whose=rules.office.department(here[0].department).name)
    if act not in mine[0].acts:
        raise StepNotOpen(case.number, name)
    return mine[0]


def step_name(rules: Rules, step: str) -> Text:
    """The step's name as people read it; acceptance is the hall's own."""
    if step == ACCEPTANCE:
        return Text(zh="受理", en="Acceptance")
    known = {one.step: one.name for one in rules.matter.steps}
    return known.get(step) or Text(zh=step, en=step)


def _acceptance(
    rules: Rules, now: Standing, act: Accept | RefuseToAccept, moment: Moment
) -> tuple[Fact, ...]:
    match act:
        case Accept():
            check_ground_for_acceptance(rules, now, moment.at)
            return (_accepted(rules, now, moment),)
        case RefuseToAccept():
            return (
                NotAccepted(
                    at=moment.at,
                    by=moment.by,
                    reason=act.reason,
                    basis=act.basis,
                    competent=act.competent,
                ),
            )


def _accepted(rules: Rules, now: Standing, moment: Moment, deemed: bool = False) -> Accepted:
    today = business_date(moment.at)
    received = now.launched.on if now.launched else today
    return Accepted(
        at=moment.at,
        by=moment.by,
        effective=received if deemed else today,
        deemed=deemed,
        steps=tuple(step.step for step in applicable(rules.matter, now, today)),
    )


def deem_accepted(rules: Rules, case: Case, moment: Moment) -> Case:
    """Accepted by the law's silence, from the day of receipt (Act 32(4))."""
    fact = _accepted(rules, standing(case), moment, deemed=True)
    return settle(rules, case.record(fact), moment.at)


def lapse(rules: Rules, case: Case, moment: Moment) -> Case:
    """What was asked for did not come: by the profile, the application counts as withdrawn."""
    asked = standing(case).asked
    if asked is None:
        return case
    fact = Lapsed(at=moment.at, by=moment.by, until=asked.until)
    return settle(rules, case.record(fact), moment.at)


def found(rules: Rules, case: Case, answered: CheckAnswered) -> Case:
    """A register's answer, with all that follows from it."""
    return settle(rules, case.record(answered), answered.at)


def _supply(rules: Rules, case: Case, act: Supply, moment: Moment) -> tuple[Fact, ...]:
    now = standing(case)
    _only_the_hall(rules, case, moment.by)
    if now.asked is None:
        _my_work(rules, case, now, (ACCEPTANCE, "supply"), moment.by)
    elif now.asked.step != act.step:
        raise StepNotOpen(case.number, step_name(rules, act.step))
    papers = tuple(EvidenceTaken(at=moment.at, by=moment.by, evidence=e) for e in act.evidence)
    complete = not still_wanted(now, act)
    supplied = Supplied(
        at=moment.at, by=moment.by, step=act.step, answers=act.answers, complete=complete
    )
    return (*papers, supplied)


def _withdraw(rules: Rules, case: Case, act: Withdraw, moment: Moment) -> tuple[Fact, ...]:
    _only_the_hall(rules, case, moment.by)
    check_withdrawal(case, standing(case))
    return (Withdrawn(at=moment.at, by=moment.by, reason=act.reason),)


def _only_the_hall(rules: Rules, case: Case, by: Actor) -> None:
    if by.department != HALL:
        raise NotYours(case.number, whose=rules.office.department(HALL).name)


def _on_step(
    rules: Rules,
    now: Standing,
    act: AskForMore | Take | Decide | Inspect | SendBack,
    moment: Moment,
    work: WorkItem,
) -> Fact:
    at, by = moment.at, moment.by
    match act:
        case Take():
            return Taken(at=at, by=by, step=act.step)
        case AskForMore():
            check_request(rules, now, act)
            return _asked(rules, act, moment)
        case Decide():
            check_decision(rules, now, act)
            return Decided(
                at=at,
                by=by,
                step=act.step,
                decision=act.decision,
                reasons=act.reasons,
                basis=act.basis,
            )
        case Inspect():
            check_inspection(rules, act)
            return Inspected(
                at=at,
                by=by,
                step=act.step,
                department=work.department,
                passed=act.passed,
                corrections=act.corrections,
                officers=act.officers,
            )
        case SendBack():
            check_return(rules, now, act)
            reset = to_reset(rules, now, act)
            return SentBack(at=at, by=by, step=act.step, to=act.to, reason=act.reason, reset=reset)


def _asked(rules: Rules, act: AskForMore, moment: Moment) -> MoreAsked:
    profile = rules.office.profile
    limit = Limit(count=act.days, unit="working-days") if act.days else profile.supplement
    until = last_day(business_date(moment.at), limit, rules.calendar)
    return MoreAsked(at=moment.at, by=moment.by, step=act.step, wanted=act.wanted, until=until)
