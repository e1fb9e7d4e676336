"""The parts of an expression, the types of its values, and the two ways in which it can be wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from matters.errors import OneGoError

Scope = Mapping[str, object]
"""What names stand for: values, and blocks of values. An unanswered name is absent or None."""

Kind = Literal["text", "number", "date", "yes-no", "choice", "list", "row", "unknown"]
Comparison = Literal["eq", "ne", "lt", "lteq", "gt", "gteq"]
Sign = Literal["+", "-", "*", "/"]


class ExpressionMistake(OneGoError, ValueError):
    """An expression that is written wrongly; `column` counts its characters from 1."""

    def __init__(self, *, zh: str, en: str, column: int) -> None:
        super().__init__(zh=zh, en=en)
        self.column = column


class ExpressionFailed(OneGoError):
    """An expression that met values which it cannot work with. The text names no value."""

    status = 422


@dataclass(frozen=True, slots=True)
class ValueType:
    """What a name can hold; a choice, and a list of choices, know their options."""

    kind: Kind
    options: tuple[str, ...] = ()
    of: Kind = "unknown"
    """Of a list: what its members are."""

    @property
    def member(self) -> "ValueType":
        """What one member of the list is; of anything else, nothing can be said."""
        if self.kind != "list":
            return UNKNOWN
        return ValueType("choice" if self.options else self.of, self.options)


TEXT, NUMBER, DATE = ValueType("text"), ValueType("number"), ValueType("date")
YES_NO, LIST, UNKNOWN = ValueType("yes-no"), ValueType("list"), ValueType("unknown")
ROWS = ValueType("list", of="row")
"""A repeated group: its fields are lists of their own, `shareholders.amount`."""


def list_of(member: ValueType) -> ValueType:
    """A list whose members are all of one type."""
    return ValueType("list", member.options, member.kind)


@dataclass(frozen=True, slots=True)
class Literally:
    """A value that stands in the expression itself."""

    column: int
    value: object


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, split at its dots."""

    column: int
    path: tuple[str, ...]

    @property
    def dotted(self) -> str:
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list in square brackets."""

    column: int
    members: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """`not of`."""

    column: int
    of: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """`left and right`."""

    column: int
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Or:
    """`left or right`."""

    column: int
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two values compared for equality or order."""

    column: int
    how: Comparison
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Within:
    """`member in whole`."""

    column: int
    member: "Node"
    whole: "Node"


@dataclass(frozen=True, slots=True)
class Computed:
    """Two numbers added, subtracted, multiplied or divided."""

    column: int
    sign: Sign
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Either:
    """`yes if condition else no`."""

    column: int
    condition: "Node"
    yes: "Node"
    no: "Node"


@dataclass(frozen=True, slots=True)
class Called:
    """One of the fixed functions with its arguments."""

    column: int
    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """`name is defined`."""

    column: int
    name: Name


Node = (
    Literally | Name | ListOf | Not | And | Or | Compared | Within | Computed | Either | Called
    | Answered
)  # fmt: skip


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly below."""
    match node:
        case Literally() | Name():
            return ()
        case ListOf(members=below) | Called(arguments=below):
            return below
        case Not(of=one) | Answered(name=one):
            return (one,)
        case Within(member=left, whole=right):
            return (left, right)
        case Either():
            return (node.condition, node.yes, node.no)
        case And() | Or() | Compared() | Computed():
            return (node.left, node.right)


def names(node: Node) -> frozenset[str]:
    """Every dotted name in the expression, as written."""
    if isinstance(node, Name):
        return frozenset((node.dotted,))
    return frozenset().union(*(names(part) for part in parts(node)))
