"""What a simulation found: days by percentile, shares within promise and law, queues, and the bottleneck."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil

from matters.words import Frozen, Text
from matters.workbench.simulation_desks import Desk, by_day
from matters.workbench.simulation_scene import Finished, Ran, Scene


class Spread(Frozen):
    """Working days by percentile: this share of the cases took no longer."""

    p50: int
    p80: int
    p95: int


class SituationFound(Frozen):
    """One situation, or all cases together."""

    key: str
    name: Text
    cases: int
    received: Spread | None
    """From receipt to the outcome; none if no case came to its end."""
    accepted: Spread | None
    """From acceptance, as the promise counts."""
    in_promise: float | None
    """Share of the accepted cases."""
    in_law: float | None
    outcomes: dict[str, int]


class DeskFound(Frozen):
    """One department."""

    department: str
    name: Text
    officers: int
    pieces: int
    """Pieces of work done."""
    busy: float
    """Share of the officers' time while applications came in."""
    waited: float
    """Minutes of working time that a piece of work waited on average."""
    waited_95: float
    """Minutes that 95 % of the pieces did not exceed."""
    longest: int
    queue: tuple[float, ...]
    """Pieces waiting on average, day by day."""
    used: tuple[float, ...]
    """Share of the officers' time, day by day."""


class Gain(Frozen):
    """What one more officer at the bottleneck would change, for the very same applications."""

    department: str
    officers: int
    """As many as there are now."""
    received: Spread | None
    accepted: Spread | None
    in_promise: float | None
    waiting: float
    """Minutes that a piece of work waits there then."""


class Stuck(Frozen):
    """Cases that nobody could take further, and why: mostly a situation that lacks a paper or an answer."""

    situation: str
    cases: int
    why: Text


class Simulated(Frozen):
    """The answer of a simulation."""

    matter: str
    version: int
    name: Text
    seed: int
    begins: date
    days: int
    """Working days until everything was done, or patience ended."""
    came: int
    counted: int
    """Cases that came to their end, those of the first days left out."""
    unfinished: int
    promise: int | None
    """Working days that the matter promises, if it counts in working days."""
    received: Spread | None
    accepted: Spread | None
    in_promise: float | None
    in_law: float | None
    histogram: dict[int, int]
    """Working days from acceptance to how many cases took them."""
    situations: tuple[SituationFound, ...]
    desks: tuple[DeskFound, ...]
    bottleneck: str | None
    """The department at which most time is lost waiting; none if nothing waits."""
    one_more: Gain | None = None
    stuck: tuple[Stuck, ...] = ()


def spread_of(days: Iterable[int]) -> Spread | None:
    """The percentiles by nearest rank; none of nothing."""
    ranked = sorted(days)
    if not ranked:
        return None
    p50, p80, p95 = (ranked[ceil(share * len(ranked)) - 1] for share in (0.5, 0.8, 0.95))
    return Spread(p50=p50, p80=p80, p95=p95)


def results(scene: Scene, ran: Ran) -> Simulated:
    """All that can be told of a run."""
    counted = [one for one in ran.finished if one.arrived >= scene.plan.warm_up]
    matter = scene.rules.matter
    whole = _found(matter.matter, matter.name, counted)
    desks = tuple(_desk(scene, ran, desk) for desk in ran.desks.values())
    promise = matter.promise
    return Simulated(
        matter=matter.matter,
        version=matter.version,
        name=matter.name,
        seed=scene.seed,
        begins=ran.time.begins,
        days=ran.days,
        came=ran.came,
        counted=len(counted),
        unfinished=ran.came - len(ran.finished) - sum(ran.stuck.values()),
        promise=promise.count if promise.unit == "working-days" else None,
        received=whole.received,
        accepted=whole.accepted,
        in_promise=whole.in_promise,
        in_law=whole.in_law,
        histogram=dict(sorted(Counter(d for d in _accepted(counted)).items())),
        situations=_situations(scene, counted),
        desks=desks,
        bottleneck=bottleneck_of(ran),
        stuck=tuple(
            Stuck(situation=key, cases=count, why=ran.reasons[key].text)
            for key, count in sorted(ran.stuck.items())
        ),
    )


def bottleneck_of(ran: Ran) -> str | None:
    """The department whose work lost most time waiting for officers."""
    lost = {key: sum(desk.waits) for key, desk in ran.desks.items()}
    worst = max(lost, key=lambda key: lost[key], default=None)
    return worst if worst is not None and lost[worst] > 0 else None


def _accepted(cases: Iterable[Finished]) -> list[int]:
    return [one.accepted for one in cases if one.accepted is not None]


def _situations(scene: Scene, counted: Sequence[Finished]) -> tuple[SituationFound, ...]:
    return tuple(
        _found(key, situation.name, own)
        for key, situation in scene.situations.items()
        if (own := [one for one in counted if one.situation == key])
    )


def _found(key: str, name: Text, cases: Sequence[Finished]) -> SituationFound:
    accepted = [one for one in cases if one.accepted is not None]
    return SituationFound(
        key=key,
        name=name,
        cases=len(cases),
        received=spread_of(one.received for one in cases),
        accepted=spread_of(_accepted(accepted)),
        in_promise=_share([one.in_promise for one in accepted]),
        in_law=_share([one.in_law for one in accepted]),
        outcomes=dict(sorted(Counter(one.outcome.value for one in cases).items())),
    )


def _share(kept: Sequence[bool]) -> float | None:
    return round(sum(kept) / len(kept), 4) if kept else None


def _desk(scene: Scene, ran: Ran, desk: Desk) -> DeskFound:
    days = by_day(desk.samples, ran.time.day_length, ran.days)
    capacity = desk.officers * ran.time.day_length
    used = tuple(round(day.worked / capacity, 4) for day in days)
    working = used[: scene.plan.days] or (0.0,)
    waits = sorted(desk.waits)
    return DeskFound(
        department=desk.department,
        name=scene.rules.office.department(desk.department).name,
        officers=desk.officers,
        pieces=len(waits),
        busy=round(sum(working) / len(working), 4),
        waited=round(sum(waits) / len(waits), 1) if waits else 0.0,
        waited_95=round(waits[ceil(0.95 * len(waits)) - 1], 1) if waits else 0.0,
        longest=max((day.most for day in days), default=0),
        queue=tuple(round(day.waiting, 2) for day in days),
        used=used,
    )
