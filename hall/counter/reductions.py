"""The four reductions of a matter, computed from its definition and its baseline, never typed (四减, domain 3.11)."""

from collections.abc import Iterator

from matters.limits import Limit
from matters.spec import Material, Matter
from matters.words import Frozen, Text

ALWAYS = 4
"""What an applicant meets in any bundle: apply, be received, be decided upon, collect."""


class Reduction(Frozen):
    """One figure before and now."""

    name: Text
    unit: Text
    before: int
    now: int

    @property
    def percent(self) -> int:
        """How much less it is, in whole percent, rounded down; never negative."""
        return max(0, (self.before - self.now) * 100 // self.before) if self.before else 0


def reductions(matter: Matter) -> tuple[Reduction, ...]:
    """Time, steps, materials, visits; the materials at their most, for an applicant who needs every step."""
    was = matter.before
    return tuple(
        Reduction(name=name, unit=unit, before=before, now=now)
        for name, unit, before, now in (
            (Text(zh="减时限", en="Time"), _unit(matter.promise), was.days, _days(matter.promise)),
            (Text(zh="减环节", en="Steps"), Text(zh="个", en=""), was.steps, _steps(matter)),
            (
                Text(zh="减材料", en="Papers"),
                Text(zh="份", en=""),
                was.materials,
                sum(1 for _ in only_by_upload(matter)),
            ),
            (Text(zh="减跑动", en="Visits"), Text(zh="次", en=""), was.visits, matter.visits),
        )
    )


def only_by_upload(matter: Matter) -> Iterator[Material]:
    """The materials that nothing but the paper itself satisfies."""
    for material in matter.materials:
        if {rung.kind for rung in material.ladder} == {"upload"}:
            yield material


def _steps(matter: Matter) -> int:
    return ALWAYS + any(step.kind == "visit" for step in matter.steps)


def _days(limit: Limit) -> int:
    return limit.count


def _unit(limit: Limit) -> Text:
    if limit.unit == "working-days":
        return Text(zh="个工作日", en="working days")
    return Text(zh="日", en="days")
