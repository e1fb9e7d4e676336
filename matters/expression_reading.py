"""From text to the parts of an expression: Jinja2 parses; what is not on the list is refused."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache, reduce, singledispatch

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.lexer import TokenStream
from jinja2.parser import Parser

from matters import expression_tree as tree
from matters.expression_bounds import need_short, need_small, too_deep
from matters.expression_calls import called
from matters.expression_tree import ExpressionMistake, Node
from matters.expression_values import LARGEST

_CHAINED = 2  # comparisons in a row: 50 < area_m2 <= 100

# Jinja2 parses only: nothing is rendered, so nothing can need escaping.
_JINJA = Environment(autoescape=True)

_SLIPS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"&&?", "and"),
        (r"\|\|", "or"),
        (r"(?<![=<>!])=(?!=)", "=="),
        (r"!(?!=)", "not"),
        (r"[“”‘’]", "'"),
        (r"，", ","),
        (r"（", "("),
        (r"）", ")"),
        (r"[＞》]", ">"),
        (r"[＜《]", "<"),
        (r"＝+", "=="),
    )
)

_SIGNS: dict[type[nodes.BinExpr], tree.Sign] = {
    nodes.Add: "+",
    nodes.Sub: "-",
    nodes.Mul: "*",
    nodes.Div: "/",
}

_INSTEAD: dict[type[nodes.Node], tuple[str, str, str]] = {
    nodes.Pow: ("**", "请用乘法", "multiply"),
    nodes.FloorDiv: ("//", "请用 / 和 round(…)", "use / and round(…)"),
    nodes.Mod: ("%", "请用 / 和 round(…)", "use / and round(…)"),
    nodes.Concat: ("~", "文本不能拼接，请分开比较", "texts are not joined: compare each"),
    nodes.Getitem: ("[…]", "请用带点的名称，如 company.uscc", "use a dotted name: company.uscc"),
    nodes.Dict: ("{…}", "请用列表 ['a', 'b']", "use a list: ['a', 'b']"),
    nodes.Tuple: ("(…, …)", "列表请用方括号 ['a', 'b']", "write a list in brackets: ['a', 'b']"),
}


@lru_cache(maxsize=2048)  # the same condition is read for the drafts, the checks and every case
def read(source: str) -> Node:
    """The parts of the expression. Raises `ExpressionMistake`."""
    need_short(source)
    if "\\" in source:
        raise ExpressionMistake(
            zh="表达式中不能使用反斜杠“\\”。请直接写出该字符。",
            en="A backslash has no place in an expression. Write the character itself.",
            column=source.index("\\") + 1,
        )
    try:
        parsed = _parse(source)
    except RecursionError:
        raise too_deep() from None
    need_small(parsed)
    return _read(parsed)


def _parse(source: str) -> nodes.Expr:
    """Jinja2's tree, in which `lineno` is the column: every token is handed over with its own."""

    def tokens() -> Iterator[tuple[int, str, str]]:
        column = 1
        try:
            for _, kind, text in _JINJA.lexer.tokeniter(source, None, state="variable"):
                yield column, kind, text
                column += len(text)
        except TemplateSyntaxError:
            raise _unreadable(source, column) from None

    try:
        parser = Parser(_JINJA, "")
        parser.stream = TokenStream(_JINJA.lexer.wrap(tokens()), None, None)
        parsed = parser.parse_expression()
    except TemplateSyntaxError as wrong:
        raise _unreadable(source, wrong.lineno) from None
    if not parser.stream.eos:
        raise _unreadable(source, parser.stream.current.lineno)
    return parsed


def _unreadable(source: str, column: int) -> ExpressionMistake:
    near = source[column - 1 : column + 9]
    zh, en = f"在第{column}个字符“{near}”处无法识别", f"cannot be read at column {column}, “{near}”"
    for slip, instead in _SLIPS:
        if found := slip.match(source, column - 1) or slip.match(source, max(column - 2, 0)):
            return ExpressionMistake(
                zh=f"表达式{zh}。请将“{found[0]}”写成“{instead}”。",
                en=f"The expression {en}. Write “{instead}” for “{found[0]}”.",
                column=column,
            )
    return ExpressionMistake(
        zh=f"表达式{zh}。请参照“area_m2 > 50 and cooks_hot_food”的写法。",
        en=f"The expression {en}. Write it like “area_m2 > 50 and cooks_hot_food”.",
        column=column,
    )


def _refused(what: str, instead_zh: str, instead_en: str, column: int) -> ExpressionMistake:
    return ExpressionMistake(
        zh=f"表达式中不能使用 {what}：{instead_zh}。",
        en=f"{what} has no place in an expression: {instead_en}.",
        column=column,
    )


@singledispatch
def _read(node: nodes.Expr) -> Node:
    what, zh, en = _INSTEAD.get(
        type(node),
        ("此写法", "请只用名称、比较、and/or/not、加减乘除、in 和规定的函数",
         "use names, comparisons, and/or/not, + - * /, in, and the listed functions"),
    )  # fmt: skip
    # Jinja2 places some nodes after their first part; the reader looks for the beginning.
    column = min([node.lineno, *(below.lineno for below in node.find_all(nodes.Expr))])
    raise _refused(what, zh, en, column)


@_read.register
def _(node: nodes.Const) -> Node:
    value = Decimal(repr(node.value)) if isinstance(node.value, float) else node.value
    if isinstance(value, Decimal | int) and not -LARGEST <= value <= LARGEST:
        raise _refused("∞", "数字过大", "the number is too large", node.lineno)
    return tree.Literally(node.lineno, value)


@_read.register
def _(node: nodes.Name) -> Node:
    return tree.Name(node.lineno, (node.name,))


@_read.register
def _(node: nodes.Getattr) -> Node:
    owner = _read(node.node)
    if not isinstance(owner, tree.Name):
        raise _refused(f".{node.attr}", "点号只用于名称", "only names have dots", node.lineno)
    return tree.Name(owner.column, (*owner.path, node.attr))


@_read.register
def _(node: nodes.List) -> Node:
    return tree.ListOf(node.lineno, tuple(_read(member) for member in node.items))


@_read.register
def _(node: nodes.Not) -> Node:
    return tree.Not(node.lineno, _read(node.node))


@_read.register
def _(node: nodes.And) -> Node:
    left = _read(node.left)
    return tree.And(left.column, left, _read(node.right))


@_read.register
def _(node: nodes.Or) -> Node:
    left = _read(node.left)
    return tree.Or(left.column, left, _read(node.right))


@_read.register
def _(node: nodes.Compare) -> Node:
    left, steps = _read(node.expr), []
    if len(node.ops) > _CHAINED:
        raise _refused("a < b < c < d", "请用 and 分开写", "separate with and", left.column)
    for operand in node.ops:
        right = _read(operand.expr)
        steps.append(_compared(operand.op, left, right))
        left = right
    return reduce(lambda whole, step: tree.And(whole.column, whole, step), steps)


def _compared(how: str, left: Node, right: Node) -> Node:
    match how:
        case "in":
            return tree.Within(left.column, left, right)
        case "notin":
            return tree.Not(left.column, tree.Within(left.column, left, right))
        case "eq" | "ne" | "lt" | "lteq" | "gt" | "gteq":
            return tree.Compared(left.column, how, left, right)
        case _:
            raise _refused(how, "请用 == != < <= > >= in", "use == != < <= > >= in", left.column)


@_read.register(nodes.Add)
@_read.register(nodes.Sub)
@_read.register(nodes.Mul)
@_read.register(nodes.Div)
def _(node: nodes.BinExpr) -> Node:
    left = _read(node.left)
    return tree.Computed(left.column, _SIGNS[type(node)], left, _read(node.right))


@_read.register
def _(node: nodes.Neg) -> Node:
    return tree.Computed(node.lineno, "-", tree.Literally(node.lineno, 0), _read(node.node))


@_read.register
def _(node: nodes.Pos) -> Node:
    return tree.Computed(node.lineno, "+", tree.Literally(node.lineno, 0), _read(node.node))


@_read.register
def _(node: nodes.CondExpr) -> Node:
    yes = _read(node.expr1)
    no = tree.Literally(node.lineno, None) if node.expr2 is None else _read(node.expr2)
    return tree.Either(yes.column, _read(node.test), yes, no)


@_read.register
def _(node: nodes.Test) -> Node:
    name = _read(node.node)
    if node.name != "defined" or node.args:
        raise _refused(
            f"is {node.name}",
            "请用 is defined 或 is not defined 判断是否已填",
            "to ask whether it is answered, write is defined or is not defined",
            node.lineno,
        )
    if not isinstance(name, tree.Name):
        raise _refused("is defined", "前面应是一个名称", "it follows a name", name.column)
    return tree.Answered(name.column, name)


@_read.register
def _(node: nodes.Filter) -> Node:
    if node.node is None:
        return _read.dispatch(nodes.Expr)(node)
    return _called(node.name, node, (node.node, *node.args), node.lineno)


@_read.register
def _(node: nodes.Call) -> Node:
    callee = _read(node.node)
    if not isinstance(callee, tree.Name):
        raise _refused("(…)", "只能调用规定的函数", "only listed functions are called", node.lineno)
    return _called(callee.dotted, node, tuple(node.args), callee.column)


def _called(
    name: str, node: nodes.Call | nodes.Filter, given: tuple[nodes.Expr, ...], column: int
) -> Node:
    if node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise _refused("f(x=…)", "请按顺序写参数", "give arguments in their order", column)
    return called(name, tuple(_read(one) for one in given), column)
