"""`onego matter explain`, `graph`, `guide`, `form`, `schema`, as people and machines call them."""

import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hall.command_line import run

MATTERS = ("new-resident", "open-a-restaurant")


@pytest.fixture
def ask(capsys):
    def asked(*words: str) -> tuple[int, str]:
        code = run(["--language", "en", "matter", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    return asked


class Page(HTMLParser):
    """What a page holds, and what it asks of the network."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.outside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        said = dict(attrs)
        links = (said.get("src"), said.get("href") if tag == "link" else None)
        self.outside += [one for one in links if one]


def test_a_situation_is_explained_with_values(ask):
    code, said = ask(
        "explain", "open-a-restaurant", "--answer", "licence_ready=yes", "--answer",
        "business_form=restaurant", "--answer", "area_m2=80", "--day", "2026-03-05",
    )  # fmt: skip
    assert code == 0
    assert "is 80 m², which is more than 50 m²" in said


def test_answers_may_come_from_a_file_and_the_answer_may_be_json(ask, tmp_path):
    file = tmp_path / "answers.yaml"
    file.write_text("licence_ready: true\nbusiness_form: canteen\n", encoding="utf-8")
    code, said = ask(
        "explain", "open-a-restaurant", "--answers", str(file), "--day", "2026-03-05", "--json"
    )
    assert code == 0
    steps = next(one for one in json.loads(said)["sections"] if one["key"] == "steps")
    verdicts = {one["key"]: one["verdict"] for one in steps["lines"]}
    assert verdicts["food-licence"] == "yes"
    assert verdicts["one-licence"] == "no"


def test_a_scenario_brings_what_its_registers_say(ask):
    code, said = ask("explain", "open-a-restaurant", "--scenario", "fire-by-promise")
    assert code == 0
    assert "satisfied: the check" in said


def test_a_file_brings_the_scenarios_beside_it(ask):
    file = Path("docs/examples/matters/house-lift.yaml")
    for command in ("explain", "form"):
        assert ask(command, str(file), "--scenario", "two-of-three")[0] == 0


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--answer", "area=3"), "Did you mean “area_m2”?"),
        (("--answer", "area_m2"), "Write it like area_m2=80"),
        (("--answer", "area_m2=big"), "a number is wanted"),
        (("--answer", "has_sign=maybe"), "Write yes or no"),
        (("--scenario", "fire-by-promis"), "Did you mean “fire-by-promise”?"),
    ],
)
def test_a_wrong_situation_is_refused_with_the_way_out(ask, words, hint):
    code, said = ask("explain", "open-a-restaurant", *words)
    assert code == 1
    assert hint in said


@pytest.mark.parametrize("matter", MATTERS)
def test_a_matter_is_drawn_in_every_form(ask, tmp_path, matter):
    for form in ("svg", "bpmn"):
        out = tmp_path / f"drawn.{form}"
        assert ask("graph", matter, "--format", form, "--out", str(out))[0] == 0
        ET.parse(out)
    assert "flowchart LR" in ask("graph", matter, "--format", "mermaid")[1]
    drawn = json.loads(ask("graph", matter, "--format", "json")[1])
    keys = {one["key"] for one in drawn["nodes"]}
    assert all({one["from"], one["to"]} <= keys for one in drawn["ways"])


@pytest.mark.parametrize("matter", MATTERS)
def test_the_guide_is_a_page_that_stands_alone(ask, tmp_path, matter):
    out = tmp_path / "guide.html"
    assert ask("guide", matter, "--format", "html", "--out", str(out))[0] == 0
    page = Page(out.read_text(encoding="utf-8"))
    assert page.tags.count("h1") == 1
    assert page.outside == []
    assert "svg" in page.tags
    assert ask("guide", matter)[1].startswith("# ")


@pytest.mark.parametrize("matter", MATTERS)
def test_the_form_is_shown_as_text_as_a_page_and_for_machines(ask, tmp_path, matter):
    out = tmp_path / "form.html"
    assert ask("form", matter, "--format", "html", "--out", str(out))[0] == 0
    page = Page(out.read_text(encoding="utf-8"))
    assert page.outside == []
    assert "form" not in page.tags
    assert all("path" in one for one in json.loads(ask("form", matter, "--format", "json")[1]))


def test_the_form_shows_only_what_the_situation_asks_for(ask):
    before = ask("form", "open-a-restaurant")[1]
    said = ask(
        "form", "open-a-restaurant", "--answer", "licence_ready=yes", "--answer", "business_form=restaurant"
    )[1]  # fmt: skip
    assert "Floor area" not in before
    assert "How large are the premises?" not in before
    assert "How large are the premises?" in said


def test_the_schema_is_written_where_it_is_wanted(ask, tmp_path):
    out = tmp_path / "matter.schema.json"
    assert ask("schema", "--out", str(out))[0] == 0
    assert json.loads(out.read_text(encoding="utf-8"))["title"] == "OneGo matter"
