"""How long the answers of registers are kept: what people only read goes when its time is over (PIPL 19, 47).

What fills the form belongs to the application, and what a rule reads belongs to the decision: both are kept as long as
the case. Everything else is kept, where the check says `keep`, so long after the case has closed.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from matters.case import MACHINE, Case, ValuesErased, business_date
from matters.limits import natural_end
from matters.rules import Rules
from matters.standing import Standing, standing


def kept_until(rules: Rules, now: Standing) -> Iterator[tuple[str, date]]:
    """The checks with values that have a time of their own, each with its last day; none before the case has closed.

    No calendar is asked: the time runs for years, and does not move with rest days.
    """
    if now.closed is None:
        return
    for use in rules.matter.checks:
        if use.check.keep and use.key in now.held and rules.matter.only_shown[use.key]:
            yield use.key, natural_end(now.closed.on, use.check.keep)


def over(rules: Rules, now: Standing, at: datetime) -> tuple[str, ...]:
    """The checks whose values have to go now."""
    today = business_date(at)
    return tuple(check for check, last in kept_until(rules, now) if last < today)


def first_days(rules: Rules, now: Standing) -> Iterator[date]:
    """The days on which something has to go, one for each check."""
    return (last + timedelta(days=1) for _, last in kept_until(rules, now))


def values_erased(rules: Rules, case: Case, at: datetime) -> Case:
    """The case without the values whose time is over; the same case where there are none."""
    gone = tuple(
        ValuesErased(
            at=at, by=MACHINE, check=check, values=tuple(sorted(rules.matter.only_shown[check]))
        )
        for check in over(rules, standing(case), at)
    )
    return case.record(*gone) if gone else case
