"""Slips of the pen in the lists of a calendar file: each wrong day at its own line."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from matters.calendars import CalendarMistake, days_of
from matters.mistakes import Mistake
from matters.positions import Listing, Loc, Mapping, Node, Scalar, plain
from matters.sheets import Sheet
from matters.words import Text

LISTS = ("rest_days", "workdays")
_SATURDAY = 5


class Slip(NamedTuple):
    """A wrong day, and the year that it stands in."""

    loc: Loc
    mistake: Mistake


class _Year(NamedTuple):
    """What the days of one list are checked against."""

    year: int
    is_overlay: bool
    """It may take a make-up day away, or make an ordinary day one."""
    seen: set[date]


def slips(sheet: Sheet, key: str) -> Iterator[Slip]:
    """Days that cannot be read, that change nothing, or that stand twice."""
    listed = sheet.root.listed(key) if isinstance(sheet.root, Mapping) else ()
    for number, node in enumerate(listed):
        written = node.get("year") if isinstance(node, Mapping) else None
        year = plain(written) if written is not None else None
        if isinstance(node, Mapping) and isinstance(year, int):
            seen = _Year(year, key == "overlays", set())
            yield from _of_year(sheet, (key, number), node, seen)


def _of_year(sheet: Sheet, loc: Loc, node: Mapping, year: _Year) -> Iterator[Slip]:
    for name in LISTS:
        listing = node.get(name)
        if isinstance(listing, Listing):
            for place, entry in enumerate(listing.nodes):
                for mistake in _of_entry(sheet, (*loc, name, place), entry, year):
                    yield Slip(loc, mistake)


def _of_entry(sheet: Sheet, loc: Loc, entry: Node, year: _Year) -> Iterator[Mistake]:
    if not isinstance(entry, Scalar):
        return
    try:
        days = days_of(entry.value, year.year)
    except CalendarMistake as wrong:
        yield sheet.mistake(loc, wrong.text)
        return
    for day in days:
        if wrong_day := _wrong(day, loc[2] == "rest_days", year):
            yield sheet.mistake(loc, *wrong_day)
        year.seen.add(day)


def _wrong(day: date, rests: bool, year: _Year) -> tuple[Text, Text] | None:
    if day.year != year.year:
        return (
            Text(zh=f"{day}不在{year.year}年。", en=f"{day} is not in {year.year}."),
            Text(zh="请核对日期，或移到该年之下。", en="Check it, or put it under its own year."),
        )
    if day in year.seen:
        what = Text(zh=f"{day}重复列出。", en=f"{day} stands twice.")
        return what, Text(zh="请删去一处。", en="Remove one of them.")
    if year.is_overlay or rests != (day.weekday() >= _SATURDAY):
        return None
    if rests:
        return (
            Text(zh=f"{day}是周末，本来休息。", en=f"{day} is at a weekend, and a day off anyway."),
            Text(zh="rest_days 只列周一至周五。", en="rest_days are Mondays to Fridays."),
        )
    return (
        Text(
            zh=f"{day}不是周末，本来上班。", en=f"{day} is not at a weekend, and a workday anyway."
        ),
        Text(zh="workdays 只列调休上班的周六、周日。", en="workdays are Saturdays and Sundays."),
    )
