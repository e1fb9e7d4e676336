"""Which cases a demonstration plays: every scenario of every matter, then more of them by lot."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from random import Random
from typing import NamedTuple

from hall.console.catalogue import read_scenarios
from hall.demo.subjects import Applicants
from matters.case import Outcome
from matters.library import Catalogue
from matters.plays import Play, prepared
from matters.scenarios import Scenario, Scenarios


class Leaf(NamedTuple):
    """One scenario with its file."""

    file: Scenarios
    scenario: Scenario


class Programme(NamedTuple):
    """What is played: a full case of each matter one after the other, then the crowd."""

    shown: tuple[Play, ...]
    crowd: tuple[Play, ...]
    left_out: tuple[Leaf, ...]
    """They need days to pass or registers that say otherwise, which a demonstration does not have."""


def programme(
    catalogue: Catalogue, applicants: Applicants, count: int, chance: Random, today: date
) -> Programme:
    """One full case of each matter and `count` others. Raises TooFewSubjects, FactMissing."""
    leaves = [Leaf(file, one) for file in read_scenarios(catalogue) for one in file.scenarios]
    playable = [leaf for leaf in leaves if not leaf.scenario.only_tried]

    def play(leaf: Leaf) -> Play:
        matter = catalogue.matter(leaf.file.matter)
        facts = applicants.facts_for(matter, leaf.file, leaf.scenario)
        return prepared(leaf.file, leaf.scenario, matter, facts, today)

    # By lot from those without a fault: a register is taken down for the cases that say so only.
    sound = [leaf for leaf in playable if not leaf.scenario.down]
    more = chance.choices(sound, k=max(0, count - len(playable)))
    crowd = [*chance.sample(playable, k=min(count, len(playable))), *more]
    return Programme(
        shown=tuple(play(leaf) for leaf in _fullest(playable)),
        crowd=tuple(map(play, crowd)),
        left_out=tuple(leaf for leaf in leaves if leaf.scenario.only_tried),
    )


def _fullest(leaves: Iterable[Leaf]) -> Iterable[Leaf]:
    """Of each matter the way with the most steps that is granted: a straight one where there is any."""
    best: dict[str, Leaf] = {}
    for leaf in leaves:
        if leaf.scenario.down or leaf.scenario.outcome != Outcome.GRANTED:
            continue
        known = best.get(leaf.file.matter)
        if known is None or _fullness(leaf) > _fullness(known):
            best[leaf.file.matter] = leaf
    return best.values()


def _fullness(leaf: Leaf) -> tuple[bool, int]:
    return not leaf.scenario.acts, len(leaf.scenario.results or ())


def by_faults(plays: Iterable[Play]) -> tuple[tuple[frozenset[str], tuple[Play, ...]], ...]:
    """The plays by the registers that are down for them: those without a fault first.

    Each matter has its own turn, and registers that have several turns come last: a register that failed five times
    stays suspect for half a minute (`flows.breaker`), and nobody after it should need it.
    """
    groups: dict[tuple[str, frozenset[str]], list[Play]] = {}
    for play in plays:
        registers = {use.key: use.check.register_key for use in play.matter.checks}
        faults = frozenset(registers[key] for key in play.scenario.down)
        groups.setdefault((play.matter.matter if faults else "", faults), []).append(play)
    turns = Counter(faults for _, faults in groups)
    ordered = sorted(groups, key=lambda group: (len(group[1]), turns[group[1]], sorted(group[1])))
    return tuple((group[1], tuple(groups[group])) for group in ordered)
