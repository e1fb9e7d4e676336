"""The four reductions of a matter, computed from its definition and its baseline, never typed (四减, domain 3.11)."""

from collections.abc import Iterator
from typing import Literal

from matters.limits import Limit
from matters.paths.feasibility import most_workdays, workdays_of
from matters.paths.situations import situations
from matters.spec import Material, Matter
from matters.words import Frozen, Text

ALWAYS = 4
"""What an applicant meets in any bundle: apply, be received, be decided upon, collect."""
MET = frozenset({"visit", "hearing", "pay"})
"""Kinds of steps that an applicant meets besides."""
MOST_SITUATIONS = 300
_OWN = frozenset({"upload", "deferred", "proof"})
"""Kinds of rungs by which an applicant brings a paper, now or later."""

Figure = Literal["time", "steps", "materials", "visits"]
Variant = Literal["serial", "longest-path"]


class Saving(Frozen):
    """One figure before and now."""

    figure: Figure
    variant: Variant | None = None
    """For the time: against all items one after the other, or against their longest chain."""
    name: Text
    unit: Text
    before: int
    now: int

    @property
    def percent(self) -> int:
        """How much less it is, in whole percent, rounded down; never negative."""
        return max(0, (self.before - self.now) * 100 // self.before) if self.before else 0


class Way(Frozen):
    """What one situation of the questions costs an applicant."""

    situation: str
    steps: tuple[str, ...]
    materials: int
    """Papers that nothing but themselves satisfies."""
    days: int
    """The longest chain of its steps, as promised, in working days."""


def savings(matter: Matter) -> tuple[Saving, ...]:
    """Time in both variants, steps, materials and visits; at their most, for an applicant who needs every step.

    Serial: what the errand took one item after the other, as its `before` says. Longest path: what the law allows
    the longest chain of its steps, so that the bundle is not praised for what could be done side by side before.
    Like is compared with like: the chain leaves out what the promise leaves out (optional steps, later checks, and
    days that the law does not count), and days of the calendar become working days alike on both sides.
    """
    was = matter.before
    unit = _unit(matter.promise)
    time = Text(zh="减时限", en="Time")
    papers = sum(1 for _ in only_by_upload(matter))
    decisive = (step.step for step in matter.steps if not step.optional)
    chain = most_workdays(matter, decisive, "statutory")
    workdays = Text(zh="个工作日", en="working days")
    return (
        Saving(figure="time", variant="serial", name=time, unit=unit,
               before=was.days, now=matter.promise.count),
        Saving(figure="time", variant="longest-path", name=time, unit=workdays,
               before=chain, now=workdays_of(matter.promise)),
        Saving(figure="steps", name=Text(zh="减环节", en="Steps"), unit=Text(zh="个", en=""),
               before=was.steps, now=_steps(matter)),
        Saving(figure="materials", name=Text(zh="减材料", en="Papers"), unit=Text(zh="份", en=""),
               before=was.materials, now=papers),
        Saving(figure="visits", name=Text(zh="减跑动", en="Visits"), unit=Text(zh="次", en=""),
               before=was.visits, now=matter.visits),
    )  # fmt: skip


def ways(matter: Matter, most: int = MOST_SITUATIONS) -> Iterator[Way]:
    """What each situation of the questions costs, as far as `most`; those turned away cost nothing and are left out."""
    uploads = {one.key for one in only_by_upload(matter)}
    for one in situations(matter, most=most):
        if one.turned_away is None:
            yield Way(
                situation=one.key,
                steps=one.steps,
                materials=len(uploads.intersection(one.materials)),
                days=most_workdays(matter, one.steps),
            )


def only_by_upload(matter: Matter) -> Iterator[Material]:
    """The materials that nothing but the paper itself satisfies."""
    for material in matter.materials:
        if {rung.kind for rung in material.ladder} <= _OWN:
            yield material


def _steps(matter: Matter) -> int:
    return ALWAYS + len(MET & {step.kind for step in matter.steps})


def _unit(limit: Limit) -> Text:
    words = {
        "working-days": Text(zh="个工作日", en="working days"),
        "months": Text(zh="个月", en="months"),
        "years": Text(zh="年", en="years"),
    }
    return words.get(limit.unit) or Text(zh="日", en="days")
