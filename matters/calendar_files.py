"""A calendar file as an administrator brings it: a whole calendar, one year, or what a jurisdiction adds to one.

All mistakes are found at once, each at its line; a year that is to be counted by must name its source.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from matters.calendar_slips import LISTS, slips
from matters.calendars import Calendar, CalendarYear, Overlay
from matters.composing import compose
from matters.documents import opened, read_model, read_parts
from matters.mistakes import Mistake, MistakesFound
from matters.positions import Listing, Loc, Mapping, Node, plain
from matters.sheets import Sheet
from matters.words import Frozen, Text

_PARTS = ("years", "overlays")
_PASTED = "calendar.yaml"
_EMPTY = (
    Text(zh="文件中没有任何年份。", en="There is no year in the file."),
    Text(
        zh="请写“year: 2027”及其 source、rest_days、workdays，或在 years 下逐年列出。",
        en="Write “year: 2027” with its source, rest_days and workdays, or list years under “years”.",
    ),
)


class CalendarFile(NamedTuple):
    """The years and overlays of a file that has no mistakes."""

    years: tuple[CalendarYear, ...]
    overlays: tuple[Overlay, ...]


class _Around(Frozen):
    """What stands around the years."""

    calendar: str | None = None
    name: Text | None = None


def read_calendar_file(path: Path, calendar: Calendar, jurisdiction: str) -> CalendarFile:
    """The file for this calendar of this jurisdiction. Raises `MistakesFound`."""
    sheet, mistakes = opened(path)
    return _read(sheet, mistakes, calendar, jurisdiction)


def read_calendar_text(content: bytes, calendar: Calendar, jurisdiction: str) -> CalendarFile:
    """The same for what was pasted or uploaded. Raises `MistakesFound`."""
    root, mistakes = compose(content, _PASTED)
    sheet = Sheet(_PASTED, root) if root is not None else None
    return _read(sheet, mistakes, calendar, jurisdiction)


def _read(
    sheet: Sheet | None, mistakes: tuple[Mistake, ...], calendar: Calendar, jurisdiction: str
) -> CalendarFile:
    if sheet is None:
        raise MistakesFound(mistakes)
    if not isinstance(sheet.root, Mapping):
        raise MistakesFound((*mistakes, sheet.mistake((), *_EMPTY)))
    if "year" in sheet.root.entries:
        sheet = _as_a_calendar(sheet, sheet.root)
    wrong = [*slips(sheet, "years"), *slips(sheet, "overlays")]
    bare = _without_wrong_days(sheet, {one.loc for one in wrong})
    years, wrong_years = read_parts(bare, CalendarYear, ("years",))
    overlays, wrong_overlays = read_parts(bare, Overlay, ("overlays",))
    found = [*mistakes, *(one.mistake for one in wrong), *wrong_years, *wrong_overlays]
    found += (*_around(sheet, calendar.calendar), *_in_the_years(sheet, jurisdiction))
    if not (years or overlays or found):
        found.append(sheet.mistake((), *_EMPTY))
    if found:
        raise MistakesFound(found)
    return CalendarFile(tuple(one.value for one in years), tuple(one.value for one in overlays))


def _as_a_calendar(sheet: Sheet, root: Mapping) -> Sheet:
    """A file of one year, or of one overlay, as if it stood in a calendar's list."""
    listed = "overlays" if "jurisdiction" in root.entries else "years"
    return Sheet(sheet.file, Mapping(root.place, {}).having(listed, Listing(root.place, (root,))))


def _listed(sheet: Sheet, key: str) -> tuple[Node, ...]:
    return sheet.root.listed(key) if isinstance(sheet.root, Mapping) else ()


def _without_wrong_days(sheet: Sheet, wrong: set[Loc]) -> Sheet:
    """The sheet without the lists that have slips, so that the other keys of those years are still read."""
    root = sheet.root
    for key in _PARTS:
        if isinstance(root, Mapping) and (nodes := root.listed(key)):
            kept = tuple(
                one.without(*LISTS) if isinstance(one, Mapping) and (key, number) in wrong else one
                for number, one in enumerate(nodes)
            )
            root = root.having(key, Listing(root.place, kept))
    return Sheet(sheet.file, root)


def _around(sheet: Sheet, key: str) -> Iterator[Mistake]:
    """Keys that a calendar does not have, and a calendar that is not this installation's."""
    if not isinstance(sheet.root, Mapping):
        return
    around = Sheet(sheet.file, sheet.root.without(*_PARTS))
    yield from read_model(around, _Around)[1]
    named = sheet.root.get("calendar")
    if named is not None and plain(named) != key:
        what = Text(
            zh=f"本系统使用的日历是“{key}”。",
            en=f"This installation counts by the calendar “{key}”.",
        )
        yield sheet.mistake(("calendar",), what, Text(zh=f"请写 {key}。", en=f"Write {key}."))


def _in_the_years(sheet: Sheet, jurisdiction: str) -> Iterator[Mistake]:
    """Years without a source, years that stand twice, and overlays of another place."""
    for key in _PARTS:
        seen: set[tuple[object, object]] = set()
        for number, node in enumerate(_listed(sheet, key)):
            if not isinstance(node, Mapping):
                continue
            if not node.word("source"):
                yield sheet.mistake((key, number, "source"), *_NO_SOURCE)
            year, place = (node.get(name) for name in ("year", "jurisdiction"))
            named = (plain(year) if year else None, plain(place) if place else None)
            if named in seen:
                yield sheet.mistake((key, number, "year"), *_YEAR_TWICE)
            seen.add(named)
            if place is not None and str(plain(place)) != jurisdiction:
                yield sheet.mistake((key, number, "jurisdiction"), _another_place(jurisdiction))


_NO_SOURCE = (
    Text(
        zh="缺少 source（依据的通知）。",
        en="The source is missing: the notice that sets these days.",
    ),
    Text(
        zh="请写明文件名称和文号，如 国务院办公厅关于2027年部分节假日安排的通知。",
        en="Name it with its number, as it was published.",
    ),
)
_YEAR_TWICE = (
    Text(zh="该年在文件中重复列出。", en="This year stands twice in the file."),
    Text(zh="请合并为一处。", en="Put both together."),
)


def _another_place(jurisdiction: str) -> Text:
    return Text(
        zh=f"本系统的行政区划是 {jurisdiction}，其他地区的日历不使用。",
        en=f"This installation is of {jurisdiction}; what other places add is not used.",
    )
