"""Units of numbers as people write them in either language: 60万元, 600,000 yuan. Pure."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from matters.words import Language


class English(NamedTuple):
    """How English counts what a matter counts in a Chinese unit."""

    one: str
    many: str
    times: int = 1
    """How many of the English unit one of the Chinese unit is."""


ENGLISH: Mapping[str, English] = MappingProxyType(
    {
        "元": English("yuan", "yuan"),
        "万元": English("yuan", "yuan", 10_000),
        "人": English("person", "people"),
        "户": English("household", "households"),
        "天": English("day", "days"),
        "日": English("day", "days"),
        "周": English("week", "weeks"),
        "个月": English("month", "months"),
        "年": English("year", "years"),
        "克": English("g", "g"),
    }
)
"""By Chinese unit; others are written alike in both languages."""


def unit_words(unit: str, language: Language) -> str:
    """The unit by itself, as beside the place where its number is typed: 万元, 10,000 yuan."""
    english = ENGLISH.get(unit)
    if language == "zh" or english is None:
        return unit
    return f"{english.times:,} {english.many}" if english.times > 1 else english.many


def with_unit(number: float | Decimal, unit: str | None, language: Language) -> str:
    """A number with its unit: 85 m², 60万元 and 600,000 yuan."""
    if not unit:
        return _written(number)
    if language == "zh":
        between = " " if unit[0].isascii() else ""
        return f"{_written(number)}{between}{unit}"
    english = ENGLISH.get(unit)
    if english is None:
        return f"{_written(number)} {unit}"
    count = Decimal(str(number)) * english.times
    return f"{_written(count)} {english.one if count == 1 else english.many}"


def _written(number: float | Decimal) -> str:
    exact = Decimal(str(number))
    return f"{int(exact):,}" if exact == int(exact) else f"{exact.normalize():,f}"
