"""Where the steps of a matter stand in its picture: layers from left to right, by what each waits for. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from matters.case import ACCEPTANCE
from matters.spec import Matter

SWEEPS = 4
"""How often the layers are put in order by their neighbours; more changes nothing on matters of our size."""


@dataclass(frozen=True)
class Spot:
    """A step's place; without a step it only leads a line past a layer."""

    key: str
    layer: int
    step: str | None


@dataclass(frozen=True)
class Layers:
    """The spots of each layer from top to bottom, and the lines between neighbouring layers."""

    columns: tuple[tuple[Spot, ...], ...]
    lines: tuple[tuple[str, str, str], ...]
    """From the spot, to the spot, and the step that it leads to."""


def layers_of(matter: Matter) -> Layers:
    """Acceptance first, then each step right of all that it waits for."""
    depth = {ACCEPTANCE: 0}
    for step in matter.steps:
        _place(matter, step.step, depth)
    spots = {key: Spot(key, layer, key) for key, layer in depth.items()}
    lines: list[tuple[str, str, str]] = []
    for step in matter.steps:
        for earlier in matter.waits_for(step.step) or (ACCEPTANCE,):
            lines += _led(earlier, step.step, depth, spots)
    columns = [
        [spot for spot in spots.values() if spot.layer == n] for n in range(max(depth.values()) + 1)
    ]
    return Layers(tuple(map(tuple, _ordered(columns, lines))), tuple(lines))


def _place(matter: Matter, key: str, depth: dict[str, int]) -> int:
    if key not in depth:
        before = (_place(matter, earlier, depth) for earlier in matter.waits_for(key))
        depth[key] = 1 + max(before, default=0)
    return depth[key]


def _led(
    start: str, end: str, depth: dict[str, int], spots: dict[str, Spot]
) -> list[tuple[str, str, str]]:
    """A line from step to step, through a spot of its own in every layer between."""
    way = [start]
    for layer in range(depth[start] + 1, depth[end]):
        key = f"{start}>{end}@{layer}"
        spots[key] = Spot(key, layer, None)
        way.append(key)
    return [(one, other, end) for one, other in pairwise([*way, end])]


def _ordered(columns: list[list[Spot]], lines: Iterable[tuple[str, str, str]]) -> list[list[Spot]]:
    """Each layer sorted by the middle of its neighbours, back and forth, so that few lines cross."""
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for one, other, _ in lines:
        before.setdefault(other, []).append(one)
        after.setdefault(one, []).append(other)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        near = before if forward else after
        order = range(1, len(columns)) if forward else range(len(columns) - 2, -1, -1)
        for n in order:
            beside = columns[n - 1 if forward else n + 1]
            places = {spot.key: place / max(len(beside), 1) for place, spot in enumerate(beside)}
            columns[n].sort(key=lambda spot: _middle(near.get(spot.key, ()), places))
    return columns


def _middle(neighbours: Iterable[str], places: dict[str, float]) -> float:
    known = [places[key] for key in neighbours if key in places]
    return sum(known) / len(known) if known else 0.5
