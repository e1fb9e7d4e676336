"""Identity numbers that a step gives: they say when their holder was born and of which sex, as the form does. Pure.

GB 11643: places 7 to 14 are the day of birth, the 17th place is odd for men and even for women.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from matters.errors import ActRefused
from matters.fields import Answers, Field, Value
from matters.identifiers import IdNumber, WrongIdentifier, check_id_number, id_number
from matters.spec import Matter
from matters.words import Text

_SEXES: dict[Value, Literal["male", "female"]] = {
    "1": "male", "男": "male", "male": "male", "2": "female", "女": "female", "female": "female",
}  # fmt: skip
"""As GB/T 2261.1 codes it, and as registers write it."""
_AREA, _SEQUENCE = slice(0, 6), slice(14, 17)


def check_births(matter: Matter, values: Answers, known: Answers, today: date) -> None:
    """The numbers that a step gives agree with what is `known` of their holders. Raises `ActRefused`."""
    for path, field in _numbered(matter, values):
        number = _read(field.label, values[path], today)
        if field.born and known.get(field.born) not in (None, "", number.birth.isoformat()):
            raise _differs(matter, field, field.born)
        if field.sex and _SEXES.get(known.get(field.sex), number.sex) != number.sex:
            raise _differs(matter, field, field.sex)


def agreeing(matter: Matter, values: Answers, known: Answers) -> Answers:
    """The same values with numbers of people who were born as is `known`: for plays, told on whatever day."""
    made = dict(values)
    for path, field in _numbered(matter, values):
        number, born = str(values[path]), known.get(field.born or "")
        sequence = int(number[_SEQUENCE])
        sex = _SEXES.get(known.get(field.sex or ""))
        if sex is not None and (sequence % 2 == 1) is not (sex == "male"):
            sequence ^= 1
        day = str(born or f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
        made[path] = id_number(number[_AREA], date.fromisoformat(day), sequence)
    return made


def _numbered(matter: Matter, values: Answers) -> Iterator[tuple[str, Field]]:
    for path, value in values.items():
        field = matter.elements.get(path)
        if field is not None and (field.born or field.sex) and value not in (None, "", ()):
            yield path, field


def _read(label: Text, value: Value, today: date) -> IdNumber:
    try:
        return check_id_number(str(value), today)
    except WrongIdentifier as wrong:
        raise ActRefused(
            zh=f"“{label.zh}”有误。{wrong.text.zh}", en=f"“{label.en}” is wrong. {wrong.text.en}"
        ) from None


def _differs(matter: Matter, field: Field, other: str) -> ActRefused:
    """Neither the number nor the day is repeated: the sentence may be kept or seen by others."""
    label = matter.elements[other].label
    return ActRefused(
        zh=f"“{field.label.zh}”与表中的“{label.zh}”不一致。请逐位核对号码；表中填写有误的，先要求更正。",
        en=f"“{field.label.en}” does not agree with “{label.en}” in the form. Compare the number place by"
        " place; if the form is wrong, have it corrected first.",
    )
