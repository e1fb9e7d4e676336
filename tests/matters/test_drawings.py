"""A matter drawn: the chart, the layout, the picture, Mermaid, and BPMN with its diagram."""

import xml.etree.ElementTree as ET
from typing import get_args

import pytest

from matters.limits import Limit
from matters.reading import shipped_catalogue
from matters.steps import StepKind
from matters.workbench.bpmn import BOUNDS, BPMN, DIAGRAM, TASKS, WAYPOINTS, bpmn_of, duration
from matters.workbench.charts import chart_of
from matters.workbench.graphs import svg_of
from matters.workbench.layout import layered
from matters.workbench.mermaid import SHAPES, mermaid
from matters.workbench.shapes_of_kinds import OUTLINES
from matters.workbench.step_words import Teller
from tests.builders import a_check, a_matter, a_step, a_visit, an_issue, an_office

SVG = "{http://www.w3.org/2000/svg}"


def a_full_matter():
    """A step of every kind, a loop, a condition, a later step, a check."""
    return a_matter(
        a_visit("food", "fire", before=("food",)),
        a_step("food", again={"to": "food", "when": "area_m2 > 500", "most": 2}),
        a_step("fire", when="area_m2 > 50"),
        a_step("ask", kind="opinion", item=None, departments=("food", "water"), within="5 days"),
        a_step("open", kind="publicity", item=None, lasts="20 days", after=("ask",)),
        a_step("experts", kind="expert-review", item=None, after=("open",), excluded="第四十五条"),
        a_step("hear", kind="hearing", item=None, after=("experts",)),
        a_step("ring", kind="call", item=None, call={"system": "tax"}),
        a_step(
            "wait", kind="wait", item=None, after=("ring",),
            first=({"until": "date('2026-05-01')"}, {"signal": "paid-in"}),
        ),
        a_step("child", kind="matter", item=None, matter={"key": "other-matter"}),
        a_step("lots", kind="draw", item=None, draw={"from": "officers", "count": 2}),
        a_step("money", kind="pay", item=None),
        an_issue("licence", ("food", "fire", "hear", "wait", "child", "lots", "money")),
        a_step("later", after=("licence",), follow_up=True),
        checks=(a_check("deed"), a_check("tax", when="by_promise")),
    )  # fmt: skip


MATTERS = (a_full_matter(), *shipped_catalogue().matters)
named = pytest.mark.parametrize("matter", MATTERS, ids=lambda one: one.matter)


def office_of(matter):
    return an_office() if matter.matter == "test-matter" else shipped_catalogue().office


def test_every_kind_of_step_has_a_shape_of_its_own_everywhere():
    kinds = set(get_args(StepKind))
    assert set(OUTLINES) == set(TASKS) == set(SHAPES) == kinds
    assert len({outline(100, 60) for outline in OUTLINES.values()}) == len(kinds)


@named
def test_every_node_can_be_reached_and_leads_to_an_end(matter):
    chart = chart_of(matter, checks=True)
    ahead, seen = ["start"], set()
    while ahead:
        key = ahead.pop()
        seen.add(key)
        ahead += [way.end for way in chart.ways if way.start == key and way.end not in seen]
    assert seen == set(chart.nodes)
    dead = [key for key in chart.nodes if not any(way.start == key for way in chart.ways)]
    assert {chart.nodes[key].kind for key in dead} <= {"end", "later-end"}


@named
def test_ways_lead_from_left_to_right(matter):
    chart = chart_of(matter)
    layers = layered(tuple(chart.nodes), chart.onward())
    place = {s.node: n for n, column in enumerate(layers.columns) for s in column if s.node}
    assert set(place) == set(chart.nodes)
    assert all(place[start] < place[end] for start, end in chart.onward())


def test_a_fork_with_a_condition_is_inclusive_and_one_without_is_parallel():
    chart = chart_of(a_matter(a_step("food"), a_step("fire", when="area_m2 > 50")))
    assert chart.nodes["fork-acceptance"].gateway == "inclusive"
    plain = chart_of(a_matter(a_step("food"), a_step("fire")))
    assert plain.nodes["fork-acceptance"].gateway == "parallel"
    assert plain.nodes["join-end"].gateway == "parallel"


def test_a_circle_does_not_hang_the_layout():
    layers = layered(("a", "b"), (("a", "b"), ("b", "a")))
    assert len(layers.columns) == 2


@named
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_picture_holds_every_step_within_its_bounds(matter, language):
    root = ET.fromstring(svg_of(matter, office_of(matter), language))
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    titles = {title.text for title in root.iter(f"{SVG}title")}
    for step in matter.steps:
        assert any((title or "").startswith(step.name.into(language)) for title in titles)
    for group in root.iter(f"{SVG}g"):
        moved = group.get("transform", "")
        if moved.startswith("translate("):
            x, y = map(float, moved[10:].split(")")[0].split())
            assert 0 <= x <= width
            assert -2 <= y <= height


def test_a_name_cannot_become_markup():
    matter = a_matter(a_step("food", name='<script>&"'))
    for drawn in (svg_of(matter, an_office(), "zh"), bpmn_of(matter, an_office(), "zh")):
        ET.fromstring(drawn)
        assert "<script>" not in drawn
    assert '"<script>&\'"' in "\n".join(mermaid(Teller(matter, an_office(), "zh")))


@named
def test_mermaid_names_every_node_before_it_is_used(matter):
    lines = [one.strip() for one in mermaid(Teller(matter, office_of(matter), "zh"))][1:]
    declared = {
        one.split("[")[0].split("(")[0].split("{")[0].split(">")[0]
        for one in lines
        if "--" not in one
    }
    used = {word for one in lines if "-->" in one for word in (one.split()[0], one.split()[-1])}
    assert used <= declared


def parsed(matter, language="zh"):
    return ET.fromstring(bpmn_of(matter, office_of(matter), language).encode())


def flow_nodes(root):
    process = root.find(f"{{{BPMN}}}process")
    assert process is not None
    skip = {f"{{{BPMN}}}{one}" for one in ("laneSet", "sequenceFlow", "documentation")}
    return {node.get("id"): node for node in process if node.tag not in skip}


@named
def test_every_identifier_is_unique_and_every_reference_resolves(matter):
    root = parsed(matter)
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    references = [
        value
        for one in root.iter()
        for name, value in one.attrib.items()
        if name in ("sourceRef", "targetRef", "bpmnElement", "processRef", "messageRef", "default")
    ]
    texts = [
        one.text for one in root.iter()
        if one.tag in {f"{{{BPMN}}}{name}" for name in ("incoming", "outgoing", "flowNodeRef")}
    ]  # fmt: skip
    assert set(references) | set(texts) <= set(ids)


@named
def test_every_flow_has_both_ends_and_its_ends_know_it(matter):
    root = parsed(matter)
    nodes = flow_nodes(root)
    for flow in root.iter(f"{{{BPMN}}}sequenceFlow"):
        start, end = nodes[flow.get("sourceRef")], nodes[flow.get("targetRef")]
        assert flow.get("id") in [one.text for one in start.findall(f"{{{BPMN}}}outgoing")]
        assert flow.get("id") in [one.text for one in end.findall(f"{{{BPMN}}}incoming")]


@named
def test_every_node_has_one_shape_in_its_lane_and_every_flow_one_edge(matter):
    root = parsed(matter)
    shapes = {}
    for shape in root.iter(f"{{{DIAGRAM}}}BPMNShape"):
        bounds = shape.find(f"{{{BOUNDS}}}Bounds")
        assert bounds is not None
        shapes[shape.get("bpmnElement")] = [
            float(bounds.get(n, "")) for n in ("x", "y", "width", "height")
        ]
    edges = {one.get("bpmnElement"): one for one in root.iter(f"{{{DIAGRAM}}}BPMNEdge")}
    flows = {one.get("id") for one in root.iter(f"{{{BPMN}}}sequenceFlow")}
    assert flows == set(edges)
    assert all(len(one.findall(f"{{{WAYPOINTS}}}waypoint")) >= 2 for one in edges.values())
    assert set(flow_nodes(root)) <= set(shapes)
    for lane in root.iter(f"{{{BPMN}}}lane"):
        x, y, w, h = shapes[lane.get("id")]
        for member in lane.findall(f"{{{BPMN}}}flowNodeRef"):
            mx, my, mw, mh = shapes[member.text]
            assert x <= mx
            assert mx + mw <= x + w
            assert y <= my
            assert my + mh <= y + h


@named
def test_no_two_shapes_overlap(matter):
    root = parsed(matter)
    places = []
    for shape in root.iter(f"{{{DIAGRAM}}}BPMNShape"):
        if (shape.get("bpmnElement") or "").startswith("node_"):
            bounds = shape.find(f"{{{BOUNDS}}}Bounds")
            assert bounds is not None
            places.append([float(bounds.get(n, "")) for n in ("x", "y", "width", "height")])
    for n, (x, y, w, h) in enumerate(places):
        for x2, y2, w2, h2 in places[n + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


def test_kinds_become_what_bpmn_calls_them():
    nodes = flow_nodes(parsed(a_full_matter()))
    tags = {key: node.tag.partition("}")[2] for key, node in nodes.items()}
    assert tags["node_child"] == "callActivity"
    assert nodes["node_child"].get("calledElement") == "other-matter"
    assert tags["node_check-deed"] == tags["node_ring"] == "serviceTask"
    assert tags["node_open"] == tags["node_wait"] == "intermediateCatchEvent"
    assert nodes["node_open"].find(f".//{{{BPMN}}}timeDuration").text == "P20D"
    assert nodes["node_wait"].find(f"{{{BPMN}}}messageEventDefinition") is not None
    assert tags["node_again-food"] == "exclusiveGateway"


@pytest.mark.parametrize(("language", "called"), [("zh", "缴费完成"), ("en", "It is paid")])
def test_what_is_waited_for_is_called_by_its_words_also_in_conditions(language, called):
    waits = (
        {"signal": "paid-in", "text": {"zh": "缴费完成", "en": "It is paid"}},
        {"until": "received_on"},
    )
    came = "steps.wait.by == 'paid-in'"
    root = parsed(
        a_matter(
            a_step("wait", kind="wait", item=None, first=waits),
            a_step("food", after=("wait",), provided=came),
        ),
        language,
    )
    assert called in {one.get("name") for one in root.iter(f"{{{BPMN}}}message")}
    documented = [one.text or "" for one in root.iter(f"{{{BPMN}}}documentation")]
    assert any(called in one for one in documented)
    assert not any("paid-in" in one for one in documented)


def test_a_condition_stands_on_its_flow_in_words():
    root = parsed(a_full_matter())
    said = [one.text for one in root.iter(f"{{{BPMN}}}conditionExpression")]
    assert "area_m2大于50" in said


@pytest.mark.parametrize(
    ("words", "iso"),
    [("20 days", "P20D"), ("6 months", "P6M"), ("5 years", "P5Y"), ("3 working days", "P3D")],
)
def test_lengths_of_time_are_written_as_iso_durations(words, iso):
    assert duration(Limit.parse(words)) == iso
