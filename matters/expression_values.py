"""What expressions compute with: exact numbers, texts, dates, yes and no, lists; and what stops them."""

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from matters.expression_tree import Kind, Sign

LARGEST = 10**15
LONGEST_LIST = 1000
"""More rows or choices than any form has; so a condition costs little, whatever the answers are."""

PLAIN = frozenset((type(None), bool, int, str, date))
"""Types of values that expressions take as they are."""

_KINDS: dict[type, Kind] = {
    bool: "yes-no", int: "number", Decimal: "number", str: "text", date: "date", tuple: "list",
}  # fmt: skip

_KIND_WORDS: dict[Kind, tuple[str, str]] = {
    "text": ("文本", "text"),
    "choice": ("选项", "a choice"),
    "number": ("数字", "a number"),
    "date": ("日期", "a date"),
    "yes-no": ("是否值", "yes or no"),
    "list": ("列表", "a list"),
    "row": ("整行内容", "a whole row"),
    "unknown": ("一组内容", "a block"),
}


class Stuck(Exception):
    """A computation that cannot go on; `evaluate` makes it a sentence with the expression in it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def kind_of(value: object) -> Kind:
    """What a value is, as types of expressions call it."""
    return _KINDS.get(type(value)) or ("row" if isinstance(value, Mapping) else "unknown")


def kind_words(kind: Kind) -> tuple[str, str]:
    """What people call it, in Chinese and in English."""
    return _KIND_WORDS[kind]


def taken(value: object, name: str) -> object:
    """A value of the scope as expressions compute with it: floats become exact decimals."""
    match value:
        case None | bool():
            return value
        case float() if math.isfinite(value):
            return Decimal(repr(value))
        case Decimal() if value.is_finite():
            return value
        case int():
            return int(value)
        case str():
            return str.__str__(value)
        case date() if not isinstance(value, datetime):
            return date(value.year, value.month, value.day)
        case list() | tuple():
            return _listed(value, name)
        case _:
            raise Stuck(
                f"“{name}”不是单个值。如为一组内容，请写到具体字段，例如 {name}.name",
                f"“{name}” is no single value. For a block, name its field, e.g. {name}.name",
            )


def _listed(value: Sequence[object], name: str) -> tuple[object, ...]:
    if len(value) > LONGEST_LIST:
        raise Stuck(
            f"“{name}”超过{LONGEST_LIST}项", f"“{name}” has more than {LONGEST_LIST} entries"
        )
    return tuple(one if isinstance(one, Mapping) else taken(one, name) for one in value)


def plain(value: object) -> object:
    """A result as the rest of the program keeps it: a decimal becomes an int or a float."""
    match value:
        case Decimal() if value == (whole := round(float(value))):
            return whole
        case Decimal():
            return float(value)
        case tuple():
            return tuple(plain(one) for one in value)
        case _:
            return value


def bounded(number: int | Decimal) -> int | Decimal:
    """The number itself. Raises `Stuck` beyond 10¹⁵."""
    if not -LARGEST <= number <= LARGEST:
        raise Stuck("计算结果过大", "the result is too large a number")
    return number


def _divide(left: int | Decimal, right: int | Decimal) -> Decimal:
    if right == 0:
        raise Stuck("除数为零", "it divides by zero")
    return Decimal(left) / Decimal(right)


_SIGNS: dict[Sign, Callable[[int | Decimal, int | Decimal], int | Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _divide,
}


def _number(value: object, use_zh: str, use_en: str) -> int | Decimal:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return bounded(value)
    zh, en = _KIND_WORDS[kind_of(value)]
    raise Stuck(f"{zh}不能{use_zh}", f"{en} cannot be {use_en}")


def computed(sign: Sign, left: object, right: object) -> object:
    """Two numbers combined; none if either is missing."""
    if left is None or right is None:
        return None
    one = _number(left, "参与加减乘除运算", "added, subtracted, multiplied or divided")
    other = _number(right, "参与加减乘除运算", "added, subtracted, multiplied or divided")
    return bounded(_SIGNS[sign](one, other))
