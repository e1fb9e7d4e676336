"""The parts of a step: several who sign, or several things decided each for itself, and when enough have agreed."""

from dataclasses import dataclass
from datetime import date

from matters.case import Part
from matters.expressions import Expression
from matters.rules import Rules, received_on, scope
from matters.spec import Step
from matters.standing import NEUTRAL, Standing, StepStanding
from matters.step_facts import Ending

_FOR = frozenset({"agreed", "granted"})


def has_parts(step: Step) -> bool:
    """Whether the step is done part by part."""
    return step.kind == "opinion" or step.each is not None


def parts_of(rules: Rules, now: Standing, step: Step, today: date) -> tuple[Part, ...]:
    """Its parts as it opens: one for each department, row or number."""
    if step.kind == "opinion" and step.each is None:
        return tuple(Part(key=one, department=one) for one in step.all_departments)
    if step.each is None:
        return ()
    department = step.department or rules.matter.lead
    count = how_many(rules, now, step.each, today)
    return tuple(Part(key=str(n), department=department) for n in range(1, count + 1))


def how_many(rules: Rules, now: Standing, said: int | Expression, today: date) -> int:
    """A number that is written, computed, or the length of a list; nothing unanswered is none."""
    if isinstance(said, int):
        return said
    match said.evaluate(scope(rules.matter, now, received_on(now, today))):
        case bool() | None:
            return 0
        case int() | float() as number:
            return max(0, int(number))
        case tuple() | list() as rows:
            return len(rows)
        case _:
            return 0


@dataclass(frozen=True)
class Tally:
    """How the parts have said so far."""

    agreed: int
    against: int
    silent: int
    needed: int

    @property
    def reached(self) -> bool:
        return self.agreed >= self.needed

    @property
    def lost(self) -> bool:
        return self.agreed + self.silent < self.needed


def tally(rules: Rules, now: Standing, step: Step, today: date) -> Tally:
    """The count of an open step with parts; there is at least one."""
    own = now.step(step.step)
    said = [one.decided.decision for one in own.parts.values() if one.decided]
    agreed = sum(word in _FOR for word in said)
    total = len(own.parts)
    return Tally(agreed, len(said) - agreed, total - len(said), _needed(rules, now, step, today))


def _needed(rules: Rules, now: Standing, step: Step, today: date) -> int:
    """At least one and at most all: a number above the parts that are there would refuse without anybody's word."""
    total = len(now.step(step.step).parts)
    match step.quorum:
        case "all":
            return total
        case "any":
            return 1
        case said:
            return min(total, max(1, how_many(rules, now, said, today)))


def word_for(step: Step, *, agreed: bool) -> Ending:
    """How a step of parts ends."""
    if step.kind == "opinion":
        return "agreed" if agreed else "objected"
    return "granted" if agreed else "refused"


def open_parts(own: StepStanding) -> tuple[Part, ...]:
    """The parts on which nobody has said the last word."""
    return tuple(one.part for one in own.parts.values() if one.decided is None)


def parts_left(step: Step, own: StepStanding) -> bool:
    """Whether parts of a step that has ended still have to be done."""
    return step.rest == "goes-on" and bool(open_parts(own)) and own.status not in NEUTRAL
