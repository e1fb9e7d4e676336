"""The command `onego`: what it answers, and that a refusal is a sentence."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from matters.case import ACCEPTANCE
from matters.words import Text
from storage import incidents
from storage.database import Database
from tests.hall.console_desk import (
    SHIPPED_MATTER,
    Desk,
    an_application,
    set_up,
    ten_mistakes,
)

HEAVY = "{'prefect', 'fastapi', 'sqlalchemy', 'psycopg'}"


@pytest.fixture
def house(desk: Desk, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    set_up(monkeypatch, database_url, tmp_path)
    assert desk.ask("migrate") == (0, "The database is up to date.\n")
    return desk


@pytest.mark.parametrize("words", [["--help"], ["matter", "check", "all"]])
def test_quick_commands_import_no_heavy_library(words: list[str]):
    code = (
        "import sys; from hall.command_line import run\n"
        f"run({words!r})\n"
        f"print(sorted({HEAVY} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_every_mistake_is_named_with_its_line(desk: Desk, tmp_path: Path):
    path = str(ten_mistakes(tmp_path))
    code, said = desk.ask("matter", "check", path)
    places = {line.split(": ")[0] for line in said.splitlines() if line.startswith(path)}
    assert code == 1
    assert len(places) == 10
    assert "10 mistake(s)." in said


def test_mistakes_are_told_in_chinese_unless_english_is_asked_for(desk: Desk, tmp_path: Path):
    _, said = desk.ask("matter", "check", str(ten_mistakes(tmp_path)), language="zh")
    assert "共10处错误。" in said


def test_the_shipped_catalogue_has_no_mistakes(desk: Desk):
    code, said = desk.ask("matter", "check", "all")
    shipped = len(list(SHIPPED_MATTER.parent.glob("*.yaml")))
    assert (code, said.count("no mistakes")) == (0, shipped)


def test_a_misspelt_matter_is_refused_with_the_right_name(desk: Desk):
    assert desk.ask("matter", "show", "open-restaurant") == (
        1,
        "No published matter is called “open-restaurant”. Did you mean “open-a-restaurant”?\n",
    )


def test_a_matter_is_shown_with_its_steps_and_limits(desk: Desk):
    _, said = desk.ask("matter", "show", "open-a-restaurant")
    assert "food-licence" in said
    assert "10 working days" in said


def test_a_graph_says_what_a_step_waits_for(desk: Desk):
    _, said = desk.ask("matter", "graph", "open-a-restaurant")
    assert "sign  Outdoor sign  ← joint-visit" in said
    _, drawn = desk.ask("matter", "graph", "open-a-restaurant", "--format", "mermaid")
    assert "    n_joint_visit --> n_fork_joint_visit" in drawn


def test_the_schema_is_json(desk: Desk):
    _, said = desk.ask("matter", "schema")
    assert json.loads(said)["title"] == "OneGo matter"


def test_a_wrong_setting_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ONEGO_WEB_PORT", "eighty")
    code, said = desk.ask("case", "list")
    assert code == 1
    assert said.startswith("Setting ONEGO_WEB_PORT: ")


def test_a_missing_database_is_a_sentence(desk: Desk, tmp_path: Path, monkeypatch):
    nobody = "postgresql://nobody@127.0.0.1:1/nothing"
    set_up(monkeypatch, nobody, tmp_path)
    code, said = desk.ask("case", "list")
    assert code == 1
    assert said.startswith("The database cannot be reached (")
    assert "Traceback" not in said


def launched(house: Desk, folder: Path) -> str:
    code, said = house.ask(
        "case", "launch", "new-resident", "--answers", str(an_application(folder))
    )
    assert code == 0, said
    return said.strip()


def test_a_launched_case_is_listed_and_shown_with_a_whole_chain(house: Desk, tmp_path: Path):
    number = launched(house, tmp_path)
    assert number in house.ask("case", "list")[1]
    code, said = house.ask("case", "show", number)
    assert code == 0
    assert "Received at the counter" in said
    assert "The hash chain is whole" in said


def test_an_incident_is_told_with_its_case_and_by_the_doctor(
    house: Desk, database_url: str, tmp_path: Path
):
    number = launched(house, tmp_path)
    database = Database(database_url, size=1)
    said = Text(zh="文书无法排版。", en="A notice cannot be laid out.")
    with database.transaction() as connection:
        at = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
        incidents.record(connection, number, "wave", said, at)
    database.close()
    assert f"2026-03-05 09:00, 1 time(s)):\n  {said.en}\n" in house.ask("case", "show", number)[1]
    assert said.zh in house.ask("case", "show", number, language="zh")[1]
    assert f"the last one {number}: {said.en}" in house.ask("doctor")[1]


def test_cases_are_found_by_state(house: Desk, tmp_path: Path):
    number = launched(house, tmp_path)
    assert number in house.ask("case", "list", "--state", "received")[1]
    assert number not in house.ask("case", "list", "--state", "granted")[1]


def test_a_form_with_wrong_answers_is_told_field_by_field(house: Desk, tmp_path: Path):
    path = tmp_path / "wrong.json"
    path.write_text('{"person.name": "张三", "colour": "red"}', encoding="utf-8")
    code, said = house.ask("case", "launch", "new-resident", "--answers", str(path))
    assert code == 1
    assert "  colour: " in said
    assert "  person.id_number: " in said


def test_a_file_that_is_no_json_is_refused(house: Desk, tmp_path: Path):
    path = tmp_path / "wrong.json"
    path.write_text("name: 张三", encoding="utf-8")
    code, said = house.ask("case", "launch", "new-resident", "--answers", str(path))
    assert code == 1
    assert "cannot be read" in said


def test_an_act_that_is_not_open_is_refused_with_the_way_out(house: Desk, tmp_path: Path):
    number = launched(house, tmp_path)
    act = json.dumps({"act": "ask-for-more", "step": ACCEPTANCE, "wanted": []})
    code, said = house.ask("case", "act", number, act, "--as", "hall")
    assert code == 1
    assert said.startswith(f"Case {number}: step ")


def test_an_act_needs_a_department_that_there_is(house: Desk):
    code, said = house.ask("case", "act", "1", '{"act": "accept"}', "--as", "polise")
    assert (code, said) == (1, "There is no department “polise”. Did you mean “police”?\n")


def test_a_projection_that_was_altered_is_put_right_from_the_facts(
    house: Desk, database_url: str, tmp_path: Path
):
    number = launched(house, tmp_path)
    assert house.ask("case", "rebuild", "all") == (0, "1 case(s); 0 differed and were put right.\n")
    database = Database(database_url, size=1)
    with database.transaction() as connection:
        connection.execute("update cases set state = 'granted', applicant = '李*'")
    _, said = house.ask("case", "rebuild", number)
    assert f"{number}: state, applicant" in said
    assert house.ask("case", "rebuild", number)[1].startswith("1 case(s); 0 differed")
    database.close()


def test_a_fact_that_was_altered_is_found(house: Desk, database_url: str, tmp_path: Path):
    number = launched(house, tmp_path)
    database = Database(database_url, size=1)
    with database.transaction() as connection:
        connection.execute("update facts set body = replace(body, 'counter', 'online')")
    code, said = house.ask("case", "show", number)
    assert code == 1
    assert "does not fit the hash chain" in said
    database.close()


def test_a_retired_matter_takes_no_new_cases(house: Desk, tmp_path: Path):
    assert house.ask("matter", "retire", "new-resident")[0] == 0
    answers = str(an_application(tmp_path))
    code, said = house.ask("case", "launch", "new-resident", "--answers", answers)
    assert code == 1
    assert "retired" in said


def test_a_published_version_is_published_once(house: Desk):
    code, said = house.ask("matter", "publish", str(SHIPPED_MATTER), "--by", "admin")
    assert code == 0
    assert "is published already" in said
