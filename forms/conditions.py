"""The conditions of a form for browsers: small JSON trees, read by `conditions.js` as the server reads expressions."""

from collections.abc import Iterable
from datetime import date
from functools import singledispatch

from pydantic import JsonValue

from forms.lines import GroupLine, Line
from forms.outline import outline_of
from matters import expression_tree as tree
from matters.expression_values import plain
from matters.expressions import Expression
from matters.spec import Matter
from matters.tables import DecisionTable, TableValue


def conditions_json(matter: Matter) -> dict[str, JsonValue]:
    """What decides about each question and field, and about each field of a row, in an order to evaluate.

    An answer that is hidden counts as unanswered for all that come after it.
    """
    outline = outline_of(matter)
    return {line.path: _rules_of(line) for line in outline.to_compute}


def tables_json(matter: Matter) -> dict[str, JsonValue]:
    """The decision tables: rows of a condition and what it gives, and what the table gives otherwise."""
    return {
        table.table: {
            "rows": [
                [as_json(row.when.tree), _given(table, row.gives, row.formula)]
                for row in table.rows
            ],
            "otherwise": _given(table, table.otherwise, table.formula),
        }
        for table in matter.tables
    }


def _given(table: DecisionTable, value: TableValue | None, formula: Expression | None) -> JsonValue:
    if formula is not None:
        return as_json(formula.tree)
    if isinstance(value, tuple):
        members: list[JsonValue] = [["value", one] for one in value]
        return ["list", *members]
    return as_json(tree.Literally(1, table.literal(value)))


def _rules_of(line: Line | GroupLine) -> JsonValue:
    """`when`, `required` if it is not simply so, `derive`; of a group the lines of a row."""
    rules: dict[str, JsonValue] = {}
    if line.when:
        rules["when"] = _all_of(line.when)
    if isinstance(line, GroupLine):
        rules["rows"] = {one.path: _rules_of(one) for one in line.to_compute}
        return rules
    if line.derive is not None:
        rules["derive"] = as_json(line.derive.tree)
    elif line.required_when is not None:
        rules["required"] = as_json(line.required_when.tree)
    return rules


def _all_of(conditions: Iterable[Expression]) -> JsonValue:
    first, *others = (as_json(condition.tree) for condition in conditions)
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
        case date() as day:
            return ["value", day.isoformat()]
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
