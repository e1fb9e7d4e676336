"""Whether the promised days can be kept: the longest chain of steps of every situation (N1).

How days are counted. A step takes what its item promises (or, in the other variant, what the law gives), else its
`lasts` or `within`. A visit is part of the items that wait for it; so are draws and payments. What is done after the
outcome does not count, nor do days that the law leaves out (`excluded`, Act 45). Where working days and days of the
calendar meet, n calendar days of a step are taken as the most working days that can fall into them, n calendar days of
the promise as the fewest; public holidays are left aside. A month is 31 days of a step and 28 of the promise, a year
366 and 365.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from matters.limits import Limit
from matters.paths.judging import Judged
from matters.paths.possible import Never, Paths, Possible
from matters.spec import Matter, Step

Variant = Literal["promised", "statutory"]

_WEEK, _WORKWEEK = 7, 5
_MOST_CHAINS = 1_000
_TIMELESS = frozenset({"visit", "draw", "pay"})
_NATURAL = {"days": 1, "months": 31, "years": 366}
_PROMISED = {"days": 1, "months": 28, "years": 365}


class Days(NamedTuple):
    """Working days, and days of the calendar that are counted apart from them."""

    working: int = 0
    natural: int = 0

    def and_then(self, other: "Days") -> "Days":
        """One after the other."""
        return Days(self.working + other.working, self.natural + other.natural)

    @property
    def at_most(self) -> int:
        """The most working days that these can be."""
        weeks, rest = divmod(self.natural, _WEEK)
        return self.working + weeks * _WORKWEEK + min(rest, _WORKWEEK)

    @property
    def at_least(self) -> int:
        """The fewest working days that these can be."""
        weeks, rest = divmod(self.natural, _WEEK)
        return self.working + weeks * _WORKWEEK + max(0, rest - (_WEEK - _WORKWEEK))


@dataclass(frozen=True)
class Chain:
    """Steps that follow each other, with the days of each."""

    steps: tuple[str, ...] = ()
    days: tuple[Days, ...] = ()
    units: frozenset[str] = frozenset()
    """In which units their limits are written, those of no length left out."""

    @cached_property
    def total(self) -> Days:
        return Days(sum(one.working for one in self.days), sum(one.natural for one in self.days))

    def then(self, step: Step, limit: Limit | None) -> "Chain":
        """The same with one step more."""
        units = self.units | ({limit.unit} if limit and limit.count else set())
        return Chain((*self.steps, step.step), (*self.days, _days(limit, _NATURAL)), units)

    def margin(self, promise: Limit) -> int:
        """Days left of the promise; negative when it is broken.

        Calendar days if there are no others in the chain and the promise, else working days.
        """
        total = self.total
        # Of one unit, months are months however long they are.
        months = _NATURAL if self.units <= {promise.unit} else _PROMISED
        given = _days(promise, months)
        if not total.working and not given.working:
            return given.natural - total.natural
        return given.at_least - total.at_most


@dataclass(frozen=True)
class Broken:
    """A chain that takes longer than promised, and somebody for whom all of it applies."""

    chain: Chain
    margin: int
    values: dict[str, object]


def limit_of(step: Step, variant: Variant) -> Limit | None:
    """How long the step may take; None where nothing is said or counted."""
    if step.follow_up or step.kind in _TIMELESS or step.excluded is not None:
        return None
    if step.item is not None:
        own = step.item.promise if variant == "promised" else None
        return own or step.item.limit
    return step.lasts or step.within


def _days(limit: Limit | None, natural: dict[str, int]) -> Days:
    if limit is None:
        return Days()
    if limit.unit == "working-days":
        return Days(working=limit.count)
    return Days(natural=limit.count * natural.get(limit.unit, 0))


def longest(matter: Matter, steps: Iterable[str], variant: Variant = "promised") -> Chain:
    """The chain that leaves the least of the promise, among these steps."""
    chains = _ending_anywhere(matter, steps, variant)
    return min(chains, key=lambda one: one.margin(matter.promise), default=Chain())


def most_workdays(matter: Matter, steps: Iterable[str], variant: Variant = "promised") -> int:
    """The most working days that a chain of these steps can take, whatever is promised for the whole."""
    chains = _ending_anywhere(matter, steps, variant)
    return max((one.total.at_most for one in chains), default=0)


def workdays_of(limit: Limit) -> int:
    """The most working days that a limit can take, counted as those of a chain are."""
    return _days(limit, _NATURAL).at_most


def _ending_anywhere(matter: Matter, steps: Iterable[str], variant: Variant) -> list[Chain]:
    """The longest chains of these steps that end in each of them, in the order of the matter."""
    there = set(steps)
    best: dict[str, tuple[Chain, ...]] = {}

    def ending(key: str) -> tuple[Chain, ...]:
        if key not in best:
            best[key] = ()  # a circle is a mistake told elsewhere
            before = [one for key_before in matter.waits_for(key) if key_before in there
                      for one in ending(key_before)]  # fmt: skip
            step = matter.step(key)
            limit = limit_of(step, variant)
            best[key] = _undominated(one.then(step, limit) for one in before or [Chain()])
        return best[key]

    chains = [one for key in there if not matter.step(key).follow_up for one in ending(key)]
    order = {step.step: place for place, step in enumerate(matter.steps)}
    chains.sort(key=lambda one: [order[key] for key in one.steps])
    return chains


def _undominated(chains: Iterable[Chain]) -> tuple[Chain, ...]:
    """Of several ways to the same step those that are longest in some way of counting."""
    kept: list[Chain] = []
    for one in sorted(chains, key=lambda chain: chain.total, reverse=True):
        if not any(
            other.total.working >= one.total.working and other.total.natural >= one.total.natural
            for other in kept
        ):
            kept.append(one)
    return tuple(kept)


def broken(paths: Paths, variant: Variant = "promised") -> Iterator[Broken]:
    """The worst chain that breaks the promise and decides the outcome, and the worst that ends in an optional step.

    None of either if the promise is kept, or if that could not be found out within bounds.
    """
    matter = paths.matter
    all_steps = tuple(step.step for step in matter.steps)
    if longest(matter, all_steps, variant).margin(matter.promise) >= 0:
        return
    for optional in (False, True):
        ends = (one for one in matter.steps if one.optional is optional and not one.follow_up)
        found = _worst(paths, tuple(ends), variant)
        if found is not None:
            yield found


def _worst(paths: Paths, ends: tuple[Step, ...], variant: Variant) -> Broken | None:
    matter = paths.matter
    chains = [
        chain
        for end in ends
        for chain in _chains(matter, end.step, variant)
        if chain.margin(matter.promise) < 0
    ]
    chains.sort(key=lambda one: one.margin(matter.promise))
    for chain in chains[:_MOST_CHAINS]:
        goals: tuple[Judged, ...] = tuple(paths.applies[key] for key in chain.steps)
        match paths.together(paths.served, *goals):
            case Possible(values=values):
                return Broken(chain, chain.margin(matter.promise), dict(values))
            case Never():
                continue
            case _:
                return None
    return None


def _chains(matter: Matter, end: str, variant: Variant) -> list[Chain]:
    """Every chain that ends there, wherever it begins, as far as their number is bearable."""
    found: list[Chain] = []
    ahead: list[tuple[str, ...]] = [(end,)]
    while ahead and len(found) < _MOST_CHAINS:
        keys = ahead.pop()
        chain = Chain()
        for key in keys:
            step = matter.step(key)
            chain = chain.then(step, limit_of(step, variant))
        found.append(chain)
        ahead += [(one, *keys) for one in matter.waits_for(keys[0]) if one not in keys]
    return found
