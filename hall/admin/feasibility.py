"""Whether the promised days can be kept: the tightest chains of steps, and the situations that take them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from matters.limits import Limit
from matters.paths.feasibility import Broken, Chain, Variant, broken, limit_of, longest
from matters.paths.possible import Paths
from matters.paths.situations import Situation, situations
from matters.spec import Matter
from matters.words import Text

MOST = 500
"""More situations are not listed; the proof looks at all of them all the same."""


@dataclass(frozen=True)
class Link:
    """One step of a chain, with what it may take."""

    name: Text
    limit: Limit | None


@dataclass(frozen=True)
class Way:
    """A chain of steps and the days that it leaves of the promise."""

    links: tuple[Link, ...]
    left: int


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

    kept: bool
    beyond: tuple[Beyond, ...]
    alike: tuple[Alike, ...]
    listed: int
    all_listed: bool


def feasibility(matter: Matter) -> Feasibility:
    """The chains that break the promise, of all situations; and situations by their longest chain, tightest first."""
    wrong = tuple(_beyond(matter, one) for one in broken(Paths(matter)))
    found = tuple(islice((one for one in situations(matter, most=MOST) if one.steps), MOST))
    return Feasibility(
        kept=all(one.optional for one in wrong),
        beyond=wrong,
        alike=tuple(sorted(_alike(matter, found), key=lambda one: one.promised.left)),
        listed=len(found),
        all_listed=len(found) < MOST,
    )


def _beyond(matter: Matter, one: Broken) -> Beyond:
    last = matter.step(one.chain.steps[-1])
    return Beyond(_way(matter, one.chain, "promised"), last.optional)


def _alike(matter: Matter, found: tuple[Situation, ...]) -> Iterator[Alike]:
    groups: dict[tuple[Chain, Chain], list[Situation]] = {}
    for one in found:
        key = longest(matter, one.steps), longest(matter, one.steps, "statutory")
        groups.setdefault(key, []).append(one)
    for (promised, statutory), own in groups.items():
        yield Alike(
            _way(matter, promised, "promised"),
            _way(matter, statutory, "statutory"),
            len(own),
            own[0],
        )


def _way(matter: Matter, chain: Chain, variant: Variant) -> Way:
    links = tuple(
        Link(matter.step(key).name, limit_of(matter.step(key), variant)) for key in chain.steps
    )
    return Way(links, chain.margin(matter.promise))
