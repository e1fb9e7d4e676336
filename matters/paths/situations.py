"""The situations of a matter: the leaves of its questions, merged by what they switch on."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from matters.fields import Answers
from matters.paths.examples import CHECKS, EXAMPLE_DAY, completed, example
from matters.paths.judging import Judged, Open, all_of, negated
from matters.paths.possible import Budget, OutOfNodes, Paths, Possible
from matters.paths.settled import Settled
from matters.spec import Matter, NotApplicable

MOST = 5_000
"""More situations than anybody can look at; a matter may have more."""
_NODES = 400_000
_DIGITS = 8


@dataclass(frozen=True)
class Situation:
    """One way through the questions: what it switches on, and answers that lead there."""

    key: str
    """The same for the same steps and materials, whatever is asked for them, in every version."""
    steps: tuple[str, ...]
    materials: tuple[str, ...]
    turned_away: NotApplicable | None
    """Why nothing can be done here, and where to go; then there are no steps."""
    answers: Answers
    """An example, complete as far as questions go."""
    findings: Answers
    """What registers must say for it, as `checks.<check>.<value>`."""

    @property
    def is_dead_end(self) -> bool:
        """Nothing to do, and nobody is told why."""
        return not self.steps and self.turned_away is None


@dataclass(frozen=True)
class _Switch:
    """Something that answers switch on."""

    kind: str
    name: str
    condition: Judged


def situations(matter: Matter, *, most: int = MOST, day: date = EXAMPLE_DAY) -> Iterator[Situation]:
    """Every situation once, in the order of the questions, as far as `most`; lazily.

    A matter with many services that are chosen one by one has thousands; see `telling` for a few that show all.
    """
    tour = _Tour(Paths(matter), day)
    found: set[str] = set()
    try:
        for _ in tour.walk(0):
            key = tour.key()
            if key not in found:
                found.add(key)
                yield tour.situation()
            if len(found) >= most:
                return
    except OutOfNodes:
        return


def telling(matter: Matter, *, day: date = EXAMPLE_DAY) -> tuple[Situation, ...]:
    """Few situations that show all: what tests should cover, in a stable order.

    Every step and material is wanted once and not wanted once, and every leaf of `not_applicable` is reached.
    """
    tour = _Tour(Paths(matter), day)
    chosen: list[_Tour] = []
    for goals in tour.wanted():
        if not any(all(goal(one.known) is True for goal in goals) for one in chosen):
            verdict = tour.paths.together(*goals)
            if isinstance(verdict, Possible):
                chosen.append(tour.from_values(verdict.values))
    once = {one.key(): one.situation() for one in chosen}
    return tuple(once.values())


class _Tour:
    """A walk over all answers that make a difference."""

    def __init__(self, paths: Paths, day: date, known: Settled | None = None) -> None:
        self.paths, self.day = paths, day
        self.known = known or Settled(paths.world)
        self._budget = Budget(_NODES)
        self._switches = tuple(_switches(paths))

    def walk(self, place: int) -> Iterator[None]:
        """Settles the switches one after the other; nobody who is turned away is asked more. Raises OutOfNodes."""
        self._budget.spend()
        switches = self._switches
        while place < len(switches):
            switch = switches[place]
            holds = switch.condition(self.known)
            if isinstance(holds, Open):
                yield from self._each_way(holds.atom, place)
                return
            if holds is True and switch.kind == "leaf":
                break
            place += 1
        yield

    def _each_way(self, atom: str, place: int) -> Iterator[None]:
        for value in self.known.choices(atom):
            mark = self.known.settle(atom, value)
            yield from self.walk(place)
            self.known.undo(atom, mark)

    def wanted(self) -> Iterator[tuple[Judged, ...]]:
        """What has to be seen once: every switch on, and every switch off, for somebody who is served."""
        served = self.paths.served
        earlier: tuple[Judged, ...] = ()
        for switch in self._switches:
            if switch.kind == "leaf":
                # The first leaf that holds turns people away: later ones are seen only without it.
                yield (switch.condition, *earlier)
                earlier = (*earlier, negated(switch.condition))
        for switch in self._switches:
            if switch.kind != "leaf":
                yield served, switch.condition
                yield served, negated(switch.condition)

    def from_values(self, values: dict[str, object]) -> "_Tour":
        """One way on from what is settled there, with all switches decided."""
        tour = _Tour(self.paths, self.day, Settled(self.paths.world, dict(values)))
        next(tour.walk(0), None)
        return tour

    def _on(self, kind: str) -> tuple[str, ...]:
        return tuple(
            one.name
            for one in self._switches
            if one.kind == kind and one.condition(self.known) is True
        )

    def _leaf(self) -> NotApplicable | None:
        reached = self._on("leaf")
        leaves = self.paths.matter.not_applicable
        return leaves[int(reached[0])] if reached else None

    def key(self) -> str:
        """Eight hexadecimal digits of what is switched on."""
        leaf = self._leaf()
        if leaf is not None:
            return _digest(("turned away", leaf.when.source))
        return _digest((*self._on("step"), "|", *self._on("material")))

    def situation(self) -> Situation:
        """The situation in which everything settled so far leads."""
        leaf = self._leaf()
        known = Settled(self.paths.world, dict(self.known.values))
        completed(known, tuple(one.ask for one in self.paths.matter.questions))
        said = example(known, self.day)
        return Situation(
            key=self.key(),
            steps=() if leaf else self._on("step"),
            materials=() if leaf else self._on("material"),
            turned_away=leaf,
            answers={path: one for path, one in said.items() if not path.startswith(CHECKS)},
            findings={path: one for path, one in said.items() if path.startswith(CHECKS)},
        )


def _switches(paths: Paths) -> Iterator[_Switch]:
    matter = paths.matter
    for place, leaf in enumerate(matter.not_applicable):
        yield _Switch("leaf", str(place), paths.condition(leaf.when))
    for step in matter.steps:
        yield _Switch("step", step.step, paths.applies[step.step])
    for material in matter.materials:
        own = paths.condition(material.when)
        wanted = all_of((own, paths.any_applies(material.readers))) if material.readers else own
        yield _Switch("material", material.key, wanted)


def _digest(words: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:_DIGITS]
