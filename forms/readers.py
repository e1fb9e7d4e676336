"""When a field has a reader: one of the steps that it is collected for takes place (PIPL 6)."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from matters.expression_running import built
from matters.expression_tree import And, Node, Or, names
from matters.expressions import Expression
from matters.fields import Field
from matters.spec import Matter, Step

ALL = "all"


class Readers:
    """The conditions under which somebody will read the fields of one matter."""

    def __init__(self, matter: Matter) -> None:
        self._matter = matter
        self._steps = {step.step: step for step in matter.steps}
        self._deciding = _deciding(matter)

    def condition(self, path: str, readers: Iterable[str]) -> Expression | None:
        """What must hold for the field to be asked; none if it always has a reader.

        What decides whether steps, papers and checks are there at all is asked in any case.
        """
        known = [self._steps[key] for key in readers if key in self._steps]
        if path in self._deciding or not known or ALL in readers:
            return None
        applies = [self._applies(step) for step in known]
        nodes = [one for one in applies if one is not None]
        return _compiled(_any(nodes)) if len(nodes) == len(applies) else None

    def _applies(self, step: Step) -> Node | None:
        own = step.when.tree if step.when else None
        waiting = self._visited_for(step) if step.kind == "visit" else ()
        nodes = [one.when.tree for one in waiting if one.when]
        if not waiting or len(nodes) < len(waiting):
            return own
        # A visit takes place only for a step that is there to wait for it (domain 3.7).
        return And(1, own, _any(nodes)) if own else _any(nodes)

    def _visited_for(self, visit: Step) -> tuple[Step, ...]:
        waiting = (self._steps[key] for key in self._matter.waited_by(visit.step))
        there = set(visit.all_departments)
        return tuple(one for one in waiting if there & set(one.all_departments))


def expressions_in(declared: object) -> Iterator[Expression]:
    """Every expression in a part of a matter, however deep."""
    match declared:
        case Expression():
            yield declared
        case BaseModel():
            for name in type(declared).model_fields:
                yield from expressions_in(getattr(declared, name))
        case tuple():
            for one in declared:
                yield from expressions_in(one)
        case dict():
            yield from expressions_in(tuple(declared.values()))


def _any(nodes: list[Node]) -> Node:
    first, *others = dict.fromkeys(nodes)
    for other in others:
        first = Or(1, first, other)
    return first


def _compiled(tree: Node) -> Expression:
    return Expression("for", tree, names(tree), built(tree))


def _deciding(matter: Matter) -> frozenset[str]:
    """Paths that conditions of steps, papers, checks and leaves look at, also through other fields."""
    ahead = [path for use in matter.checks for path in use.inputs.values()]
    ahead += [path for step in matter.steps for path in step.needs]
    deciding = (*matter.steps, *matter.checks, *matter.materials, *matter.not_applicable)
    for part in (*deciding, *matter.tables):
        ahead += [name for one in expressions_in(part) for name in one.names]
    looks_at = _looks_at(matter)
    found: set[str] = set()
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += looks_at.get(name, ())
    return frozenset(found)


def _looks_at(matter: Matter) -> dict[str, set[str]]:
    """By path, the names in what computes or shows it; a field of a group needs its group."""
    found = {path: _names(field) for path, field in matter.elements.items()}
    for block in matter.form.blocks:
        for field in block.fields:
            found[f"{block.key}.{field.key}"] |= block.when.names if block.when else set()
    for group in matter.form.groups:
        own = {field.key: f"{group.group}.{field.key}" for field in group.fields}
        found[group.group] = set(group.when.names) if group.when else set()
        for field in group.fields:
            found[own[field.key]] = {own.get(n, n) for n in _names(field)} | {group.group}
    return found


def _names(field: Field) -> set[str]:
    return {name for one in (field.when, field.derive) if one for name in one.names}
