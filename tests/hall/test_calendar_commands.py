"""`onego calendar`: a year is loaded with all that follows, what is missing is named, differences are told in words."""

import json
from pathlib import Path

import pytest

from tests.hall.console_desk import Desk, set_up

YEAR = "year: {year}\nsource: 国办发明电〔2026〕7号\nrest_days: [{rest}]\nworkdays: [{work}]\n"


@pytest.fixture
def house(desk: Desk, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    set_up(monkeypatch, database_url, tmp_path, ONEGO_DEMO="false")
    return desk


def a_file(folder: Path, year: int, rest: str = "01-01", work: str = "") -> str:
    path = folder / f"{year}.yaml"
    path.write_text(YEAR.format(year=year, rest=rest, work=work), encoding="utf-8")
    return str(path)


def test_a_year_is_loaded_and_then_is_no_longer_missing(house: Desk, tmp_path: Path):
    code, said = house.ask("calendar", "check", "2041")
    assert (code, "2041: no rest days" in said) == (0, True)
    assert "onego calendar load 2041.yaml" in said
    code, said = house.ask("calendar", "load", a_file(tmp_path, 2041), "--reason", "国办通知")
    assert code == 0
    assert "2041 is new" in said
    assert "No case has a last day that moves" in said
    code, said = house.ask("calendar", "check", "2041")
    assert (code, said.strip()) == (0, "2041: loaded.")


def test_loading_the_same_again_is_refused(house: Desk, tmp_path: Path):
    file = a_file(tmp_path, 2041)
    house.ask("calendar", "load", file, "--reason", "国办通知")
    code, said = house.ask("calendar", "load", file, "--reason", "国办通知")
    assert code == 1
    assert "in use already" in said


def test_past_days_want_a_yes(house: Desk, tmp_path: Path):
    file = a_file(tmp_path, 2024, "01-02")
    code, said = house.ask("calendar", "load", file, "--reason", "更正")
    assert (code, "say --yes" in said) == (1, True)
    code, said = house.ask("calendar", "load", file, "--reason", "更正", "--yes", "--json")
    assert code == 0
    told = json.loads(said)
    assert {"on": "2024-01-02", "works": False} in told["days"]


def test_a_file_with_mistakes_loads_nothing(house: Desk, tmp_path: Path):
    code, said = house.ask(
        "calendar", "load", a_file(tmp_path, 2041, "01-01, 02-30"), "--reason", "通知"
    )
    assert code == 1
    assert "2041.yaml:3" in said


def test_differences_are_told_in_words(house: Desk, tmp_path: Path):
    (tmp_path / "new").mkdir()
    old = a_file(tmp_path, 2041, "01-01", "01-05")
    new = a_file(tmp_path / "new", 2041, "01-01, 01-02", "")
    code, said = house.ask("calendar", "diff", old, new)
    assert code == 0
    assert said.splitlines() == [
        "Wednesday, 2 January 2041: a workday becomes a day off",
        "Saturday, 5 January 2041: a workday becomes a day off",
    ]
    _, said = house.ask("calendar", "diff", old, new, language="zh")
    assert said.splitlines()[0] == "2041年1月2日（星期三）由工作日改为休息日"
    assert house.ask("calendar", "diff", old, old) == (0, "Nothing differs.\n")


def test_what_differs_from_the_calendar_in_use_is_told_for_machines(house: Desk, tmp_path: Path):
    code, said = house.ask("calendar", "diff", a_file(tmp_path, 2041), "--json")
    assert (code, json.loads(said)) == (0, {"days": [], "added": [2041], "removed": []})
