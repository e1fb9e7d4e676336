"""How long the answers of registers are kept: what people only read goes when its time is over (PIPL 19, 47).

What fills the form belongs to the application, and what a rule reads belongs to the decision: both are kept as long as
the case. Everything else is kept, where the check says `keep`, so long after the case has closed. Each answer says by
itself what of it that is, as its matter said when it came; what a later version reads stays nevertheless.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from matters.case import MACHINE, Case, CheckAnswered, Finding, ValuesErased, business_date
from matters.limits import natural_end
from matters.rules import Rules
from matters.standing import Standing, standing


def with_its_time(rules: Rules, answered: CheckAnswered) -> CheckAnswered:
    """The answer, with what of it people only read, and how long that is kept."""
    finding = answered.finding
    shown = tuple(one for one in rules.matter.only_shown(finding.check) if one in finding.values)
    if not shown:
        return answered
    keep = rules.matter.check(finding.check).check.keep
    timed = finding.model_copy(update={"shown": shown, "keep": keep})
    return answered.model_copy(update={"finding": timed})


def kept_until(rules: Rules, now: Standing) -> Iterator[tuple[str, date]]:
    """The checks with values that go, each with the last day on which they are kept; none before the case has closed.

    No calendar is asked: the time runs for years, and does not move with rest days.
    """
    if now.closed is None:
        return
    for check, held in now.held.items():
        lasting = rules.matter.lasting.get(check, frozenset())
        if lasting.isdisjoint(name for one in held for name in one.shown):
            yield check, max(_last_day(now.closed.on, one) for one in held)


def _last_day(closed_on: date, finding: Finding) -> date:
    return natural_end(closed_on, finding.keep) if finding.keep else date.max


def over(rules: Rules, now: Standing, at: datetime) -> tuple[str, ...]:
    """The checks whose values have to go now."""
    today = business_date(at)
    return tuple(check for check, last in kept_until(rules, now) if last < today)


def first_days(rules: Rules, now: Standing) -> Iterator[date]:
    """The days on which something has to go, one for each check."""
    return (last + timedelta(days=1) for _, last in kept_until(rules, now) if last < date.max)


def values_erased(rules: Rules, case: Case, at: datetime) -> Case:
    """The case without the values whose time is over; the same case where there are none."""
    now = standing(case)
    gone = tuple(_erased(now, check, at) for check in over(rules, now, at))
    return case.record(*gone) if gone else case


def _erased(now: Standing, check: str, at: datetime) -> ValuesErased:
    names = sorted({name for one in now.held[check] for name in one.shown})
    return ValuesErased(at=at, by=MACHINE, check=check, values=tuple(names))
