"""What lets a waiting step open, and what ends it before it ever does."""

from collections.abc import Iterator
from datetime import date, datetime

from matters.case import (
    MACHINE,
    Fact,
    FeeLine,
    FeesAsked,
    FindingOutcome,
    StepEnded,
    StepOpened,
    Terminated,
    business_date,
)
from matters.clock import clock
from matters.expressions import Expression
from matters.freshness import stale
from matters.limits import last_day
from matters.parts import has_parts, parts_left, parts_of
from matters.rules import (
    Rules,
    Scope,
    applicable,
    holds,
    received_on,
    scope,
    visitors,
)
from matters.rules import filled as answers_of
from matters.spec import Step
from matters.standing import FAILED, NEUTRAL, Standing, StepStanding


def opening(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    """What waiting steps become now: open, set aside, or terminated because of one that they need."""
    if now.accepted is None or now.taken_away:
        return ()
    applies = frozenset(now.accepted.steps)
    taken: set[str] = set()
    facts: list[Fact] = []
    for key in now.accepted.steps:
        step = rules.matter.step(key)
        if now.step(key).status != "waiting" or step.mutex in taken:
            continue
        found = tuple(_of_waiting(rules, now, step, at, applies))
        if step.mutex and any(isinstance(one, StepOpened) for one in found):
            taken.add(step.mutex)
        facts += found
    return tuple(facts)


def _of_waiting(
    rules: Rules, now: Standing, step: Step, at: datetime, applies: frozenset[str]
) -> Iterator[Fact]:
    hard, soft = before(rules, step, applies)
    match turn(rules, now, step, hard):
        case "waits":
            return
        case "passed" if all(_left_out(now, key) for key in soft):
            yield set_aside(step, at, because=_neutral(now, hard))
            return
        case "ready" | "passed":
            pass
        case because:
            yield Terminated(at=at, by=MACHINE, step=step.step, because=because)
            return
    if all(now.step(key).done for key in soft):
        yield from _its_turn(rules, now, step, at)


def before(
    rules: Rules, step: Step, applies: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The steps that it needs, and those that it only waits for, as far as they apply."""
    hard, soft = rules.matter.needed_before[step.step]
    if applies.issuperset(hard) and applies.issuperset(soft):
        return hard, soft
    return tuple(filter(applies.__contains__, hard)), tuple(filter(applies.__contains__, soft))


def turn(rules: Rules, now: Standing, step: Step, hard: tuple[str, ...]) -> str:
    """`waits`, `ready`, `passed` (all before it were set aside), or the step that failed it."""
    if step.enough is not None:
        return _enough(rules, now, step, hard)
    status = [now.step(key).status for key in hard]
    if not FAILED.isdisjoint(status) and (because := _needed_and_failed(rules, now, step, hard)):
        return because
    if "waiting" in status or "open" in status:
        return "waits"
    # Where every way to a step was left out, the step is left out too: what joins waits only for what is under way.
    # A way that it only waited for, and that was gone, leads to it as well.
    return "passed" if hard and all(_left_out(now, key) for key in hard) else "ready"


def _left_out(now: Standing, key: str) -> bool:
    """Whether a way was not gone; one on which there was nothing to pay or to sign was."""
    own = now.step(key)
    return own.status == "set-aside" and not (own.ended and own.ended.because == "nothing")


def _enough(rules: Rules, now: Standing, step: Step, hard: tuple[str, ...]) -> str:
    status = [now.step(key).status for key in hard]
    well = sum(now.step(key).done for key in hard) - sum(
        one in FAILED or one == "set-aside" for one in status
    )
    if well >= (step.enough or 0):
        return "ready"
    if well + sum(not now.step(key).done for key in hard) >= (step.enough or 0):
        return "waits"
    return next((key for key in hard if now.step(key).status in FAILED), "passed")


def _needed_and_failed(
    rules: Rules, now: Standing, step: Step, hard: tuple[str, ...]
) -> str | None:
    """A failed step that this one cannot do without; a combined licence can do without an optional one."""
    failed = [
        key
        for key in hard
        if now.step(key).status in FAILED and not rules.matter.step(key).advisory
    ]
    if step.kind != "issue" or len(failed) == len(hard):
        return next(iter(failed), None)
    return next((key for key in failed if not rules.matter.step(key).optional), None)


def _neutral(now: Standing, hard: tuple[str, ...]) -> str:
    return next((key for key in hard if now.step(key).status in NEUTRAL), "")


def set_aside(step: Step, at: datetime, because: str) -> StepEnded:
    """The step is left out, for nobody's fault."""
    return StepEnded(at=at, by=MACHINE, step=step.step, status="set-aside", because=because)


def _its_turn(rules: Rules, now: Standing, step: Step, at: datetime) -> Iterator[Fact]:
    today = business_date(at)
    if step.provided or step.only_while:
        seen = scope(rules.matter, now, received_on(now, today))
        if not holds(step.provided, seen):
            yield set_aside(step, at, because="provided")
            return
        if not holds(step.only_while, seen):
            return
    if step.needs and not _has_its_answers(rules, now, step):
        return
    if _locked(rules, now, step) or stale(rules, now, step, today):
        return
    yield from opened(rules, now, step, at)


def missed(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    """What lets a case go on in which nothing is under way any more and nothing can open by itself.

    Sections that hold a mutex and wait for each other give it up; a step that is possible only for a time that
    nothing can bring any more is set aside; one that waits for an answer which nothing brings opens, so that a person
    asks for it or ends it by law: no machine fails an applicant.
    """
    if now.accepted is None or now.ended:
        return ()
    if any(_goes_on(rules.matter.step(key), own) for key, own in now.steps.items()):
        return ()
    steps = [one for key in now.accepted.steps if not (one := rules.matter.step(key)).follow_up]
    if all(now.step(one.step).done for one in steps):
        return ()
    today = business_date(at)
    turned = [one for one in steps if _turn_has_come(rules, now, one)]
    if any(stale(rules, now, one, today) for one in turned) or _registers_asked_again(now):
        return ()
    return _let_go_on(rules, now, turned, at)


def _let_go_on(rules: Rules, now: Standing, turned: list[Step], at: datetime) -> tuple[Fact, ...]:
    seen = scope(rules.matter, now, received_on(now, business_date(at)))
    late = [one for one in turned if not holds(one.only_while, seen)]
    lacking = [one for one in turned if one not in late and not _has_its_answers(rules, now, one)]
    locked = [one for one in turned if one not in late and one not in lacking]
    if locked:
        return tuple(opened(rules, now, locked[0], at))
    if late:
        return (set_aside(late[0], at, because="only_while"),)
    return tuple(opened(rules, now, lacking[0], at)) if lacking else ()


def _registers_asked_again(now: Standing) -> bool:
    """Whether a register that was silent may still bring an answer."""
    return any(
        one.ask_again_at is not None
        and one.outcome in (FindingOutcome.PENDING, FindingOutcome.UNAVAILABLE)
        for one in now.findings.values()
    )


def _goes_on(step: Step, own: StepStanding) -> bool:
    """Whether somebody or something is still at work there; a later check holds nobody up."""
    going = own.status == "open" or (own.done and parts_left(step, own))
    return going and not step.follow_up


def _turn_has_come(rules: Rules, now: Standing, step: Step) -> bool:
    """Whether a waiting step waits for no other step any more."""
    if now.accepted is None or now.step(step.step).status != "waiting":
        return False
    hard, soft = before(rules, step, frozenset(now.accepted.steps))
    come = turn(rules, now, step, hard) in ("ready", "passed")
    return come and all(now.step(key).done for key in soft)


def _has_its_answers(rules: Rules, now: Standing, step: Step) -> bool:
    answers = answers_of(rules.matter, now)
    return all(answers.get(path) not in (None, "", ()) for path in step.needs)


def _locked(rules: Rules, now: Standing, step: Step) -> bool:
    """Whether another section of the same mutex is under way, and does not itself wait for this step."""
    if step.mutex is None or now.accepted is None:
        return False
    section = step.section or step.step
    others: dict[str, list[str]] = {}
    for key in now.accepted.steps:
        other = rules.matter.step(key)
        if other.mutex == step.mutex and (other.section or other.step) != section:
            others.setdefault(other.section or other.step, []).append(key)
    return any(
        _under_way(now, keys)
        and not any(
            step.step in rules.matter.upstream(key) for key in keys if not now.step(key).done
        )
        for keys in others.values()
    )


def _under_way(now: Standing, keys: list[str]) -> bool:
    standings = [now.step(key) for key in keys]
    begun = any(own.status == "open" or (own.done and own.opened) for own in standings)
    return begun and not all(own.done for own in standings)


def opened(rules: Rules, now: Standing, step: Step, at: datetime) -> Iterator[Fact]:
    """The step opens; one that has nothing to do, no part and nothing to pay, is set aside instead."""
    parts = parts_of(rules, now, step, business_date(at))
    fees = fees_of(rules, now, business_date(at)) if step.kind == "pay" else ()
    if (has_parts(step) and not parts) or (step.kind == "pay" and not fees):
        yield set_aside(step, at, because="nothing")
        return
    limit = clock(rules, now, step)
    length = None if step.item or step.kind == "visit" else step.lasts or step.within
    today = business_date(at)
    yield StepOpened(
        at=at,
        by=MACHINE,
        step=step.step,
        departments=departments_of(rules, now, step),
        parts=parts,
        round=now.step(step.step).round + 1,
        counted_from=today if length else limit.counted_from,
        due=last_day(today, length, rules.calendar) if length else limit.due,
        promised=limit.promised,
    )
    if fees:
        yield FeesAsked(at=at, by=MACHINE, step=step.step, lines=fees)


def departments_of(rules: Rules, now: Standing, step: Step) -> tuple[str, ...]:
    """Who takes part: in a visit only the departments whose own steps wait for it; the lead where none is said."""
    if step.kind != "visit" or now.accepted is None:
        return tuple(dict.fromkeys(step.all_departments)) or (rules.matter.lead,)
    waiting = [key for key in now.accepted.steps if not now.step(key).done]
    # A visit that nothing waits for is made by all whom it names.
    return visitors(rules.matter, step, waiting) if step.before else step.all_departments


def fees_of(rules: Rules, now: Standing, today: date) -> tuple[FeeLine, ...]:
    """What has still to be paid in this case, in yuan; nothing for steps that have failed or were left out."""
    seen = scope(rules.matter, now, received_on(now, today))
    applies = {
        step.step
        for step in applicable(rules.matter, now, today)
        if now.step(step.step).status not in FAILED | NEUTRAL
    }
    asked = (
        fee
        for fee in rules.matter.fees
        if holds(fee.when, seen) and (not fee.steps or applies & set(fee.steps))
    )
    lines = [(fee.key, _amount(fee.amount, seen) - now.paid.get(fee.key, 0)) for fee in asked]
    return tuple(FeeLine(fee=key, amount=amount) for key, amount in lines if amount > 0)


def _amount(said: int | Expression, seen: Scope) -> float:
    value = said if isinstance(said, int) else said.evaluate(seen)
    return float(value) if isinstance(value, int | float) else 0.0
