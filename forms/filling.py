"""A form as far as it is filled in: what is visible, what is known, what is wrong, what is still open."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from forms.grouping import FilledRows, fill_rows
from forms.line_problems import missing
from forms.lines import GroupLine, Line
from forms.outline import Outline, outline_of
from forms.parts import Part, Registered, fill_in, own_value
from forms.problems import NOTHING_APPLIES, NotApplicableHere, WrongValue, unconfirmed
from matters.case import Finding, FindingOutcome
from matters.expression_tree import ExpressionFailed
from matters.expressions import Expression
from matters.fields import Answers, Value
from matters.rules import agreed, applicable, check_scope, holds
from matters.spec import Matter, NotApplicable, Step
from matters.standing import SILENT, Standing
from matters.tables import TablesSeen, names_behind
from matters.words import Text


@dataclass(kw_only=True)
class Filling(Part):
    """What follows from answers and findings on one day. Made by `fill`; treat it as read-only."""

    matter: Matter
    outline: Outline
    known: Mapping[str, Finding]
    consents: frozenset[str] = frozenset()
    """The checks without a basis in law that the applicant agreed to."""
    groups: dict[str, FilledRows] = field(default_factory=dict)
    """By path, the visible groups."""

    @cached_property
    def standing(self) -> Standing:
        """As if it were launched with this."""
        known = {**self.known}
        return Standing(
            answers=self.all_answers, findings=known, known={**known}, consents=self.consents
        )

    @cached_property
    def all_answers(self) -> Answers:
        """What is kept, the rows of groups with it."""
        return {**self.answers, **{path: rows.answers for path, rows in self._filled_groups}}

    @cached_property
    def all_values(self) -> Answers:
        """Every visible value, the rows of groups with it."""
        return {**self.values, **{path: rows.values for path, rows in self._filled_groups}}

    @property
    def _filled_groups(self) -> Iterator[tuple[str, FilledRows]]:
        return ((path, rows) for path, rows in self.groups.items() if rows.rows)

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
            and agreed(use, self.standing)
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
            if (self.lacks(line) and line.path not in self.awaited) or self.is_unconfirmed(line)
        )

    def is_unconfirmed(self, line: Line) -> bool:
        """Whether a register filled it in and the applicant has not yet said that it is right."""
        return line.confirm and line.path in self.found

    @cached_property
    def gaps(self) -> dict[str, Text]:
        """By path, what to tell somebody who left something out; rows of groups last."""
        found = {
            line.path: unconfirmed(line.label) if self.is_unconfirmed(line) else missing(line)
            for line in self.missing
        }
        for rows in self.groups.values():
            found |= rows.gaps()
        return found

    @cached_property
    def _open(self) -> frozenset[str]:
        """Names whose value may still change what follows: unanswered ones, and those that hang on them."""
        unsaid = {*self.gaps, *self.awaited, *self.problems}
        unsaid |= {name for path in unsaid for name in self._in_group(path)}
        for line in self.outline.to_compute:
            if line.path not in self.values and unsaid & line.depends_on:
                unsaid |= {line.path, *self._in_group(line.path)}
        return frozenset(unsaid)

    def _in_group(self, path: str) -> tuple[str, ...]:
        """How expressions name the group of a path and what is in its rows."""
        group = self.outline.groups_by_path.get(path.partition(".")[0])
        if group is None:
            return ()
        return (group.path, *(f"{group.path}.{line.path}" for line in group.lines))

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
        named = names_behind(condition.names, self.matter.tables)
        return not any(name in self._open or name.startswith(waiting) for name in named)

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
        if not self.problems and not self.gaps and self.applies_to_nothing:
            raise NOTHING_APPLIES

    @property
    def applies_to_nothing(self) -> bool:
        return not self.steps and all(self.settles(step.when) for step in self.matter.steps)


def fill(
    matter: Matter,
    answers: Answers,
    findings: Iterable[Finding],
    on: date,
    consents: Iterable[str] = (),
) -> Filling:
    """What follows from these answers and findings on that day. Paths of no field are left aside."""
    outline = outline_of(matter)
    filling = Filling(
        matter=matter,
        outline=outline,
        known=known_of(findings),
        consents=frozenset(consents),
        on=on,
    )
    seen = Standing(known={**filling.known})
    filling.scope["received_on"] = on
    filling.scope["checks"] = {
        use.key.replace("-", "_"): check_scope(use, seen)
        for use in matter.checks
        if use.key in filling.known
    }
    if matter.tables:
        filling.scope["tables"] = TablesSeen(matter.tables, filling.scope, keep=False)
    for line in outline.to_compute:
        if isinstance(line, Line):
            fill_in(filling, line, answers.get(line.path))
        else:
            _fill_group(filling, line, answers.get(line.path))
    return filling


def _fill_group(filling: Filling, line: GroupLine, given: Value) -> None:
    """Look at one group after all that its rows depend on."""
    try:
        for condition in line.when:
            if not condition.holds(filling.scope):
                return
        filling.visible.add(line.path)
        rows = fill_rows(line, given, filling.scope, filling.on)
    except (WrongValue, ExpressionFailed) as wrong:
        filling.problems[line.path] = wrong.text
        return
    filling.groups[line.path] = rows
    filling.problems |= rows.problems()
    if line.named and rows.rows:
        filling.scope[line.path] = rows.seen


def known_of(findings: Iterable[Finding]) -> dict[str, Finding]:
    """What counts of each check: a register that falls silent takes nothing back."""
    known: dict[str, Finding] = {}
    for finding in findings:
        if finding.outcome not in SILENT or finding.check not in known:
            known[finding.check] = finding
    return known


def _is_silent(finding: Finding | None) -> bool:
    """Not asked yet, or to be asked again."""
    if finding is None or finding.outcome == FindingOutcome.PENDING:
        return True
    return finding.outcome == FindingOutcome.UNAVAILABLE and finding.ask_again_at is not None
