"""The documents keep up with the code."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from matters import case, fields, happened, office, spec, step_facts, steps
from matters.words import Frozen

DOCS = Path("docs")
README = Path("README.md")
DECLARED = (spec, steps, fields, office, case, step_facts, happened)
NOT_WORDS_OF_THE_OFFICE = {"Frozen", "Text", "Happened", "Asked"}


def models(module: object) -> list[type[BaseModel]]:
    found = [one for one in vars(module).values() if isinstance(one, type)]
    own = [one for one in found if issubclass(one, Frozen) and one.__module__ == module.__name__]
    return [one for one in own if one.__name__ not in NOT_WORDS_OF_THE_OFFICE]


def keys(model: type[BaseModel]) -> set[str]:
    return {one.alias or name for name, one in model.model_fields.items()}


def test_the_readme_fits_on_two_screens() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) < 80


@pytest.mark.parametrize("module", DECLARED, ids=lambda module: module.__name__)
def test_every_word_of_the_core_stands_in_the_glossary(module: object) -> None:
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    missing = [one.__name__ for one in models(module) if f"`{one.__name__}`" not in glossary]
    assert missing == []


@pytest.mark.parametrize(
    "model", [*models(spec), *models(steps), *models(fields)], ids=lambda model: model.__name__
)
def test_every_key_of_a_matter_is_explained(model: type[BaseModel]) -> None:
    manual = (DOCS / "writing-a-matter.md").read_text(encoding="utf-8")
    assert sorted(key for key in keys(model) if f"`{key}`" not in manual) == []


def test_every_command_is_in_the_running_manual() -> None:
    running = (DOCS / "running.md").read_text(encoding="utf-8")
    words = set(re.findall(r"`onego ([a-z]+(?: [a-z]+)?)", running))
    wanted = {
        "serve", "web", "work", "registers", "migrate", "doctor", "demo", "bench",
        "matter check", "matter show", "matter graph", "matter publish",
        "account add", "account list", "account password", "account disable", "account enable",
        "account token", "case list", "case show", "case launch", "case act",
    }  # fmt: skip
    assert wanted - {word for found in words for word in (found, found.split()[0])} == set()


@pytest.mark.parametrize("link", re.findall(r"\]\((docs/[^)#]+)", README.read_text("utf-8")))
def test_the_readme_points_to_what_is_there(link: str) -> None:
    assert Path(link).exists()
