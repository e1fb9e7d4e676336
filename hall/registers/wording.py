"""Values as other systems write them: names in camel case, days without hyphens, yes and no as 1 and 0."""

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from matters.fields import Value

Written: TypeAlias = str | int | float | bool | None


def camel(name: str) -> str:
    """`permit_number` as `permitNumber`."""
    first, *others = name.split("_")
    return first + "".join(word.title() for word in others)


def snake(name: str) -> str:
    """`permitNumber` as `permit_number`; what is in snake case stays."""
    return "".join(f"_{one.lower()}" if one.isupper() else one for one in name)


def compact_day(day: date | None) -> str | None:
    return None if day is None else f"{day:%Y%m%d}"


def as_words(values: Mapping[str, Value]) -> dict[str, Written]:
    """Everything as text, as the province writes it."""
    return {camel(name): _word(value) for name, value in values.items()}


def as_json(values: Mapping[str, Value]) -> dict[str, object]:
    """As JSON means it; only the names are others'."""
    return {
        camel(name): list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


def _word(value: Value) -> Written:
    match value:
        case None:
            return None
        case bool():
            return "1" if value else "0"
        case tuple():
            return "、".join(str(one) for one in value)
        case str() if _is_day(value):
            return value.replace("-", "")
        case _:
            return str(value)


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2026-03-05") and bool(date.fromisoformat(text))
    except ValueError:
        return False
