"""From the parts of an expression to one quick function of the scope: closures, built once."""

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import singledispatch

from matters import expression_tree as tree
from matters.expression_functions import FUNCTIONS
from matters.expression_tree import Node, Scope
from matters.expression_values import (
    LONGEST_LIST,
    PLAIN,
    Stuck,
    computed,
    kind_of,
    kind_words,
    taken,
)

Run = Callable[[Scope], object]

# Pairs of exact types that have an order: looked up once per comparison, which is what makes it quick.
_ORDERED = frozenset(
    {(one, other) for one in (int, Decimal) for other in (int, Decimal)} | {(date, date)}
)

_ORDERS: dict[str, Callable[..., bool]] = {
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}


@singledispatch
def built(node: Node) -> Run:
    """The function that computes the node's value from a scope."""
    raise TypeError(type(node))


@built.register
def _(node: tree.Literally) -> Run:
    value = node.value
    return lambda _scope: value


@built.register
def _(node: tree.Name) -> Run:
    find, name = _found(node.path), node.dotted

    def read(scope: Scope) -> object:
        value = find(scope)
        return value if type(value) in PLAIN else taken(value, name)

    return read


def _found(path: tuple[str, ...]) -> Run:
    """What stands in the scope under the path; None where a block or a value is absent.

    Below a repeated group it is the list of what its rows say, none for a row that says nothing.
    """
    *blocks, last = path

    def find(scope: Scope) -> object:
        for place, block in enumerate(blocks):
            below = scope.get(block)
            if below is None:
                return None
            if isinstance(below, list | tuple):
                return _of_each(below, (*blocks[place + 1 :], last), block)
            if not isinstance(below, Mapping):
                raise _no_block(block)
            scope = below
        return scope.get(last)

    return find if blocks else lambda scope: scope.get(last)


def _of_each(rows: Sequence[object], path: tuple[str, ...], group: str) -> tuple[object, ...]:
    """One field of every row."""
    if len(rows) > LONGEST_LIST:
        raise Stuck(
            f"“{group}”超过{LONGEST_LIST}行", f"“{group}” has more than {LONGEST_LIST} rows"
        )
    if not all(isinstance(row, Mapping) for row in rows):
        raise _no_block(group)
    find = _found(path)
    return tuple(find(row) for row in rows if isinstance(row, Mapping))


def _no_block(name: str) -> Stuck:
    return Stuck(f"“{name}”不是一组内容", f"“{name}” is not a block of values")


@built.register
def _(node: tree.ListOf) -> Run:
    members = tuple(built(member) for member in node.members)
    return lambda scope: tuple(member(scope) for member in members)


@built.register
def _(node: tree.Not) -> Run:
    of = built(node.of)
    return lambda scope: not of(scope)


@built.register
def _(node: tree.And) -> Run:
    left, right = built(node.left), built(node.right)
    return lambda scope: bool(left(scope) and right(scope))


@built.register
def _(node: tree.Or) -> Run:
    left, right = built(node.left), built(node.right)
    return lambda scope: bool(left(scope) or right(scope))


def _same(one: object, other: object) -> bool:
    """Equal and of one kind: in Python yes equals 1, here it does not."""
    return one == other and (type(one) is bool) == (type(other) is bool)


@built.register
def _(node: tree.Compared) -> Run:
    left, right = built(node.left), built(node.right)
    if node.how == "eq":
        return lambda scope: _same(left(scope), right(scope))
    if node.how == "ne":
        return lambda scope: not _same(left(scope), right(scope))
    return _ordered(_ORDERS[node.how], left, right)


def _ordered(order: Callable[..., bool], left: Run, right: Run) -> Run:
    def compare(scope: Scope) -> object:
        one, other = left(scope), right(scope)
        if (type(one), type(other)) in _ORDERED:
            return order(one, other)
        if one is None or other is None:
            return False
        (zh, en), (other_zh, other_en) = kind_words(kind_of(one)), kind_words(kind_of(other))
        raise Stuck(
            f"{zh}与{other_zh}不能比较大小", f"{en} and {other_en} cannot be compared by size"
        )

    return compare


@built.register
def _(node: tree.Within) -> Run:
    member, whole = built(node.member), built(node.whole)

    def within(scope: Scope) -> object:
        one, held = member(scope), whole(scope)
        match held:
            case None:
                return False
            case tuple():
                return any(_same(one, other) for other in held)
            case str() if one is None or isinstance(one, str):
                return one is not None and one in held
            case _:
                zh, en = kind_words(kind_of(held))
                raise Stuck(f"in 后面应是列表，不能是{zh}", f"a list follows in, not {en}")

    return within


@built.register
def _(node: tree.Computed) -> Run:
    sign, left, right = node.sign, built(node.left), built(node.right)
    return lambda scope: computed(sign, left(scope), right(scope))


@built.register
def _(node: tree.Either) -> Run:
    condition, yes, no = built(node.condition), built(node.yes), built(node.no)
    return lambda scope: yes(scope) if condition(scope) else no(scope)


@built.register
def _(node: tree.Called) -> Run:
    function = FUNCTIONS[node.function]
    arguments = tuple(built(argument) for argument in node.arguments)
    return lambda scope: function(tuple(argument(scope) for argument in arguments))


@built.register
def _(node: tree.Answered) -> Run:
    find = _found(node.name.path)
    return lambda scope: find(scope) is not None
