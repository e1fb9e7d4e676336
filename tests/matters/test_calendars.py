"""The official calendar: its data against another source, its gaps, its overlays."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from ruamel.yaml import YAML

from matters.calendars import Calendar, CalendarMissing, Overlay

FILE = Path(__file__).parents[2] / "matters/catalogue/calendars/cn.yaml"
CN = Calendar.model_validate(YAML(typ="safe").load(FILE.read_text(encoding="utf-8")))
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


def test_the_shipped_calendar_agrees_with_an_independent_library():
    ours = {day for day in EVERY_DAY if CN.is_workday(day)}
    theirs = {day for day in EVERY_DAY if chinese_calendar.is_workday(day)}
    assert ours == theirs
    assert len(ours) == 251 + 248 + 248


def test_a_make_up_saturday_is_a_workday():
    assert CN.is_workday(date(2026, 2, 14))
    assert not CN.is_workday(date(2026, 2, 7))


def test_a_weekday_of_the_spring_festival_is_none():
    assert not CN.is_workday(date(2026, 2, 18))


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2027, 1, 1)])
def test_a_year_without_an_entry_fails_and_says_which_and_what_to_do(day: date):
    with pytest.raises(CalendarMissing) as missing:
        CN.is_workday(day)
    assert f"{day.year}年" in missing.value.text.zh
    assert "onego calendar load 文件" in missing.value.text.zh
    assert f"onego calendar check {day.year} lists the cases" in missing.value.text.en


def test_counting_beyond_the_last_year_fails_too():
    assert CN.workday_after(date(2026, 12, 30), 1) == date(2026, 12, 31)
    with pytest.raises(CalendarMissing, match="2027"):
        CN.workday_after(date(2026, 12, 30), 2)


def test_counting_crosses_the_turn_of_the_year():
    assert CN.workday_after(date(2025, 12, 31), 1) == date(2026, 1, 4)
    assert CN.workday_after(date(2026, 1, 1), 0) == date(2026, 1, 4)


@given(st.sampled_from(EVERY_DAY[:-120]), st.integers(0, 60))
def test_the_nth_workday_is_what_walking_day_by_day_finds(day: date, count: int):
    found = [d for d in EVERY_DAY if d > day and CN.is_workday(d)][: count or None]
    expected = found[count - 1] if count else (day if CN.is_workday(day) else found[0])
    assert CN.workday_after(day, count) == expected


def a_calendar(**year: object) -> Calendar:
    return Calendar.model_validate(
        {"calendar": "t", "name": "试", "years": [{"year": 2026, **year}]}
    )


def test_a_span_is_written_out():
    spanned = a_calendar(rest_days=["02-16 to 02-18", "06-19"])
    days = (date(2026, 2, 16), date(2026, 2, 17), date(2026, 2, 18), date(2026, 6, 19))
    assert spanned.years[0].rest_days == days


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        ({"rest_days": ["02-30"]}, "is no day of 2026"),
        ({"rest_days": ["soon"]}, "Write 06-10"),
        ({"rest_days": 5}, "is no day of 2026"),
        ({"rest_days": ["02-14"]}, "rest days are Mondays to Fridays"),
        ({"workdays": ["02-16"]}, "make-up days are Saturdays"),
        ({"workdays": [date(2025, 2, 8)]}, "Sundays of 2026"),
    ],
)
def test_a_slip_in_the_file_is_named(year: dict[str, object], sentence: str):
    with pytest.raises(ValidationError, match=sentence):
        a_calendar(**year)


def test_an_overlay_changes_only_its_own_jurisdiction():
    overlay = {
        "jurisdiction": "330200",
        "year": 2026,
        "rest_days": ["03-03", "02-14"],
        "workdays": ["03-07", "02-16"],
    }
    city = Calendar.model_validate({**CN.model_dump(), "overlays": [overlay]})
    kept = city.within("330200")
    changed = {d for d in EVERY_DAY if kept.is_workday(d) != CN.is_workday(d)}
    assert changed == {date(2026, 2, 14), date(2026, 2, 16), date(2026, 3, 3), date(2026, 3, 7)}
    assert city.within("330100").years == CN.years


def test_a_newer_year_takes_the_place_of_its_own_and_keeps_the_overlay():
    overlay = {"jurisdiction": "330200", "year": 2026, "rest_days": ["03-03"]}
    city = Calendar.model_validate({**CN.model_dump(), "overlays": [overlay]}).within("330200")
    later = a_calendar(rest_days=["06-19"]).years
    kept = city.with_newer(later, ())
    assert not kept.is_workday(date(2026, 3, 3))
    assert not kept.is_workday(date(2026, 6, 19))
    assert kept.is_workday(date(2026, 2, 18))
    assert kept.is_workday(date(2025, 1, 26))


def test_a_newer_overlay_takes_the_place_of_the_one_before():
    overlay = {"jurisdiction": "330200", "year": 2026, "rest_days": ["03-03"]}
    city = Calendar.model_validate({**CN.model_dump(), "overlays": [overlay]}).within("330200")
    newer = Overlay.model_validate({**overlay, "rest_days": ["03-04"]})
    kept = city.with_newer((), (newer,))
    assert kept.is_workday(date(2026, 3, 3))
    assert not kept.is_workday(date(2026, 3, 4))


def test_a_calendar_is_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        CN.years = ()  # type: ignore[misc]
    assert Calendar.model_validate(CN.model_dump()) == CN
