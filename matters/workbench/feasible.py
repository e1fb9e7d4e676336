"""Whether the promised days can be kept: the chains that break them, and the longest chains of every situation."""

from collections.abc import Iterator
from dataclasses import dataclass

from matters.limits import Limit
from matters.paths.feasibility import Broken, Chain, Variant, broken, limit_of, longest
from matters.paths.possible import Paths
from matters.paths.situations import Situation, situations
from matters.spec import Matter
from matters.words import Text


@dataclass(frozen=True)
class Link:
    """One step of a chain, with what it may take."""

    step: str
    name: Text
    limit: Limit | None


@dataclass(frozen=True)
class Way:
    """A chain of steps and the days that it leaves of the promise."""

    links: tuple[Link, ...]
    left: int


@dataclass(frozen=True)
class Served:
    """A situation with its longest chains."""

    situation: Situation
    promised: Way
    statutory: Way


@dataclass(frozen=True)
class Alike:
    """Situations with the same longest chains."""

    promised: Way
    statutory: Way
    count: int
    example: Situation


@dataclass(frozen=True)
class Beyond:
    """A chain that takes longer than promised."""

    way: Way
    optional: bool
    """Only if the applicant wants its last step."""


@dataclass(frozen=True)
class Feasibility:
    """The proof of one matter."""

    beyond: tuple[Beyond, ...]
    served: tuple[Served, ...]
    all_listed: bool
    """Whether these are all situations; the proof looks at all of them all the same."""

    @property
    def kept(self) -> bool:
        """Whether every chain that decides the outcome keeps the promise."""
        return all(one.optional for one in self.beyond)

    @property
    def listed(self) -> int:
        return len(self.served)

    @property
    def alike(self) -> tuple[Alike, ...]:
        """Situations by their longest chains, the tightest first; of equal ones the more frequent first."""
        groups: dict[tuple[Way, Way], list[Situation]] = {}
        for one in self.served:
            groups.setdefault((one.promised, one.statutory), []).append(one.situation)
        found = (Alike(*ways, len(own), own[0]) for ways, own in groups.items())
        return tuple(sorted(found, key=lambda one: (one.promised.left, -one.count)))


def feasibility(matter: Matter, most: int) -> Feasibility:
    """The chains of all situations that break the promise; and as many situations as `most`, each with its longest."""
    wrong = tuple(_beyond(matter, one) for one in broken(Paths(matter)))
    found = tuple(_served(matter, most))
    return Feasibility(beyond=wrong, served=found, all_listed=len(found) < most)


def _served(matter: Matter, most: int) -> Iterator[Served]:
    # Many situations differ by papers alone.
    ways: dict[tuple[str, ...], tuple[Way, Way]] = {}
    for one in situations(matter, most=most):
        if one.steps not in ways:
            ways[one.steps] = _longest(matter, one.steps)
        if one.steps:
            yield Served(one, *ways[one.steps])


def _longest(matter: Matter, steps: tuple[str, ...]) -> tuple[Way, Way]:
    """As promised, and by law."""
    promised, statutory = longest(matter, steps), longest(matter, steps, "statutory")
    return _way(matter, promised, "promised"), _way(matter, statutory, "statutory")


def _beyond(matter: Matter, one: Broken) -> Beyond:
    last = matter.step(one.chain.steps[-1])
    return Beyond(_way(matter, one.chain, "promised"), last.optional)


def _way(matter: Matter, chain: Chain, variant: Variant) -> Way:
    links = (
        Link(key, matter.step(key).name, limit_of(matter.step(key), variant)) for key in chain.steps
    )
    return Way(tuple(links), chain.margin(matter.promise))
