"""A matter as BPMN 2.0 with its diagram, for reading in other tools (OMG formal/2011-01-03; ISO/IEC 19510). Pure.

It is a picture of the order with conditions in words, not a program: no other engine could keep the clocks of the law.
"""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass

from matters.limits import Limit
from matters.office import HALL, Office
from matters.spec import Matter
from matters.steps import Step, StepKind, Wait
from matters.words import Language
from matters.workbench.bpmn_layout import Drawing, drawing_of
from matters.workbench.charts import Chart, Node, Way, chart_of
from matters.workbench.step_sayings import sayings_of
from matters.workbench.step_words import Teller

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
WAYPOINTS = "http://www.omg.org/spec/DD/20100524/DI"
TYPES = "http://www.w3.org/2001/XMLSchema-instance"
REGISTERS = "registers"
"""The lane of the checks: they are nobody's by hand."""

TASKS: dict[StepKind, str] = {
    "decide": "userTask",
    "visit": "userTask",
    "issue": "userTask",
    "opinion": "userTask",
    "publicity": "intermediateCatchEvent",
    "expert-review": "userTask",
    "hearing": "userTask",
    "call": "serviceTask",
    "wait": "intermediateCatchEvent",
    "matter": "callActivity",
    "draw": "businessRuleTask",
    "pay": "receiveTask",
}
GATEWAYS = {
    "parallel": "parallelGateway",
    "inclusive": "inclusiveGateway",
    "exclusive": "exclusiveGateway",
}
EVENTS = {"start": "startEvent", "end": "endEvent", "later-end": "endEvent"}

for _prefix, _uri in (
    ("bpmn", BPMN), ("bpmndi", DIAGRAM), ("dc", BOUNDS), ("di", WAYPOINTS), ("xsi", TYPES),
):  # fmt: skip
    ET.register_namespace(_prefix, _uri)


def bpmn_of(matter: Matter, office: Office, language: Language) -> str:
    """The whole file: one process with a lane for each department, and its diagram."""
    return _Model(Teller(matter, office, language)).written()


def element(node: Node) -> str:
    """What BPMN calls the node."""
    if node.gateway is not None:
        return GATEWAYS[node.gateway]
    if node.step is not None:
        return TASKS[node.step.kind]
    if node.check is not None:
        return "serviceTask"
    return EVENTS.get(node.kind, "userTask")


def lane_of(node: Node, matter: Matter) -> str:
    """Whose lane the node stands in; gateways stand with the hall, which sees the whole."""
    if node.check is not None:
        return REGISTERS
    if node.step is not None:
        return next(iter(node.step.all_departments), matter.lead)
    return HALL


@dataclass
class _Model:
    """One file while it is written."""

    t: Teller

    def written(self) -> str:
        matter = self.t.matter
        chart = chart_of(matter, checks=True)
        lanes = {key: lane_of(node, matter) for key, node in chart.nodes.items()}
        root = ET.Element(_bpmn("definitions"), {
            "id": "definitions", "targetNamespace": f"urn:onego:{matter.matter}",
            "exporter": "OneGo", "exporterVersion": str(matter.version),
        })  # fmt: skip
        together = ET.SubElement(root, _bpmn("collaboration"), {"id": "collaboration"})
        name = matter.name.into(self.t.language)
        pool = {"id": "pool", "name": name, "processRef": "process"}
        ET.SubElement(together, _bpmn("participant"), pool)
        process = ET.SubElement(
            root, _bpmn("process"), {"id": "process", "name": name, "isExecutable": "false"}
        )
        self._lanes(process, lanes)
        for node in chart.nodes.values():
            self._node(process, chart, node)
        for number, way in enumerate(chart.ways):
            self._flow(process, chart, way, number)
        self._messages(root, chart)
        _draw(root, drawing_of(chart, lanes), chart)
        ET.indent(root)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            + ET.tostring(root, encoding="unicode")
            + "\n"
        )

    def _lanes(self, process: ET.Element, lanes: dict[str, str]) -> None:
        lane_set = ET.SubElement(process, _bpmn("laneSet"), {"id": "lanes"})
        for lane in dict.fromkeys(lanes.values()):
            name = self.t.department(lane)
            if lane == REGISTERS:
                name = self.t.either("数据核验（自动）", "Checks (by machine)")
            drawn = ET.SubElement(lane_set, _bpmn("lane"), {"id": f"lane_{lane}", "name": name})
            for key, own in lanes.items():
                if own == lane:
                    ET.SubElement(drawn, _bpmn("flowNodeRef")).text = f"node_{key}"

    def _node(self, process: ET.Element, chart: Chart, node: Node) -> None:
        said = {"id": f"node_{node.key}", "name": node.name.into(self.t.language)}
        default = next(
            (n for n, w in enumerate(chart.ways) if w.default and w.start == node.key), None
        )
        if default is not None and node.gateway in ("inclusive", "exclusive"):
            said["default"] = f"flow_{default}"
        if node.step is not None and node.step.matter is not None:
            said["calledElement"] = node.step.matter.key
        drawn = ET.SubElement(process, _bpmn(element(node)), said)
        if words := self._documentation(node):
            ET.SubElement(drawn, _bpmn("documentation")).text = words
        _ends(drawn, chart, node)
        if node.step is not None and (inside := INSIDE.get(node.step.kind)):
            inside(self, drawn, node.step)

    def _documentation(self, node: Node) -> str:
        if node.step is not None:
            who = self.t.listed(map(self.t.department, node.step.all_departments))
            item = node.step.item
            limit = item.limit.text(self.t.language) if item else ""
            said = (who, item.basis if item else "", limit, *sayings_of(self.t, node.step))
            return "\n".join(filter(None, said))
        return node.check.check.basis if node.check else ""

    def _flow(self, process: ET.Element, chart: Chart, way: Way, number: int) -> None:
        said = {
            "id": f"flow_{number}", "sourceRef": f"node_{way.start}", "targetRef": f"node_{way.end}",
        }  # fmt: skip
        words = self.t.either("，且", ", and ").join(map(self.t.condition, way.when))
        start = chart.nodes[way.start]
        if not words and not way.default and start.gateway == "inclusive" and start.kind == "fork":
            words = self.t.either("所有情形", "always")
        if words:
            said["name"] = words
        drawn = ET.SubElement(process, _bpmn("sequenceFlow"), said)
        if words and start.gateway in ("inclusive", "exclusive"):
            formal = {f"{{{TYPES}}}type": "bpmn:tFormalExpression"}
            ET.SubElement(drawn, _bpmn("conditionExpression"), formal).text = words

    def _messages(self, root: ET.Element, chart: Chart) -> None:
        waits = (one for node in chart.nodes.values() if node.step for one in node.step.first)
        said: dict[str, str] = {}
        for one in waits:
            if one.until is None:
                said.setdefault(_word(one), self._called(one))
        for key, name in sorted(said.items()):
            ET.SubElement(root, _bpmn("message"), {"id": _message(key), "name": name})

    def _called(self, one: Wait) -> str:
        """What people call the word that is waited for."""
        if one.text is not None or one.signal is not None:
            return one.words.into(self.t.language)
        return self.t.check(one.check) if one.check else self.t.path(one.answered or "")

    def timer(self, drawn: ET.Element, length: Limit | None, words: str = "") -> None:
        """A timer of a length, or until a day that an expression gives."""
        event = ET.SubElement(drawn, _bpmn("timerEventDefinition"))
        formal = {f"{{{TYPES}}}type": "bpmn:tFormalExpression"}
        if length is not None:
            ET.SubElement(event, _bpmn("timeDuration"), formal).text = duration(length)
        else:
            ET.SubElement(event, _bpmn("timeDate"), formal).text = words


def _ends(drawn: ET.Element, chart: Chart, node: Node) -> None:
    """Which flows come and go: first all that come, as the schema wants it."""
    for name, keys in (
        ("incoming", [way.end for way in chart.ways]),
        ("outgoing", [way.start for way in chart.ways]),
    ):
        for number, key in enumerate(keys):
            if key == node.key:
                ET.SubElement(drawn, _bpmn(name)).text = f"flow_{number}"


def _word(one: Wait) -> str:
    """The key of the word that a step waits for."""
    return one.signal or one.check or one.answered or ""


def _message(name: str) -> str:
    return f"message_{name.replace('.', '_')}"


def _publicity(model: _Model, drawn: ET.Element, step: Step) -> None:
    model.timer(drawn, step.lasts or step.within, "")


def _wait(model: _Model, drawn: ET.Element, step: Step) -> None:
    for one in step.first:
        if one.until is not None:
            model.timer(drawn, None, model.t.condition(one.until))
        else:
            event = _bpmn("messageEventDefinition")
            ET.SubElement(drawn, event, {"messageRef": _message(_word(one))})


def _several(model: _Model, drawn: ET.Element, step: Step) -> None:
    """One part for each department, all at once."""
    if len(step.all_departments) > 1 or step.each:
        said = {"isSequential": "false"}
        ET.SubElement(drawn, _bpmn("multiInstanceLoopCharacteristics"), said)


INSIDE: dict[StepKind, Callable[[_Model, ET.Element, Step], None]] = {
    "publicity": _publicity,
    "wait": _wait,
    "opinion": _several,
    "visit": _several,
    "decide": _several,
}


def duration(length: Limit) -> str:
    """The limit as ISO 8601; working days are written as days, and the documentation says what they are."""
    letter = {"months": "M", "years": "Y"}.get(length.unit, "D")
    return f"P{length.count}{letter}"


def _draw(root: ET.Element, drawing: Drawing, chart: Chart) -> None:
    diagram = ET.SubElement(root, f"{{{DIAGRAM}}}BPMNDiagram", {"id": "diagram"})
    plane = ET.SubElement(
        diagram, f"{{{DIAGRAM}}}BPMNPlane", {"id": "plane", "bpmnElement": "collaboration"}
    )
    for key, place, across in drawing.shapes():
        said = {"id": f"shape_{key}", "bpmnElement": key}
        if across:
            said["isHorizontal"] = "true"
        shape = ET.SubElement(plane, f"{{{DIAGRAM}}}BPMNShape", said)
        names = ("x", "y", "width", "height")
        numbers = {name: f"{value:g}" for name, value in zip(names, place, strict=True)}
        ET.SubElement(shape, f"{{{BOUNDS}}}Bounds", numbers)
    for number, way in enumerate(chart.ways):
        said = {"id": f"edge_{number}", "bpmnElement": f"flow_{number}"}
        edge = ET.SubElement(plane, f"{{{DIAGRAM}}}BPMNEdge", said)
        for x, y in drawing.points(way):
            point = {"x": f"{x:g}", "y": f"{y:g}"}
            ET.SubElement(edge, f"{{{WAYPOINTS}}}waypoint", point)


def _bpmn(name: str) -> str:
    return f"{{{BPMN}}}{name}"
