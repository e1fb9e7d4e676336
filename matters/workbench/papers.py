"""How many papers an applicant is asked for, with every register up and with every register down. Pure.

Counted at the launch, before anything is handed in: a paper counts where neither a register, nor a store of licences,
nor another department, nor a promise stands for it. What a register knows, or does not, is left as the scenario says.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from matters.case import FindingOutcome
from matters.due import RunCheck, due_at
from matters.ladder import LadderStanding, barred, ladders_of, rung_for
from matters.office import HALL
from matters.plays import Play, prepared
from matters.rules import Rules, holds, scope
from matters.scenarios import RegisterSays, Scenario, Scenarios, traits_of
from matters.spec import Material
from matters.standing import Standing, standing
from matters.verbs import found, launch
from matters.words import Frozen
from matters.workbench.subjects import invented
from matters.workbench.trials import actor_of
from matters.workbench.trials_registers import Gateway

How = Literal["registers", "departments", "promises", "papers"]
_TROUBLE = frozenset(
    {
        FindingOutcome.UNAVAILABLE,
        FindingOutcome.PENDING,
        FindingOutcome.DENIED,
        FindingOutcome.STALE,
    }
)
_MOST_ROUNDS = 20


class Weather(Frozen):
    """What each needed material is satisfied by, by its key."""

    registers: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    needless: tuple[str, ...] = ()
    """What is asked for although a register proves it; there should be none."""


class PapersAsked(Frozen):
    """One scenario, with every register up and with every register down."""

    scenario: str
    up: Weather
    down: Weather


class Totals(Frozen):
    """All scenarios of a matter together."""

    scenarios: int
    needed: int
    papers_up: int
    papers_down: int
    promises_up: int
    promises_down: int
    needless: tuple[str, ...]
    """What is asked for somewhere although a register proves it."""


def papers_asked(rules: Rules, file: Scenarios) -> Iterator[PapersAsked]:
    """Every scenario in which the matter serves anybody. Raises FactMissing."""
    for scenario in file.scenarios:
        up = _weather(rules, file, scenario, all_down=False)
        if up is not None:
            down = _weather(rules, file, scenario, all_down=True)
            yield PapersAsked(scenario=scenario.scenario, up=up, down=down or Weather())


def totals(asked: tuple[PapersAsked, ...]) -> Totals:
    """The sums, and what should not be asked for."""
    ups, downs = [one.up for one in asked], [one.down for one in asked]
    return Totals(
        scenarios=len(asked),
        needed=sum(len(o.registers + o.departments + o.promises + o.papers) for o in ups),
        papers_up=sum(len(one.papers) for one in ups),
        papers_down=sum(len(one.papers) for one in downs),
        promises_up=sum(len(one.promises) for one in ups),
        promises_down=sum(len(one.promises) for one in downs),
        needless=tuple(sorted({key for one in ups for key in one.needless})),
    )


def _weather(
    rules: Rules, file: Scenarios, scenario: Scenario, *, all_down: bool
) -> Weather | None:
    """None for somebody who is turned away, or for whom nothing is needed."""
    starts = scenario.starts or file.starts
    day = starts.date()
    subject = invented(rules.matter, traits_of(file, scenario), day)
    told = file.usual.registers | scenario.registers
    facts = Gateway(rules, told, subject, starts).facts()
    play = prepared(file, scenario, rules.matter, facts, day)
    down = frozenset(use.key for use in rules.matter.checks) if all_down else frozenset[str]()
    up = {key: one for key, one in told.items() if not _is_trouble(one)}
    now = _asked(rules, play, Gateway(rules, up, subject, starts, down), starts)
    seen = scope(rules.matter, now, day)
    if any(holds(one.when, seen) for one in rules.matter.not_applicable):
        return None
    ladders = tuple(one for one in ladders_of(rules.matter, now, day) if one.material.required)
    sorts: dict[How, list[str]] = {}
    needless: list[str] = []
    for one in ladders:
        how = _how(rules, now, one)
        sorts.setdefault(how, []).append(one.material.key)
        if how != "registers" and _proved(now, one.material):
            needless.append(one.material.key)
    return Weather.model_validate({**sorts, "needless": needless}) if ladders else None


def _proved(now: Standing, material: Material) -> bool:
    known = (now.known.get(rung.check or "") for rung in material.ladder)
    return any(one is not None and one.outcome == FindingOutcome.MATCH for one in known)


def _is_trouble(said: RegisterSays) -> bool:
    return said.outcome in _TROUBLE or said.after is not None


def _asked(rules: Rules, play: Play, gateway: Gateway, at: datetime) -> Standing:
    """Where the case stands once its registers have said what they know."""
    case = launch(rules, "330200001260305000001", play.launched(at, actor_of(HALL)))
    for _ in range(_MOST_ROUNDS):
        now = standing(case)
        wanted = [one.check for one in due_at(rules, now, at) if isinstance(one, RunCheck)]
        if not wanted:
            break
        case = found(rules, case, *(gateway.answer(key, now, at) for key in wanted))
    return standing(case)


def _how(rules: Rules, now: Standing, ladder: LadderStanding) -> How:
    if ladder.by is not None:
        return "registers"
    if rung_for(ladder.material, "verification"):
        return "departments"
    promises = {rung.key for rung in ladder.material.ladder if rung.kind == "promise"}
    offered = (one for one in rules.matter.promises if one.key in promises)
    if any(barred(rules.matter, now, one) is None for one in offered):
        return "promises"
    return "papers"
