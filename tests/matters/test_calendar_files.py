"""A calendar file that an administrator brings: every mistake at once, each at its line."""

from pathlib import Path

import pytest

from matters.calendar_files import CalendarFile, read_calendar_file
from matters.mistakes import MistakesFound
from tests.builders import a_calendar

CITY = "330200"


def read(tmp_path: Path, text: str) -> CalendarFile:
    file = tmp_path / "2027.yaml"
    file.write_text(text, encoding="utf-8")
    return read_calendar_file(file, a_calendar(), CITY)


def refused(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    with pytest.raises(MistakesFound) as found:
        read(tmp_path, text)
    return [(one.line, one.what.en) for one in found.value.mistakes]


def test_one_year_may_stand_alone(tmp_path: Path):
    file = read(
        tmp_path,
        "year: 2027\nsource: 通知\nrest_days: [01-01, 02-08 to 02-12]\nworkdays: [02-14]\n",
    )
    assert [one.year for one in file.years] == [2027]
    assert len(file.years[0].rest_days) == 6
    assert file.overlays == ()


def test_a_whole_calendar_has_the_shape_of_the_shipped_one(tmp_path: Path):
    shipped = Path(__file__).parents[2] / "matters/catalogue/calendars/cn.yaml"
    file = read_calendar_file(shipped, a_calendar(), CITY)
    assert file.years == a_calendar().years


def test_what_a_city_adds_may_stand_alone(tmp_path: Path):
    file = read(
        tmp_path,
        "jurisdiction: '330200'\nyear: 2027\nsource: 市政府通知\nrest_days: [03-03, 02-14]\n",
    )
    assert file.years == ()
    assert [one.jurisdiction for one in file.overlays] == [CITY]


def test_all_mistakes_are_named_at_once_with_their_lines(tmp_path: Path):
    mistakes = refused(
        tmp_path,
        "year: 2027\n"
        "restdays: []\n"
        "rest_days:\n"
        "  - 02-30\n"
        "  - 01-02\n"
        "  - 06-09 to 06-10\n"
        "  - 06-10\n"
        "workdays:\n"
        "  - 02-15\n",
    )
    by_line = dict(mistakes)
    assert "is no day of 2027" in by_line[4]
    assert "at a weekend, and a day off anyway" in by_line[5]
    assert "stands twice" in by_line[7]
    assert "not at a weekend, and a workday anyway" in by_line[9]
    assert "restdays" in by_line[2]
    assert any("The source is missing" in what for _, what in mistakes)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty"),
        ("calendar: cn\nyears: []\n", "There is no year in the file"),
        ("calendar: us\nyears: [{year: 2027, source: a}]\n", "counts by the calendar “cn”"),
        ("years: [{year: 2027, source: a}, {year: 2027, source: a}]\n", "stands twice in the file"),
        ("jurisdiction: '110000'\nyear: 2027\nsource: a\n", "what other places add is not used"),
        ("year: soon\nsource: a\nrest_days: [01-01]\n", "whole number"),
    ],
)
def test_a_file_that_cannot_be_counted_by_says_why(tmp_path: Path, text: str, sentence: str):
    with pytest.raises(MistakesFound) as found:
        read(tmp_path, text)
    assert sentence in found.value.text.en
