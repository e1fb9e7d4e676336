"""What a wave has to do, as nodes named like the matter's YAML names them, with its dependencies. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from matters.due import (
    Action,
    CallOut,
    DeemAccepted,
    DeemDelivered,
    DeliverNotice,
    DrawLots,
    EraseValues,
    Lapse,
    LaunchChild,
    RunCheck,
    TellParent,
    TimeUp,
)
from matters.notices import IssueNotice
from matters.rules import Rules
from matters.spec import Matter
from matters.standing import Standing

NodeKind = Literal["clock", "check", "letter", "step", "errand"]


@dataclass(frozen=True)
class Node:
    """One task of a wave: a check, a letter or a step of one matter, for all cases that are at it."""

    digest: str
    kind: NodeKind
    key: str
    name: str
    """As the YAML names it, for the run history; never a personal value."""


@dataclass
class Plan:
    """The nodes that have cases at them, each with its cases, and what each waits for."""

    cases: dict[Node, list[str]] = field(default_factory=dict)
    after: dict[Node, tuple[Node, ...]] = field(default_factory=dict)

    def first(self) -> "Plan":
        """What comes before any letter: timers, checks and errands, as letters tell what these find out; else all."""
        early = {
            node: numbers
            for node, numbers in self.cases.items()
            if node.kind in ("clock", "check", "errand")
        }
        return Plan(early, dict.fromkeys(early, ())) if early else self


@dataclass(frozen=True)
class CaseDue:
    """One case of a wave: its rules, where it stands, and what is due."""

    rules: Rules
    now: Standing
    actions: tuple[Action, ...]
    facts: int
    """How many it had when this was seen."""


def plan(due: Mapping[str, CaseDue]) -> Plan:
    """The wave's tasks for what is due now, by case number."""
    made = Plan()
    matters: dict[str, Matter] = {}
    for number, case in due.items():
        matters[case.rules.matter.digest] = case.rules.matter
        nodes = (node_of(case.rules, case.now, action) for action in case.actions)
        for node in dict.fromkeys(nodes):
            made.cases.setdefault(node, []).append(number)
    for node in made.cases:
        made.after[node] = tuple(_before(matters[node.digest], node, made.cases))
    return made


def node_of(rules: Rules, now: Standing, action: Action) -> Node:
    """The node at which an action is carried out."""
    matter = rules.matter
    match action:
        case RunCheck(check=key):
            return Node(matter.digest, "check", key, f"核验 · {matter.check(key).check.name.zh}")
        case DeemAccepted() | DeemDelivered() | Lapse() | TimeUp() | EraseValues():
            return Node(matter.digest, "clock", "clock", "期限")
        case DrawLots(step=step) | CallOut(step=step) | LaunchChild(step=step):
            name = f"{_ERRANDS[type(action)]} · {matter.step(step).name.zh}"
            return Node(matter.digest, "errand", step, name)
        case TellParent():
            return Node(matter.digest, "errand", "parent", "告知主办件")
        case IssueNotice(step=step, letter=letter):
            return _telling(rules, step, letter)
        case DeliverNotice(key=key):
            issued = now.issued[key]
            return _telling(rules, issued.step, issued.letter)


_ERRANDS: dict[type[Action], str] = {DrawLots: "抽取", CallOut: "调用", LaunchChild: "子事项"}


def _telling(rules: Rules, step: str | None, letter: str) -> Node:
    digest = rules.matter.digest
    if step is not None:
        return Node(digest, "step", step, rules.matter.step(step).name.zh)
    return Node(digest, "letter", letter, f"文书 · {rules.office.letter(letter).name.zh}")


def _before(matter: Matter, node: Node, nodes: Iterable[Node]) -> Iterable[Node]:
    """A step waits for the steps before it; the last letter for all."""
    for other in nodes:
        if other == node or other.digest != node.digest:
            continue
        match node.kind, other.kind:
            case "step", "step" if other.key in matter.step(node.key).after:
                yield other
            case "letter", "step" if node.key == matter.letters.get("done"):
                yield other
            case _:
                continue
