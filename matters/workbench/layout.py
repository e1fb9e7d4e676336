"""Where the nodes of a drawing stand: layers from left to right, by what each waits for. Pure.

One layout serves the picture on the pages of a case, the picture of a file, and BPMN.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matters.case import ACCEPTANCE
from matters.spec import Matter

SWEEPS = 4
"""How often the layers are put in order by their neighbours; more changes nothing on matters of our size."""

Edge = tuple[str, str]
"""From a node to a node, by their keys."""


@dataclass(frozen=True)
class Spot:
    """A node's place; without a node it only leads a line past a layer."""

    key: str
    layer: int
    node: str | None


@dataclass(frozen=True)
class Layers:
    """The spots of each layer from top to bottom, and the lines between neighbouring layers."""

    columns: tuple[tuple[Spot, ...], ...]
    lines: tuple[tuple[str, str, str], ...]
    """From the spot, to the spot, and the node that it leads to."""
    ways: dict[Edge, tuple[str, ...]]
    """By edge, all spots from its start to its end."""


def layers_of(matter: Matter) -> Layers:
    """Acceptance first, then each step right of all that it waits for."""
    keys = (ACCEPTANCE, *(step.step for step in matter.steps))
    edges = tuple(
        (earlier, step.step)
        for step in matter.steps
        for earlier in matter.waits_for(step.step) or (ACCEPTANCE,)
    )
    return layered(keys, edges)


def layered(nodes: Sequence[str], edges: Sequence[Edge]) -> Layers:
    """Every node right of all from which an edge comes to it; a circle is cut where it closes."""
    before: dict[str, list[str]] = {key: [] for key in nodes}
    for start, end in edges:
        before[end].append(start)
    depth: dict[str, int] = {}
    for key in nodes:
        _place(key, before, depth, ())
    spots = {key: Spot(key, layer, key) for key, layer in depth.items()}
    ways = {edge: _led(edge, depth, spots) for edge in edges if depth[edge[0]] < depth[edge[1]]}
    lines = tuple(
        (one, other, end) for (_, end), way in ways.items() for one, other in pairwise(way)
    )
    deepest = max(depth.values(), default=0)
    columns = [[s for s in spots.values() if s.layer == n] for n in range(deepest + 1)]
    return Layers(tuple(map(tuple, _ordered(columns, lines))), lines, ways)


def _place(
    key: str, before: dict[str, list[str]], depth: dict[str, int], under: tuple[str, ...]
) -> int:
    if key not in depth:
        earlier = [one for one in before[key] if one not in under and one != key]
        places = [_place(one, before, depth, (*under, key)) for one in earlier]
        depth[key] = 1 + max(places, default=-1)
    return depth[key]


def _led(edge: Edge, depth: dict[str, int], spots: dict[str, Spot]) -> tuple[str, ...]:
    """A line from node to node, through a spot of its own in every layer between."""
    start, end = edge
    way = [start]
    for layer in range(depth[start] + 1, depth[end]):
        key = f"{start}>{end}@{layer}"
        spots[key] = Spot(key, layer, None)
        way.append(key)
    return (*way, end)


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
