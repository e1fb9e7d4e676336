"""How many seeded faults of a matter its own scenarios catch (mutation testing)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from matters.errors import OneGoError
from matters.library import Library
from matters.mistakes import Mistake, MistakesFound
from matters.reading import read_matter, read_sheet
from matters.rules import Rules
from matters.scenarios import Scenario
from matters.sheets import Sheet
from matters.shelf import Shelf
from matters.spec import Matter
from matters.words import Text
from matters.workbench.mutants import Mutant, mutants_of, some_of
from matters.workbench.mutants_changes import Names
from matters.workbench.mutating_hints import hint_for, unexpected
from matters.workbench.mutating_sameness import Sameness
from matters.workbench.trials import run
from matters.workbench.trials_differences import differences
from matters.workbench.trials_files import Script, tried
from matters.workbench.trials_observed import Observed

Fate = Literal["check", "killed", "equivalent", "survived"]
MOST = 300
_FAILURES = (OneGoError, ValueError, KeyError, StopIteration, RecursionError)
"""How the core may fail on a matter that makes no sense: such a fault is noticed."""


class Judged(NamedTuple):
    """One fault and what became of it."""

    mutant: Mutant
    fate: Fate
    by: str = ""
    """The scenario that caught it."""
    hint: Text | None = None
    """What a scenario would need to catch it."""


class ScenariosWrong(OneGoError):
    """The scenarios do not hold for the matter as it is, so nothing can be learnt from its faults."""

    def __init__(self, wrong: Iterable[Mistake]) -> None:
        self.wrong = tuple(wrong)
        super().__init__(
            zh=f"情景尚有{len(self.wrong)}处与事项不符，请先用 onego matter test 更正。",
            en=f"{len(self.wrong)} expectation(s) do not hold yet; put them right first with"
            " `onego matter test`.",
        )


@dataclass(frozen=True)
class Grounds:
    """A matter with its scenarios and the library that both lean on."""

    sheet: Sheet
    matter: Matter
    library: Library
    script: Script

    @cached_property
    def shelf(self) -> Shelf:
        return self.library.shelf()

    def rules(self, matter: Matter) -> Rules:
        return Rules(matter, self.library.office, self.library.calendar)


@dataclass(frozen=True)
class Score:
    """All faults that were seeded."""

    judged: tuple[Judged, ...]

    @cached_property
    def counts(self) -> dict[Fate, int]:
        counted = Counter(one.fate for one in self.judged)
        fates: tuple[Fate, ...] = ("check", "killed", "equivalent", "survived")
        return {fate: counted[fate] for fate in fates}

    @property
    def share(self) -> float:
        """Of the faults that `check` lets pass and that change anything, how many scenarios catch; 1 if none."""
        counts = self.counts
        met = counts["killed"] + counts["survived"]
        return counts["killed"] / met if met else 1.0

    @property
    def survivors(self) -> tuple[Judged, ...]:
        return tuple(one for one in self.judged if one.fate == "survived")


def grounds(path: Path, library: Library, sheet: Sheet, script: Script) -> Grounds:
    """What mutants are made of. Raises MistakesFound, and ScenariosWrong."""
    made = Grounds(sheet, read_matter(path, library), library, script)
    wrong = [mistake for one in tried(made.rules(made.matter), script) for mistake in one.wrong]
    if wrong:
        raise ScenariosWrong(wrong)
    return made


def mutate(
    on: Grounds, *, seed: int = 1, most: int = MOST, told: Callable[[int, int], None] | None = None
) -> Score:
    """Seed faults and see which the scenarios catch; `told` hears how many are done, of how many.

    The same seed gives the same faults.
    """
    departments = tuple(
        dict.fromkeys(key for step in on.matter.steps for key in step.all_departments)
    )
    names = Names(departments, on.shelf.letters)
    chosen = some_of(mutants_of(on.sheet, names), most, seed)
    court = _Court(on)
    judged: list[Judged] = []
    for number, mutant in enumerate(chosen, start=1):
        judged.append(court.judge(mutant))
        if told is not None:
            told(number, len(chosen))
    return Score(tuple(judged))


class _Court:
    """Judges mutants one by one; scenarios that caught much are asked first."""

    def __init__(self, on: Grounds) -> None:
        self.on = on
        self._order = list(on.script.file.scenarios)
        self._sameness = Sameness(on.matter)

    def judge(self, mutant: Mutant) -> Judged:
        sheet = Sheet(self.on.sheet.file, mutant.root)
        try:
            matter, mistakes = read_sheet(sheet, self.on.shelf)
        except MistakesFound:
            return Judged(mutant, "check")
        if matter is None or mistakes:
            return Judged(mutant, "check")
        rules = self.on.rules(matter)
        for scenario in tuple(self._order):
            if self._catches(rules, scenario):
                self._order.remove(scenario)
                self._order.insert(0, scenario)
                return Judged(mutant, "killed", scenario.scenario)
        return self._alive(mutant, rules)

    def _catches(self, rules: Rules, scenario: Scenario) -> bool:
        try:
            ran = run(rules, self.on.script.file, scenario)
            return bool(differences(scenario, Observed(ran)))
        except _FAILURES:
            return True

    def _alive(self, mutant: Mutant, rules: Rules) -> Judged:
        witness = self._sameness.of(mutant)
        if witness is None:
            return Judged(mutant, "equivalent")
        if shown := next(self._shown(rules), None):
            return Judged(mutant, "survived", hint=unexpected(shown))
        return Judged(mutant, "survived", hint=hint_for(mutant, witness))

    def _shown(self, rules: Rules) -> Iterator[str]:
        """The scenarios that end otherwise without expecting anything about it."""
        file = self.on.script.file
        for scenario in file.scenarios:
            if Observed(run(rules, file, scenario)).signature != self._before[scenario.scenario]:
                yield scenario.scenario

    @cached_property
    def _before(self) -> dict[str, tuple[object, ...]]:
        """How each scenario ends without any fault."""
        own, file = self.on.rules(self.on.matter), self.on.script.file
        return {one.scenario: Observed(run(own, file, one)).signature for one in file.scenarios}
