"""Values as registers write them, brought into the form that a check declares."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from matters.errors import OneGoError
from matters.fields import FieldType, Value
from matters.happened import CHINA

_YES = frozenset({"1", "true", "yes", "y", "是", "有"})
_NO = frozenset({"0", "false", "no", "n", "否", "无"})
_DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T ].*)?")
_MILLISECONDS = 100_000_000_000
"""A number above it is a moment in milliseconds, below it in seconds."""
_FIRST_MOMENT = 100_000_000
"""A number below it is no moment but a day such as 20260305."""


class NotOfItsKind(OneGoError):
    """A value that is not of the kind that the check declares; the text never holds the value."""

    def __init__(self, name: str, kind: FieldType, found: object) -> None:
        zh, en = _kind_of(found)
        super().__init__(
            zh=f"“{name}”应为 {kind}，实为{zh}。", en=f"“{name}” should be {kind}; it is {en}."
        )


def _kind_of(found: object) -> tuple[str, str]:
    """What came, in Chinese and in English, without what it says."""
    match found:
        case bool():
            return " true 或 false", "true or false"
        case str():
            return f"{len(found)}个字的文字", f"text of {len(found)}"
        case list() | tuple():
            return f"{len(found)}项的列表", f"a list of {len(found)}"
        case dict():
            return "若干“键: 值”", "an object"
        case int() | float() | Decimal():
            return "数字", "a number"
        case _:
            return "另一种值", "another kind of value"


def value_of(name: str, kind: FieldType, found: object) -> Value:
    """The value as a case keeps it; none where there is none. Raises `NotOfItsKind`."""
    if found is None or found == "":
        return None
    value = _READ.get(kind, _text)(found)
    if value is None:
        raise NotOfItsKind(name, kind, found)
    return value


def day_of(name: str, found: object) -> date | None:
    """A day in any of the usual forms; none where there is none. Raises `NotOfItsKind`."""
    written = value_of(name, "date", found)
    return date.fromisoformat(written) if isinstance(written, str) else None


def _text(found: object) -> str | None:
    match found:
        case bool() | None:
            return None
        case str():
            return found.strip()
        case int() | float() | Decimal():
            return str(found)
        case date():
            return found.isoformat()
        case _:
            return None


def _whole(found: object) -> int | None:
    number = _number(found)
    return int(number) if number is not None and number == int(number) else None


def _decimal(found: object) -> float | int | None:
    number = _number(found)
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def _number(found: object) -> Decimal | None:
    if isinstance(found, bool) or not isinstance(found, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(found).replace(",", "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 15 else None


def _yes_no(found: object) -> bool | None:
    if isinstance(found, bool):
        return found
    if not isinstance(found, int | str):
        return None
    word = str(found).strip().lower()
    return True if word in _YES else False if word in _NO else None


def _date(found: object) -> str | None:
    match found:
        case datetime():
            return (found.astimezone(CHINA) if found.tzinfo else found).date().isoformat()
        case date():
            return found.isoformat()
        case int() if not isinstance(found, bool) and found > _FIRST_MOMENT:
            return _moment(found)
        case int() | str() if not isinstance(found, bool):
            return _written_day(str(found).strip())
        case _:
            return None


def _moment(number: int) -> str | None:
    seconds = number / 1000 if number > _MILLISECONDS else number
    try:
        return datetime.fromtimestamp(seconds, CHINA).date().isoformat()
    except (OverflowError, OSError, ValueError):
        return None


def _written_day(text: str) -> str | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None


def _several(found: object) -> tuple[str, ...] | None:
    if isinstance(found, str):
        return tuple(one.strip() for one in re.split(r"[,，、;；]", found) if one.strip())
    if not isinstance(found, list | tuple):
        return None
    words = [_text(one) for one in found]
    return tuple(one for one in words if one) if None not in words else None


_READ: dict[FieldType, Callable[[object], Value]] = {
    "number": _whole,
    "decimal": _decimal,
    "yes-no": _yes_no,
    "date": _date,
    "choices": _several,
    "id-numbers": _several,
}
