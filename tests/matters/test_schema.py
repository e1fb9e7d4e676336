"""The schema for editors: it documents every key, from one table, and fits every shipped matter."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from matters import fields, materials, spec, steps, tables
from matters.documents import opened
from matters.positions import plain
from matters.schema import matter_schema
from matters.schema_words import KEYS
from matters.words import Frozen

SHIPPED = sorted(Path("matters/catalogue/matters").glob("*.yaml"))
SPOKEN = {"Text.zh", "Text.en"}


def declared() -> set[str]:
    models = {
        name: model
        for module in (spec, materials, fields, steps, tables)
        for name, model in vars(module).items()
        if isinstance(model, type) and issubclass(model, Frozen)
        if model.__module__ == module.__name__ and name != "Asked"
    }
    return {
        f"{name}.{one.alias or key}"
        for name, model in models.items()
        for key, one in model.model_fields.items()
    }


def undocumented(schema, path=""):
    if isinstance(schema, list):
        return [found for one in schema for found in undocumented(one, path)]
    if not isinstance(schema, dict):
        return []
    own = schema.get("properties", {})
    bare = [f"{path}.{key}" for key, one in own.items() if not one.get("description")]
    below = [(key, one) for key, one in schema.items() if isinstance(one, dict | list)]
    return bare + [found for key, one in below for found in undocumented(one, f"{path}.{key}")]


def test_the_table_of_words_holds_every_key_of_the_language_and_no_other():
    assert set(KEYS) - SPOKEN == declared()


def test_every_key_of_the_schema_carries_its_title_and_what_it_means():
    assert undocumented(matter_schema()) == []
    promised = matter_schema()["$defs"]["Step"]["properties"]["soft_after"]
    assert promised["title"] == KEYS["Step.soft_after"].zh
    assert "however they end" in promised["description"]


def test_the_schema_is_itself_well_formed():
    Draft202012Validator.check_schema(matter_schema())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_matter_fits_the_schema(path: Path):
    sheet, _ = opened(path)
    assert sheet is not None
    written = plain(sheet.root)
    wrong = Draft202012Validator(matter_schema()).iter_errors(written)
    assert [f"{one.json_path}: {one.message[:80]}" for one in wrong] == []
