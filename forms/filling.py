"""A form as far as it is filled in: what is visible, what is known, what is wrong, what is still open."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from forms.outline import Line, Outline, outline_of
from forms.problems import NOTHING_APPLIES, NotApplicableHere, WrongValue
from forms.values import is_empty
from matters.case import Finding, FindingOutcome
from matters.expression_tree import ExpressionFailed
from matters.expressions import Expression
from matters.fields import Answers, Value
from matters.rules import applicable, check_scope, holds, typed
from matters.spec import Matter, NotApplicable, Step
from matters.standing import SILENT, Standing
from matters.words import Text


class Registered(NamedTuple):
    """What a register says of one line."""

    finding: Finding
    value: Value
    origin: tuple[str, str]


@dataclass
class Filling:
    """What follows from answers and findings on one day. Made by `fill`; treat it as read-only."""

    matter: Matter
    outline: Outline
    known: Mapping[str, Finding]
    on: date
    answers: Answers = field(default_factory=dict)
    """What is kept: visible, right and in its kept form, with what is derived or taken from a finding."""
    found: dict[str, Finding] = field(default_factory=dict)
    """By path, the finding that the visible value comes from."""
    values: Answers = field(default_factory=dict)
    """Every visible value: the answers, and what checks fill in."""
    visible: set[str] = field(default_factory=set)
    problems: dict[str, Text] = field(default_factory=dict)
    scope: dict[str, object] = field(default_factory=dict)

    @cached_property
    def standing(self) -> Standing:
        """As if it were launched with this."""
        return Standing(answers=self.answers, findings={**self.known}, known={**self.known})

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps that apply."""
        return applicable(self.matter, self.standing, self.on)

    @cached_property
    def awaited_checks(self) -> frozenset[str]:
        """The checks that apply, can be asked and have not answered yet."""
        return frozenset(
            use.key
            for use in self.matter.checks
            if _is_silent(self.known.get(use.key))
            and holds(use.when, self.scope)
            and all(self._will_be_known(path) for path in use.inputs.values())
        )

    def _will_be_known(self, path: str) -> bool:
        if path.startswith("checks."):
            _, check, name = path.split(".", 2)
            finding = self.known.get(check.replace("_", "-"))
            return _is_silent(finding) or (finding is not None and name in finding.values)
        line = self.outline.by_path.get(path)
        needed = line is not None and line.required and path in self.visible
        return needed or path in self.values

    @cached_property
    def awaited(self) -> frozenset[str]:
        """Paths that a check will fill."""
        return frozenset(
            line.path
            for line in self.outline.in_order
            if line.fills
            and line.path not in self.values
            and any(check in self.awaited_checks for check, _ in line.fills)
        )

    @cached_property
    def missing(self) -> tuple[Line, ...]:
        """What the applicant must still say, in the order of the form."""
        return tuple(
            line
            for line in self.outline.in_order
            if line.required
            and line.derive is None
            and line.path in self.visible
            and line.path not in self.values
            and line.path not in self.problems
            and line.path not in self.awaited
        )

    @cached_property
    def _open(self) -> frozenset[str]:
        """Names whose value may still change what follows: unanswered ones, and those that hang on them."""
        unsaid = {line.path for line in self.missing} | self.awaited | self.problems.keys()
        for line in self.outline.to_compute:
            if line.path not in self.values and unsaid & line.depends_on:
                unsaid.add(line.path)
        return frozenset(unsaid)

    def registered(self, line: Line) -> Registered | None:
        """What a register says of it, if it fits the field: a person cannot put a register right here."""
        for origin in (line.source, *line.fills) if line.source else line.fills:
            finding = self.known.get(origin[0])
            if finding is None or finding.outcome != FindingOutcome.MATCH:
                continue
            with suppress(WrongValue):
                value = own_value(line, finding.values.get(origin[1]), self.on)
                if value is not None:
                    return Registered(finding, value, origin)
        return None

    def settles(self, condition: Expression | None) -> bool:
        """Whether nothing that is still open can change the condition."""
        if condition is None or not (self._open or self.awaited_checks):
            return True
        waiting = tuple(f"checks.{key.replace('-', '_')}." for key in self.awaited_checks)
        return not any(name in self._open or name.startswith(waiting) for name in condition.names)

    @cached_property
    def leaf(self) -> NotApplicable | None:
        """The leaf of the questions at which nothing can be done here, once it is certain."""
        for leaf in self.matter.not_applicable:
            if holds(leaf.when, self.scope) and self.settles(leaf.when):
                return leaf
        return None

    def need_applicable(self) -> None:
        """Raises NotApplicableHere if certainly no step applies."""
        if self.leaf is not None:
            raise NotApplicableHere(self.leaf.why, self.leaf.go)
        if not self.problems and not self.missing and self.applies_to_nothing:
            raise NOTHING_APPLIES

    @property
    def applies_to_nothing(self) -> bool:
        return not self.steps and all(self.settles(step.when) for step in self.matter.steps)


def fill(matter: Matter, answers: Answers, findings: Iterable[Finding], on: date) -> Filling:
    """What follows from these answers and findings on that day. Paths of no field are left aside."""
    outline = outline_of(matter)
    filling = Filling(matter, outline, known_of(findings), on)
    seen = Standing(known={**filling.known})
    filling.scope["received_on"] = on
    filling.scope["checks"] = {
        use.key.replace("-", "_"): check_scope(use, seen)
        for use in matter.checks
        if use.key in filling.known
    }
    for line in outline.to_compute:
        _fill_in(filling, line, answers.get(line.path))
    return filling


def known_of(findings: Iterable[Finding]) -> dict[str, Finding]:
    """What counts of each check: a register that falls silent takes nothing back."""
    known: dict[str, Finding] = {}
    for finding in findings:
        if finding.outcome not in SILENT or finding.check not in known:
            known[finding.check] = finding
    return known


def _fill_in(filling: Filling, line: Line, given: Value) -> None:
    """Look at one line after all that it depends on."""
    try:
        for condition in line.when:
            if not condition.holds(filling.scope):
                return
        filling.visible.add(line.path)
        value = _said(filling, line, given)
    except (WrongValue, ExpressionFailed) as wrong:
        filling.problems[line.path] = wrong.text
        return
    if value is not None:
        filling.values[line.path] = value
        if line.named:
            _put(filling.scope, line, value)


def _said(filling: Filling, line: Line, given: Value) -> Value:
    """The value of a visible line: derived, the applicant's own, or found in a register, in this order."""
    if line.derive is not None:
        value = _kept(line.derive.evaluate(filling.scope))
    else:
        value = own_value(line, given, filling.on)
        if value is None:
            return _found(filling, line)
    if value is not None:
        filling.answers[line.path] = value
    return value


def own_value(line: Line, given: Value, on: date) -> Value:
    """What somebody wrote as it is kept, or none. Raises WrongValue."""
    if is_empty(given):
        return () if line.may_choose_nothing and given is not None else None
    value = line.read(line.standard, given, on)
    return None if value in ("", ()) and not line.may_choose_nothing else value


def _found(filling: Filling, line: Line) -> Value:
    """What a register answers for the applicant; `from` is kept with the case, what is filled stays the check's."""
    found = filling.registered(line)
    if found is None:
        return None
    filling.found[line.path] = found.finding
    if found.origin == line.source:
        filling.answers[line.path] = found.value
    return found.value


def _kept(value: object) -> Value:
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


def _is_silent(finding: Finding | None) -> bool:
    """Not asked yet, or to be asked again."""
    if finding is None or finding.outcome == FindingOutcome.PENDING:
        return True
    return finding.outcome == FindingOutcome.UNAVAILABLE and finding.ask_again_at is not None
