"""What came of a trial, in the words in which a scenario expects it."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from matters.case import ACCEPTANCE, FindingOutcome, Outcome
from matters.fields import Answers, Asked, Value
from matters.ladder import ladder_of
from matters.notices import IssueNotice
from matters.rules import Scope, filled, holds, materials_of, scope, typed_rows
from matters.spec import Material
from matters.standing import StepStanding, StepStatus
from matters.work import days_of
from matters.workbench.trials import Run


class Observed:
    """The end of a trial; each answer is worked out only when it is asked for."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._matter = run.rules.matter

    @property
    def outcome(self) -> Outcome | None:
        return self.run.now.outcome

    @cached_property
    def results(self) -> dict[str, StepStatus]:
        """How each step that was touched stands."""
        return {key: own.status for key, own in self.run.now.steps.items()}

    @cached_property
    def items(self) -> tuple[str, ...]:
        """The steps that applied, in the order of the matter."""
        now = self.run.now
        if now.accepted is not None:
            return now.accepted.steps
        seen = scope(self._matter, now, self.run.starts)
        return tuple(step.step for step in self._matter.steps if holds(step.when, seen))

    @cached_property
    def papers(self) -> tuple[str, ...]:
        """The materials that no check made needless, and how each came."""
        now, today = self.run.now, self.run.starts
        return tuple(
            f"{one.key} {how}"
            for one in materials_of(self._matter, now, today)
            if (how := self.came(one)) != "check"
        )

    def came(self, material: Material) -> str:
        """By which kind of rung a material is satisfied, or `missing`."""
        ladder = ladder_of(self._matter, self.run.now, material)
        if ladder.by is not None:
            return ladder.by.kind
        if ladder.awaited:
            return "awaited"
        return "missing" if material.required else "optional"

    @cached_property
    def checks(self) -> dict[str, FindingOutcome]:
        """The last answer of each register that was asked."""
        found = self.run.now.findings
        return {use.key: found[use.key].outcome for use in self._matter.checks if use.key in found}

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """Everything that was sent, in its order."""
        return tuple(told(one) for one in self.run.notices)

    @cached_property
    def dates(self) -> dict[str, date]:
        """Every day that counts in law."""
        return dict(_dates(self.run))

    @cached_property
    def asks(self) -> tuple[str, ...]:
        """The questions, blocks, fields and groups with a condition that are asked in this situation."""
        seen = scope(self._matter, self.run.now, self.run.starts)
        blocks = self._matter.form.blocks
        conditional: list[tuple[str, Asked]] = [
            *((one.ask, one) for one in self._matter.questions),
            *((path, one) for path, one in self._matter.form.elements()),
        ]
        asked = [one.key for one in blocks if one.when is not None and holds(one.when, seen)]
        hidden = {one.key for one in blocks if not holds(one.when, seen)}
        asked += (
            path
            for path, one in conditional
            if one.when is not None
            and path.rpartition(".")[0] not in hidden
            and holds(one.when, seen)
        )
        return (*asked, *self._asked_in_groups(seen))

    def _asked_in_groups(self, seen: Scope) -> Iterator[str]:
        """Groups with a condition, and fields with one that a row was asked: `shareholders.uscc`."""
        for group in self._matter.form.groups:
            if not holds(group.when, seen):
                continue
            if group.when is not None:
                yield group.group
            rows = typed_rows(group, self.values.get(group.group))
            for field in group.fields:
                if field.when is not None and any(
                    holds(field.when, {**seen, **row}) for row in rows
                ):
                    yield f"{group.group}.{field.key}"

    @cached_property
    def values(self) -> Answers:
        """Answers in the end, also what registers filled and what was derived."""
        seen = scope(self._matter, self.run.now, self.run.starts)
        derived = {path: _kept(seen, path) for path in self._matter.derived}
        known = {path: value for path, value in derived.items() if value is not None}
        return filled(self._matter, self.run.now) | known

    def value(self, path: str) -> Value:
        """One answer, or `checks.<check>.<value>` of a finding."""
        first, _, rest = path.partition(".")
        if first != "checks":
            return self.values.get(path)
        check, _, name = rest.partition(".")
        finding = self.run.now.known.get(check.replace("_", "-"))
        return finding.values.get(name) if finding else None

    @cached_property
    def signature(self) -> tuple[object, ...]:
        """All that people and the law can see of it: two trials alike in this are the same."""
        return (
            self.outcome,
            self.results,
            self.items,
            self.papers,
            self.checks,
            sorted(self.notices),
            self.dates,
            self.asks,
            self.values,
            self.run.surprises,
        )


def told(notice: IssueNotice) -> str:
    """`granted:food-licence permit market-regulation`."""
    event = f"{notice.event}:{notice.step}" if notice.step else notice.event
    return f"{event} {notice.letter} {notice.department}"


def _dates(run: Run) -> Iterator[tuple[str, date]]:
    now = run.now
    if now.acceptance_opened:
        yield "notice_by", now.acceptance_opened.notice_by
    for ask in now.requests:
        name = "supply_by" if ask.step == ACCEPTANCE else f"{ask.step}.supply_by"
        yield name, ask.until
    if now.accepted:
        yield "accepted", now.accepted.effective
    for key, own in now.steps.items():
        for name, day in _days(run, key, own):
            if day is not None:
                yield f"{key}.{name}", day
    if now.closed:
        yield "closed", now.closed.on


def _days(run: Run, key: str, own: StepStanding) -> Iterator[tuple[str, date | None]]:
    if own.opened is not None:
        due, promised = days_of(run.rules, run.now, run.rules.matter.step(key))
        yield "opened", own.opened.on
        yield "due", due
        yield "promised", promised
    yield "ended", own.ended_on


def _kept(seen: Scope, path: str) -> Value:
    """A derived value as answers are kept: a date as text, a list as one."""
    block, _, key = path.rpartition(".")
    within = seen.get(block) if block else seen
    value = within.get(key) if isinstance(within, Mapping) else None
    match value:
        case date():
            return value.isoformat()
        case tuple() | list():
            return tuple(one for one in value if isinstance(one, str))
        case bool() | int() | float() | str():
            return value
        case _:
            return None
