"""Conditions judged while only part of the answers is known: yes, no, or open, with what would decide it.

A comparison of two answers, or what a function makes of them, is not looked into: it is taken as something that may
turn out either way. So “never” is always true, and “possible” is true but for conditions that lean on each other's
arithmetic.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from matters import expression_tree as tree
from matters.expression_running import built
from matters.expression_tree import Node, names
from matters.expression_values import Stuck
from matters.expressions import Expression
from matters.paths.judging import (
    SOMETHING,
    Judged,
    Known,
    Open,
    all_of,
    any_of,
    chosen,
    counts_as_yes,
    negated,
    still_open,
)

__all__ = ["Judged", "Partly", "Seen", "negated", "partly", "spelled"]


@dataclass
class Seen:
    """What one expression compares with what; by it the search knows which values make a difference."""

    compared: list[tuple[str, object]] = field(default_factory=list)
    members: list[tuple[str, object, str]] = field(default_factory=list)
    """Path of a list, what is looked for in it, and the atom of that question."""
    bare: set[str] = field(default_factory=set)
    """What stands alone as a condition."""
    terms: dict[str, Node] = field(default_factory=dict)
    """What functions and arithmetic give, by their atom."""
    loose: set[str] = field(default_factory=set)
    """Terms that may be missing although all their names are answered."""
    facts: dict[str, Node] = field(default_factory=dict)
    """Comparisons that are not looked into, by their atom."""


@dataclass(frozen=True)
class Partly:
    """One expression, ready to be judged on part of the answers."""

    truth: Judged
    value: Judged
    leaves: tuple[str, ...]
    """The names and terms whose value the whole expression may have."""
    seen: Seen


@lru_cache(maxsize=4096)
def partly(expression: Expression) -> Partly:
    """The expression compiled once, whatever matter it stands in."""
    builder = _Builder(Seen())
    truth = builder.truth(expression.tree)
    value = builder.value(expression.tree)
    return Partly(truth, value, tuple(_leaves(expression.tree)), builder.seen)


def spelled(node: Node) -> str:
    """The node as text, the same wherever it stands."""
    match node:
        case tree.Literally(value=value):
            return repr(value)
        case tree.Name():
            return node.dotted
        case tree.Compared(how=how) | tree.Computed(sign=how):
            return f"({spelled(node.left)} {how} {spelled(node.right)})"
        case tree.Called(function=function):
            return f"{function}({', '.join(map(spelled, node.arguments))})"
        case _:
            return f"{type(node).__name__}({', '.join(map(spelled, tree.parts(node)))})"


def _leaves(node: Node) -> list[str]:
    match node:
        case tree.Name():
            return [node.dotted]
        case tree.Called() | tree.Computed():
            return [spelled(node)]
        case tree.Either():
            return _leaves(node.yes) + _leaves(node.no)
        case _:
            return []


_ORDERS: dict[str, Callable[..., bool]] = {
    "lt": operator.lt, "lteq": operator.le, "gt": operator.gt, "gteq": operator.ge,
}  # fmt: skip


def _same(one: object, other: object) -> bool:
    return one == other and (type(one) is bool) == (type(other) is bool)


def _constant(node: Node) -> Judged | None:
    """The value of a node without names."""
    if names(node):
        return None
    try:
        value = built(node)({})
    except (Stuck, ArithmeticError):
        value = None
    return lambda _known: value


class _Builder:
    """From the parts of an expression to functions of what is known."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen

    def truth(self, node: Node) -> Judged:
        """The node as a condition."""
        match node:
            case tree.And():
                return all_of((self.truth(node.left), self.truth(node.right)))
            case tree.Or():
                return any_of((self.truth(node.left), self.truth(node.right)))
            case tree.Not():
                return negated(self.truth(node.of))
            case tree.Name(dotted=path):
                self.seen.bare.add(path)
                return lambda known: known.truth(path)
            case tree.Compared() | tree.Within() | tree.Answered():
                return self.value(node)
            case tree.Either():
                way = self.truth(node.condition)
                return chosen(way, self.truth(node.yes), self.truth(node.no))
            case _:
                self.seen.bare.update(_leaves(node))
                return counts_as_yes(self.value(node))

    def value(self, node: Node) -> Judged:
        """What the node gives."""
        constant = _constant(node)
        if constant is not None:
            return constant
        match node:
            case tree.Name(dotted=path):
                return lambda known: known.value(path)
            case tree.Answered(name=tree.Name(dotted=path)):
                return lambda known: known.given(path)
            case tree.Compared() | tree.Within():
                return self._judged(node)
            case tree.Either():
                condition = self.truth(node.condition)
                return chosen(condition, self.value(node.yes), self.value(node.no))
            case tree.Called() | tree.Computed():
                return self._term(node)
            case tree.ListOf():
                return self._fact(node)
            case _:
                return self.truth(node)

    def _judged(self, node: tree.Compared | tree.Within) -> Judged:
        return self._compared(node) if isinstance(node, tree.Compared) else self._within(node)

    def _compared(self, node: tree.Compared) -> Judged:
        left, right = self.value(node.left), self.value(node.right)
        one_is_fixed = not (names(node.left) and names(node.right))
        self._note(node.left, node.right)
        self._note(node.right, node.left)
        unseen = self._fact(node)
        how = node.how

        def judged(known: Known) -> object:
            one, other = left(known), right(known)
            if type(one) is Open:
                return one
            if type(other) is Open:
                return other
            if one is None or other is None:
                return how == "ne" if (one is None) != (other is None) else how == "eq"
            if one is SOMETHING or other is SOMETHING or not one_is_fixed:
                return unseen(known)
            return _compare(how, one, other)

        return judged

    def _note(self, node: Node, other: Node) -> None:
        """What the leaves of one side are compared with."""
        fixed = _constant(other)
        if fixed is not None and not isinstance(other, tree.ListOf):
            value = fixed(_NOTHING)
            self.seen.compared += [(leaf, value) for leaf in _leaves(node)]

    def _within(self, node: tree.Within) -> Judged:
        match node.member, node.whole:
            case tree.Literally(value=text), tree.Name() as whole:
                path, atom = whole.dotted, spelled(node)
                self.seen.members.append((path, text, atom))
                return lambda known: known.member(path, text, atom)
            case member, tree.ListOf(members=listed) if not names(node.whole):
                values = tuple(value for one in listed if (value := _fixed(one)) is not None)
                self.seen.compared += [(leaf, one) for leaf in _leaves(member) for one in values]
                return self._among(self.value(member), values, self._fact(node))
            case _:
                return self._fact(node)

    def _among(self, member: Judged, values: tuple[object, ...], unseen: Judged) -> Judged:
        def judged(known: Known) -> object:
            one = member(known)
            if type(one) is Open:
                return one
            if one is SOMETHING:
                return unseen(known)
            return any(_same(one, other) for other in values)

        return judged

    def _term(self, node: tree.Called | tree.Computed) -> Judged:
        atom = spelled(node)
        self.seen.terms[atom] = node
        strict = _is_strict(node)
        if not strict:
            self.seen.loose.add(atom)
        return self._asked(atom, tuple(sorted(names(node))) if strict else ())

    def _fact(self, node: Node) -> Judged:
        atom = spelled(node)
        self.seen.facts[atom] = node
        return self._asked(atom, ())

    def _asked(self, atom: str, needs: tuple[str, ...]) -> Judged:
        """Something that is not looked into: missing as soon as one of its names is."""

        def judged(known: Known) -> object:
            for path in needs:
                given = known.given(path)
                if given is not True:
                    return None if given is False else given
            return known.free(atom)

        return judged


def _is_strict(node: Node) -> bool:
    """Whether it is missing whenever one of its names is: no choice is made inside."""
    match node:
        case tree.Name() | tree.Literally():
            return True
        case tree.Called() | tree.Computed():
            return all(_is_strict(part) for part in tree.parts(node))
        case _:
            return False


def _fixed(node: Node) -> object:
    constant = _constant(node)
    return constant(_NOTHING) if constant else None


def _compare(how: str, one: object, other: object) -> object:
    if how == "eq":
        return _same(one, other)
    if how == "ne":
        return not _same(one, other)
    try:
        return _ORDERS[how](one, other)
    except TypeError:  # values of two kinds: told by the check of types
        return False


class _Nothing:
    """Nothing is known: for expressions without names."""

    def value(self, path: str) -> object:
        return still_open(path)

    given = truth = free = value

    def member(self, path: str, text: object, atom: str) -> object:
        return still_open(atom)


_NOTHING = _Nothing()
