"""Time limits of the law: how long, until which day, and how near that day is.

A day is a business date in Asia/Shanghai; today is an argument. Sources: Civil Code 201 (the day
of the event is not counted), 202 (months end on the corresponding date), 203 (a limit that ends on
a rest day ends on the first workday after it); Administrative Licensing Law 82 (working days).
"""

import calendar as gregorian
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_serializer, model_validator

from matters.calendars import Calendar, CalendarMissing
from matters.errors import OneGoError
from matters.words import Frozen, Language, Text

Unit = Literal["working-days", "days", "months", "years", "on-the-spot"]
Colour = Literal["green", "yellow", "red"]
Reason = Literal["in-time", "last-fifth", "last-two-days", "last-day", "overdue"]

_ON_THE_SPOT = "on the spot"
_SPOKEN = re.compile(r"([1-9][0-9]{0,3}) (working day|day|month|year)s?", re.ASCII)
_UNITS: dict[str, Unit] = {
    "working day": "working-days",
    "day": "days",
    "month": "months",
    "year": "years",
}
_WORDS: dict[Unit, tuple[str, str]] = {
    "working-days": ("个工作日", "working day"),
    "days": ("日", "day"),
    "months": ("个月", "month"),
    "years": ("年", "year"),
}
_YELLOW_SHARE = 5  # yellow in the last fifth (20 %) of a limit,
_YELLOW_DAYS = 2  # or in its last two working days (domain 3.18)
_MONTHS = 12


class LimitMistake(OneGoError, ValueError):
    """A limit that cannot be read, or two that cannot be added."""


class Limit(Frozen):
    """A length of time in one unit, in words: `10 working days`, `15 days`, `on the spot`."""

    count: Annotated[int, Field(ge=0, le=9999)]
    unit: Unit

    @model_validator(mode="before")
    @classmethod
    def words_are_read(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        count, unit = _read(value)
        return {"count": count, "unit": unit}

    @model_serializer
    def _spoken(self) -> str:
        return self.text("en")

    @classmethod
    def parse(cls, words: str) -> Self:
        """Raises `LimitMistake`, which names the forms that are allowed."""
        count, unit = _read(words)
        return cls(count=count, unit=unit)

    @property
    def words(self) -> Text:
        return Text(zh=self.text("zh"), en=self.text("en"))

    def text(self, language: Language) -> str:
        """As people read it: 10个工作日, 15日, 当场办结. The English is what `parse` reads."""
        if self.unit == "on-the-spot":
            return "当场办结" if language == "zh" else _ON_THE_SPOT
        zh, en = _WORDS[self.unit]
        if language == "zh":
            return f"{self.count}{zh}"
        return f"{self.count} {en}" if self.count == 1 else f"{self.count} {en}s"

    @property
    def days_at_most(self) -> int:
        """The most days that it can last: no record counts as old only because of a holiday."""
        match self.unit:
            case "working-days":
                return self.count * 7 // 5 + 14
            case "months":
                return self.count * 31
            case "years":
                return self.count * 366
            case _:
                return self.count

    def plus(self, extension: "Limit | None") -> "Limit":
        """The running total: 20 extended by 10 is one count of 30 (domain 2.2, rule 4).

        Raises `LimitMistake` if the units differ or nothing can be extended.
        """
        if extension is None:
            return self
        if self.unit != extension.unit or self.unit == "on-the-spot":
            raise LimitMistake(
                zh=f"期限“{self.text('zh')}”不能延长“{extension.text('zh')}”："
                "延长期限的单位须与原期限相同。",
                en=f"“{self.text('en')}” cannot be extended by “{extension.text('en')}”:"
                " an extension has the unit of the limit that it extends.",
            )
        return Limit(count=self.count + extension.count, unit=self.unit)


def _read(words: str) -> tuple[int, Unit]:
    if words == _ON_THE_SPOT:
        return 0, "on-the-spot"
    found = _SPOKEN.fullmatch(words)
    if found is None:
        raise LimitMistake(
            zh=f"期限“{words}”无法识别。请写成“10 working days”“1 working day”“15 days”"
            "“6 months”“5 years”或“on the spot”。",
            en=f"“{words}” is not a limit. Write “10 working days”, “1 working day”, “15 days”,"
            " “6 months”, “5 years” or “on the spot”.",
        )
    return int(found[1]), _UNITS[found[2]]


class Exclusion(NamedTuple):
    """A procedure whose days do not count: those after `start`, up to and including `end`."""

    start: date
    end: date


class Light(NamedTuple):
    """The light of electronic supervision (电子监察), and why it has this colour."""

    colour: Colour
    reason: Reason


def last_day(
    start: date,
    limit: Limit,
    calendar: Calendar,
    extension: Limit | None = None,
    excluded: Sequence[tuple[date, date]] = (),
) -> date:
    """The last day on which the limit is kept; `start` is the day of the event and not counted.

    On the spot means the day itself, or the first workday after it. Raises `CalendarMissing`, and
    `LimitMistake` for an extension in another unit.
    """
    total = limit.plus(extension)
    try:
        if total.unit == "working-days":
            return _last_workday(start, total.count, calendar, excluded)
        return calendar.workday_after(natural_end(start, total, excluded), 0)
    except CalendarMissing as missing:
        raise missing.needed_by(_from(start, total)) from None


def _from(start: date, limit: Limit) -> Text:
    """Which limit needs a year that is not loaded."""
    return Text(
        zh=f"自{start}起算的{limit.text('zh')}", en=f"{limit.text('en')} counted from {start}"
    )


def natural_end(start: date, limit: Limit, excluded: Sequence[tuple[date, date]] = ()) -> date:
    """The day on which a limit in days, months or years ends, before it is moved off a rest day (Civil Code 203)."""
    return _moved(start, _natural_end(start, limit), excluded)


def _natural_end(start: date, limit: Limit) -> date:
    match limit.unit:
        case "days":
            return start + timedelta(days=limit.count)
        case "months":
            return add_months(start, limit.count)
        case "years":
            return add_months(start, limit.count * _MONTHS)
        case _:
            return start


def _merged(start: date, excluded: Sequence[tuple[date, date]]) -> Iterator[Exclusion]:
    """The exclusions in order, without overlaps and without what lies before the start."""
    reached = start
    for begin, end in sorted(excluded):
        if end > reached:
            yield Exclusion(max(begin, reached), end)
            reached = end


def _last_workday(
    start: date, count: int, calendar: Calendar, excluded: Sequence[tuple[date, date]]
) -> date:
    for procedure in _merged(start, excluded):
        counted = working_days_between(start, procedure.start, calendar)
        if counted >= count:
            break
        start, count = procedure.end, count - counted
    return calendar.workday_after(start, count)


def _moved(start: date, last: date, excluded: Sequence[tuple[date, date]]) -> date:
    """A natural-day or month limit moved on by every excluded day that falls into it."""
    for procedure in _merged(start, excluded):
        if procedure.start >= last:
            break
        last += procedure.end - procedure.start
    return last


def add_months(day: date, months: int) -> date:
    """The corresponding date; the month's last day where there is none (Civil Code 202)."""
    years, month = divmod(day.month - 1 + months, _MONTHS)
    year = day.year + years
    return date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))


def back_from(day: date, limit: Limit) -> date:
    """So long before a day, in days, months or years; it moves off no rest day. Raises `LimitMistake` for others."""
    match limit.unit:
        case "days":
            return day - timedelta(days=limit.count)
        case "months":
            return add_months(day, -limit.count)
        case "years":
            return add_months(day, -limit.count * _MONTHS)
        case _:
            raise LimitMistake(
                zh=f"“{limit.text('zh')}”不能向前推算；请用日、月或者年。",
                en=f"“{limit.text('en')}” is not counted backwards. Use days, months or years.",
            )


def validity_ends(length: Limit, on: date) -> date:
    """The last day of a validity that begins on a day: the day before the corresponding date, as licences print it.

    A validity needs no calendar: it does not move with rest days as a limit does.
    """
    return _natural_end(on, length) - timedelta(days=1)


def months_between(start: date, end: date) -> int:
    """Whole months that have passed; from 31 August to 28 February are six (Civil Code 202)."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * _MONTHS + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Workdays after `start`, up to and including `end`; negative when `end` is the earlier."""
    if end < start:
        return -working_days_between(end, start, calendar)
    to_end = calendar.workdays_before(end) + calendar.is_workday(end)
    to_start = calendar.workdays_before(start) + calendar.is_workday(start)
    full_years = sum(calendar.workdays_of(year) for year in range(start.year, end.year))
    return full_years + to_end - to_start


def remaining(
    last: date, today: date, calendar: Calendar, excluded: Sequence[tuple[date, date]] = ()
) -> int:
    """Working days left after today: 0 on the last day, negative when overdue."""
    out = sum(
        working_days_between(procedure.start, min(procedure.end, last), calendar)
        for procedure in _merged(today, excluded)
        if procedure.start < last
    )
    return working_days_between(today, last, calendar) - out


def light(
    start: date,
    last: date,
    today: date,
    calendar: Calendar,
    excluded: Sequence[tuple[date, date]] = (),
) -> Light:
    """Green; yellow when a fifth of the limit or two working days are left; red when overdue."""
    if today > last:
        return Light("red", "overdue")
    if today == last:
        return Light("yellow", "last-day")
    left = remaining(last, today, calendar, excluded)
    if left <= _YELLOW_DAYS:
        return Light("yellow", "last-two-days")
    if left * _YELLOW_SHARE <= remaining(last, start, calendar, excluded):
        return Light("yellow", "last-fifth")
    return Light("green", "in-time")


def yellow_from(
    start: date, last: date, calendar: Calendar, excluded: Sequence[tuple[date, date]] = ()
) -> date:
    """The first day on which a fifth of the limit or two working days are left, as `light` has it."""
    total = remaining(last, start, calendar, excluded)
    green = total - max(_YELLOW_DAYS, total // _YELLOW_SHARE)
    if green <= 0:
        return min(start, last)
    return min(
        last_day(start, Limit(count=green, unit="working-days"), calendar, None, excluded), last
    )
