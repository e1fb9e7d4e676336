"""Whether an expression fits the names it uses: checked when a matter is published, not on a case."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import singledispatch

from matters import expression_tree as tree
from matters.expression_functions import FUNCTIONS, kind_of, kind_words
from matters.expression_tree import (
    LIST,
    NUMBER,
    UNKNOWN,
    YES_NO,
    ExpressionMistake,
    Kind,
    Node,
    ValueType,
    parts,
)

Types = Mapping[str, ValueType]

_ORDER_WORDS = ("lt", "lteq", "gt", "gteq")


def type_of(node: Node, types: Types) -> ValueType:
    """What the node gives; `unknown` where it cannot be told, which fits everywhere."""
    match node:
        case tree.Literally(value=value):
            return UNKNOWN if value is None else ValueType(kind_of(value))
        case tree.Name():
            return types.get(node.dotted, UNKNOWN)
        case tree.ListOf():
            return LIST
        case tree.Computed():
            return NUMBER
        case tree.Either(yes=yes, no=no):
            one, other = type_of(yes, types), type_of(no, types)
            return one if one == other else UNKNOWN
        case tree.Called(function=function, arguments=arguments):
            return _given(function, [type_of(one, types) for one in arguments])
        case _:
            return YES_NO


def _given(function: str, arguments: list[ValueType]) -> ValueType:
    gives = FUNCTIONS[function].gives
    if gives == UNKNOWN and arguments[0].kind in ("number", "date"):
        return arguments[0]
    return gives


def mistakes(node: Node, types: Types) -> tuple[ExpressionMistake, ...]:
    """All mistakes of the node and of what is below it, from left to right."""
    found = list(_own(node, types))
    for part in parts(node):
        found += mistakes(part, types)
    return tuple(sorted(found, key=lambda mistake: mistake.column))


@singledispatch
def _own(node: Node, types: Types) -> Iterator[ExpressionMistake]:
    """What is wrong with the node itself."""
    yield from ()


@_own.register
def _(node: tree.Name, types: Types) -> Iterator[ExpressionMistake]:
    if node.dotted in types:
        return
    nearest = get_close_matches(node.dotted, types, 1)
    yield ExpressionMistake(
        zh=f"没有名为“{node.dotted}”的问题或字段。"
        + (f"是不是 {nearest[0]}" if nearest else "请先在 questions 或 form 中声明。"),
        en=f"No question or field is called “{node.dotted}”. "
        + (f"Did you mean {nearest[0]}" if nearest else "Declare it in questions or form first."),
        column=node.column,
    )


@_own.register
def _(node: tree.Compared, types: Types) -> Iterator[ExpressionMistake]:
    left, right = type_of(node.left, types), type_of(node.right, types)
    yield from _options(left, node.right)
    yield from _options(right, node.left)
    if node.how in _ORDER_WORDS:
        for side, its in ((node.left, left), (node.right, right)):
            if its.kind not in ("number", "date", "unknown"):
                zh, en = kind_words(its.kind)
                yield _mistake(
                    side, f"{zh}没有大小之分，不能用 < 或 >", f"{en} has no size: no < or >"
                )
                return
    yield from _unlike(node, left.kind, right.kind)


def _unlike(node: Node, one: Kind, other: Kind) -> Iterator[ExpressionMistake]:
    """That two kinds are never equal, if so."""
    if _comparable(one, other):
        return
    (zh, en), (other_zh, other_en) = kind_words(one), kind_words(other)
    yield _mistake(node, f"{zh}与{other_zh}不能相比", f"{en} cannot be compared with {other_en}")


def _comparable(one: Kind, other: Kind) -> bool:
    texts = ("text", "choice")
    return "unknown" in (one, other) or one == other or (one in texts and other in texts)


def _mistake(node: Node, zh: str, en: str) -> ExpressionMistake:
    return ExpressionMistake(
        zh=f"{zh}。请核对两边的内容。", en=f"{en}. Check both sides.", column=node.column
    )


def _options(asked: ValueType, node: Node) -> Iterator[ExpressionMistake]:
    """Texts in the node that are no option of the choice they are compared with."""
    if not asked.options:
        return
    for one in node.members if isinstance(node, tree.ListOf) else (node,):
        match one:
            case tree.Literally(value=str() as text) if text not in asked.options:
                yield _no_option(one, text, asked.options)


def _no_option(node: Node, text: str, options: tuple[str, ...]) -> ExpressionMistake:
    nearest = get_close_matches(text, options, 1)
    offered = nearest or options
    return ExpressionMistake(
        zh=f"“{text}”不在选项中。" + ("是不是 " if nearest else "选项有 ") + "、".join(offered),
        en=f"“{text}” is not among the options. "
        + ("Did you mean " if nearest else "They are ")
        + ", ".join(offered),
        column=node.column,
    )


@_own.register
def _(node: tree.Within, types: Types) -> Iterator[ExpressionMistake]:
    member, whole = type_of(node.member, types), type_of(node.whole, types)
    yield from _options(member, node.whole)
    yield from _options(whole, node.member)
    if whole.kind not in ("list", "text", "unknown"):
        zh, en = kind_words(whole.kind)
        yield _mistake(node.whole, f"in 后面应是列表，不能是{zh}", f"a list follows in, not {en}")
    for one in node.whole.members if isinstance(node.whole, tree.ListOf) else ():
        yield from _unlike(one, member.kind, type_of(one, types).kind)


@_own.register
def _(node: tree.Computed, types: Types) -> Iterator[ExpressionMistake]:
    for side in (node.left, node.right):
        kind = type_of(side, types).kind
        if kind not in ("number", "unknown"):
            zh, en = kind_words(kind)
            yield _mistake(
                side, f"{zh}不能参与运算 {node.sign}", f"{en} cannot be used with {node.sign}"
            )


@_own.register
def _(node: tree.Called, types: Types) -> Iterator[ExpressionMistake]:
    function = FUNCTIONS[node.function]
    for place, argument in enumerate(node.arguments):
        kind = type_of(argument, types).kind
        kind = "text" if kind == "choice" else kind
        if kind not in (*function.kinds(place), "unknown"):
            zh, en = kind_words(kind)
            yield _mistake(
                argument,
                f"函数 {function.name} 的第{place + 1}个参数不能是{zh}",
                f"argument {place + 1} of {function.name} cannot be {en}",
            )
