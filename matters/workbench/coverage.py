"""What the scenarios of a matter go through, and what none of them does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from matters.case import FindingOutcome
from matters.ladder import ladder_of
from matters.paths.judging import Judged, all_of, negated
from matters.paths.possible import Never, Paths
from matters.rules import check_scope, holds, materials_of, scope
from matters.spec import Material, Matter, Step
from matters.words import Text
from matters.workbench.trials import Run
from matters.workbench.trials_observed import Observed


class Mark(NamedTuple):
    """One thing that some scenario should go through."""

    kind: str
    """`leaf`, `option`, `step`, `paper`, `rung`, `check`, `stops` or `ends`."""
    key: str
    value: str

    @property
    def text(self) -> Text:
        said = _WORDS[self.kind]
        return Text(
            zh=said.zh.format(key=self.key, value=self.value),
            en=said.en.format(key=self.key, value=self.value),
        )


_WORDS = {
    "leaf": Text(zh="不予办理的情形第{key}项", en="leaf {key} of not_applicable"),
    "option": Text(zh="问题“{key}”答“{value}”", en="question {key} answered {value}"),
    "step": Text(zh="环节“{key}”适用：{value}", en="step {key} applies: {value}"),
    "paper": Text(zh="材料“{key}”需要：{value}", en="material {key} is needed: {value}"),
    "rung": Text(zh="材料“{key}”以“{value}”满足", en="material {key} by {value}"),
    "check": Text(zh="核验“{key}”：{value}", en="check {key} says {value}"),
    "stops": Text(zh="核验“{key}”不通过，不得受理", en="check {key} stops the case"),
    "ends": Text(zh="环节“{key}”的结果“{value}”", en="step {key} ends {value}"),
}

_ENDS: dict[str, tuple[str, ...]] = {
    "decide": ("granted", "refused"),
    "visit": ("visited", "corrections"),
    "issue": ("issued",),
    "opinion": ("agreed", "objected"),
    "publicity": ("undisputed", "disputed"),
    "expert-review": ("held",),
    "hearing": ("held",),
    "call": ("answered", "unanswered"),
    "wait": ("met",),
    "matter": ("granted", "refused"),
    "draw": ("drawn",),
    "pay": ("paid",),
}
"""How a step of each kind may end; `corrections` is a visit that found something first."""
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Coverage:
    """All marks of a matter and which of them were seen."""

    wanted: tuple[Mark, ...]
    seen: frozenset[Mark]

    @property
    def missing(self) -> tuple[Mark, ...]:
        return tuple(one for one in self.wanted if one not in self.seen)

    def share(self, *kinds: str) -> float:
        """Of the marks of these kinds, or of all, how many were seen; 1 where there are none."""
        mine = [one for one in self.wanted if not kinds or one.kind in kinds]
        return sum(one in self.seen for one in mine) / len(mine) if mine else 1.0


def coverage(matter: Matter, runs: Iterable[Run]) -> Coverage:
    """What these runs went through, of all that can happen in the matter."""
    seen = frozenset(mark for run in runs for mark in marks_seen(run))
    return Coverage(tuple(marks_of(matter)), seen)


def marks_of(matter: Matter) -> Iterator[Mark]:
    """Everything that scenarios should go through, as far as it can happen at all."""
    paths = Paths(matter)
    yield from (Mark("leaf", str(n), "") for n, _ in enumerate(matter.not_applicable, start=1))
    for one in matter.questions:
        for value in [o.value for o in one.options] or _YES_NO.get(one.type, ()):
            yield Mark("option", one.ask, value)
    for step in matter.steps:
        yield from _both_ways(paths, "step", step.step, paths.applies[step.step])
        yield from (Mark("ends", step.step, end) for end in _ends(matter, step))
    for material in matter.materials:
        yield from _of_material(paths, material)
    for use in matter.checks:
        yield Mark("check", use.key, "match")
        if use.stops_if is not None:
            yield Mark("stops", use.key, "")


_YES_NO: dict[str, tuple[str, ...]] = {"yes-no": ("true", "false")}


def _both_ways(paths: Paths, kind: str, key: str, applies: Judged) -> Iterator[Mark]:
    for value, goal in ((YES, applies), (NO, negated(applies))):
        if not isinstance(paths.together(paths.served, goal), Never):
            yield Mark(kind, key, value)


def _of_material(paths: Paths, material: Material) -> Iterator[Mark]:
    own = paths.condition(material.when)
    readers = material.readers
    applies = all_of((own, paths.any_applies(readers))) if readers else own
    yield from _both_ways(paths, "paper", material.key, applies)
    for rung in material.ladder:
        yield Mark("rung", material.key, rung.written)


def _ends(matter: Matter, step: Step) -> tuple[str, ...]:
    own = _ENDS.get(step.kind, ())
    earlier = (matter.step(key) for key in step.after)
    fails = any(len(_ENDS.get(one.kind, ())) > 1 and one.kind != "visit" for one in earlier)
    return (*own, "terminated") if fails else own


def marks_seen(run: Run) -> Iterator[Mark]:
    """What one run went through."""
    matter, seen = run.rules.matter, Observed(run)
    visible = scope(matter, run.now, run.starts)
    leaves = [holds(one.when, visible) for one in matter.not_applicable]
    yield from (Mark("leaf", str(n), "") for n, met in enumerate(leaves, start=1) if met)
    for one in matter.questions:
        if holds(one.when, visible):
            yield from (Mark("option", one.ask, value) for value in _said(seen.values.get(one.ask)))
    if not any(leaves):
        yield from _switched(run, seen)
    yield from _checked(run)
    yield from _ended(run)


def _said(value: object) -> tuple[str, ...]:
    match value:
        case bool():
            return ("true" if value else "false",)
        case tuple() | list():
            return tuple(map(str, value))
        case None:
            return ()
        case _:
            return (str(value),)


def _switched(run: Run, seen: Observed) -> Iterator[Mark]:
    matter = run.rules.matter
    for step in matter.steps:
        yield Mark("step", step.step, YES if step.step in seen.items else NO)
    needed = {one.key for one in materials_of(matter, run.now, run.starts)}
    for material in matter.materials:
        yield Mark("paper", material.key, YES if material.key in needed else NO)
        rung = ladder_of(matter, run.now, material).by if material.key in needed else None
        if rung is not None:
            yield Mark("rung", material.key, rung.written)
        if material.key in run.now.deferrals:
            yield Mark("rung", material.key, "deferred")


def _checked(run: Run) -> Iterator[Mark]:
    for key, finding in run.now.known.items():
        if finding.outcome == FindingOutcome.MATCH:
            yield Mark("check", key, "match")
            use = run.rules.matter.check(key)
            if use.stops_if is not None and holds(use.stops_if, check_scope(use, run.now)):
                yield Mark("stops", key, "")


def _ended(run: Run) -> Iterator[Mark]:
    for key, own in run.now.steps.items():
        yield Mark("ends", key, own.status)
    for visit in run.now.failed_visits:
        yield Mark("ends", visit.step, "corrections")
