"""Whether the arguments of a function are what it takes."""

from collections.abc import Iterator

from matters import expression_tree as tree
from matters.expression_functions import FUNCTIONS, Function
from matters.expression_sayings import mistake, nearest
from matters.expression_tree import ExpressionMistake, Kind, Node, ValueType
from matters.expression_types import Types, type_of
from matters.expression_values import kind_words


def argument_mistakes(node: tree.Called, types: Types) -> Iterator[ExpressionMistake]:
    """Arguments of a wrong kind, lists with wrong members, words that the function does not know."""
    function = FUNCTIONS[node.function]
    given = [type_of(one, types) for one in node.arguments]
    for place, argument in enumerate(node.arguments):
        yield from _kind(function, place, argument, given[place])
        yield from _members(function, argument, given[place])
    yield from _together(function, node, given)
    if function.words:
        yield from _word(function, node.arguments[-1])


def _kind(
    function: Function, place: int, argument: Node, given: ValueType
) -> Iterator[ExpressionMistake]:
    if _plain(given.kind) in (*function.kinds(place), "unknown"):
        return
    zh, en = kind_words(given.kind)
    yield mistake(
        argument,
        f"函数 {function.name} 的第{place + 1}个参数不能是{zh}",
        f"argument {place + 1} of {function.name} cannot be {en}",
    )


def _plain(kind: Kind) -> Kind:
    return "text" if kind == "choice" else kind


def _members(function: Function, argument: Node, given: ValueType) -> Iterator[ExpressionMistake]:
    if given.kind != "list" or function.members is None or "list" not in function.kinds(0):
        return
    kind = given.member.kind
    if kind in (*function.members, "unknown"):
        return
    zh, en = kind_words(kind)
    yield mistake(
        argument,
        f"函数 {function.name} 的列表中不能是{zh}",
        f"the list of {function.name} cannot hold {en}",
        ("请写到具体字段，如 staff.amount", "Name the field of the rows: staff.amount")
        if kind == "row"
        else ("请核对列表的内容", "Check what the list holds"),
    )


def _together(
    function: Function, node: tree.Called, given: list[ValueType]
) -> Iterator[ExpressionMistake]:
    """Several arguments of an open-ended function: no list among them, and all of one kind."""
    if not function.open_ended or len(given) == 1:
        return
    kinds = {one.kind for one in given if one.kind != "unknown"}
    if "list" in kinds:
        yield mistake(
            node,
            f"函数 {function.name} 应只有一个列表，或只有单个的值",
            f"{function.name} takes one list alone, or single values",
        )
    elif len(kinds) > 1 and kinds <= {*(function.members or ())}:
        yield mistake(
            node,
            f"函数 {function.name} 的参数应同为数字或同为日期",
            f"{function.name} takes numbers only, or dates only",
        )


def _word(function: Function, argument: Node) -> Iterator[ExpressionMistake]:
    match argument:
        case tree.Literally(value=str() as text) if text in function.words:
            return
    written = argument.value if isinstance(argument, tree.Literally) else ""
    near = nearest(str(written), function.words)
    offered = (near,) if near else function.words
    yield mistake(
        argument,
        f"函数 {function.name} 不认识这个单位",
        f"{function.name} does not know this unit",
        (
            "请写 " + "、".join(f"'{one}'" for one in offered),
            "Write " + ", ".join(f"'{one}'" for one in offered),
        ),
    )
