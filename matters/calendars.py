"""The official calendar: the workdays of each year, as the State Council's notice sets them."""

from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import Annotated, NamedTuple, Self

from pydantic import BeforeValidator, ValidationInfo, model_validator

from matters.errors import OneGoError
from matters.words import Frozen, Text

_SATURDAY = 5
_DAY = timedelta(days=1)
_WITH_YEAR = len("2026-06-10")


class CalendarMissing(OneGoError):
    """The calendar has no entry for a year that a limit runs into."""

    status = 503

    def __init__(self, calendar: str, year: int, needed: Text | None = None) -> None:
        """`needed`: what runs into the year, such as a limit with the day it counts from."""
        for_zh = f"（需要它的期限：{needed.zh}）" if needed else ""
        for_en = f" ({needed.en} runs into it)" if needed else ""
        super().__init__(
            zh=f"{self.begins(calendar, year)}的放假调休安排，无法计算期限{for_zh}。"
            f"请管理员在国务院办公厅公布{year}年安排后执行 onego calendar load 文件，或在“工作日历”页面装入；"
            f"onego calendar check {year} 可列出需要该年的办件。",
            en=f"The calendar “{calendar}” has no rest days and make-up days for {year}, so the"
            f" limit cannot be counted{for_en}. Load {year} once it is published: onego calendar load FILE,"
            f" or the page “Working calendar”; onego calendar check {year} lists the cases that need it.",
        )
        self.calendar, self.year = calendar, year

    @staticmethod
    def begins(calendar: str, year: int) -> str:
        """How the Chinese sentence begins: by it an incident for want of the year is known."""
        return f"工作日历“{calendar}”没有{year}年"

    def needed_by(self, needed: Text) -> "CalendarMissing":
        """The same, with what needs the year."""
        return CalendarMissing(self.calendar, self.year, needed)


class CalendarMistake(OneGoError, ValueError):
    """A day in a calendar file that cannot be right."""


def _day(text: str, year: int) -> date:
    """`06-10`, or with its year as versions are kept."""
    return date.fromisoformat(text if len(text) == _WITH_YEAR else f"{year}-{text}")


def _span(text: str, year: int) -> tuple[date, ...]:
    """`02-12 to 02-16` or `06-10`, written out."""
    first, _, last = (part.strip() for part in text.partition(" to "))
    start = _day(first, year)
    end = _day(last, year) if last else start
    return tuple(start + _DAY * step for step in range((end - start).days + 1))


def days_of(entry: object, year: int) -> tuple[date, ...]:
    """The days that one entry of a list names: a day, or a span. Raises `CalendarMistake`."""
    try:
        return (entry,) if isinstance(entry, date) else _span(str(entry), year)
    except ValueError as wrong:
        raise CalendarMistake(
            zh=f"“{entry}”不是{year}年的日期。请写成 06-10，或一段 02-12 to 02-16。",
            en=f"“{entry}” is no day of {year}. Write 06-10, or a span: 02-12 to 02-16.",
        ) from wrong


def _written_out(value: object, info: ValidationInfo) -> tuple[date, ...]:
    """Every day of a list of days and spans within the year that stands above the list."""
    year = info.data.get("year")
    if not isinstance(year, int):
        return ()  # the year itself is wrong, and says so
    entries = value if isinstance(value, list | tuple) else (value,)
    return tuple(day for entry in entries for day in days_of(entry, year))


Days = Annotated[tuple[date, ...], BeforeValidator(_written_out)]


class CalendarYear(Frozen):
    """One year of the calendar: where it differs from working Monday to Friday."""

    year: int
    source: str = ""
    rest_days: Days = ()
    """Mondays to Fridays without work."""
    workdays: Days = ()
    """Make-up days: Saturdays and Sundays with work."""
    holidays: dict[str, Text] = {}
    """What the days off are called, by day or span: `02-15 to 02-23`. Nothing is counted with it."""

    @model_validator(mode="after")
    def each_day_changes_something(self) -> Self:
        """A rest day on a Sunday, or a make-up day on a Tuesday, is a slip of the pen."""
        slips = [day for day in self.rest_days if day.weekday() >= _SATURDAY]
        slips += [day for day in self.workdays if day.weekday() < _SATURDAY]
        slips += [day for day in self.rest_days + self.workdays if day.year != self.year]
        if slips:
            raise CalendarMistake(
                zh=f"{slips[0]}：休息日应列当年的周一至周五，补班日应列当年的周六、周日。请核对日期。",
                en=f"{slips[0]}: rest days are Mondays to Fridays, make-up days are Saturdays and"
                f" Sundays of {self.year}. Check the date.",
            )
        return self

    def holiday(self, day: date) -> Text | None:
        """What a day off is called, if the notice names it."""
        return self._named.get(day)

    @cached_property
    def _named(self) -> dict[date, Text]:
        named = self.holidays.items()
        return {day: name for span, name in named for day in _span(span, self.year)}


class Overlay(Frozen):
    """What one jurisdiction adds to one year, e.g. an ethnic festival or a closure of the city."""

    jurisdiction: str
    year: int
    source: str = ""
    rest_days: Days = ()
    workdays: Days = ()

    def on(self, national: CalendarYear) -> CalendarYear:
        """The national year as this jurisdiction keeps it; the overlay has the last word."""
        rest = set(national.rest_days).difference(self.workdays).union(self.rest_days)
        work = set(national.workdays).difference(self.rest_days).union(self.workdays)
        return CalendarYear(
            year=self.year,
            source=national.source,
            holidays=national.holidays,
            rest_days=tuple(sorted(day for day in rest if day.weekday() < _SATURDAY)),
            workdays=tuple(sorted(day for day in work if day.weekday() >= _SATURDAY)),
        )


class _Index(NamedTuple):
    """One year made quick to count in."""

    first: int
    workdays: tuple[date, ...]
    before: tuple[int, ...]
    """How many workdays of the year lie before each day, and last: before the year's end."""


def _index(year: CalendarYear) -> _Index:
    first, end = date(year.year, 1, 1), date(year.year, 12, 31)
    rest, made_up = set(year.rest_days), set(year.workdays)
    days = [first + _DAY * step for step in range((end - first).days + 1)]
    works = [day not in rest if day.weekday() < _SATURDAY else day in made_up for day in days]
    return _Index(
        first=first.toordinal(),
        workdays=tuple(day for day, work in zip(days, works, strict=True) if work),
        before=tuple(accumulate(works, initial=0)),
    )


class Calendar(Frozen):
    """An official calendar with its overlays; to ask about a year it lacks raises `CalendarMissing`."""

    calendar: str
    name: Text
    years: tuple[CalendarYear, ...]
    overlays: tuple[Overlay, ...] = ()

    @cached_property
    def _indexes(self) -> dict[int, _Index]:
        return {one.year: _index(self.kept(one)) for one in self.years}

    def kept(self, national: CalendarYear) -> CalendarYear:
        """A national year with this calendar's overlays on it."""
        for overlay in self.overlays:
            if overlay.year == national.year:
                national = overlay.on(national)
        return national

    def year(self, year: int) -> CalendarYear | None:
        """The year as it is kept, or None where it is not loaded."""
        found = next((one for one in self.years if one.year == year), None)
        return self.kept(found) if found else None

    def _year(self, year: int) -> _Index:
        found = self._indexes.get(year)
        if found is None:
            raise CalendarMissing(self.calendar, year)
        return found

    def within(self, jurisdiction: str) -> "Calendar":
        """The calendar as one jurisdiction keeps it: only its overlays."""
        own = tuple(one for one in self.overlays if one.jurisdiction == jurisdiction)
        return Calendar(calendar=self.calendar, name=self.name, years=self.years, overlays=own)

    def with_newer(
        self, years: tuple[CalendarYear, ...], overlays: tuple[Overlay, ...]
    ) -> "Calendar":
        """The calendar with newer versions of some years and overlays in the place of its own."""
        kept = {one.year: one for one in (*self.years, *years)}
        over = {(one.jurisdiction, one.year): one for one in (*self.overlays, *overlays)}
        return Calendar(
            calendar=self.calendar,
            name=self.name,
            years=tuple(kept[year] for year in sorted(kept)),
            overlays=tuple(over[key] for key in sorted(over)),
        )

    def year_of(self, day: date) -> CalendarYear:
        """The year as its notice sets it. Raises `CalendarMissing`."""
        found = next((one for one in self.years if one.year == day.year), None)
        if found is None:
            raise CalendarMissing(self.calendar, day.year)
        return found

    def is_workday(self, day: date) -> bool:
        index = self._year(day.year)
        place = day.toordinal() - index.first
        return index.before[place + 1] > index.before[place]

    def workdays_before(self, day: date) -> int:
        """Workdays from 1 January of the day's year up to the day, the day itself left out."""
        index = self._year(day.year)
        return index.before[day.toordinal() - index.first]

    def workdays_of(self, year: int) -> int:
        return len(self._year(year).workdays)

    def workday_after(self, day: date, count: int) -> date:
        """The `count`-th workday after the day; with 0, the first one on the day or after it."""
        index, year = self._year(day.year), day.year
        place = day.toordinal() - index.first
        place = index.before[place + 1] + count - 1 if count else index.before[place]
        while place >= len(index.workdays):
            place -= len(index.workdays)
            year += 1
            index = self._year(year)
        return index.workdays[place]
