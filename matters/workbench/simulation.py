"""A matter simulated: how long applicants wait, where work piles up, and what one more officer would gain.

The road of every case is the real core's: conditions, order, visits, refusals and the calendar are asked of it, never
modelled anew. The same scene gives the same answer.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import ceil

from matters.workbench.simulation_desks import by_day
from matters.workbench.simulation_plan import Plan, SimulationMistake
from matters.workbench.simulation_results import Gain, Simulated, bottleneck_of, results
from matters.workbench.simulation_run import Progress, Run
from matters.workbench.simulation_scene import (
    Arrival,
    Ran,
    Scene,
    arrivals,
    departments,
    hands_needed,
)

BUSY = 0.8
"""Of an officer's time, where nobody says how many there are: fuller, every queue grows long."""
_REHEARSED = 100
"""Cases of a rehearsal, of all situations together."""


def simulate(scene: Scene, progress: Progress | None = None, *, compare: bool = True) -> Simulated:
    """Play all applications of the plan; `compare` plays them again with one more officer at the bottleneck.

    Raises `SimulationMistake`, and `CalendarMissing` where the calendar ends too early.
    """
    with _nothing_to_collect():
        return _simulated(scene, progress, compare=compare)


def _simulated(scene: Scene, progress: Progress | None, *, compare: bool) -> Simulated:
    officers = officers_of(scene)
    coming = tuple(arrivals(scene, Run(scene, officers).ran.time))
    ran = Run(scene, officers).until_done(coming, progress)
    found = results(scene, ran)
    worst = bottleneck_of(ran)
    if not compare or worst is None or not ran.finished:
        return found
    more = {**officers, worst: officers.get(worst, 1) + 1}
    again = results(scene, Run(scene, more).until_done(coming, progress))
    gain = Gain(
        department=worst,
        officers=officers.get(worst, 1),
        received=again.received,
        accepted=again.accepted,
        in_promise=again.in_promise,
        waiting=next(one.waited for one in again.desks if one.department == worst),
    )
    return found.model_copy(update={"one_more": gain})


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Without the collector: thousands of cases live at once and hold no circles."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def officers_of(scene: Scene) -> dict[str, int]:
    """The officers of every department: as the plan says, else enough for 80 % of their time.

    Raises `SimulationMistake` for a department that the matter does not know, or too few for a visit.
    """
    given, least = scene.plan.officers, hands_needed(scene.rules)
    _require_known(given, least)
    if least.keys() <= given.keys():
        return dict(given)
    load = _load(scene)
    day = _day_length(scene)
    return {
        key: given.get(key) or max(hands, ceil(load.get(key, 0.0) / (BUSY * day)))
        for key, hands in (dict.fromkeys(load, 1) | least).items()
    }


def _require_known(given: Mapping[str, int], least: Mapping[str, int]) -> None:
    for key, count in given.items():
        if key not in least:
            raise SimulationMistake(
                zh=f"本事项没有部门“{key}”。参与部门：{'、'.join(least)}。",
                en=f"No department “{key}” takes part. Those that do: {', '.join(least)}.",
            )
        if count < least[key]:
            raise SimulationMistake(
                zh=f"部门“{key}”至少要有{least[key]}人：现场核查须{least[key]}人同行。",
                en=f"“{key}” needs at least {least[key]} officers: that many go on a visit.",
            )


def _day_length(scene: Scene) -> float:
    return Run(scene, {}).ran.time.day_length


def _load(scene: Scene) -> dict[str, float]:
    """Minutes of work that a day's applications bring each department, from a rehearsal without troubles or queues."""
    calm = Plan(minutes=scene.plan.minutes, office_hours=scene.plan.office_hours,
                refused=0, asked=0, corrections=0, days=1)  # fmt: skip
    coming = tuple(arrivals(scene, Run(scene, {}).ran.time))
    keys = sorted({one.situation for one in coming})
    weights = {key: sum(one.situation == key for one in coming) for key in keys}
    total = dict.fromkeys(departments(scene.rules), 0.0)
    each = -(-_REHEARSED // max(1, len(keys)))
    for key in keys:
        rehearsal = tuple(Arrival(0.0, f"{key}-{n}", key) for n in range(each))
        crowd = dict.fromkeys(total, 9 * each)
        ran = Run(
            Scene(scene.rules, scene.situations, calm, scene.begins, scene.seed), crowd
        ).until_done(rehearsal)
        for department, minutes in _worked(ran).items():
            # Not all are named by the steps: a form may say to whom a question goes.
            total[department] = (
                total.get(department, 0.0) + minutes / each * weights[key] / scene.plan.days
            )
    return total


def _worked(ran: Ran) -> dict[str, float]:
    """Minutes of officers' work of each department."""
    length = ran.time.day_length
    return {
        key: sum(day.worked for day in by_day(desk.samples, length, ran.days))
        for key, desk in ran.desks.items()
    }
