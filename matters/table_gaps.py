"""Whether the rows of a decision table leave nothing open: proved by trying every kind of answer."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise, product
from math import prod

from matters import expression_tree as tree
from matters.expression_tree import Node, ValueType, parts
from matters.tables import DecisionTable

_MOST_TRIED = 5000
"""Rows that are tried over all combinations of answers; a table with more is not proved."""

Answer = bool | int | float | str | date


class NotProvable(Exception):
    """A table whose conditions are more than names compared with values."""


def gap_in(table: DecisionTable, types: Mapping[str, ValueType]) -> dict[str, Answer] | None:
    """Answers for which no row holds, or None if there are none. Raises `NotProvable`."""
    trees = [row.when.tree for row in table.rows]
    tried = {name: _answers(name, types, trees) for name in _names(table)}
    if prod(map(len, tried.values())) * len(table.rows) > _MOST_TRIED:
        raise NotProvable
    for combination in product(*tried.values()):
        said = dict(zip(tried, combination, strict=True))
        scope = _scope(said)
        if not any(row.when.holds(scope) for row in table.rows):
            return said
    return None


def _names(table: DecisionTable) -> tuple[str, ...]:
    return tuple(sorted({name for row in table.rows for name in row.when.names}))


def _answers(name: str, types: Mapping[str, ValueType], trees: list[Node]) -> tuple[Answer, ...]:
    """One answer of every kind that the conditions could tell apart."""
    met = [value for one in trees for value in _met(one, name)]
    match types[name].kind if name in types else "unknown":
        case "yes-no":
            return (True, False)
        case "choice":
            return types[name].options
        case "text":
            return tuple(dict.fromkeys((*(one for one in met if isinstance(one, str)), "…")))
        case "number":
            return _between_numbers([one for one in met if isinstance(one, int | Decimal)])
        case "date":
            return _around_days([one for one in met if isinstance(one, date)])
        case _:
            raise NotProvable


def _between_numbers(met: list[int | Decimal]) -> tuple[Answer, ...]:
    """Each number met, one between each two, one below and one above all."""
    ordered = sorted(set(met)) or [0]
    between = [(one + other) / 2 for one, other in pairwise(ordered)]
    return tuple(float(one) for one in (ordered[0] - 1, *ordered, *between, ordered[-1] + 1))


def _around_days(met: list[date]) -> tuple[Answer, ...]:
    day = timedelta(days=1)
    inside = [one for one in met if date.min < one < date.max]
    around = {one + shift for one in inside for shift in (-day, 0 * day, day)}
    return tuple(sorted(around | set(met))) or (date(2026, 1, 1),)


def _met(node: Node, name: str) -> Iterator[object]:
    """The values that the name is compared with. Raises `NotProvable` for anything that computes."""
    match node:
        case (
            tree.Compared(left=tree.Name() as one, right=tree.Literally(value=value))
            | tree.Compared(left=tree.Literally(value=value), right=tree.Name() as one)
        ):
            if one.dotted == name:
                yield value
        case tree.Within(member=tree.Name() as one, whole=tree.ListOf(members=members)):
            yield from _listed(members, own=one.dotted == name)
        case tree.And() | tree.Or() | tree.Not():
            for part in parts(node):
                yield from _met(part, name)
        case tree.Name() | tree.Literally():
            return
        case _:
            raise NotProvable


def _listed(members: tuple[Node, ...], *, own: bool) -> Iterator[object]:
    for member in members:
        match member:
            case tree.Literally(value=value):
                if own:
                    yield value
            case _:
                raise NotProvable


def _scope(said: Mapping[str, Answer]) -> dict[str, object]:
    """The answers by their dotted names, as blocks."""
    scope: dict[str, object] = {}
    for name, value in said.items():
        *blocks, last = name.split(".")
        inner = scope
        for block in blocks:
            below = inner.setdefault(block, {})
            if not isinstance(below, dict):
                raise NotProvable
            inner = below
        inner[last] = value
    return scope
