"""The clocks of a case: from which day each item's limit counts, and its last day (domain 2.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from matters.exclusions import Excluded, ended, excluded
from matters.limits import Limit, last_day
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing


@dataclass(frozen=True)
class Clock:
    """One item's limits in one case: statutory and promised last days."""

    counted_from: date
    due: date | None
    promised: date | None


def clock(rules: Rules, now: Standing, step: Step) -> Clock:
    """The step's clock; it must be asked only after acceptance.

    Parallel items count from acceptance, a later one from the day on which the item before it was decided
    (Zhejiang rule 5: the earlier agency's completion counts as receipt). A visit is part of the items that wait for
    it and starts no clock anew: behind one, the clock goes on from the item before it or from acceptance. What is due
    of a visit is due on the earliest days of those items.
    """
    start = counted_from(rules, now, step)
    if step.kind == "visit":
        return _of_visit(start, [limit for _, limit in clocks_waiting(rules, now, step)])
    if step.item is None:
        return _of_own_limit(rules, now, step, start)
    out = ended(excluded_of(rules, now, step))
    more = step.item.extend if now.step(step.step).extended else None
    due = last_day(start, step.item.limit, rules.calendar, more, out)
    if step.item.promise is None:
        return Clock(start, due, None)
    return Clock(start, due, _promised(rules, (start, step.item.promise), more, (due, out)))


def _promised(
    rules: Rules,
    promise: tuple[date, Limit],
    more: Limit | None,
    within: tuple[date, tuple[tuple[date, date], ...]],
) -> date:
    """The promised day moves as the limit does (Act 42); one in other units becomes the extended limit's day."""
    start, length = promise
    due, out = within
    if more is not None and more.unit != length.unit:
        return due
    return last_day(start, length, rules.calendar, more, out)


def _of_own_limit(rules: Rules, now: Standing, step: Step, start: date) -> Clock:
    """A step without an item counts from its own opening: publicity, opinions, calls, waiting."""
    own = now.step(step.step)
    length = step.lasts or step.within
    opened = own.opened.on if own.opened else None
    if length is None or opened is None:
        return Clock(start, None, None)
    out = ended(excluded(now, (), (step,)))
    return Clock(opened, last_day(opened, length, rules.calendar, excluded=out), None)


def excluded_of(rules: Rules, now: Standing, step: Step) -> Iterator[Excluded]:
    """The days that do not count: legal procedures that come before it, and its own suspensions (Act 45)."""
    before = (rules.matter.step(key) for key in rules.matter.upstream(step.step))
    return excluded(now, before, (step,))


def clocks_waiting(rules: Rules, now: Standing, step: Step) -> tuple[tuple[str, Clock], ...]:
    """The clocks that run while the step is done: of the items that wait for it, and for no other item any more."""
    applies = now.accepted.steps if now.accepted else ()
    waiting = (rules.matter.step(key) for key in rules.matter.waited_by(step.step))
    return tuple(
        (one.step, clock(rules, now, one))
        for one in waiting
        if one.step in applies
        and one.item is not None
        and not now.step(one.step).done
        and all(now.step(key).done for key in items_before(rules, now, one))
    )


def _of_visit(start: date, limits: list[Clock]) -> Clock:
    due = min((one.due for one in limits if one.due), default=None)
    if not any(one.promised for one in limits):
        return Clock(start, due, None)
    # An item without a promise may have to be done before what another promises.
    return Clock(start, due, min(day for one in limits if (day := one.promised or one.due)))


def counted_from(rules: Rules, now: Standing, step: Step) -> date:
    """The event day, itself not counted (Civil Code 201)."""
    if now.accepted is None:
        raise ValueError(f"step {step.step} has no clock before acceptance")
    decided = (now.step(key).ended_on for key in items_before(rules, now, step))
    anew = now.step(step.step).anew_on
    return max((day for day in (*decided, anew) if day), default=now.accepted.effective)


def items_before(rules: Rules, now: Standing, step: Step) -> tuple[str, ...]:
    """The nearest items that this step waits for, also through visits and other steps that decide no item."""
    applies = now.accepted.steps if now.accepted else ()
    found: list[str] = []
    ahead = list(rules.matter.waits_for(step.step))
    for key in ahead:
        if key not in applies or rules.matter.step(key).item is None:
            ahead += (one for one in rules.matter.waits_for(key) if one not in ahead)
        else:
            found.append(key)
    return tuple(found)
