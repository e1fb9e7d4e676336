"""`onego calendar`: load a year, check what is missing, say what differs."""

import json as json_of
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rich.progress import Progress

from flows import calendar_loading, calendar_recounting
from flows.calendar_loading import NothingNew, Preview
from flows.calendar_needs import Needed, needed
from flows.installation import Installation
from hall.console.opening import house_open
from hall.console.speech import ERR, OUT, columns, into, say, show
from matters.calendar_changes import Difference, difference
from matters.calendar_files import read_calendar_file
from matters.calendars import Calendar
from matters.case import business_date
from matters.reading import shipped_catalogue
from storage import calendar_moves
from storage.calendar_moves import MovedDate
from storage.settings import Settings

MOST_LISTED = 20
"""Cases that are listed on the terminal; the page lists and exports all."""


class Wanted(NamedTuple):
    """What is to be loaded, by whom and why."""

    file: Path
    reason: str
    by: str
    past: bool
    json: bool


def load_file(settings: Settings, wanted: Wanted) -> int:
    """Load the file. Raises MistakesFound, ActRefused, DatabaseAway."""
    with house_open(settings) as house:
        shown = _preview(house, wanted.file)
        load = calendar_loading.load(house, shown, wanted.by, wanted.reason, past=wanted.past)
        with _progress() as told:
            calendar_recounting.count_anew(house, told)
        with house.database.transaction() as connection:
            moved = calendar_moves.of_load(connection, load)
    if wanted.json:
        _print_json({"load": load, **_as_json(shown.difference), "moved": _moves(moved)})
        return 0
    _tell_difference(shown.difference)
    _tell_moved(moved)
    say(
        f"已装入（第{load}次），各程序即时按新日历计算。",
        f"Loaded (no. {load}); every program counts by it now.",
    )
    return 0


def check_years(settings: Settings, year: int | None, *, json: bool) -> int:
    """1 if a year is missing that something needs. Raises DatabaseAway."""
    with house_open(settings) as house, _progress() as told:
        today = business_date(house.clock())
        years = (year,) if year else (today.year, today.year + 1)
        found = [needed(house, one, None, told) for one in years]
    short = [one for one in found if _is_missed(one, today)]
    if json:
        _print_json({"years": [_need_as_json(one) for one in found], "complete": not short})
        return int(bool(short))
    for one in found:
        _tell_need(one)
    return int(bool(short))


def compare(settings: Settings, file: Path, *, json: bool) -> int:
    """The calendar in use beside a file. Raises MistakesFound, DatabaseAway."""
    with house_open(settings) as house:
        try:
            found = _preview(house, file).difference
        except NothingNew:
            found = Difference((), (), ())
    return _tell_either(found, json=json)


def compare_files(old: Path, new: Path, *, json: bool) -> int:
    """Two files beside each other. Raises MistakesFound."""
    return _tell_either(difference(_of_file(old), _of_file(new)), json=json)


def _preview(house: Installation, path: Path) -> Preview:
    file = read_calendar_file(path, house.calendars.declared, house.calendars.jurisdiction)
    return calendar_loading.preview(house, file)


def _of_file(path: Path) -> Calendar:
    catalogue = shipped_catalogue()
    shipped = catalogue.calendar
    file = read_calendar_file(path, shipped, catalogue.office.profile.key)
    empty = Calendar(calendar=shipped.calendar, name=shipped.name, years=())
    return empty.with_newer(file.years, file.overlays)


def _is_missed(one: Needed, today: date) -> bool:
    return not one.is_loaded and bool(one.limits or one.cases or one.year == today.year)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """How far it is, on standard error."""
    with Progress(console=ERR, transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _tell_either(found: Difference, *, json: bool) -> int:
    if json:
        _print_json(_as_json(found))
    else:
        _tell_difference(found)
    return 0


def _tell_difference(found: Difference) -> None:
    for year in found.added:
        say(f"新增{year}年。", f"{year} is new.")
    for year in found.removed:
        say(f"缺少{year}年。", f"{year} is gone.")
    for one in found.days:
        OUT.print(into(one.words))
    if not found:
        say("没有差别。", "Nothing differs.")


def _tell_moved(moved: tuple[MovedDate, ...]) -> None:
    cases = len({one.case for one in moved})
    if not moved:
        say("没有办件的期限因此移动。", "No case has a last day that moves.")
        return
    say(f"{cases}件办件的期限移动：", f"{cases} case(s) have last days that moved:")
    table = columns(("办件", "Case"), ("期限", "Clock"), ("原定", "Before"), ("改为", "Now"))
    for one in moved[:MOST_LISTED]:
        table.add_row(one.case, into(one.title), one.before.isoformat(), one.after.isoformat())
    show(table)
    if len(moved) > MOST_LISTED:
        say(
            f"仅列前{MOST_LISTED}项，共{len(moved)}项；全部清单见“工作日历”页面。",
            f"These are the first {MOST_LISTED} of {len(moved)}; the page “Working calendar” has all.",
        )


def _tell_need(one: Needed) -> None:
    if one.is_loaded:
        say(f"{one.year}年：已装入。", f"{one.year}: loaded.")
        return
    say(
        f"{one.year}年：没有放假调休安排。{len(one.limits)}项期限、{len(one.cases)}件在办件需要它。",
        f"{one.year}: no rest days and make-up days. {len(one.limits)} limit(s) and {len(one.cases)}"
        " open case(s) need it.",
    )
    for need in one.limits[:MOST_LISTED]:
        OUT.print(f"  {into(need.matter)} · {into(need.what)} · {into(need.limit.words)}")
    for number in one.cases[:MOST_LISTED]:
        OUT.print(f"  {number}")
    say(
        f"国务院办公厅公布后执行：onego calendar load {one.year}.yaml --reason 通知名称和文号",
        f"Once it is published: onego calendar load {one.year}.yaml --reason 'the notice and its number'",
    )


def _as_json(found: Difference) -> dict[str, object]:
    return {
        "days": [{"on": one.on.isoformat(), "works": one.works} for one in found.days],
        "added": list(found.added),
        "removed": list(found.removed),
    }


def _moves(moved: Iterable[MovedDate]) -> list[dict[str, str]]:
    return [
        {
            "case": one.case,
            "clock": one.clock,
            "department": one.department,
            "before": one.before.isoformat(),
            "after": one.after.isoformat(),
        }
        for one in moved
    ]


def _need_as_json(one: Needed) -> dict[str, object]:
    limits = [
        {"matter": need.matter.en, "what": need.what.en, "limit": need.limit.text("en")}
        for need in one.limits
    ]
    return {"year": one.year, "loaded": one.is_loaded, "limits": limits, "cases": list(one.cases)}


def _print_json(said: dict[str, object]) -> None:
    OUT.print_json(json_of.dumps(said))
