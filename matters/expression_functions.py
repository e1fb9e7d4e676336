"""The fixed list of pure functions that an expression may call."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from matters.expression_tree import DATE, NUMBER, UNKNOWN, YES_NO, Kind, ValueType
from matters.expression_values import Stuck, bounded, computed, kind_of, kind_words
from matters.limits import add_months, months_between

_MOST_DIGITS = 10
_MONTHS = 12
_FARTHEST = 40_000
"""Days, months or years from a date at most: more than a hundred years of days."""


def _age_on(birth: date, day: date) -> int:
    """Full years of age (周岁)."""
    return months_between(birth, day) // _MONTHS


def _days_between(start: date, end: date) -> int:
    return (end - start).days


def _year_of(day: date) -> int:
    return day.year


def _month_of(day: date) -> int:
    return day.month


def _date_after(day: date, count: int | Decimal, unit: str) -> date:
    """So many days, months or years later; a month without that day ends earlier (Civil Code 202)."""
    if count != int(count) or not -_FARTHEST <= count <= _FARTHEST:
        raise Stuck(
            f"date_after 的数量应为不超过{_FARTHEST}的整数",
            f"date_after takes a whole number of at most {_FARTHEST}",
        )
    whole = int(count)
    try:
        match unit:
            case "days":
                return day + timedelta(days=whole)
            case "months":
                return add_months(day, whole)
            case "years":
                return add_months(day, whole * _MONTHS)
            case _:
                raise Stuck(
                    "date_after 的单位应为 'days'、'months' 或 'years'",
                    "date_after counts in 'days', 'months' or 'years'",
                )
    except (ValueError, OverflowError):
        raise Stuck("日期超出历法范围", "the date is beyond the calendar") from None


def _starts_with(text: str, beginning: str) -> bool:
    return text.startswith(beginning)


def _rounded(number: int | Decimal, digits: int | Decimal = 0) -> Decimal:
    """Commercial rounding, half away from zero."""
    if digits not in range(_MOST_DIGITS + 1):
        raise Stuck(
            f"round 的小数位数应为0至{_MOST_DIGITS}的整数",
            f"round takes 0 to {_MOST_DIGITS} decimal places",
        )
    places = Decimal(1).scaleb(-int(digits))
    return Decimal(bounded(number)).quantize(places, ROUND_HALF_UP)


def _members(arguments: tuple[object, ...]) -> tuple[object, ...]:
    """What is answered of the one list, or the arguments themselves."""
    match arguments:
        case (tuple() as members,):
            return tuple(one for one in members if one is not None)
        case _:
            return arguments


def _sum(*arguments: object) -> object:
    total: object = 0
    for one in _members(arguments):
        total = computed("+", total, one)
    return total


def _extreme(choose: Callable[..., object], arguments: tuple[object, ...]) -> object:
    members = _members(arguments)
    if not members:
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


def _yes(members: tuple[object, ...]) -> list[bool]:
    """Which of the answers are yes; one that is missing counts as no."""
    if not {kind_of(one) for one in members if one is not None} <= {"yes-no"}:
        raise Stuck(
            "any、all、count 只用于是否值的列表", "any, all and count take lists of yes or no"
        )
    return [bool(one) for one in members]


def _any(members: tuple[object, ...]) -> bool:
    return any(_yes(members))


def _all(members: tuple[object, ...]) -> bool:
    return all(_yes(members))


def _count(members: tuple[object, ...]) -> int:
    return sum(_yes(members))


@dataclass(frozen=True, slots=True)
class Function:
    """One function: what it takes, what it gives; a missing argument makes its result missing."""

    name: str
    takes: tuple[frozenset[Kind], ...]
    gives: ValueType
    run: Callable[..., object]
    least: int
    open_ended: bool = False
    """The last argument may be repeated; a list then stands alone."""
    members: frozenset[Kind] | None = None
    """What the members of a list may be; anything when left out."""
    words: tuple[str, ...] = ()
    """The only texts that its last argument may be."""

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
                zh, en = kind_words(kind_of(argument))
                raise Stuck(
                    f"函数 {self.name} 的第{place + 1}个参数不能是{zh}",
                    f"argument {place + 1} of {self.name} cannot be {en}",
                )
        return self.run(*arguments)


def _kinds(*kinds: Kind) -> frozenset[Kind]:
    return frozenset(kinds)


_DATE, _NUMBER, _TEXT, _LIST = _kinds("date"), _kinds("number"), _kinds("text"), _kinds("list")
_DATES = (_DATE, _DATE)
_SIZED = _kinds("number", "date")
_SPANS = ("days", "months", "years")
_TRUE = _kinds("yes-no")

FUNCTIONS: dict[str, Function] = {
    one.name: one
    for one in (
        Function("months_between", _DATES, NUMBER, months_between, 2),
        Function("days_between", _DATES, NUMBER, _days_between, 2),
        Function("age_on", _DATES, NUMBER, _age_on, 2),
        Function("year_of", (_DATE,), NUMBER, _year_of, 1),
        Function("month_of", (_DATE,), NUMBER, _month_of, 1),
        Function("date_after", (_DATE, _NUMBER, _TEXT), DATE, _date_after, 3, words=_SPANS),
        Function("starts_with", (_TEXT, _TEXT), YES_NO, _starts_with, 2),
        Function("length", (_LIST | _TEXT,), NUMBER, len, 1),
        Function("sum", (_NUMBER | _LIST,), NUMBER, _sum, 1, open_ended=True, members=_NUMBER),
        Function("min", (_SIZED | _LIST,), UNKNOWN, _min, 1, open_ended=True, members=_SIZED),
        Function("max", (_SIZED | _LIST,), UNKNOWN, _max, 1, open_ended=True, members=_SIZED),
        Function("any", (_LIST,), YES_NO, _any, 1, members=_TRUE),
        Function("all", (_LIST,), YES_NO, _all, 1, members=_TRUE),
        Function("count", (_LIST,), NUMBER, _count, 1, members=_TRUE),
        Function("round", (_NUMBER, _NUMBER), NUMBER, _rounded, 1),
    )
}
