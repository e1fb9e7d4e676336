"""A matter as a picture of its own: SVG without script or style sheet, with a legend and its conditions. Pure."""

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from matters.office import Office
from matters.spec import Matter
from matters.steps import StepKind
from matters.words import Language, Text
from matters.workbench.charts import Chart, Gateway, Node, Way, chart_of
from matters.workbench.layout import Layers, layered
from matters.workbench.line_breaking import measure, wrapped
from matters.workbench.shapes_of_kinds import GATEWAY_SIGNS, OUTLINES
from matters.workbench.step_words import KIND_WORDS, Teller

WIDTH, HEIGHT, DIAMOND, CIRCLE = 190.0, 66.0, 34.0, 30.0
ACROSS, DOWN, EDGE = 34.0, 16.0, 20.0
HEAD, LINE = 44.0, 20.0
FONTS: dict[Language, str] = {
    "zh": "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif",
    "en": "Noto Sans, Helvetica, Arial, Noto Sans CJK SC, sans-serif",
}
INK, SOFT, PAPER, ACCENT = "#1b2733", "#526070", "#ffffff", "#0b559f"
SOONEST = 640.0
"""A picture is at least so wide, so that its legend has room."""

GATEWAYS: dict[Gateway, Text] = {
    "parallel": Text(zh="同时进行 / 全部等齐", en="all of them"),
    "inclusive": Text(zh="按条件进行 / 等齐适用的", en="those whose condition holds"),
    "exclusive": Text(zh="择一", en="one of them"),
}

Place = tuple[float, float, float, float]
"""Left, top, width, height."""


def svg_of(matter: Matter, office: Office, language: Language) -> str:
    """The picture; its texts are measured so that Chinese fits its boxes."""
    return _Picture(matter, Teller(matter, office, language)).drawn()


class _Picture:
    """One drawing: places first, then the parts."""

    def __init__(self, matter: Matter, teller: Teller) -> None:
        self._matter, self._t = matter, teller
        self._chart: Chart = chart_of(matter)
        self._layers: Layers = layered(tuple(self._chart.nodes), self._chart.onward())
        self._places = dict(self._placed())
        self._rules = self._numbered()

    def _size(self, key: str | None) -> tuple[float, float]:
        if key is None:
            return 0.0, 14.0
        node = self._chart.nodes[key]
        if node.gateway:
            return DIAMOND, DIAMOND
        if node.kind in ("step", "acceptance"):
            return WIDTH, HEIGHT
        return CIRCLE, CIRCLE + 22

    def _placed(self) -> Iterator[tuple[str, Place]]:
        heights = [
            sum(self._size(s.node)[1] + DOWN for s in column) for column in self._layers.columns
        ]
        tallest, x = max(heights), EDGE
        for column, height in zip(self._layers.columns, heights, strict=True):
            width = max(self._size(spot.node)[0] for spot in column)
            y = HEAD + (tallest - height) / 2
            for spot in column:
                w, h = self._size(spot.node)
                own = w if spot.node else width
                yield spot.key, (x + (width - own) / 2, y, own, h)
                y += h + DOWN
            x += width + ACROSS

    def _numbered(self) -> dict[str, tuple[int, str]]:
        """The condition of each step with its number."""
        found: dict[str, tuple[int, str]] = {}
        for step in self._matter.steps:
            rules = [one for one in (step.when, step.provided) if one is not None]
            if rules:
                words = self._t.either("，且", ", and ").join(map(self._t.condition, rules))
                found[step.step] = (len(found) + 1, words)
        return found

    def drawn(self) -> str:
        right = max(x + w for x, _, w, _ in self._places.values()) + EDGE
        width = max(right, SOONEST)
        bottom = max(y + h for _, y, _, h in self._places.values()) + DOWN
        legend, below = self._legend(bottom + 8, width)
        notes, end = self._notes(below + 6, width)
        title = self._matter.name.into(self._t.language)
        parts = [*map(self._way, self._chart.ways), *map(self._node, self._chart.nodes.values())]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {end:g}" width="{width:g}"'
            f' height="{end:g}" role="img" aria-labelledby="title"'
            f' font-family="{FONTS[self._t.language]}" font-size="13">'
            f'<title id="title">{escape(title)}</title><rect width="100%" height="100%" fill="{PAPER}"/>'
            f'<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"'
            f' orient="auto"><path d="M0 0 8 4 0 8z" fill="{SOFT}"/></marker></defs>'
            f'<text x="{EDGE:g}" y="28" font-size="17" font-weight="bold" fill="{INK}">{escape(title)}</text>'
            f"{''.join(parts)}{legend}{notes}</svg>\n"
        )

    def _way(self, way: Way) -> str:
        if way.back:
            return self._back(way)
        spots = [self._places[key] for key in self._layers.ways[way.start, way.end]]
        drawn = [f"M{self._exit(way.start, spots[0])}"]
        for n, (one, other) in enumerate(pairwise(spots)):
            x1, y1 = one[0] + one[2], self._middle(way.start if n == 0 else None, one)
            last = n == len(spots) - 2
            x2, y2 = other[0], self._middle(way.end if last else None, other)
            bend = max((x2 - x1) / 2, 8)
            drawn.append(f"C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}")
            if not last:
                drawn.append(f"H{other[0] + other[2]:g}")
        dashes = ' stroke-dasharray="5 4"' if way.when else ""
        return f'<path d="{"".join(drawn)}" fill="none" stroke="{SOFT}"{dashes} marker-end="url(#tip)"/>'

    def _exit(self, key: str, place: Place) -> str:
        return f"{place[0] + place[2]:g} {self._middle(key, place):g}"

    def _middle(self, key: str | None, place: Place) -> float:
        node = self._chart.nodes.get(key or "")
        return place[1] + (CIRCLE / 2 if node and self._is_event(node) else place[3] / 2)

    def _is_event(self, node: Node) -> bool:
        return node.gateway is None and node.kind not in ("step", "acceptance")

    def _back(self, way: Way) -> str:
        """A loop, below everything that it goes past."""
        one, other = self._places[way.start], self._places[way.end]
        x1, y1 = one[0] + one[2] / 2, one[1] + one[3]
        x2, y2 = other[0] + other[2] / 2, other[1] + other[3]
        low = max(y1, y2) + 26
        return (
            f'<path d="M{x1:g} {y1:g}C{x1:g} {low:g} {x2:g} {low:g} {x2:g} {y2:g}" fill="none"'
            f' stroke="{ACCENT}" stroke-dasharray="2 3" marker-end="url(#tip)"/>'
        )

    def _node(self, node: Node) -> str:
        x, y, w, h = self._places[node.key]
        moved = f'<g transform="translate({x:g} {y:g})">'
        if node.gateway is not None:
            return f"{moved}{_diamond(node.gateway)}</g>"
        if node.kind in ("step", "acceptance"):
            return f"{moved}{self._box(node, w, h)}</g>"
        name = escape(node.name.into(self._t.language))
        bold = 3 if node.kind != "start" else 1.2
        return (
            f'{moved}<circle cx="15" cy="15" r="13" fill="{PAPER}" stroke="{INK}" stroke-width="{bold}"/>'
            f'<text x="15" y="44" text-anchor="middle" font-size="12" fill="{SOFT}">{name}</text></g>'
        )

    def _box(self, node: Node, w: float, h: float) -> str:
        name = node.name.into(self._t.language)
        kind: StepKind = node.step.kind if node.step else "decide"
        lines = wrapped(name)
        top = 28 if len(lines) == 1 else 21
        texts = "".join(
            f'<text x="{w / 2:g}" y="{top + 16 * n}" text-anchor="middle" fill="{INK}">{escape(line)}</text>'
            for n, line in enumerate(lines)
        )
        said = escape(_shortened(self._said(node)))
        number, rule = self._rules.get(node.key, (0, ""))
        mark = _mark(number, w) if number else ""
        dashes = ' stroke-dasharray="6 3"' if number else ""
        tip = f"{name}\n{rule}" if rule else name
        return (
            f'<title>{escape(tip)}</title><path d="{OUTLINES[kind](w, h)}" fill="#f6f9fc" stroke="{ACCENT}"'
            f' stroke-width="1.3"{dashes}/>{texts}<text x="{w / 2:g}" y="{h - 9:g}" text-anchor="middle"'
            f' font-size="11" fill="{SOFT}">{said}</text>{mark}'
        )

    def _said(self, node: Node) -> str:
        """The kind of the step and whose it is."""
        if node.step is None:
            return self._t.either("综合窗口", "general counter")
        step, known = node.step, {one.key: one for one in self._t.office.departments}
        kind = KIND_WORDS[step.kind].into(self._t.language)
        keys = [key for key in step.all_departments if key in known]
        who = self._t.listed(known[key].short if self._t.language == "zh" else key for key in keys)
        return f"{kind} · {who}" if who else kind

    def _legend(self, top: float, width: float) -> tuple[str, float]:
        """The shapes that this picture uses, in rows; and where the rows end."""
        drawn, x, y = [], EDGE, top
        for shape, words in self._shapes():
            room = 46 + 7 * measure(words)
            if x + room > width - EDGE and x > EDGE:
                x, y = EDGE, y + 26
            drawn.append(
                f'<g transform="translate({x:g} {y:g})">{shape}'
                f'<text x="36" y="14" font-size="12" fill="{SOFT}">{escape(words)}</text></g>'
            )
            x += room
        return "".join(drawn), y + 26

    def _shapes(self) -> Iterator[tuple[str, str]]:
        kinds = dict.fromkeys(step.kind for step in self._matter.steps)
        for kind in kinds:
            outline = OUTLINES[kind](90, 60)
            yield (
                f'<path transform="scale(.3)" d="{outline}" fill="#f6f9fc" stroke="{ACCENT}" stroke-width="4"/>',
                KIND_WORDS[kind].into(self._t.language),
            )
        for gateway in dict.fromkeys(n.gateway for n in self._chart.nodes.values() if n.gateway):
            words = GATEWAYS[gateway].into(self._t.language)
            yield f'<g transform="translate(4 -1) scale(.58)">{_diamond(gateway)}</g>', words
        dashed = f'<path d="M0 9H28" stroke="{SOFT}" stroke-dasharray="5 4"/>'
        yield dashed, self._t.either("有条件（见下）", "on a condition (below)")

    def _notes(self, top: float, width: float) -> tuple[str, float]:
        """The conditions by number, below the legend."""
        drawn, y = [], top
        most = int((width - 2 * EDGE - 24) / 6.2)
        for number, words in self._rules.values():
            for n, line in enumerate(_lines(words, most, self._t.language)):
                mark = f"{number}." if n == 0 else ""
                drawn.append(
                    f'<text y="{y + 12:g}" font-size="12" fill="{INK}"><tspan x="{EDGE:g}">{mark}</tspan>'
                    f'<tspan x="{EDGE + 24:g}">{escape(line)}</tspan></text>'
                )
                y += LINE
        return "".join(drawn), y + 12


def _lines(words: str, most: int, language: Language) -> Iterator[str]:
    """A long text in lines of so many narrow characters; Chinese breaks anywhere, English at spaces."""
    glue, line = ("", "") if language == "zh" else (" ", "")
    for one in words if language == "zh" else words.split():
        longer = f"{line}{glue}{one}" if line else one
        if line and measure(longer) > most:
            yield line
            longer = one
        line = longer
    yield line


def _shortened(words: str, most: int = 27) -> str:
    while measure(words) > most:
        words = words.rstrip("…")[:-1] + "…"
    return words


def _mark(number: int, width: float) -> str:
    return (
        f'<circle cx="{width - 8:g}" cy="4" r="9" fill="{ACCENT}"/><text x="{width - 8:g}" y="8"'
        f' text-anchor="middle" font-size="11" fill="{PAPER}">{number}</text>'
    )


def _diamond(gateway: Gateway) -> str:
    return (
        f'<path d="M17 0 34 17 17 34 0 17z" fill="#fff8e6" stroke="#7a4b00"/>'
        f'<path d="{GATEWAY_SIGNS[gateway]}" fill="none" stroke="#7a4b00" stroke-width="2.4"/>'
    )
