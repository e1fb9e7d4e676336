"""Whether an expression fits the names it uses: checked when a matter is published, not on a case."""

from collections.abc import Iterator
from functools import singledispatch

from matters import expression_tree as tree
from matters.expression_arguments import argument_mistakes
from matters.expression_sayings import (
    CHECK,
    DATE_AFTER,
    mistake,
    never_equal,
    no_option,
    not_wanted,
    not_yes_or_no,
    unknown_name,
)
from matters.expression_tree import YES_NO, ExpressionMistake, Node, ValueType, parts
from matters.expression_types import Types, comparable, type_of
from matters.expression_values import kind_words

_ORDER_WORDS = ("lt", "lteq", "gt", "gteq")


def mistakes(node: Node, types: Types) -> tuple[ExpressionMistake, ...]:
    """All mistakes of the node and of what is below it, from left to right."""
    found: list[ExpressionMistake] = []
    ahead = [node]
    while ahead:
        one = ahead.pop()
        match one:
            case tree.Name() if one.dotted not in types:
                found.append(unknown_name(one, types))
            case tree.Name() | tree.Literally():
                pass
            case _:
                found += _own(one, types)
                ahead += reversed(parts(one))
    return tuple(sorted(found, key=lambda mistake: mistake.column))


def unfit(node: Node, wanted: ValueType, types: Types) -> Iterator[ExpressionMistake]:
    """Where the node gives something that is not wanted: in each branch of a choice by itself."""
    match node:
        case tree.Either(yes=yes, no=no):
            yield from unfit(yes, wanted, types)
            yield from unfit(no, wanted, types)
            return
    given = type_of(node, types)
    if wanted == YES_NO and given.kind == "list":
        return  # whether anything was chosen, or any row filled in
    if comparable(given, wanted):
        yield from _options(wanted, node)
    elif wanted == YES_NO:
        yield not_yes_or_no(node, given)
    else:
        yield not_wanted(node, given, wanted)


@singledispatch
def _own(node: Node, types: Types) -> Iterator[ExpressionMistake]:
    """What is wrong with the node itself."""
    yield from ()


@_own.register
def _(node: tree.Not, types: Types) -> Iterator[ExpressionMistake]:
    yield from unfit(node.of, YES_NO, types)


@_own.register(tree.And)
@_own.register(tree.Or)
def _(node: tree.And | tree.Or, types: Types) -> Iterator[ExpressionMistake]:
    yield from unfit(node.left, YES_NO, types)
    yield from unfit(node.right, YES_NO, types)


@_own.register
def _(node: tree.Either, types: Types) -> Iterator[ExpressionMistake]:
    yield from unfit(node.condition, YES_NO, types)


@_own.register
def _(node: tree.Compared, types: Types) -> Iterator[ExpressionMistake]:
    left, right = type_of(node.left, types), type_of(node.right, types)
    yield from _options(left, node.right)
    yield from _options(right, node.left)
    if node.how in _ORDER_WORDS:
        for side, its in ((node.left, left), (node.right, right)):
            if its.kind not in ("number", "date", "unknown"):
                zh, en = kind_words(its.kind)
                yield mistake(
                    side, f"{zh}没有大小之分，不能用 < 或 >", f"{en} has no size: no < or >"
                )
                return
    yield from _unlike(node, left, right)


def _unlike(node: Node, one: ValueType, other: ValueType) -> Iterator[ExpressionMistake]:
    """That two values are never equal, if so."""
    if not comparable(one, other):
        yield never_equal(node, one, other)
    elif one.options and other.options and not set(one.options) & set(other.options):
        yield mistake(
            node, "两边的选项没有一个相同，不可能相等", "the two choices have no option in common"
        )


def _options(asked: ValueType, node: Node) -> Iterator[ExpressionMistake]:
    """Texts in the node that are no option of the choice they are compared with."""
    if not asked.options:
        return
    match node:
        case tree.ListOf(members=members):
            for one in members:
                yield from _options(asked, one)
        case tree.Either(yes=yes, no=no):
            yield from _options(asked, yes)
            yield from _options(asked, no)
        case tree.Literally(value=str() as text) if text not in asked.options:
            yield no_option(node, text, asked.options)


@_own.register
def _(node: tree.Within, types: Types) -> Iterator[ExpressionMistake]:
    member, whole = type_of(node.member, types), type_of(node.whole, types)
    yield from _options(member, node.whole)
    yield from _options(whole, node.member)
    match whole.kind, node.whole:
        case "list", tree.ListOf(members=members):
            for one in members:
                yield from _unlike(one, member, type_of(one, types))
        case "list", _:
            yield from _unlike(node, member, whole.member)
        case "text", _ if member.kind not in ("text", "choice", "unknown"):
            yield never_equal(node, member, whole)
        case kind, _ if kind not in ("text", "unknown"):
            zh, en = kind_words(kind)
            yield mistake(
                node.whole, f"in 后面应是列表，不能是{zh}", f"a list follows in, not {en}"
            )


@_own.register
def _(node: tree.Computed, types: Types) -> Iterator[ExpressionMistake]:
    for side in (node.left, node.right):
        kind = type_of(side, types).kind
        if kind not in ("number", "unknown"):
            zh, en = kind_words(kind)
            yield mistake(
                side,
                f"{zh}不能参与运算 {node.sign}",
                f"{en} cannot be used with {node.sign}",
                DATE_AFTER if kind == "date" else CHECK,
            )
    match node:
        case tree.Computed(sign="/", right=tree.Literally(value=divisor)) if divisor == 0:
            yield mistake(node.right, "除数为零", "it divides by zero")


@_own.register
def _(node: tree.Called, types: Types) -> Iterator[ExpressionMistake]:
    yield from argument_mistakes(node, types)
