"""What was asked with, compared with what the record says of it."""

import re
from collections.abc import Mapping

from flows.connectors.values import value_of
from matters.errors import OneGoError
from matters.fields import FieldType, Value
from matters.identifiers import bare
from matters.json_paths import JsonPath

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOTHING = (None, "", ())


class NothingToCompare(OneGoError):
    """A record that says nothing of an input that was given: its shape is not the declared one."""

    def __init__(self, name: str) -> None:
        super().__init__(
            zh=f"compares 为“{name}”指明的位置没有内容。",
            en=f"nothing is there where `compares` points for “{name}”.",
        )


def differing(
    compares: Mapping[str, JsonPath],
    inputs: Mapping[str, Value],
    document: Mapping[str, object],
) -> bool:
    """Whether an input that was given is another in the record.

    What is not there is no difference but a wrong shape, whatever else differs. Raises `NothingToCompare`,
    `NotOfItsKind`, `JsonPathFailed`.
    """
    given = {name: _stripped(inputs.get(name)) for name in compares}
    asked = {name: value for name, value in given.items() if value not in _NOTHING}
    said = {name: _said(name, one, compares[name], document) for name, one in asked.items()}
    return any(_bare(one) != _bare(said[name]) for name, one in asked.items())


def _said(name: str, given: Value, path: JsonPath, document: Mapping[str, object]) -> Value:
    said = value_of(name, _kind_of(given), path.find(document))
    if said in _NOTHING:
        raise NothingToCompare(name)
    return said


def _kind_of(given: Value) -> FieldType:
    """The kind in which the record is read, so that 89.50 is 89.5 and 20260305 is 2026-03-05."""
    match given:
        case bool():
            return "yes-no"
        case int() | float():
            return "decimal"
        case tuple():
            return "choices"
        case str() if _DAY.fullmatch(given):
            return "date"
        case _:
            return "text"


def _stripped(given: Value) -> Value:
    return given.strip() if isinstance(given, str) else given


def _bare(value: Value) -> object:
    match value:
        case str():
            return bare(value)
        case tuple():
            return sorted(bare(str(one)) for one in value)
        case _:
            return value
