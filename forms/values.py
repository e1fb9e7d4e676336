"""One answer: read from what a person or a system wrote, brought into the form in which it is kept, and checked."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from forms import problems
from forms.characters import has_break, has_unseen, is_ordinary, narrow, tidy
from forms.problems import WrongValue
from matters.fields import Cell, Field, FieldType, Question, Row, Value
from matters.identifiers import (
    WrongIdentifier,
    check_credit_code,
    check_id_number,
    check_mobile,
    compact,
)

LARGEST = 10**15
"""What expressions can compute with."""
MOST_DIGITS = 15
"""As many as a float keeps exactly."""
LONGEST_LIST = 1000
FIRST_YEAR, LAST_YEAR = 1900, 2100

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,30})(?:\.[0-9]{1,30})?")
_DATES = (
    re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"),
    re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日?"),
    re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})"),
    re.compile(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})"),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
)
_BETWEEN_NUMBERS = re.compile(r"[\n,;；，、]+")
_YES_NO = {"yes": True, "no": False, "true": True, "false": False, "是": True, "否": False}


@dataclass(frozen=True, slots=True)
class Standard:
    """What an answer to one question or field must be like."""

    type: FieldType
    options: frozenset[str] = frozenset()
    least: float | None = None
    most: float | None = None
    longest: int = 200
    unit: str | None = None


Reader = Callable[[Standard, Cell, date], Cell]
"""From what was written to what is kept, and from that to the same again. Raises WrongValue."""


def standard_of(asked: Question | Field) -> Standard:
    return Standard(
        type=asked.type,
        options=frozenset(option.value for option in asked.options),
        least=asked.least,
        most=asked.most,
        longest=asked.longest if isinstance(asked, Field) else 200,
        unit=asked.unit,
    )


def is_empty(value: Value) -> bool:
    """Nothing said: none, blanks, or a list of nothing."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or value == ()


def cell(value: Value) -> Cell:
    """The value of one field; rows are none. Raises WrongValue."""
    return _members(value) if isinstance(value, tuple) else value


def _members(members: tuple[str, ...] | tuple[Row, ...]) -> tuple[str, ...]:
    words = tuple(one for one in members if not isinstance(one, dict))
    if len(words) < len(members):
        raise WrongValue(problems.NOT_A_TEXT)
    return words


def _words(value: Cell) -> str:
    """A number that a system sent unquoted is taken as it reads."""
    match value:
        case str():
            return value
        case bool():
            raise WrongValue(problems.NOT_A_TEXT)
        case int() if abs(value) < 10**30:
            return str(value)
        case _:
            raise WrongValue(problems.NOT_A_TEXT)


def _long_text(standard: Standard, value: Cell, on: date) -> Cell:
    text = tidy(_words(value))
    if has_unseen(text):
        raise WrongValue(problems.UNSEEN)
    if len(text) > standard.longest:
        raise WrongValue(problems.too_long(standard.longest, len(text)))
    return text


def _text(standard: Standard, value: Cell, on: date) -> Cell:
    if isinstance(value, str) and len(value) <= standard.longest and is_ordinary(value):
        return value.strip()
    text = tidy(_words(value))
    if has_break(text):
        raise WrongValue(problems.ONE_LINE)
    return _long_text(standard, text, on)


def _decimal(standard: Standard, value: Cell, on: date) -> Cell:
    match value:
        case bool() | tuple() | None:
            raise WrongValue(problems.NOT_A_NUMBER)
        case str():
            number = _parsed(value)
        case _:
            number = value
    if not math.isfinite(number) or abs(number) > LARGEST:
        raise WrongValue(problems.TOO_LARGE)
    _need_range(standard, number)
    return int(number) if number == int(number) else number


def _parsed(text: str) -> int | float:
    text = narrow(text)
    if not _NUMBER.fullmatch(text):
        raise WrongValue(problems.NOT_A_NUMBER)
    exact = Decimal(text.replace(",", ""))
    digits = len(exact.normalize().as_tuple().digits)
    if digits > MOST_DIGITS:
        raise WrongValue(problems.TOO_LARGE)
    return float(exact)


def _need_range(standard: Standard, number: int | float) -> None:
    if standard.least is not None and number < standard.least:
        raise WrongValue(problems.too_small(standard.least, standard.unit))
    if standard.most is not None and number > standard.most:
        raise WrongValue(problems.too_big(standard.most, standard.unit))


def _number(standard: Standard, value: Cell, on: date) -> Cell:
    number = _decimal(standard, value, on)
    if not isinstance(number, int):
        raise WrongValue(problems.NOT_WHOLE)
    return number


def _date(standard: Standard, value: Cell, on: date) -> Cell:
    return read_date(_words(value)).isoformat()


def read_date(written: str) -> date:
    """A day as people write it: 2026-03-05, 2026年3月5日, 2026/3/5, 20260305. Raises WrongValue."""
    found = _found_date(written)
    if found is None:
        raise WrongValue(problems.NOT_A_DATE)
    year, month, day = map(int, found.groups())
    try:
        read = date(year, month, day)
    except ValueError:
        raise WrongValue(problems.NOT_A_DATE) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise WrongValue(problems.YEAR_OUT_OF_RANGE)
    return read


def _found_date(written: str) -> re.Match[str] | None:
    if found := _DATES[0].fullmatch(written):
        return found
    text = "".join(narrow(written).split())
    return next((found for pattern in _DATES if (found := pattern.fullmatch(text))), None)


def _yes_no(standard: Standard, value: Cell, on: date) -> Cell:
    match value:
        case bool():
            return value
        case str() if (said := _YES_NO.get(value.strip().lower())) is not None:
            return said
        case _:
            raise WrongValue(problems.NOT_YES_OR_NO)


def _choice(standard: Standard, value: Cell, on: date) -> Cell:
    match value:
        case str() if value in standard.options:
            return value
        case str() if (tidied := narrow(value)) in standard.options:
            return tidied
        case _:
            raise WrongValue(problems.NOT_AN_OPTION)


def _choices(standard: Standard, value: Cell, on: date) -> Cell:
    given = (value,) if isinstance(value, str) else value
    if not isinstance(given, tuple | list):
        raise WrongValue(problems.NOT_ALL_OPTIONS)
    chosen = tuple(dict.fromkeys(given))
    if not standard.options.issuperset(chosen):
        raise WrongValue(problems.NOT_ALL_OPTIONS)
    _need_count(standard, len(chosen))
    return chosen


def _need_count(standard: Standard, count: int) -> None:
    if standard.least is not None and count < standard.least:
        raise WrongValue(problems.too_few(standard.least))
    most = LONGEST_LIST if standard.most is None else standard.most
    if count > most:
        raise WrongValue(problems.too_many(most))


def _id_number(standard: Standard, value: Cell, on: date) -> Cell:
    return _identified(lambda text: check_id_number(text, on).number, value)


def _credit_code(standard: Standard, value: Cell, on: date) -> Cell:
    return _identified(lambda text: check_credit_code(text).code, value)


def _mobile(standard: Standard, value: Cell, on: date) -> Cell:
    return _identified(check_mobile, value)


def _identified(check: Callable[[str], str], value: Cell) -> str:
    text = _words(value)
    # A digit of another script would pass for a digit.
    if not compact(text).isascii():
        raise WrongValue(problems.FOREIGN_CHARACTERS)
    try:
        return check(text)
    except WrongIdentifier as wrong:
        raise WrongValue(wrong.text) from None


def _id_numbers(standard: Standard, value: Cell, on: date) -> Cell:
    match value:
        case str():
            given: Iterable[str] = _BETWEEN_NUMBERS.split(tidy(value))
        case tuple() | list():
            given = value
        case _:
            raise WrongValue(problems.NOT_A_LIST)
    listed = tuple(one for one in given if not is_empty(one))
    numbers = tuple(dict.fromkeys(_each_id_number(listed, on)))
    _need_count(standard, len(numbers))
    return numbers


def _each_id_number(listed: tuple[str, ...], on: date) -> Iterable[str]:
    for place, one in enumerate(listed, 1):
        try:
            yield _identified(lambda text: check_id_number(text, on).number, one)
        except WrongValue as wrong:
            raise WrongValue(problems.at_place(place, wrong.text)) from None


READERS: dict[FieldType, Reader] = {
    "text": _text,
    "long-text": _long_text,
    "name": _text,
    "address": _text,
    "number": _number,
    "decimal": _decimal,
    "date": _date,
    "yes-no": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "id-number": _id_number,
    "id-numbers": _id_numbers,
    "credit-code": _credit_code,
    "mobile": _mobile,
}
