"""What the machine does for open steps: it draws, calls, launches, tells, and writes down that time has passed.

Each verb takes a case and returns it with more facts; where there is nothing to do any more, the same case.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from matters.case import (
    MACHINE,
    CallBegun,
    Case,
    ChildLaunched,
    Drawn,
    Fact,
    NoticeIssued,
    Outcome,
    ParentTold,
    StepEnded,
    SystemCalled,
    business_date,
)
from matters.delivery import deem_delivered
from matters.due import Action, DeemAccepted, DeemDelivered, EraseValues, Lapse, TimeUp
from matters.fields import Answers
from matters.keeping import values_erased
from matters.lots import drawn
from matters.notices import IssueNotice
from matters.parts import how_many
from matters.rules import Rules, Scope, filled, received_on, scope
from matters.settling import settle
from matters.spec import Draw, Step
from matters.standing import Standing, standing
from matters.verbs import Moment, deem_accepted, lapse
from matters.work import goes_on


class Candidate(NamedTuple):
    """Somebody or something that may be drawn, with what is known of it for weights and reasons against."""

    name: str
    known: Mapping[str, object] = {}


def by_the_clock(rules: Rules, case: Case, action: Action, moment: Moment) -> Case:
    """What time alone brings about: silence that accepts, a request that lapses, a step whose time has passed."""
    match action:
        case DeemAccepted():
            return deem_accepted(rules, case, moment)
        case Lapse():
            return lapse(rules, case, moment)
        case TimeUp():
            return time_up(rules, case, moment)
        case DeemDelivered():
            return deem_delivered(case, moment.at)
        case EraseValues():
            return values_erased(rules, case, moment.at)
        case _:
            return case


def notice_issued(
    notice: IssueNotice, number: str, at: datetime, text: str | None = None
) -> NoticeIssued:
    """The fact that a notice got its number; `text` is the SHA-256 of what it says."""
    return NoticeIssued(
        at=at,
        by=MACHINE,
        key=notice.key,
        letter=notice.letter,
        step=notice.step,
        department=notice.department,
        number=number,
        to=notice.to,
        text=text,
        replaces=notice.replaces,
    )


def time_up(rules: Rules, case: Case, moment: Moment) -> Case:
    """What follows from the time that has passed."""
    return settle(rules, case, moment.at)


def draw_lots(rules: Rules, case: Case, step: str, seed: str, moment: Moment) -> Case:
    """Draw for the step with this seed."""
    now = standing(case)
    declared = rules.matter.step(step)
    if not _is_open(rules, now, step) or declared.draw is None:
        return case
    today = business_date(moment.at)
    seen = scope(rules.matter, now, received_on(now, today))
    pool = candidates(rules, now, declared, today)
    weights = tuple(_weight(declared.draw, one, seen) for one in pool)
    names = tuple(one.name for one in pool)
    count = how_many(rules, now, declared.draw.count, today)
    fact = Drawn(
        at=moment.at,
        by=moment.by,
        step=step,
        seed=seed,
        pool=names,
        weights=weights,
        chosen=drawn(seed, names, weights, count),
    )
    return _with(rules, case, moment, fact)


def candidates(rules: Rules, now: Standing, step: Step, today: date) -> tuple[Candidate, ...]:
    """From whom is drawn: officers of the department, rows of a group, or the names of a list.

    Only officers whose certificate is valid (Administrative Penalty Act 42), and who have no conflict of interest with
    anybody whom the case names (回避, article 43).
    """
    if step.draw is None:
        return ()
    match step.draw.pool:
        case "officers":
            departments = step.all_departments or (rules.matter.lead,)
            named = _parties(rules, now)
            return tuple(
                Candidate(one.name, one.model_dump())
                for one in rules.office.officers
                if one.department in departments
                and one.may_enforce(today)
                and named.isdisjoint(one.not_for)
            )
        case str() as path:
            rows = filled(rules.matter, now).get(path)
            listed = rows if isinstance(rows, tuple | list) else ()
            return tuple(
                Candidate(str(number), row) if isinstance(row, Mapping) else Candidate(str(row))
                for number, row in enumerate(listed, start=1)
            )
        case names:
            return tuple(Candidate(one) for one in names)


def _parties(rules: Rules, now: Standing) -> frozenset[str]:
    """Credit codes and identity numbers of everybody whom the form names once."""
    types = rules.matter.types
    answers = filled(rules.matter, now).items()
    said = (value for path, value in answers if types.get(path) in ("credit-code", "id-number"))
    return frozenset(value for value in said if isinstance(value, str))


def _weight(draw: Draw, one: Candidate, seen: Scope) -> float:
    """A draw's weight of one candidate; nothing for those who may not be drawn."""
    here = {**seen, **one.known, "name": one.name}
    if draw.unless is not None and draw.unless.holds(here):
        return 0.0
    weight = draw.weight.evaluate(here) if draw.weight else 1
    return float(weight) if isinstance(weight, int | float) else 0.0


def call_begun(rules: Rules, case: Case, step: str, moment: Moment) -> Case:
    """The step's call goes out from here on, whoever answers for the other system meanwhile."""
    own = standing(case).step(step)
    if not _is_open(rules, standing(case), step) or own.calling or own.called:
        return case
    return _with(rules, case, moment, CallBegun(at=moment.at, by=moment.by, step=step, call=own.call))  # fmt: skip


class TakenCall(NamedTuple):
    """What the other system gave when it took a call of the step."""

    step: str
    request: str
    call: str | None = None
    """None: the one that is made now."""


def called_out(rules: Rules, case: Case, taken: TakenCall, moment: Moment) -> Case:
    """The other system took the call: what left the house stays on file, whatever has happened meanwhile."""
    step, request = taken.step, taken.request
    call = taken.call or standing(case).step(step).call
    calls = (fact for fact in case.facts if isinstance(fact, SystemCalled) and fact.request)
    if any((fact.step, fact.call) == (step, call) for fact in calls):
        return case
    fact = SystemCalled(at=moment.at, by=moment.by, step=step, call=call, request=request)
    return _with(rules, case, moment, fact)


def to_send(rules: Rules, now: Standing, step: Step) -> Answers:
    """What another system, or another matter, is told of the answers."""
    wanted = step.call.sends if step.call else step.matter.answers if step.matter else {}
    answers = filled(rules.matter, now)
    return {name: answers[path] for name, path in wanted.items() if answers.get(path) is not None}


def child_launched(rules: Rules, case: Case, step: str, number: str, moment: Moment) -> Case:
    """The other matter is carried under this number."""
    now = standing(case)
    if not _is_open(rules, now, step) or now.step(step).child is not None:
        return case
    return _with(rules, case, moment, ChildLaunched(at=moment.at, by=moment.by, step=step, number=number))  # fmt: skip


class ChildEnd(NamedTuple):
    """How the case of another matter ended, with its answers, and its number."""

    outcome: Outcome
    answers: Answers
    number: str | None = None


def child_ended(rules: Rules, case: Case, step: str, ended: ChildEnd, moment: Moment) -> Case:
    """The other matter ended so, with these answers of its own; what the step takes of them is taken.

    The same case if it waits for that one no more: it was withdrawn or ended, or the step was begun anew.
    """
    declared, now = rules.matter.step(step), standing(case)
    if not _is_open(rules, now, step) or declared.matter is None:
        return case
    if ended.number is not None and now.step(step).child != ended.number:
        return case  # work began anew meanwhile: another case is waited for
    outcome, answers = ended.outcome, ended.answers
    well = outcome in (Outcome.GRANTED, Outcome.PARTLY_GRANTED)
    taken = {
        here: answers[there] for here, there in declared.matter.takes.items() if there in answers
    }
    fact = StepEnded(
        at=moment.at,
        by=moment.by,
        step=step,
        status="granted" if well else "refused",
        because="child",
        by_what=outcome.value,
        values=taken if well else {},
    )
    return _with(rules, case, moment, fact)


def parent_told(rules: Rules, case: Case, moment: Moment) -> Case:
    """The case whose step this is knows how it ended."""
    if standing(case).parent_told:
        return case
    return _with(rules, case, moment, ParentTold(at=moment.at, by=moment.by))


def _is_open(rules: Rules, now: Standing, step: str) -> bool:
    """Whether the step still waits for the machine: a case that was withdrawn waits for nothing."""
    return now.step(step).status == "open" and goes_on(rules, now, rules.matter.step(step))


def _with(rules: Rules, case: Case, moment: Moment, fact: Fact) -> Case:
    return settle(rules, case.record(fact), moment.at)
