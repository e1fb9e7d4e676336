"""What expressions can compute with: exact numbers, and a fixed list of pure functions."""

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from matters.expression_tree import NUMBER, UNKNOWN, Kind, Sign, ValueType
from matters.limits import months_between

_LARGEST = 10**15
_MOST_DIGITS = 10
_MONTHS = 12

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
    "unknown": ("一组内容", "a block"),
}


class Stuck(Exception):
    """A computation that cannot go on; `evaluate` makes it a sentence with the expression in it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def kind_of(value: object) -> Kind:
    return _KINDS.get(type(value), "unknown")


def kind_words(kind: Kind) -> tuple[str, str]:
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
            return tuple(one if isinstance(one, Mapping) else taken(one, name) for one in value)
        case _:
            raise Stuck(
                f"“{name}”不是单个值。如为一组内容，请写到具体字段，例如 {name}.name",
                f"“{name}” is no single value. For a block, name its field, e.g. {name}.name",
            )


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


def _bounded(number: int | Decimal) -> int | Decimal:
    if not -_LARGEST <= number <= _LARGEST:
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
        return value
    zh, en = _KIND_WORDS[kind_of(value)]
    raise Stuck(f"{zh}不能{use_zh}", f"{en} cannot be {use_en}")


def computed(sign: Sign, left: object, right: object) -> object:
    """Two numbers combined; none if either is missing."""
    if left is None or right is None:
        return None
    one = _number(left, "参与加减乘除运算", "added, subtracted, multiplied or divided")
    other = _number(right, "参与加减乘除运算", "added, subtracted, multiplied or divided")
    return _bounded(_SIGNS[sign](one, other))


def _age_on(birth: date, day: date) -> int:
    """Full years of age (周岁)."""
    return months_between(birth, day) // _MONTHS


def _days_between(start: date, end: date) -> int:
    return (end - start).days


def _rounded(number: int | Decimal, digits: int | Decimal = 0) -> Decimal:
    """Commercial rounding, half away from zero."""
    if digits not in range(_MOST_DIGITS + 1):
        raise Stuck(
            f"round 的小数位数应为0至{_MOST_DIGITS}的整数",
            f"round takes 0 to {_MOST_DIGITS} decimal places",
        )
    places = Decimal(1).scaleb(-int(digits))
    return Decimal(_bounded(number)).quantize(places, ROUND_HALF_UP)


def _members(arguments: tuple[object, ...]) -> tuple[object, ...]:
    """The members of the one list, or the arguments themselves."""
    match arguments:
        case (tuple() as members,):
            return members
        case _:
            return arguments


def _sum(*arguments: object) -> object:
    total: object = 0
    for one in _members(arguments):
        total = computed("+", total, one)
    return total


def _extreme(choose: Callable[..., object], arguments: tuple[object, ...]) -> object:
    members = _members(arguments)
    if not members or None in members:
        return None
    kinds = {kind_of(one) for one in members}
    if kinds not in ({"number"}, {"date"}):
        raise Stuck(
            "min、max 只能比较数字，或只能比较日期",
            "min and max take numbers only, or dates only",
        )
    return choose(members)


def _min(*arguments: object) -> object:
    return _extreme(min, arguments)


def _max(*arguments: object) -> object:
    return _extreme(max, arguments)


@dataclass(frozen=True, slots=True)
class Function:
    """One function: what it takes, what it gives; a missing argument makes its result missing."""

    name: str
    takes: tuple[frozenset[Kind], ...]
    gives: ValueType
    run: Callable[..., object]
    least: int
    open_ended: bool = False
    """The last argument may be repeated."""

    def kinds(self, place: int) -> frozenset[Kind]:
        """What the argument at the place (from 0) may be."""
        return self.takes[min(place, len(self.takes) - 1)]

    def allows(self, count: int) -> bool:
        return self.least <= count and (self.open_ended or count <= len(self.takes))

    def __call__(self, arguments: tuple[object, ...]) -> object:
        if None in arguments:
            return None
        for place, argument in enumerate(arguments):
            if kind_of(argument) not in self.kinds(place):
                zh, en = _KIND_WORDS[kind_of(argument)]
                raise Stuck(
                    f"函数 {self.name} 的第{place + 1}个参数不能是{zh}",
                    f"argument {place + 1} of {self.name} cannot be {en}",
                )
        return self.run(*arguments)


def _kinds(*kinds: Kind) -> frozenset[Kind]:
    return frozenset(kinds)


_DATES = (_kinds("date"), _kinds("date"))
_MANY = (_kinds("number", "date", "list"),)

FUNCTIONS: dict[str, Function] = {
    one.name: one
    for one in (
        Function("months_between", _DATES, NUMBER, months_between, 2),
        Function("days_between", _DATES, NUMBER, _days_between, 2),
        Function("age_on", _DATES, NUMBER, _age_on, 2),
        Function("length", (_kinds("list", "text"),), NUMBER, len, 1),
        Function("sum", (_kinds("number", "list"),), NUMBER, _sum, 1, open_ended=True),
        Function("min", _MANY, UNKNOWN, _min, 1, open_ended=True),
        Function("max", _MANY, UNKNOWN, _max, 1, open_ended=True),
        Function("round", (_kinds("number"), _kinds("number")), NUMBER, _rounded, 1),
    )
}
