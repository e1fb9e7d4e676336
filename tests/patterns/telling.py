"""How a pattern is told: one script of acts with what shows after each, for the core, for waves and for crashes.

What shows is the status of every step that applies and of every part of it, except what still waits. A turn names only
what changes; everything else must have stayed as it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from matters.acts import Act, Signal, Skip, Terminate
from matters.case import Actor, Case, Outcome
from matters.errors import Refused
from matters.fields import Answers
from matters.office import HALL
from matters.rules import Rules
from matters.standing import standing
from matters.work import open_work

Shown = dict[str, str]
"""By step, or `step.part`, where it stands."""


@dataclass(frozen=True)
class Turn:
    """One act and what it changes; or, without an act, the day on which the machine looks again."""

    then: str
    act: Act | None = None
    account: str | None = None
    day: datetime | None = None
    may: bool = True
    """Whether the act is let through; otherwise it must be refused and change nothing."""


@dataclass(frozen=True)
class Story:
    """A pattern's errand told once: its matter, what is answered at the counter, what happens, how it ends."""

    matter: str
    told: str
    turns: tuple[Turn, ...]
    ends: Outcome
    answers: Answers = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.matter}: {self.told}"


class Desk(Protocol):
    """Where a story is played."""

    rules: Rules

    def launch(self, answers: Answers) -> None: ...
    def act(self, act: Act, by: Actor) -> None: ...
    def case(self) -> Case: ...


def playing(story: Story, desk: Desk) -> Iterator[datetime | None]:
    """Plays the story; gives a moment to wait for, or None where the machine may do what is due.

    Raises AssertionError at the first turn after which anything else shows than the story says.
    """
    desk.launch(story.answers)
    yield None
    before: Shown = {}
    for number, turn in enumerate(story.turns, start=1):
        if turn.day is not None:
            yield turn.day
        if turn.act is not None:
            _act(desk, turn)
        yield None
        before = _changed(before, turn.then)
        where = f"{story.name}, turn {number} ({turn.act or turn.day})"
        assert shown(desk.rules, desk.case()) == before, where
        outcome = standing(desk.case()).outcome
        assert outcome == (story.ends if number == len(story.turns) else None), where


def _act(desk: Desk, turn: Turn) -> None:
    assert turn.act is not None
    by = _actor(desk.rules, turn)
    if turn.may:
        desk.act(turn.act, by)
        return
    facts = desk.case().facts
    try:
        desk.act(turn.act, by)
    except Refused:
        assert desk.case().facts == facts
    else:
        raise AssertionError(f"{turn.act} was let through")


def _actor(rules: Rules, turn: Turn) -> Actor:
    """Whose the act is: the step's department, the leading department's head, or the counter."""
    match turn.act:
        case Terminate() | Skip():
            department, role = rules.matter.lead, "head"
        case Signal():
            department, role = HALL, "clerk"
        case act:
            key = getattr(act, "step", "acceptance")
            own = {one.step: one.department or rules.matter.lead for one in rules.matter.steps}
            department = own.get(key, HALL)
            role = "clerk" if department == HALL else "officer"
    account = turn.account or f"{department}-{role}"
    return Actor.model_validate({"account": account, "department": department, "role": role})


def shown(rules: Rules, case: Case) -> Shown:
    """Where the applicable steps and their parts stand, without those that wait."""
    now = standing(case)
    open_parts = {(one.step, one.part) for one in open_work(rules, case) if one.part}
    found: Shown = {}
    for key in now.accepted.steps if now.accepted else ():
        own = now.step(key)
        if own.status != "waiting":
            found[key] = own.status
        for name, part in own.parts.items():
            left = "open" if (key, name) in open_parts else "cancelled"
            found[f"{key}.{name}"] = part.decided.decision if part.decided else left
    return found


def _changed(before: Shown, then: str) -> Shown:
    """`a, b open; c.1-3 granted` on top of what showed before; `waiting` and `gone` show no more."""
    after = dict(before)
    for group in filter(None, (one.strip() for one in then.split(";"))):
        names, _, status = group.rpartition(" ")
        for name in (key for one in names.split(",") for key in _each(one.strip())):
            after[name] = status
    return {name: status for name, status in after.items() if status not in ("waiting", "gone")}


def _each(name: str) -> Iterator[str]:
    step, _, part = name.partition(".")
    first, _, last = part.partition("-")
    if not last:
        yield name
        return
    yield from (f"{step}.{number}" for number in range(int(first), int(last) + 1))


def cannot(turn: Turn) -> Turn:
    """The act is refused, and nothing changes."""
    return replace(turn, may=False, then="")
