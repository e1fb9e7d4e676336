"""Answers and values of registers as people read them, in one language; masked where they are."""

from datetime import date

from hall.rendering import day
from matters.fields import Asked, Cell, FieldType
from matters.masking import mask_address, mask_id, mask_mobile, mask_name
from matters.units import with_unit
from matters.words import Language

YES = {"zh": "是", "en": "yes"}
NO = {"zh": "否", "en": "no"}
NOTHING = "—"
HIDDEN = "******"


def answer_words(asked: Asked, kind: FieldType, value: Cell, language: Language) -> str:
    """An answer with its option's label, its unit and its own kind of date."""
    labels = {option.value: option.label.into(language) for option in asked.options}
    match value:
        case tuple() | list():
            words = [labels.get(one, one) for one in value]
            return ("、" if language == "zh" else ", ").join(words) or NOTHING
        case str() if value in labels:
            return labels[value]
        case int() | float() if asked.unit and not isinstance(value, bool):
            return with_unit(value, asked.unit, language)
        case _:
            return value_words(kind, value, language)


def value_words(kind: FieldType | None, value: Cell, language: Language) -> str:
    """A value of a register, or an answer without options."""
    match value:
        case None | "" | ():
            return NOTHING
        case bool():
            return (YES if value else NO)[language]
        case tuple() | list():
            return ("、" if language == "zh" else ", ").join(value)
        case str() if kind == "date":
            return _day(value, language)
        case _:
            return str(value)


def masked(kind: FieldType | None, value: Cell) -> str:
    """What is shown of a sensitive value until somebody asks for the whole (domain 3.15)."""
    match kind, value:
        case _, None | "" | ():
            return NOTHING
        case "id-number", str():
            return mask_id(value)
        case "id-numbers", tuple() | list():
            return "、".join(mask_id(one) for one in value)
        case "mobile", str():
            return mask_mobile(value)
        case "name", str():
            return mask_name(value)
        case "address", str():
            return mask_address(value)
        case _:
            return HIDDEN


def _day(written: str, language: Language) -> str:
    try:
        return day(language, date.fromisoformat(written))
    except ValueError:
        return written
