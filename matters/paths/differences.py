"""Which values make a difference: one for every way in which the conditions of a matter can tell answers apart."""

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from matters.fields import Option
from matters.paths.judging import SOMETHING

_A_DAY = timedelta(days=1)
OTHER_TEXT = "其他内容"

Number = int | Decimal


def of_options(options: Sequence[Option], named: Iterable[object]) -> tuple[object, ...]:
    """Every option that a condition names, and the first of those that none names."""
    wanted = set(named)
    others = (one.value for one in options if one.value not in wanted)
    first = next(others, None)
    return tuple(one.value for one in options if one.value in wanted or one.value == first)


def of_texts(named: Iterable[object]) -> tuple[object, ...]:
    """Every text that a condition names, and one that none names."""
    texts = tuple(dict.fromkeys(one for one in named if isinstance(one, str)))
    return (*texts, OTHER_TEXT) if texts else (SOMETHING,)


def of_dates(named: Iterable[object]) -> tuple[object, ...]:
    """The days before, on, between and after those that conditions name."""
    days = sorted({one for one in named if isinstance(one, date)})
    if not days:
        return (SOMETHING,)
    around = {days[0] - _A_DAY, days[-1] + _A_DAY, *days}
    around |= {one + _A_DAY for one in days}
    return tuple(sorted(around))


def of_numbers(
    named: Iterable[object], least: float | None, most: float | None, *, whole: bool
) -> tuple[object, ...]:
    """One number below, at, between and above those that conditions name, within least and most."""
    points = sorted({_exact(one) for one in named if _is_number(one)})
    if not points:
        return (SOMETHING,)
    low = points[0] - 2 if least is None else _exact(least)
    high = points[-1] + 2 if most is None else _exact(most)
    found = [max(low, _next_below(points[0])), *points, min(high, _next_above(points[-1]))]
    for one, other in pairwise(points):
        between = _next_above(one) if whole else (one + other) / 2
        found += [between] if between < other else []
    within = (one for one in sorted(set(found)) if low <= one <= high)
    values = (
        int(one) if one == one // 1 else one for one in within if not whole or one == one // 1
    )
    return tuple(values) or (SOMETHING,)


def _next_below(number: Decimal) -> Decimal:
    return Decimal(math.ceil(number) - 1)


def _next_above(number: Decimal) -> Decimal:
    return Decimal(math.floor(number) + 1)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _exact(value: object) -> Decimal:
    return Decimal(str(value))
