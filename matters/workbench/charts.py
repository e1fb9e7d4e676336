"""A matter as a chart: events, steps, and the gateways that its order needs. Pictures and BPMN come from it.

A fork is inclusive where one of its ways has a condition, else parallel; a join likewise, so that it does not wait for
what does not apply.
"""

from dataclasses import dataclass, field
from typing import Literal

from matters.case import ACCEPTANCE
from matters.expressions import Expression
from matters.spec import CheckUse, Matter
from matters.steps import Step
from matters.words import Text

NodeKind = Literal[
    "start", "end", "later-end", "acceptance", "step", "check", "fork", "join", "again"
]
Gateway = Literal["parallel", "inclusive", "exclusive"]

START, END, LATER_END = "start", "end", "later-end"
_EVENTS: dict[str, tuple[NodeKind, Text]] = {
    START: ("start", Text(zh="提出申请", en="Application")),
    END: ("end", Text(zh="办结", en="Done")),
    LATER_END: ("later-end", Text(zh="后续办结", en="Later part done")),
}


@dataclass(frozen=True)
class Node:
    """One event, step, check or gateway."""

    key: str
    kind: NodeKind
    name: Text
    step: Step | None = None
    check: CheckUse | None = None
    gateway: Gateway | None = None


@dataclass(frozen=True)
class Way:
    """From a node to a node; taken when all its conditions hold, or when no other is."""

    start: str
    end: str
    when: tuple[Expression, ...] = ()
    default: bool = False
    back: bool = False
    """A loop: work goes back."""


@dataclass
class Chart:
    """Nodes by key, and the ways between them."""

    nodes: dict[str, Node] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)

    def add(self, node: Node) -> str:
        self.nodes[node.key] = node
        return node.key

    def lead(self, way: Way) -> None:
        if way not in self.ways:
            self.ways.append(way)

    def onward(self) -> tuple[tuple[str, str], ...]:
        """The ways that do not go back, as edges for the layout."""
        return tuple((way.start, way.end) for way in self.ways if not way.back)


def chart_of(matter: Matter, *, checks: bool = False) -> Chart:
    """The chart of the matter, with the checks of its launch if they are asked for."""
    return _Drafting(matter).drawn(checks=checks)


class _Drafting:
    """One chart while it is made."""

    def __init__(self, matter: Matter) -> None:
        self._matter, self._chart = matter, Chart()
        self._conditional = {s.step for s in matter.steps if self._when(s)}

    def drawn(self, *, checks: bool) -> Chart:
        chart = self._chart
        self._event(START)
        acceptance = Node(ACCEPTANCE, "acceptance", Text(zh="受理", en="Acceptance"))
        if checks and self._matter.checks:
            self._checks(acceptance.key)
        chart.add(acceptance)
        if not (checks and self._matter.checks):
            chart.lead(Way(START, ACCEPTANCE))
        for step in self._matter.steps:
            chart.add(Node(step.step, "step", step.name, step))
        leads = self._leads()
        entries = {step.step: self._entry(step, leads) for step in self._matter.steps}
        exits = {key: self._exit(key, ends) for key, ends in leads.items()}
        for start, ends in leads.items():
            for end in ends:
                self._way(exits[start], entries.get(end, end), end)
        self._loops(entries)
        return chart

    def _event(self, key: str) -> str:
        kind, name = _EVENTS[key]
        return self._chart.add(Node(key, kind, name))

    def _when(self, step: Step) -> tuple[Expression, ...]:
        return tuple(one for one in (step.when, step.provided) if one is not None)

    def _checks(self, then: str) -> None:
        chart, uses = self._chart, self._matter.checks
        kind: Gateway = "inclusive" if any(use.when for use in uses) else "parallel"
        fork = self._gateway("fork-checks", "fork", kind)
        join = self._gateway("join-checks", "join", kind)
        chart.lead(Way(START, fork))
        for use in uses:
            key = chart.add(Node(f"check-{use.key}", "check", use.check.name, check=use))
            chart.lead(Way(fork, key, (use.when,) if use.when else ()))
            chart.lead(Way(key, join))
        if all(use.when for use in uses):
            chart.lead(Way(fork, join, default=True))
        chart.lead(Way(join, then))

    def _gateway(self, key: str, kind: NodeKind, gateway: Gateway) -> str:
        return self._chart.add(Node(key, kind, Text.same(""), gateway=gateway))

    def _leads(self) -> dict[str, list[str]]:
        """What each node leads to: the steps that wait for it, else an end."""
        matter = self._matter
        leads: dict[str, list[str]] = {ACCEPTANCE: [], **{s.step: [] for s in matter.steps}}
        for step in matter.steps:
            for earlier in matter.waits_for(step.step) or (ACCEPTANCE,):
                leads[earlier].append(step.step)
        later = {step.step for step in matter.steps if step.follow_up}
        for step in matter.steps:
            ends = leads[step.step]
            if step.step in later:
                ends += [] if ends else [LATER_END]
            elif not any(one not in later for one in ends):
                ends.append(END)
            elif all(one in self._conditional for one in ends):
                ends.append(END)  # when none of what follows applies
        self._ends(leads)
        return leads

    def _ends(self, leads: dict[str, list[str]]) -> None:
        for end in (END, LATER_END):
            before = [key for key, ends in leads.items() if end in ends]
            if not before and end == LATER_END:
                continue
            self._event(end)
            if len(before) > 1:
                join = self._gateway(f"join-{end}", "join", self._joining(before))
                self._chart.lead(Way(join, end))
                for key in before:
                    leads[key] = [join if one == end else one for one in leads[key]]

    def _joining(self, before: list[str]) -> Gateway:
        above = {up for key in before if key != ACCEPTANCE for up in self._matter.upstream(key)}
        return "inclusive" if (above | set(before)) & self._conditional else "parallel"

    def _entry(self, step: Step, leads: dict[str, list[str]]) -> str:
        """Where ways to the step arrive: at the step, or at the join before it."""
        before = [key for key, ends in leads.items() if step.step in ends]
        if len(before) < 2:  # noqa: PLR2004 - one way needs no join
            return step.step
        gateway = "inclusive" if step.enough else self._joining(before)
        join = self._gateway(f"join-{step.step}", "join", gateway)
        self._chart.lead(Way(join, step.step))
        return join

    def _exit(self, key: str, ends: list[str]) -> str:
        """Where ways from the node begin: at the node, at its loop, at its fork."""
        chart, leaves = self._chart, key
        step = chart.nodes[key].step
        if step is not None and step.again is not None:
            leaves = self._gateway(f"again-{key}", "again", "exclusive")
            chart.lead(Way(key, leaves))
        conditional = [one for one in ends if one in self._conditional]
        if len(ends) < 2 and not conditional:  # noqa: PLR2004 - one way needs no fork
            return leaves
        fork = self._gateway(f"fork-{key}", "fork", "inclusive" if conditional else "parallel")
        chart.lead(Way(leaves, fork, default=leaves != key))
        return fork

    def _way(self, start: str, arrives: str, end: str) -> None:
        step = self._chart.nodes[end].step if end in self._chart.nodes else None
        when = self._when(step) if step else ()
        node = self._chart.nodes[start]
        last = step is None and node.gateway == "inclusive"
        self._chart.lead(Way(start, arrives, when, default=last or node.kind == "again"))

    def _loops(self, entries: dict[str, str]) -> None:
        for step in self._matter.steps:
            if step.again is not None:
                back = entries.get(step.again.to, step.again.to)
                self._chart.lead(Way(f"again-{step.step}", back, (step.again.when,), back=True))
