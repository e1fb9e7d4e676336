"""A file of scenarios tried against its matter: what differed, with file and line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from matters.documents import opened, read_model
from matters.errors import OneGoError
from matters.mistakes import Mistake, MistakesFound
from matters.positions import Loc, entry_at
from matters.rules import Rules
from matters.scenarios import Scenario, Scenarios
from matters.sheets import Sheet
from matters.workbench.trials import Run, run
from matters.workbench.trials_differences import Difference, differences
from matters.workbench.trials_names import name_mistakes
from matters.workbench.trials_observed import Observed


@dataclass(frozen=True)
class Script:
    """A file of scenarios with its places."""

    sheet: Sheet
    file: Scenarios


@dataclass(frozen=True)
class Tried:
    """One scenario after its trial; what differed stands at its line."""

    scenario: Scenario
    wrong: tuple[Mistake, ...]
    run: Run | None = field(default=None, compare=False)

    @property
    def right(self) -> bool:
        return not self.wrong


def read_script(path: Path) -> Script:
    """A file of scenarios. Raises MistakesFound."""
    sheet, mistakes = opened(path)
    if sheet is None:
        raise MistakesFound(mistakes)
    file, found = read_model(sheet, Scenarios)
    if file is None or mistakes:
        raise MistakesFound((*mistakes, *found))
    return Script(sheet, file)


def tried(rules: Rules, script: Script, only: str | None = None) -> Iterator[Tried]:
    """Every scenario of the file, or the one of that name, one after the other."""
    for number, scenario in enumerate(script.file.scenarios):
        if only in (None, scenario.scenario):
            yield _one(rules, script, number, scenario)


def _one(rules: Rules, script: Script, number: int, scenario: Scenario) -> Tried:
    at = ("scenarios", number)
    sheet = script.sheet
    if unknown := tuple(name_mistakes(rules.matter, scenario, sheet, at)):
        return Tried(scenario, unknown)
    try:
        ran = run(rules, script.file, scenario)
    except OneGoError as refusal:
        return Tried(scenario, (sheet.mistake((*at, "scenario"), refusal.text),))
    found = differences(scenario, Observed(ran))
    wrong = tuple(_mistake(sheet, number, one) for one in found)
    return Tried(scenario, wrong, ran)


def _mistake(sheet: Sheet, number: int, one: Difference) -> Mistake:
    """At the expectation: outcome and results may stand in `then`."""
    at: Loc = ("scenarios", number)
    loc = (*at, *(one.loc or ("scenario",)))
    if entry_at(sheet.root, loc[:3]) is None:
        loc = (*at, "then", *one.loc)
    return sheet.mistake(loc, one.what)
