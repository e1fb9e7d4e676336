"""What a simulation is about, the applications that come in, and what a run of it leaves behind."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from matters.case import Outcome
from matters.errors import Refused
from matters.office import HALL
from matters.rules import Rules
from matters.workbench.simulation_chance import Chance
from matters.workbench.simulation_desks import Desk
from matters.workbench.simulation_plan import Plan, SimulationMistake
from matters.workbench.simulation_situations import Situation, usual_ones
from matters.workbench.simulation_time import OfficeTime


@dataclass(frozen=True)
class Scene:
    """What is simulated: a matter in its office, the situations that occur, and what is supposed of the rest."""

    rules: Rules
    situations: Mapping[str, Situation]
    plan: Plan
    begins: date
    seed: int


class Arrival(NamedTuple):
    """One application: when it comes in, in working minutes, and in which situation."""

    at: float
    number: str
    situation: str


class Finished(NamedTuple):
    """A case that has its outcome."""

    situation: str
    arrived: int
    """Index of the working day on which it was received."""
    received: int
    """Working days from receipt to the outcome; the day of the event is not counted."""
    accepted: int | None
    """The same from acceptance, where there was one, as the promise counts: without days that the law leaves out."""
    in_promise: bool
    in_law: bool
    """Every item was decided within its statutory limit."""
    outcome: Outcome


@dataclass
class Ran:
    """What a run left behind."""

    time: OfficeTime
    days: int = 0
    came: int = 0
    finished: list[Finished] = field(default_factory=list)
    desks: dict[str, Desk] = field(default_factory=dict)
    stuck: Counter[str] = field(default_factory=Counter)
    """Why cases could not go on, by situation."""
    reasons: dict[str, Refused] = field(default_factory=dict)


def arrivals(scene: Scene, time: OfficeTime) -> Iterator[Arrival]:
    """The applications of all days, in the order in which they come in."""
    plan, chance = scene.plan, Chance(scene.seed)
    profile = time.in_the_day(plan.hours)
    if not profile:
        raise SimulationMistake(
            zh="各时段的权重都不在工作时间内。请在 hours 中写工作时间内的小时，例如 9、10、14。",
            en="No hour with a weight lies in working hours. Name hours such as 9, 10 or 14.",
        )
    weights = _weights(scene)
    total, count = chance.wait("arrival", 0) / plan.per_day, 0
    while total < plan.days:
        day, share = divmod(total, 1.0)
        count += 1
        number = f"{count:06d}"
        at = day * time.day_length + profile.minute(share)
        yield Arrival(at, number, chance.choice(weights, "situation", number))
        total += chance.wait("arrival", count) / plan.per_day


def _weights(scene: Scene) -> dict[str, float]:
    given = scene.plan.situations
    for key in given:
        if key not in scene.situations:
            known = "、".join(scene.situations)
            raise SimulationMistake(
                zh=f"没有情形“{key}”。可用的情形：{known}。",
                en=f"There is no situation “{key}”. Those there are: {', '.join(scene.situations)}.",
            )
    weights = dict(given) or dict.fromkeys(usual_ones(scene.situations), 1.0)
    if sum(weights.values()) > 0:
        return weights
    raise SimulationMistake(
        zh="没有可模拟的情形：请在 situations 中至少给一种情形大于0的权重。",
        en="There is nothing to simulate: give a situation a weight above 0.",
    )


def departments(rules: Rules) -> tuple[str, ...]:
    """Everybody who may have work in the matter: the counter, then as the steps name them."""
    own = (key for step in rules.matter.steps for key in step.all_departments)
    return tuple(dict.fromkeys((HALL, *own)))


def hands_needed(rules: Rules) -> dict[str, int]:
    """How many officers of each department must be there at least: visits take several (Act 34)."""
    least = dict.fromkeys(departments(rules), 1)
    for step in rules.matter.steps:
        for key in step.all_departments:
            least[key] = max(least[key], step.officers)
    return least
