"""Answers as people read them, in both languages, in full or masked."""

from collections.abc import Callable
from datetime import date

from forms.letter_days import en_date, zh_date
from matters.fields import Asked, Cell, Field, FieldType, Question
from matters.masking import mask_address, mask_id, mask_mobile, mask_name
from matters.units import with_unit
from matters.words import Text

NOTHING = Text.same("")
HIDDEN = Text.same("****")
YES, NO = Text(zh="是", en="Yes"), Text(zh="否", en="No")

_MASKS: dict[FieldType, Callable[[str], str]] = {
    "id-number": mask_id,
    "mobile": mask_mobile,
    "name": mask_name,
    "address": mask_address,
}


def shown(asked: Question | Field, value: Cell) -> Text:
    """The value in full."""
    match value:
        case None:
            return NOTHING
        case bool():
            return YES if value else NO
        case int() | float():
            zh, en = (with_unit(value, asked.unit, language) for language in ("zh", "en"))
            return Text(zh=zh, en=en)
        case tuple() | list():
            return _joined([_word(asked, one) for one in value])
        case str() if asked.type == "date":
            return shown_date(date.fromisoformat(value))
        case str():
            return _word(asked, value)


def masked(asked: Question | Field, value: Cell) -> Text:
    """The value as lists show it: personal ones with stars, other sensitive ones not at all (PIPL 51)."""
    if value is None:
        return NOTHING
    mask = _MASKS.get("id-number" if asked.type == "id-numbers" else asked.type)
    match value:
        case str() if mask:
            return _same(mask(value))
        case tuple() if mask:
            return _joined([_same(mask(one)) for one in value])
        case _ if isinstance(asked, Field) and asked.sensitive:
            return HIDDEN
        case _:
            return shown(asked, value)


def shown_date(day: date) -> Text:
    """2026年3月5日; 5 March 2026."""
    return Text(zh=zh_date(day), en=en_date(day))


def _word(asked: Asked, value: str) -> Text:
    for option in asked.options:
        if option.value == value:
            return option.label
    return _same(value)


def _same(text: str) -> Text:
    return Text.same(text)


def _joined(words: list[Text]) -> Text:
    return Text(zh="、".join(one.zh for one in words), en=", ".join(one.en for one in words))
