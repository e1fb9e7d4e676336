"""Days that a clock leaves out: procedures that the law excludes, and suspensions; each with its law and its notice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from matters.case import Suspended
from matters.spec import Step
from matters.standing import Standing
from matters.words import Text


@dataclass(frozen=True)
class Excluded:
    """One of them: the days after `begin`, up to and including `end`; none while it goes on (Act 45)."""

    begin: date
    end: date | None
    step: str
    cause: Text
    basis: str
    notice: str | None
    """The number of the notice that told the applicant of it; none while it has not been issued."""


def excluded(
    now: Standing, procedures: Iterable[Step], suspended: Iterable[Step]
) -> Iterator[Excluded]:
    """The days of the procedures, each on the law that its matter names, and of suspensions."""
    for step in procedures:
        if step.excluded is not None and (own := now.steps.get(step.step)):
            for span in own.spans:
                number = _told(now, "excluded", f"{step.step}:{_round(now, step.step, span.begin)}")
                yield Excluded(span.begin, span.end, step.step, step.name, step.excluded, number)
    for step in suspended:
        if (own := now.steps.get(step.step)) and own.suspensions:
            yield from _suspensions(now, step.step)


def ended(spans: Iterable[Excluded]) -> tuple[tuple[date, date], ...]:
    """Those that are over, as limits are counted with."""
    return tuple((one.begin, one.end) for one in spans if one.end is not None)


def _suspensions(now: Standing, step: str) -> Iterator[Excluded]:
    events = enumerate(now.clock_events, start=1)
    facts = {
        one.on: (n, one) for n, one in events if isinstance(one, Suspended) and one.step == step
    }
    for span in now.step(step).suspensions:
        number, fact = facts[span.begin]
        notice = _told(now, "suspended", f"{step}:{number}")
        yield Excluded(span.begin, span.end, step, _SUSPENDED, fact.basis, notice)


_SUSPENDED = Text(zh="中止办理", en="suspended")


def _round(now: Standing, step: str, begin: date) -> int:
    """The round in which the step opened on the day."""
    opened = [one.round for one in now.procedures if one.step == step and one.on == begin]
    return opened[-1] if opened else 1


def _told(now: Standing, event: str, suffix: str) -> str | None:
    issued = now.issued.get(f"{event}:{suffix}")
    return issued.number if issued else None
