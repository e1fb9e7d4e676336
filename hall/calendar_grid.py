"""A year of the working calendar as a page shows it: twelve months of weeks, each day with what it is. Pure."""

import calendar as gregorian
from datetime import date
from typing import Literal, NamedTuple

from matters.calendars import Calendar
from matters.words import Text

DayKind = Literal["work", "weekend", "rest", "made-up"]

KINDS: dict[DayKind, Text] = {
    "work": Text(zh="工作日", en="workday"),
    "weekend": Text(zh="周末", en="weekend"),
    "rest": Text(zh="放假（周一至周五）", en="day off, Monday to Friday"),
    "made-up": Text(zh="调休上班", en="make-up day"),
}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SATURDAY = 5


class Day(NamedTuple):
    """One day in its week; none of another month."""

    on: date
    kind: DayKind
    name: Text | None
    """Of the holiday."""


class Month(NamedTuple):
    """One month: its weeks from Monday, with gaps where days belong to others."""

    name: Text
    weeks: tuple[tuple[Day | None, ...], ...]
    workdays: int


def months_of(calendar: Calendar, year: int) -> tuple[Month, ...]:
    """The year as it is kept, overlays included. Raises `CalendarMissing`."""
    weeks = gregorian.Calendar()
    found = []
    for number in range(1, 13):
        rows = tuple(
            tuple(_day(calendar, day) if day.month == number else None for day in week)
            for week in weeks.monthdatescalendar(year, number)
        )
        worked = sum(day.kind in ("work", "made-up") for row in rows for day in row if day)
        name = Text(zh=f"{number}月", en=MONTHS[number - 1])
        found.append(Month(name, rows, worked))
    return tuple(found)


def _day(calendar: Calendar, on: date) -> Day:
    works, weekend = calendar.is_workday(on), on.weekday() >= _SATURDAY
    match works, weekend:
        case True, True:
            kind: DayKind = "made-up"
        case True, False:
            kind = "work"
        case False, True:
            kind = "weekend"
        case _:
            kind = "rest"
    return Day(on, kind, None if works else calendar.year_of(on).holiday(on))
