"""The conditions of a form for browsers: small JSON trees, read by `conditions.js` as the server reads expressions."""

from functools import singledispatch

from pydantic import JsonValue

from forms.outline import Line, outline_of
from matters import expression_tree as tree
from matters.expression_functions import plain
from matters.spec import Matter


def conditions_json(matter: Matter) -> dict[str, JsonValue]:
    """By path, when each question and field is shown; those that always are stand not in it.

    In an order to evaluate: an answer that is hidden counts as unanswered for all that come after it.
    """
    return {line.path: _all_of(line) for line in outline_of(matter).to_compute if line.when}


def _all_of(line: Line) -> JsonValue:
    first, *others = (as_json(condition.tree) for condition in line.when)
    for other in others:
        first = ["and", first, other]
    return first


@singledispatch
def as_json(node: tree.Node) -> JsonValue:
    """One part as a list: what it is, then its parts."""
    raise TypeError(type(node))


@as_json.register
def _(node: tree.Literally) -> JsonValue:
    match plain(node.value):
        case None | bool() | int() | float() | str() as value:
            return ["value", value]
        case other:
            raise TypeError(type(other))


@as_json.register
def _(node: tree.Name) -> JsonValue:
    return ["name", *node.path]


@as_json.register
def _(node: tree.Answered) -> JsonValue:
    return ["answered", *node.name.path]


@as_json.register
def _(node: tree.ListOf) -> JsonValue:
    return ["list", *map(as_json, node.members)]


@as_json.register
def _(node: tree.Not) -> JsonValue:
    return ["not", as_json(node.of)]


@as_json.register
def _(node: tree.And) -> JsonValue:
    return ["and", as_json(node.left), as_json(node.right)]


@as_json.register
def _(node: tree.Or) -> JsonValue:
    return ["or", as_json(node.left), as_json(node.right)]


@as_json.register
def _(node: tree.Compared) -> JsonValue:
    return [node.how, as_json(node.left), as_json(node.right)]


@as_json.register
def _(node: tree.Within) -> JsonValue:
    return ["in", as_json(node.member), as_json(node.whole)]


@as_json.register
def _(node: tree.Computed) -> JsonValue:
    return [node.sign, as_json(node.left), as_json(node.right)]


@as_json.register
def _(node: tree.Either) -> JsonValue:
    return ["if", as_json(node.condition), as_json(node.yes), as_json(node.no)]


@as_json.register
def _(node: tree.Called) -> JsonValue:
    return [node.function, *map(as_json, node.arguments)]
