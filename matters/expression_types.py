"""What kind of value each part of an expression gives, told from the names that it uses."""

from collections.abc import Mapping
from functools import cache

from matters import expression_tree as tree
from matters.expression_functions import FUNCTIONS
from matters.expression_tree import LIST, NUMBER, UNKNOWN, YES_NO, Kind, Node, ValueType, list_of
from matters.expression_values import kind_of

Types = Mapping[str, ValueType]


def type_of(node: Node, types: Types) -> ValueType:
    """What the node gives; `unknown` where it cannot be told, which fits everywhere."""
    match node:
        case tree.Literally(value=value):
            return UNKNOWN if value is None else _of_kind(kind_of(value))
        case tree.Name():
            return types.get(node.dotted, UNKNOWN)
        case tree.ListOf(members=members):
            return _of_all([type_of(one, types) for one in members])
        case tree.Computed(left=left, right=right):
            kinds = {type_of(left, types).kind, type_of(right, types).kind}
            return NUMBER if kinds <= {"number", "unknown"} else UNKNOWN
        case tree.Either(yes=yes, no=no):
            return _of_either(type_of(yes, types), type_of(no, types), _is_none(yes), _is_none(no))
        case tree.Called(function=function, arguments=arguments):
            return _given(function, [type_of(one, types) for one in arguments])
        case _:
            return YES_NO


@cache
def _of_kind(kind: Kind) -> ValueType:
    return ValueType(kind)


def comparable(one: ValueType, other: ValueType) -> bool:
    """Whether two values can be equal at all, by their kinds."""
    texts = ("text", "choice")
    if "unknown" in (one.kind, other.kind) or (one.kind in texts and other.kind in texts):
        return True
    if one.kind == other.kind == "list":
        return comparable(one.member, other.member)
    return one.kind == other.kind


def _is_none(node: Node) -> bool:
    return isinstance(node, tree.Literally) and node.value is None


def _of_all(members: list[ValueType]) -> ValueType:
    kinds = {one.kind for one in members if one.kind != "unknown"}
    if len(kinds) != 1:
        return LIST
    kind = kinds.pop()
    return list_of(ValueType("text" if kind == "choice" else kind))


def _of_either(yes: ValueType, no: ValueType, yes_is_none: bool, no_is_none: bool) -> ValueType:
    """Of `yes if … else no`: a branch that gives none leaves the other's type."""
    if yes_is_none or no_is_none:
        return no if yes_is_none else yes
    if yes == no:
        return yes
    return ValueType(yes.kind, of=yes.of) if yes.kind == no.kind else UNKNOWN


def _given(function: str, arguments: list[ValueType]) -> ValueType:
    gives = FUNCTIONS[function].gives
    if gives != UNKNOWN:
        return gives
    first = arguments[0].member if arguments[0].kind == "list" else arguments[0]
    return first if first.kind in ("number", "date") else UNKNOWN
