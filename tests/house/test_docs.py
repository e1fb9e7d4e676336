"""The documents keep up with the code."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
from cyclopts import App
from pydantic import BaseModel

from hall.command_line import app
from matters import (
    case,
    delivery_facts,
    evidence_facts,
    fields,
    happened,
    materials,
    office,
    spec,
    state,
    step_facts,
    steps,
    tables,
)
from matters.case import Outcome
from matters.office import Department, LetterKind, Officer, Profile
from matters.scenarios import RegisterSays, Scenario, Then, Turn, Usual
from matters.steps import Event, StepKind
from matters.words import Frozen
from matters.work import ActName
from matters.workbench.simulation_plan import Plan

DOCS = Path("docs")
README = Path("README.md")
DECLARED = (
    spec,
    materials,
    steps,
    fields,
    tables,
    office,
    case,
    step_facts,
    delivery_facts,
    evidence_facts,
    happened,
)
NOT_WORDS_OF_THE_OFFICE = {"Frozen", "Text", "Happened", "Asked"}
OF_THE_CATALOGUE = (Department, Officer, LetterKind)
OF_SCENARIOS = (Scenario, Usual, Turn, Then, RegisterSays)


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def models(module: ModuleType) -> list[type[BaseModel]]:
    found = [one for one in vars(module).values() if isinstance(one, type)]
    own = [one for one in found if issubclass(one, Frozen) and one.__module__ == module.__name__]
    return [one for one in own if one.__name__ not in NOT_WORDS_OF_THE_OFFICE]


def keys(model: type[BaseModel]) -> set[str]:
    return {one.alias or name for name, one in model.model_fields.items()}


def commands(of: App, before: str = "") -> Iterator[str]:
    """Every command as it is typed, groups left out."""
    for name in (one for one in of if not one.startswith("-")):
        inside = list(commands(of[name], f"{before}{name} "))
        yield from inside or [f"{before}{name}"]


def test_the_readme_fits_on_two_screens() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) < 80


def test_the_readme_names_every_shipped_matter() -> None:
    shipped = {file.stem for file in Path("matters/catalogue/matters").glob("*.yaml")}
    readme = README.read_text(encoding="utf-8")
    assert {one for one in shipped if f"`{one}`" not in readme} == set()


@pytest.mark.parametrize("module", DECLARED, ids=lambda module: module.__name__)
def test_every_word_of_the_core_stands_in_the_glossary(module: ModuleType) -> None:
    glossary = page("glossary.md")
    missing = [one.__name__ for one in models(module) if f"`{one.__name__}`" not in glossary]
    assert missing == []


@pytest.mark.parametrize(
    "words", [ActName, Outcome, state.StepStatus], ids=["act", "outcome", "status"]
)
def test_every_act_outcome_and_status_stands_in_the_glossary(words: object) -> None:
    said = [one.value for one in Outcome] if words is Outcome else get_args(words)
    assert [one for one in said if f"`{one}`" not in page("glossary.md")] == []


@pytest.mark.parametrize(
    "model",
    [
        *models(spec),
        *models(materials),
        *models(steps),
        *models(fields),
        *models(tables),
        *OF_THE_CATALOGUE,
        Profile,
    ],
    ids=lambda model: model.__name__,
)
def test_every_key_of_a_matter_and_its_office_is_explained(model: type[BaseModel]) -> None:
    manual = page("writing-a-matter.md")
    assert sorted(key for key in keys(model) if f"`{key}`" not in manual) == []


@pytest.mark.parametrize("model", OF_SCENARIOS, ids=lambda model: model.__name__)
def test_every_key_of_a_scenario_is_explained(model: type[BaseModel]) -> None:
    manual = page("writing-a-matter.md")
    assert sorted(key for key in keys(model) if f"`{key}`" not in manual) == []


@pytest.mark.parametrize("words", [Event, StepKind, ActName], ids=["event", "kind", "act"])
def test_every_event_kind_and_act_is_in_the_manual(words: object) -> None:
    manual = page("writing-a-matter.md")
    assert [one for one in get_args(words) if f"`{one}`" not in manual] == []


@pytest.mark.parametrize("command", list(commands(app)))
def test_a_command_is_in_the_running_manual(command: str) -> None:
    assert re.search(rf"`onego {command}[` ]", page("running.md"))


@pytest.mark.parametrize("key", list(Plan.model_fields))
def test_a_key_of_a_simulation_is_in_the_running_manual(key: str) -> None:
    assert f"`{key}`" in page("running.md")


@pytest.mark.parametrize("link", re.findall(r"\]\((docs/[^)#]+)", README.read_text("utf-8")))
def test_the_readme_points_to_what_is_there(link: str) -> None:
    assert Path(link).exists()


@pytest.mark.parametrize("file", sorted(DOCS.rglob("*.md")), ids=str)
def test_a_page_points_to_pages_and_headings_that_are_there(file: Path) -> None:
    wrong = []
    for path, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", file.read_text("utf-8")):
        there = file.parent / path if path else file
        if not there.exists() or (anchor and anchor not in anchors(there)):
            wrong.append(f"{path}#{anchor}")
    assert wrong == []


def anchors(file: Path) -> set[str]:
    """The anchors of a page's headings, as browsers of Markdown make them."""
    headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}
