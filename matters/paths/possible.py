"""Whether conditions can hold together: a bounded search over the answers that make a difference."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Self

from matters.expressions import Expression
from matters.paths.judging import All, Any, Judged, Not, Open, all_of, any_of, negated
from matters.paths.partly import partly
from matters.paths.settled import Settled
from matters.paths.world import World, world_of
from matters.spec import Matter, Step

NODES = 20_000
"""How many partial answers one set of questions may look at: about half a second."""
_REMEMBERED = 24
_TO_COMPLETE = 8


def always(_known: object) -> object:
    """A condition that is not written."""
    return True


class OutOfNodes(Exception):
    """The search was longer than it may be; nothing is proved."""


@dataclass
class Budget:
    """How much searching is left."""

    nodes: int = NODES

    def spend(self) -> None:
        """One partial answer looked at. Raises OutOfNodes."""
        self.nodes -= 1
        if self.nodes < 0:
            raise OutOfNodes


@dataclass(frozen=True)
class Possible:
    """It can be, for example so."""

    values: dict[str, object]


@dataclass(frozen=True)
class Never:
    """It cannot be, whatever is answered."""


@dataclass(frozen=True)
class Unproved:
    """The search ended before it found out."""


Verdict = Possible | Never | Unproved
NEVER, UNPROVED = Never(), Unproved()


class Goal(NamedTuple):
    """That all parts hold, or that not all of them do, and what it waits for to be settled."""

    parts: tuple[Judged, ...]
    all: bool
    place: int = 0
    """The parts before it hold."""
    atom: str = ""

    @classmethod
    def of(cls, condition: Judged) -> Self:
        """The condition as a goal."""
        match condition:
            case All(parts=parts):
                return cls(parts, all=True)
            case Any(parts=parts):
                return cls(tuple(negated(one) for one in parts), all=False)
            case Not(of=All(parts=parts)):
                return cls(parts, all=False)
            case _:
                return cls((condition,), all=True)


def solutions(known: Settled, conditions: Iterable[Judged], budget: Budget) -> Iterator[None]:
    """Settles atoms in `known` until all conditions hold, each way in turn; afterwards nothing is left settled.

    Raises OutOfNodes.
    """
    goals = _left(known, tuple(map(Goal.of, conditions)), "")
    if goals is not None:
        yield from _ways(known, goals, budget)


def _left(known: Settled, goals: tuple[Goal, ...], settled: str) -> tuple[Goal, ...] | None:
    """The goals that are not decided yet; None if one cannot hold any more.

    Looked at is only what waited for the atom that was settled: the rest comes to it in time.
    """
    left: list[Goal] = []
    for goal in goals:
        if goal.atom != settled:
            left.append(goal)
            continue
        for place in range(goal.place, len(goal.parts)):
            one = goal.parts[place](known)
            if one is not True:
                break
        else:
            place, one = 0, True
        if type(one) is Open:
            left.append(Goal(goal.parts, goal.all, place, one.atom))
        elif one is not goal.all:
            return None
    return tuple(left)


def _ways(known: Settled, goals: tuple[Goal, ...], budget: Budget) -> Iterator[None]:
    budget.spend()
    if not goals:
        yield
        return
    atom = goals[0].atom
    for value in known.choices(atom):
        mark = known.settle(atom, value)
        left = _left(known, goals, atom)
        if left is not None:
            yield from _ways(known, left, budget)
        known.undo(atom, mark)


@dataclass
class Paths:
    """What can happen in one matter."""

    matter: Matter
    budget: Budget = field(default_factory=Budget)
    _examples: list[Settled] = field(default_factory=list)
    _served: set[Settled] = field(default_factory=set)
    _answered: dict[tuple[int, ...], tuple[tuple[Judged, ...], Verdict]] = field(
        default_factory=dict
    )

    @cached_property
    def world(self) -> World:
        return world_of(self.matter)

    def condition(self, expression: Expression | None) -> Judged:
        """The condition as a goal; one that is not written always holds."""
        return always if expression is None else partly(expression).truth

    @cached_property
    def turned_away(self) -> Judged:
        """That the matter is not for this applicant."""
        return any_of(tuple(self.condition(one.when) for one in self.matter.not_applicable))

    @cached_property
    def served(self) -> Judged:
        """That the matter is for this applicant."""
        return negated(self.turned_away) if self.matter.not_applicable else always

    @cached_property
    def applies(self) -> dict[str, Judged]:
        """By step, that it applies; a visit does only if a step that waits for it does."""
        own = {step.step: self.condition(step.when) for step in self.matter.steps}
        return own | {
            step.step: all_of((own[step.step], self._waited_for(step, own)))
            for step in self.matter.steps
            if step.kind == "visit"
        }

    def _waited_for(self, visit: Step, own: dict[str, Judged]) -> Judged:
        return any_of(tuple(own[key] for key in self.matter.waited_by(visit.step)))

    def any_applies(self, steps: tuple[str, ...]) -> Judged:
        """That one of these steps applies."""
        return any_of(tuple(self.applies[key] for key in steps if key in self.applies))

    def together(self, *goals: Judged) -> Verdict:
        """Whether all can hold for one applicant."""
        asked = tuple(map(id, goals))
        if asked not in self._answered:
            # The goals are kept with the answer: as long as they are, no others have their identity.
            self._answered[asked] = (goals, self._searched(goals))
        return self._answered[asked][1]

    def _searched(self, goals: tuple[Judged, ...]) -> Verdict:
        goals = tuple(goal for goal in goals if goal is not always)
        others = tuple(Goal.of(goal) for goal in goals if goal is not self.served)
        for_all = tuple(map(Goal.of, goals))
        for place, example in enumerate(self._examples):
            # Somebody who is served stays so, whatever else is settled.
            is_served = example in self._served
            if _extended(example, others if is_served else for_all):
                # What is asked next is mostly like what was asked before.
                self._examples.insert(0, self._examples.pop(place))
                return self._kept(example, goals)
        known = Settled(self.world)
        try:
            for _ in solutions(known, goals, self.budget):
                self._examples.insert(0, known)
                del self._examples[_REMEMBERED:]
                return self._kept(known, goals)
        except OutOfNodes:
            return UNPROVED
        return NEVER

    def _kept(self, example: Settled, goals: tuple[Judged, ...]) -> Possible:
        if any(goal is self.served for goal in goals):
            self._served.add(example)
        return Possible(example.values)


def _extended(example: Settled, goals: tuple[Goal, ...]) -> bool:
    """Whether an example that was found for something else can be completed so that these hold too."""
    left = _left(example, goals, "")
    if not left:
        return left is not None
    values = dict(example.values)
    try:
        for _ in _ways(example, left, Budget(_TO_COMPLETE)):
            return True
    except OutOfNodes:
        example.values = values
        example.forget()
    return False
