"""What a case is judged by: its matter, the office and the calendar; and what rules can see of a case."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from matters.calendars import Calendar
from matters.case import FindingOutcome, MoreAsked, Wanted
from matters.derived import BlockSeen, Derived
from matters.expressions import Expression
from matters.fields import Answers, AnswerType, Group, Rows, Value
from matters.inputs import looked_up, sources_of
from matters.office import Office
from matters.spec import CheckUse, Material, Matter, Step
from matters.standing import Standing
from matters.step_scope import StepsSeen
from matters.tables import TablesSeen

Scope = Mapping[str, object]


@dataclass(frozen=True)
class Rules:
    """A matter within its office."""

    matter: Matter
    office: Office
    calendar: Calendar


def filled(matter: Matter, now: Standing) -> Answers:
    """The answers, with what the registers filled where the applicant said nothing (one form fills itself)."""
    found = {
        path: finding.values[name]
        for use in matter.checks
        if (finding := now.known.get(use.key)) and finding.outcome == FindingOutcome.MATCH
        for path, name in use.fills.items()
        if name in finding.values
    }
    return found | {path: value for path, value in now.answers.items() if value is not None}


def scope(matter: Matter, now: Standing, received_on: date) -> Scope:
    """What an expression may name: answers, `checks.<check>.<value>` and `received_on`."""
    if now.scope is None:
        now.scope = Seen(matter, now, received_on)
    return now.scope


def seen_of(matter: Matter, now: Standing) -> Scope:
    """The same where nobody says what day it is: before the launch nothing knows when it was received."""
    if (
        now.scope is not None
    ):  # asked for none, not for its length: to count what it holds takes long
        return now.scope
    return Seen(matter, now, now.launched.on if now.launched else None)


class Seen(Mapping[str, object]):
    """What expressions see of a case, put together only as far as they look."""

    def __init__(self, matter: Matter, now: Standing, received_on: date | None) -> None:
        self._matter, self._now = matter, now
        self.answers = filled(matter, now)
        self._found: dict[str, object] = {"received_on": received_on}
        self._derived = Derived(matter, self)

    def __getitem__(self, name: str) -> object:
        if name == "steps":
            # Not kept: facts of steps do not make anybody look anew.
            return StepsSeen(self._matter, self._now)
        if name in self._matter.derived:
            return self._derived.value(name)
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        paths = (*self.answers, *self._matter.derived)
        own = (path for path in paths if path in self._matter.types and "." not in path)
        return iter(
            dict.fromkeys(("received_on", "checks", "steps", "tables", *self._matter.blocks, *own))
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _look_up(self, name: str) -> object:
        if name == "checks":
            known = (use for use in self._matter.checks if use.key in self._now.known)
            return {use.key.replace("-", "_"): check_scope(use, self._now) for use in known}
        if name == "tables":
            return TablesSeen(self._matter.tables, self, keep=not self._matter.derives_from_steps)
        if name in self._matter.blocks:
            return self._block(self._matter.blocks[name])
        return self._answer(name)

    def _block(self, fields: tuple[tuple[str, str], ...]) -> Scope:
        given = {key: self._answer(path) for key, path in fields if path in self.answers}
        derived = {key: path for key, path in fields if path in self._matter.derived}
        return BlockSeen(given, derived, self._derived) if derived else given

    def _answer(self, path: str) -> object:
        value = self.answers[path]
        if path in self._matter.groups:
            return typed_rows(self._matter.groups[path], value)
        return typed(value, self._matter.types.get(path))


def check_scope(use: CheckUse, now: Standing) -> Scope:
    """What `stops_if` may name: the check's own values and its outcome."""
    finding = now.known[use.key]
    values = {
        name: typed(value, use.check.gives.get(name)) for name, value in finding.values.items()
    }
    return values | {"outcome": finding.outcome.value}


def rows_of(value: Value) -> Rows:
    """What stands under the path of a group, as rows; nothing else is one."""
    return tuple(row for row in value if isinstance(row, dict)) if isinstance(value, tuple) else ()


def typed_rows(group: Group, value: Value) -> tuple[Scope, ...]:
    """The rows of a group as expressions compute with them."""
    types = {field.key: field.type for field in group.fields}
    return tuple(
        {key: typed(one, types.get(key)) for key, one in row.items()} for row in rows_of(value)
    )


def typed(value: Value, kind: AnswerType | None) -> object:
    """The value as expressions compute with it: a date is a date."""
    if kind == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    return value


def holds(condition: Expression | None, seen: Scope) -> bool:
    """Whether a condition holds; none always does."""
    return condition is None or condition.holds(seen)


def received_on(now: Standing, today: date) -> date:
    return now.launched.on if now.launched else today


def applicable(matter: Matter, now: Standing, today: date) -> tuple[Step, ...]:
    """The steps of this case: fixed by its acceptance, before that by the answers so far."""
    if now.accepted is not None:
        return tuple(matter.step(key) for key in now.accepted.steps)
    seen = scope(matter, now, received_on(now, today))
    chosen = tuple(step for step in matter.steps if holds(step.when, seen))
    keys = {step.step for step in chosen}
    # A visit takes place only for a step that is there to wait for it.
    return tuple(step for step in chosen if not step.before or visitors(matter, step, keys))


def visitors(matter: Matter, visit: Step, waiting: Collection[str]) -> tuple[str, ...]:
    """The departments of a visit whose own steps are among those that wait for it (domain 3.7)."""
    theirs = {
        department
        for key in matter.waited_by(visit.step)
        if key in waiting
        for department in matter.step(key).all_departments
    }
    return tuple(department for department in visit.all_departments if department in theirs)


def checks_to_ask(matter: Matter, now: Standing, today: date) -> tuple[CheckUse, ...]:
    """The checks that this case needs, whether already answered or not."""
    seen = scope(matter, now, received_on(now, today))
    return tuple(use for use in matter.checks if agreed(use, now) and holds(use.when, seen))


def agreed(use: CheckUse, now: Standing) -> bool:
    """Whether the check may be asked at all: without a basis in law only with the applicant's consent."""
    return not use.check.consent or use.key in now.consents


def askable(use: CheckUse, matter: Matter, now: Standing, today: date) -> bool:
    """Whether the case needs the check, may ask it, and knows all that it is asked with."""
    needed = agreed(use, now) and holds(use.when, scope(matter, now, received_on(now, today)))
    return needed and inputs_of(use, matter, now) is not None


def outdated(matter: Matter, now: Standing, answers: Answers) -> tuple[str, ...]:
    """The checks whose findings no longer count, because they were asked with other answers."""
    changed = {path for path, value in answers.items() if value != now.answers.get(path)}
    return _outdated(matter, now, changed, {})


def built_on(matter: Matter, now: Standing, check: str) -> tuple[str, ...]:
    """The check itself, and those that were asked with what it said."""
    return _outdated(matter, now, set(), {check: None})


def _outdated(
    matter: Matter, now: Standing, changed: set[str], gone: dict[str, None]
) -> tuple[str, ...]:
    before = -1
    while before < len(gone):
        before = len(gone)
        followed = {f"checks.{key.replace('-', '_')}" for key in gone}
        for use in matter.checks:
            asked_with = sources_of(use, matter)
            owners = {path.rpartition(".")[0] for path in asked_with}
            if use.key in now.known and (asked_with & changed or owners & followed):
                gone[use.key] = None
    return tuple(gone)


def outstanding(matter: Matter, now: Standing, ask: MoreAsked) -> tuple[Wanted, ...]:
    """What was asked for and has not come; a register that answers again makes a paper needless."""
    came = now.came_in.get(ask.step, set())
    by_check = {
        material.key
        for material in matter.materials
        for rung in material.ladder
        if rung.check and ("check", rung.check) in came
    }
    return tuple(
        wanted
        for wanted in ask.wanted
        if (wanted.kind, wanted.key) not in came
        and not (wanted.kind == "material" and wanted.key in by_check)
    )


def inputs_of(use: CheckUse, matter: Matter, now: Standing) -> dict[str, Value] | None:
    """What the check is asked with, or None while something is still missing.

    It may be an answer, a derived field, one field of all rows of a group, or what another check said.
    """
    seen = seen_of(matter, now)
    answers = seen.answers if isinstance(seen, Seen) else filled(matter, now)
    given = {name: looked_up(path, matter, answers, seen) for name, path in use.inputs.items()}
    given |= {
        name: _said(path, now) for name, path in use.inputs.items() if path.startswith("checks.")
    }
    return None if any(value in (None, "", ()) for value in given.values()) else given


def _said(path: str, now: Standing) -> Value:
    name, _, value = path.removeprefix("checks.").partition(".")
    finding = now.known.get(name.replace("_", "-"))
    return finding.values.get(value) if finding else None


def stops(matter: Matter, now: Standing) -> tuple[CheckUse, ...]:
    """The checks whose answer stops the case from being accepted; a person still decides so."""
    return tuple(
        use
        for use in matter.checks
        if use.stops_if is not None
        and use.key in now.known
        and now.known[use.key].outcome == FindingOutcome.MATCH
        and holds(use.stops_if, check_scope(use, now))
    )


def materials_of(matter: Matter, now: Standing, today: date) -> tuple[Material, ...]:
    """The materials that this case needs."""
    seen = scope(matter, now, received_on(now, today))
    steps = {step.step for step in applicable(matter, now, today)}
    return tuple(
        material
        for material in matter.materials
        if holds(material.when, seen) and (not material.readers or steps & set(material.readers))
    )
