"""`onego check …`: the library of checks, one trial, and the examination of all registers."""

import json
from pathlib import Path

import pytest

from hall.console.check_trials import UnknownCheck, check_named, values_given
from matters.errors import ActRefused
from tests.hall.console_desk import Desk, set_up


def test_every_check_is_listed_with_whom_it_asks(desk: Desk) -> None:
    code, said = desk.ask("check", "list")
    assert code == 0
    assert "id-verify" in said
    assert "handed-over list" in said


def test_the_list_for_machines_names_the_matters_that_use_each(desk: Desk) -> None:
    _, said = desk.ask("check", "list", "--json")
    rows = {one["key"]: one for one in json.loads(said)}
    assert "open-a-restaurant" in rows["business-licence"]["matters"]
    assert rows["business-licence"]["basis"]


def test_a_check_that_does_not_exist_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownCheck, match=r"did you mean “id-verify”"):
        check_named("id-verifi")


def test_a_value_that_the_check_is_not_asked_with_is_refused() -> None:
    with pytest.raises(ActRefused, match="uscc"):
        values_given(check_named("business-licence"), ("colour=red",))


def test_a_trial_without_anybody_to_ask_ends_with_1(
    desk: Desk, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(monkeypatch, database_url, tmp_path)
    code, said = desk.ask("check", "try", "id-verify", "--reason", "to see", "--json")
    assert code == 1
    assert json.loads(said)["outcome"] == "unavailable"


def test_the_doctor_names_what_is_not_set_and_what_does_not_answer(
    desk: Desk, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(monkeypatch, database_url, tmp_path)
    code, said = desk.ask("check", "doctor", "--json")
    rows = {one["register"]: one for one in json.loads(said)}
    assert code == 1
    assert rows["id-verify"]["level"] == "wrong"
    assert any("not set: " in one["what"] for one in rows.values())
    assert any("no list is in force" in one["what"] for one in rows.values())
    assert any("people look it up" in one["what"] for one in rows.values())
