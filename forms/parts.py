"""One part of a form as it is being filled in: the fields that are asked once, or one row of a group."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from forms.lines import Line
from forms.problems import WrongValue
from forms.values import cell, is_empty
from matters.case import Finding
from matters.expression_tree import ExpressionFailed
from matters.fields import Cell, Value
from matters.rules import typed
from matters.words import Text


class Registered(NamedTuple):
    """What a register says of one line."""

    finding: Finding
    value: Cell
    origin: tuple[str, str]


@dataclass(kw_only=True)
class Part:
    """What follows from what was said in one part."""

    on: date
    answers: dict[str, Cell] = field(default_factory=dict)
    """What is kept: visible, right and in its kept form, with what is derived or taken from a finding."""
    values: dict[str, Cell] = field(default_factory=dict)
    """Every visible value: the answers, and what checks fill in."""
    found: dict[str, Finding] = field(default_factory=dict)
    """By path, the finding that the visible value comes from."""
    visible: set[str] = field(default_factory=set)
    problems: dict[str, Text] = field(default_factory=dict)
    scope: dict[str, object] = field(default_factory=dict)

    def registered(self, line: Line) -> Registered | None:
        """What a register says of it; registers say nothing of rows."""
        return None

    def needs(self, line: Line) -> bool:
        """Whether the applicant must say it, as far as it is visible."""
        if line.required_when is not None:
            return line.is_asked and line.required_when.holds(self.scope)
        return line.required and line.is_asked

    def lacks(self, line: Line) -> bool:
        """Whether it is needed, visible, and neither there nor wrong."""
        return (
            line.path in self.visible
            and line.path not in self.values
            and line.path not in self.problems
            and self.needs(line)
        )


def fill_in(part: Part, line: Line, given: Value) -> None:
    """Look at one line after all that it depends on."""
    try:
        for condition in line.when:
            if not condition.holds(part.scope):
                return
        if line.produced_by is not None and given is None:
            return
        part.visible.add(line.path)
        value = _said(part, line, given)
    except (WrongValue, ExpressionFailed) as wrong:
        part.problems[line.path] = wrong.text
        return
    if value is not None:
        part.values[line.path] = value
        if line.named:
            _put(part.scope, line, value)


def _said(part: Part, line: Line, given: Value) -> Cell:
    """The value of a visible line: derived, the applicant's own, or found in a register, in this order."""
    if line.derive is not None:
        value = _kept(line.derive.evaluate(part.scope))
    else:
        value = own_value(line, given, part.on)
        if value is None:
            return _found(part, line)
    if value is not None:
        part.answers[line.path] = value
    return value


def own_value(line: Line, given: Value, on: date) -> Cell:
    """What somebody wrote as it is kept, or none. Raises WrongValue."""
    if is_empty(given):
        return () if line.may_choose_nothing and given is not None else None
    value = line.read(line.standard, cell(given), on)
    return None if value in ("", ()) and not line.may_choose_nothing else value


def _found(part: Part, line: Line) -> Cell:
    """What a register answers for the applicant; `from` is kept with the case, what is filled stays the check's."""
    found = part.registered(line)
    if found is None:
        return None
    part.found[line.path] = found.finding
    if found.origin == line.source:
        part.answers[line.path] = found.value
    return found.value


def _kept(value: object) -> Cell:
    """A computed value as answers keep it."""
    match value:
        case date():
            return value.isoformat()
        case bool() | int() | float() | str():
            return value
        case tuple():
            return tuple(str(one) for one in value)
        case _:
            return None


def _put(scope: dict[str, object], line: Line, value: Value) -> None:
    shown = typed(value, line.standard.type)
    if line.block is None:
        scope[line.path] = shown
        return
    block = scope.setdefault(line.block.key, {})
    if isinstance(block, dict):
        block[line.path.partition(".")[2]] = shown
