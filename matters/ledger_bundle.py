"""T6: the clocks of the whole bundle, from its one acceptance until the last item is decided (Act 42(2))."""

from collections.abc import Iterator

from matters.clock_entries import ClockEntry, Event, Label, Run, entry
from matters.clock_events import over
from matters.clock_labels import of_case
from matters.exclusions import excluded
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing
from matters.timers import basis_of
from matters.words import Text

_SEVERAL = 2


def of_bundle(rules: Rules, now: Standing) -> Iterator[ClockEntry]:
    """The matter's own promise, and the law's days where several permits are handled together."""
    if (run := _run(rules, now)) is not None:
        yield entry(_promised(rules), run, rules.calendar)
    if (clock := by_law(rules, now)) is not None:
        yield clock


def by_law(rules: Rules, now: Standing) -> ClockEntry | None:
    """The law's days for permits that are handled together; none where there are not several."""
    run = _run(rules, now)
    items = [one.item for one in _steps(rules, now) if one.item]
    if run is None or sum(item.kind == "licence" for item in items) < _SEVERAL:
        return None
    profile = rules.office.profile
    more = profile.bundle_extension if now.bundle_extended else None
    whole = Run(run.started, profile.bundle, None, more, run.excluded, run.stopped)
    return entry(of_case(rules, "T6", "T6:statutory", rules.matter.lead), whole, rules.calendar)


def _steps(rules: Rules, now: Standing) -> tuple[Step, ...]:
    accepted = now.accepted or now.first_accepted
    return tuple(rules.matter.step(key) for key in accepted.steps) if accepted else ()


def _run(rules: Rules, now: Standing) -> Run | None:
    if now.first_accepted is None:
        return None
    steps = _steps(rules, now)
    return Run(
        started=Event(now.first_accepted.effective, now.first_accepted),
        length=rules.matter.promise,
        excluded=tuple(excluded(now, steps, steps)),
        stopped=_stopped(now, steps),
    )


def _promised(rules: Rules) -> Label:
    name = Text(zh="“一件事”承诺期限", en="Promised for the whole")
    basis = basis_of("T5", rules.office.profile)
    return Label("T6:promised", "T6", name, basis, rules.matter.lead)


def _stopped(now: Standing, steps: tuple[Step, ...]) -> Event | None:
    """The last decision of the items; the end of the case where there are none, or where it was broken off."""
    items = [now.step(one.step) for one in steps if one.item and not one.follow_up]
    days = [own.ended_on for own in items if own.ended_on is not None]
    if not items or len(days) < len(items) or now.broken_off:
        return over(now)
    last = max(days)
    return Event(last, next(own.ended_by for own in items if own.ended_on == last))
