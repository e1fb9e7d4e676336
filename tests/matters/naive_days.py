"""The clock counted day by day, as one would with a finger on the calendar: what the fast path is held against."""

from dataclasses import dataclass
from datetime import date, timedelta

from matters.limits import Limit

ONE = timedelta(days=1)


@dataclass(frozen=True)
class History:
    """What happened to one clock."""

    start: date
    limit: Limit
    extension: Limit | None
    procedures: tuple[tuple[date, date], ...]


def last_day_by_finger(one: History, rest: set[date]) -> date:
    """Counts nothing but days; `rest` are the days on which nobody works."""
    out = {
        begin + ONE * step
        for begin, end in one.procedures
        for step in range(1, (end - begin).days + 1)
    }
    count = one.limit.count + (one.extension.count if one.extension else 0)
    match one.limit.unit:
        case "on-the-spot":
            return _off_rest(one.start, rest)
        case "working-days":
            return _counted(one.start, count, rest | out)
        case "days":
            return _off_rest(_counted(one.start, count, out), rest)
        case "months":
            return _off_rest(_moved(one.start, _corresponding(one.start, count), out), rest)
        case "years":
            return _off_rest(_moved(one.start, _corresponding(one.start, 12 * count), out), rest)


def _counted(day: date, count: int, free: set[date]) -> date:
    while count:
        day += ONE
        count -= day not in free
    return day


def _moved(start: date, last: date, out: set[date]) -> date:
    """As many days more as were taken out before the end, which moves while one looks."""
    day = start
    while day < last:
        day += ONE
        if day in out:
            last += ONE
    return last


def _off_rest(day: date, rest: set[date]) -> date:
    while day in rest:
        day += ONE
    return day


def _corresponding(start: date, months: int) -> date:
    """Month by month, and down from the 31st until there is such a day."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    for day in range(start.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, start.day)
