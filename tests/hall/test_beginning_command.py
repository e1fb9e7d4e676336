"""`onego matter new`: by options, by questions, and never over a file that exists."""

import json
from pathlib import Path

import pytest

from hall.console.beginning import Given, beginning
from matters.reading import SHIPPED, read_library
from matters.workbench.beginning import TODO, NotBegun
from tests.hall.console_desk import Desk

SAID = (
    "--name-zh",
    "开办宠物诊所",
    "--lead",
    "police",
    "--departments",
    "police，water",
    "--audience",
    "company",
)


def test_a_file_is_written_from_options_and_passes_the_check(desk: Desk, tmp_path: Path):
    code, said = desk.ask("matter", "new", "pet-clinic", *SAID, "--folder", str(tmp_path), "--json")
    assert code == 0
    assert json.loads(said)["mistakes"] == []
    assert desk.ask("matter", "check", str(tmp_path / "pet-clinic.yaml"))[0] == 0


def test_marked_lines_are_told_with_their_place_until_the_marks_are_gone(
    desk: Desk, tmp_path: Path
):
    desk.ask("matter", "new", "pet-clinic", *SAID, "--folder", str(tmp_path), "--json")
    path = tmp_path / "pet-clinic.yaml"
    text = path.read_text(encoding="utf-8")
    line = next(n for n, one in enumerate(text.splitlines(), start=1) if one.startswith("promise:"))
    asked = ("matter", "check", str(path))
    _, said = desk.ask(*asked)
    assert f"Still missing: {path}:{line}:" in said.replace("\n", " ")
    listed = json.loads(desk.ask(*asked, "--json")[1])
    assert next(one["line"] for one in listed if one.get("line")) < line
    path.write_text(text.replace(f"  {TODO}", ""), encoding="utf-8")
    listed = json.loads(desk.ask(*asked, "--json")[1])
    assert not [one for one in listed if one.get("line")]


def test_a_file_that_exists_is_kept(desk: Desk, tmp_path: Path):
    path = tmp_path / "pet-clinic.yaml"
    path.write_text("mine", encoding="utf-8")
    code, said = desk.ask("matter", "new", "pet-clinic", *SAID, "--folder", str(tmp_path))
    assert code == 1
    assert "--overwrite" in said
    assert path.read_text(encoding="utf-8") == "mine"


def test_what_is_not_said_is_asked():
    answers = iter(["搬家", "Moving", "police", "person", "police", "hukou=户口迁移@police"])
    made = beginning("moving", Given(), read_library(SHIPPED), lambda _: next(answers))
    assert (made.name.en, made.lead, made.items[0].name.zh) == ("Moving", "police", "户口迁移")


def test_in_a_script_what_is_missing_is_named():
    with pytest.raises(NotBegun, match="--lead"):
        beginning("moving", Given(name_zh="搬家"), read_library(SHIPPED), None)
