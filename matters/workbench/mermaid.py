"""A matter as a Mermaid flowchart: a shape for each kind, gateways, conditions on their ways. Pure."""

from collections.abc import Iterator

from matters.steps import StepKind
from matters.workbench.charts import Gateway, Node, Way, chart_of
from matters.workbench.step_words import Teller

SHAPES: dict[StepKind, tuple[str, str]] = {
    "decide": ("[", "]"),
    "visit": ("([", "])"),
    "issue": ("[[", "]]"),
    "opinion": ("[/", "/]"),
    "publicity": (">", "]"),
    "expert-review": ("{{", "}}"),
    "hearing": ("[/", "\\\\]"),
    "call": ("[(", ")]"),
    "wait": ("((", "))"),
    "matter": ("[[", "]]"),
    "draw": ("[\\\\", "\\\\]"),
    "pay": ("(", ")"),
}
SIGNS: dict[Gateway, str] = {"parallel": "＋", "inclusive": "○", "exclusive": "×"}


def mermaid(t: Teller) -> Iterator[str]:
    """The lines of the chart, from left to right; loops and what follows the outcome are dotted."""
    chart = chart_of(t.matter)
    yield "flowchart LR"
    for node in chart.nodes.values():
        yield f"    {_drawn(node, t)}"
    for way in chart.ways:
        yield f"    {_id(way.start)} {_arrow(way, t)} {_id(way.end)}"


def _id(key: str) -> str:
    """Mermaid reads `end` as a word of its own."""
    return f"n_{key}".replace("-", "_")


def _drawn(node: Node, t: Teller) -> str:
    name = f'"{_safe(node.name.into(t.language))}"'
    if node.gateway is not None:
        return f'{_id(node.key)}{{"{SIGNS[node.gateway]}"}}'
    if node.step is None:
        return (
            f"{_id(node.key)}(({name}))"
            if node.kind != "acceptance"
            else f"{_id(node.key)}[{name}]"
        )
    before, after = SHAPES[node.step.kind]
    return f"{_id(node.key)}{before}{name}{after}"


def _arrow(way: Way, t: Teller) -> str:
    words = _safe(t.either("，且", ", and ").join(map(t.condition, way.when)))
    if way.back:
        return f'-. "{words}" .->'
    return f'-- "{words}" -->' if words else "-->"


def _safe(words: str) -> str:
    return words.replace('"', "'").replace("#", "＃")
