"""Where the shapes of a BPMN diagram stand: the layers of every drawing, in a lane for each department. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from matters.workbench.charts import Chart, Node, Way
from matters.workbench.layout import Layers, layered

TASK, GATE, EVENT = (110.0, 80.0), (50.0, 50.0), (36.0, 36.0)
COLUMN, ROW = 170.0, 110.0
HEAD, LEFT = 30.0, 60.0
"""Width of the names of the pool and of its lanes."""

Place = tuple[float, float, float, float]
Point = tuple[float, float]


def size_of(node: Node) -> tuple[float, float]:
    """Sizes that modelling tools give to their shapes."""
    if node.gateway is not None:
        return GATE
    if node.kind in ("start", "end", "later-end"):
        return EVENT
    if node.step is not None and node.step.kind in ("publicity", "wait"):
        return EVENT
    return TASK


@dataclass(frozen=True)
class Drawing:
    """The places of all shapes."""

    nodes: dict[str, Place]
    lanes: dict[str, Place]
    pool: Place
    passing: dict[str, Point]
    """Where a line goes past a column."""
    layers: Layers

    def shapes(self) -> Iterator[tuple[str, Place, bool]]:
        """Identifier, place, and whether it lies across (pool and lanes)."""
        yield "pool", self.pool, True
        for key, place in self.lanes.items():
            yield f"lane_{key}", place, True
        for key, place in self.nodes.items():
            yield f"node_{key}", place, False

    def points(self, way: Way) -> list[Point]:
        """The corners of a line, from the edge of one shape to the edge of the other."""
        x, y, w, h = self.nodes[way.start]
        x2, y2, w2, h2 = self.nodes[way.end]
        if way.back:
            low = max(y + h, y2 + h2) + 14
            start, end = x + w / 2, x2 + w2 / 2
            return [(start, y + h), (start, low), (end, low), (end, y2 + h2)]
        between = self.layers.ways[way.start, way.end][1:-1]
        corners = [(x + w, y + h / 2), *(self.passing[k] for k in between), (x2, y2 + h2 / 2)]
        return list(_square(corners))


def _square(corners: list[Point]) -> Iterator[Point]:
    """Right angles only: across, up or down in the middle, across."""
    yield corners[0]
    for (x1, y1), (x2, y2) in pairwise(corners):
        if y1 != y2:
            middle = x2 - 26
            yield from ((max(middle, x1), y1), (max(middle, x1), y2))
        yield x2, y2


def drawing_of(chart: Chart, lanes: dict[str, str]) -> Drawing:
    """Columns are the layers; within a lane the nodes of a column stand below each other."""
    layers = layered(tuple(chart.nodes), chart.onward())
    owner = dict(lanes)
    for (_, end), way in layers.ways.items():
        owner |= dict.fromkeys(way[1:-1], lanes[end])
    rows: dict[str, int] = {}
    places: dict[str, tuple[int, str, int]] = {}
    for column, spots in enumerate(layers.columns):
        used: dict[str, int] = {}
        for spot in spots:
            lane = owner[spot.key]
            row = used.get(lane, 0)
            places[spot.key] = (column, lane, row)
            used[lane] = row + 1
            rows[lane] = max(rows.get(lane, 0), row + 1)
    return _placed(chart, layers, places, rows)


def _placed(
    chart: Chart, layers: Layers, places: dict[str, tuple[int, str, int]], rows: dict[str, int]
) -> Drawing:
    wide = LEFT + len(layers.columns) * COLUMN + HEAD
    tops, lanes, top = {}, {}, 0.0
    for lane, count in rows.items():
        tops[lane] = top
        lanes[lane] = (HEAD, top, wide - HEAD, count * ROW)
        top += count * ROW
    nodes: dict[str, Place] = {}
    passing: dict[str, Point] = {}
    for key, (column, lane, row) in places.items():
        x, y = LEFT + column * COLUMN + COLUMN / 2, tops[lane] + row * ROW + ROW / 2
        if key in chart.nodes:
            w, h = size_of(chart.nodes[key])
            nodes[key] = (x - w / 2, y - h / 2, w, h)
        else:
            passing[key] = (x, y)
    return Drawing(nodes, lanes, (0.0, 0.0, wide, top), passing, layers)
