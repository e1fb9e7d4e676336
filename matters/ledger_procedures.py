"""The clocks of steps that decide no item: publicity, opinions, calls, waits, and hearings with T7 and T8 (Act 47)."""

from collections.abc import Iterator

from matters.clock_entries import APPLICANT, ClockEntry, Event, Run, entry
from matters.clock_events import ended_step
from matters.clock_labels import of_step
from matters.exclusions import excluded
from matters.limits import Limit
from matters.office import Profile, TimerKind
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing


def of_procedure(rules: Rules, now: Standing, step: Step) -> Iterator[ClockEntry]:
    """The step's own length from the day on which it opened; a hearing has the law's where the matter says none."""
    own = now.step(step.step)
    if step.item is not None or step.kind == "visit" or own.opened is None:
        return
    kind = kind_of(rules, step)
    length = step.lasts or step.within or _by_law(kind, rules.office.profile)
    if length is None:
        return
    run = Run(
        Event(own.opened.on, own.opened),
        length,
        excluded=tuple(excluded(now, (), (step,))),
        stopped=ended_step(now, own),
    )
    whose = APPLICANT if kind == "T7" else None
    label = of_step(rules, kind, step, str(own.opened.round), whose)
    yield entry(label, run, rules.calendar)


def kind_of(rules: Rules, step: Step) -> TimerKind:
    """Which timer a step without an item is."""
    if step.kind == "hearing":
        return "T8"
    if rules.matter.waits_for_claim(step):
        return "T7"
    return "T10" if step.follow_up else "own"


def _by_law(kind: TimerKind, profile: Profile) -> Limit | None:
    match kind:
        case "T7":
            return profile.hearing_request
        case "T8":
            return profile.hearing
        case _:
            return None
