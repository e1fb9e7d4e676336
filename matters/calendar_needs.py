"""Which limits run into a year of the calendar: what a missing year will stop, told before it does. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from matters.calendars import Calendar
from matters.ledger import clocks
from matters.limits import Limit
from matters.rules import Rules
from matters.spec import Matter, Step
from matters.standing import Standing
from matters.words import Text

NOVEMBER = 11
"""The State Council publishes the next year about now: from here on it is missed."""


class LimitNeeds(NamedTuple):
    """A limit that may end in the year if it begins to run today."""

    matter: Text
    what: Text
    limit: Limit


def lacking(calendar: Calendar, today: date) -> tuple[int, ...]:
    """Of the present year and, from November on, the next: those that are not loaded."""
    known = {one.year for one in calendar.years}
    wanted = (today.year, today.year + 1) if today.month >= NOVEMBER else (today.year,)
    return tuple(year for year in wanted if year not in known)


def limits_into(matter: Matter, year: int, today: date) -> Iterator[LimitNeeds]:
    """The limits of the matter that may reach the year, if they begin to run today."""
    for step in matter.steps:
        for limit in _limits(step):
            if _reaches(limit, year, today):
                yield LimitNeeds(matter.name, step.item.name if step.item else step.name, limit)
                break
    if _reaches(matter.promise, year, today):
        yield LimitNeeds(
            matter.name, Text(zh="整件事承诺办结", en="the whole, as promised"), matter.promise
        )


def _limits(step: Step) -> Iterator[Limit]:
    """The longest first: a limit with its extension, then what the step itself lasts."""
    if step.item is not None:
        longer = step.item.extend
        same = longer is not None and longer.unit == step.item.limit.unit
        yield step.item.limit.plus(longer) if same else step.item.limit
    for own in (step.lasts, step.within):
        if own is not None:
            yield own


def _reaches(limit: Limit, year: int, today: date) -> bool:
    return today.year < year <= (today + timedelta(days=limit.days_at_most)).year


def waits_for(rules: Rules, now: Standing, year: int, today: date) -> bool:
    """Whether a clock of the case that runs needs the year."""
    return any(
        one.running and _into(one.unknown_year, one.last, year) for one in clocks(rules, now, today)
    )


def _into(unknown: int | None, last: date | None, year: int) -> bool:
    return unknown == year or (last is not None and last.year >= year)
