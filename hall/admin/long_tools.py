"""The tools that calculate long: what each is given, and what it finds. Pure but for the folder that scenarios lie in.

Both travel as JSON, because the calculating is done in a program of its own (`hall.admin.calculating`).
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from matters.calendars import Calendar, CalendarYear
from matters.documents import opened
from matters.library import Library
from matters.mistakes import Mistake, MistakesFound
from matters.reading import SHIPPED, read_library
from matters.rules import Rules
from matters.spec import Matter
from matters.words import Frozen, Text
from matters.workbench.coverage import coverage
from matters.workbench.coverage_stubs import Stubs
from matters.workbench.mutating import Judged, grounds, mutate
from matters.workbench.simulation import simulate
from matters.workbench.simulation_plan import Plan
from matters.workbench.simulation_results import Simulated
from matters.workbench.simulation_scene import Scene
from matters.workbench.simulation_situations import situations_of
from matters.workbench.trials_files import Script, Tried, read_script, tried

Told = Callable[[int, int], None]
_YEARS = 6
"""How many years a simulation may need of the calendar; one without its notice counts as an ordinary one."""
_DAYS_OF_A_YEAR = 366
_STUBS = 200
"""More gaps are counted, but get no stub."""


class Given(Frozen):
    """A matter, its text and its scenarios, as every long tool gets them."""

    matter: str
    """As it is stored (JSON)."""
    key: str
    source: str = ""
    """Its YAML."""
    scenarios: str | None = None
    """Their YAML; none if there is no file."""


class TryOut(Given):
    """Run the scenarios."""

    tool: Literal["test"] = "test"


class Mutate(Given):
    """Seed faults."""

    tool: Literal["mutate"] = "mutate"
    seed: int = 1
    most: Annotated[int, Field(ge=1, le=2000)] = 300


class Simulate(Given):
    """Play applications."""

    tool: Literal["simulate"] = "simulate"
    plan: Plan = Plan()
    begins: date
    seed: int = 1


Task = Annotated[TryOut | Mutate | Simulate, Field(discriminator="tool")]
TASK: TypeAdapter[TryOut | Mutate | Simulate] = TypeAdapter(Task)


class ScenarioTried(Frozen):
    """One scenario, and what came otherwise than it expects."""

    key: str
    name: Text
    wrong: tuple[Mistake, ...]


class Gap(Frozen):
    """Something that no scenario goes through, with lines to begin one."""

    what: Text
    stub: str


class ScenariosTried(Frozen):
    """What came of the scenarios of a matter."""

    found: Literal["test"] = "test"
    scenarios: tuple[ScenarioTried, ...]
    wanted: int
    missing: int
    gaps: tuple[Gap, ...]

    @property
    def right(self) -> int:
        return sum(not one.wrong for one in self.scenarios)

    @property
    def covered(self) -> float:
        return 1 - self.missing / self.wanted if self.wanted else 1.0


class Survivor(Frozen):
    """A fault that no scenario noticed."""

    line: int
    path: str
    what: Text
    hint: Text | None


class FaultsSeeded(Frozen):
    """What became of the seeded faults."""

    found: Literal["mutate"] = "mutate"
    seeded: int
    by_check: int
    by_scenarios: int
    equivalent: int
    share: float
    survivors: tuple[Survivor, ...]


class PlayedOut(Frozen):
    """What a simulation found."""

    found: Literal["simulate"] = "simulate"
    simulated: Simulated


Found = Annotated[ScenariosTried | FaultsSeeded | PlayedOut, Field(discriminator="found")]
FOUND: TypeAdapter[ScenariosTried | FaultsSeeded | PlayedOut] = TypeAdapter(Found)


def carried_out(
    task: TryOut | Mutate | Simulate, told: Told
) -> ScenariosTried | FaultsSeeded | PlayedOut:
    """What the tool finds; `told` hears how much is done, of how much. Raises MistakesFound, OneGoError."""
    library = read_library(SHIPPED)
    match task:
        case TryOut():
            return _tried(task, library, told)
        case Mutate():
            return _mutated(task, library, told)
        case Simulate():
            return PlayedOut(simulated=_simulated(task, library, told))


def script_of(key: str, text: str) -> Script:
    """The scenarios in a text, under the name that their file has. Raises MistakesFound."""
    with _files(Given(matter="", key=key, scenarios=text)) as (_, script):
        return script


def _matter(given: Given) -> Matter:
    return Matter.model_validate_json(given.matter)


@contextmanager
def _files(given: Given) -> Iterator[tuple[Path, Script]]:
    """The matter's file, and its scenarios read from beside it. Raises MistakesFound."""
    with tempfile.TemporaryDirectory(prefix="onego-workbench-") as there:
        own, scenarios = (Path(there) / folder for folder in ("matters", "scenarios"))
        for folder, text in ((own, given.source), (scenarios, given.scenarios or "")):
            folder.mkdir()
            (folder / f"{given.key}.yaml").write_text(text, encoding="utf-8", newline="\n")
        try:
            yield own / f"{given.key}.yaml", read_script(scenarios / f"{given.key}.yaml")
        except MistakesFound as wrong:
            raise MistakesFound(_without(f"{there}/", wrong.mistakes)) from None


def _without(folder: str, mistakes: tuple[Mistake, ...]) -> tuple[Mistake, ...]:
    """The mistakes with the names of files as people know them."""
    return tuple(one.model_copy(update={"file": one.file.removeprefix(folder)}) for one in mistakes)


def _tried(task: TryOut, library: Library, told: Told) -> ScenariosTried:
    matter = _matter(task)
    rules = Rules(matter, library.office, library.calendar)
    with _files(task) as (_, script):
        every = len(script.file.scenarios)
        results: list[Tried] = []
        for number, one in enumerate(tried(rules, script), start=1):
            results.append(one)
            told(number, every)
    met = coverage(matter, [one.run for one in results if one.run is not None])
    stubs = Stubs(matter)
    return ScenariosTried(
        scenarios=tuple(
            ScenarioTried(key=one.scenario.scenario, name=one.scenario.name, wrong=one.wrong)
            for one in results
        ),
        wanted=len(met.wanted),
        missing=len(met.missing),
        gaps=tuple(Gap(what=one.text, stub=stubs.stub(one)) for one in met.missing[:_STUBS]),
    )


def _mutated(task: Mutate, library: Library, told: Told) -> FaultsSeeded:
    with _files(task) as (path, script):
        sheet, mistakes = opened(path)
        if sheet is None:
            raise MistakesFound(mistakes)
        on = grounds(path, library, sheet, script)
    score = mutate(on, seed=task.seed, most=task.most, told=told)
    return FaultsSeeded(
        seeded=len(score.judged),
        by_check=score.counts["check"],
        by_scenarios=score.counts["killed"],
        equivalent=score.counts["equivalent"],
        share=score.share,
        survivors=tuple(map(_survivor, score.survivors)),
    )


def _survivor(one: Judged) -> Survivor:
    return Survivor(line=one.mutant.line, path=one.mutant.path, what=one.mutant.what, hint=one.hint)


def _simulated(task: Simulate, library: Library, told: Told) -> Simulated:
    matter = _matter(task)
    rules = Rules(matter, library.office, _far(library.calendar, task.begins))
    begins = rules.calendar.workday_after(task.begins, 0)
    if task.scenarios:
        with _files(task) as (_, script):
            situations = situations_of(matter, script.file)
    else:
        situations = situations_of(matter, None)
    return simulate(
        Scene(rules, situations, task.plan, begins, task.seed), lambda came, done: told(done, came)
    )


def _far(calendar: Calendar, begins: date) -> Calendar:
    """The calendar with an ordinary year in the place of each that it lacks."""
    first = (begins - timedelta(days=_DAYS_OF_A_YEAR)).year
    known = {one.year for one in calendar.years}
    lacking = (year for year in range(first, first + _YEARS + 1) if year not in known)
    added = tuple(
        CalendarYear(year=year, source="an ordinary year, for the simulation") for year in lacking
    )
    return calendar.with_newer(added, ())
