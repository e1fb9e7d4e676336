"""The schemas of registers and checks for editors: every key documented, the shipped files fit."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from matters import connectors, registers
from matters.documents import opened
from matters.positions import plain
from matters.schema_register_words import KEYS
from matters.schema_registers import checks_schema, registers_schema
from matters.words import Frozen
from tests.matters.test_schema import undocumented

SHIPPED = Path("matters/catalogue")
SCHEMAS = {"registers": registers_schema, "checks": checks_schema}


def declared() -> set[str]:
    models = {
        name: model
        for module in (connectors, registers)
        for name, model in vars(module).items()
        if isinstance(model, type) and issubclass(model, Frozen)
        if model.__module__ == module.__name__
    }
    written = {name: model for name, model in models.items() if not model.__subclasses__()}
    return {
        f"{name}.{one.alias or key}"
        for name, model in written.items()
        for key, one in model.model_fields.items()
    }


def test_the_table_of_words_holds_every_key_of_registers_and_no_other():
    assert set(KEYS) == declared()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_carries_what_it_means(name: str):
    schema = SCHEMAS[name]()
    Draft202012Validator.check_schema(schema)
    assert undocumented(schema) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_shipped_file_fits_its_schema(name: str):
    sheet, _ = opened(SHIPPED / f"{name}.yaml")
    assert sheet is not None
    wrong = Draft202012Validator(SCHEMAS[name]()).iter_errors(plain(sheet.root))
    assert [f"{one.json_path}: {one.message[:80]}" for one in wrong] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"register": "land", "name": "x", "holder": "x", "connector": "x", "pathe": "/x"},
        {"register": "land", "name": "x", "holder": "x", "connector": "x", "timeout": "5 s"},
        {"register": "land", "name": "x", "holder": "x", "connector": "x", "ask": {"a": 1}},
    ],
)
def test_what_reading_refuses_the_editor_marks(wrong: dict[str, object]):
    document = {"connectors": [], "registers": [wrong]}
    assert not Draft202012Validator(registers_schema()).is_valid(document)
