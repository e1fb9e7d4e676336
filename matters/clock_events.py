"""What stops clocks: the earliest of several facts, and the end of the whole case."""

from datetime import date

from matters.case import Fact
from matters.clock_entries import Event
from matters.standing import Standing, StepStanding


def first_of(*facts: Fact | None) -> Event | None:
    """The earliest of what happened, if anything did."""
    there = [one for one in facts if one is not None]
    if not there:
        return None
    first = min(there, key=lambda one: one.at)
    return Event(first.on, first)


def over(now: Standing) -> Event | None:
    """What ended the whole case, if anything did."""
    return first_of(
        now.not_accepted, now.withdrawn, now.lapsed, now.terminated, now.acceptance_revoked, now.closed
    )  # fmt: skip


def ended_step(now: Standing, own: StepStanding) -> Event | None:
    """What ended the step, or the whole case before it."""
    return Event(own.ended_on, own.ended_by) if own.ended_on else over(now)


def later(event: Event | None, than: date) -> Event | None:
    """The event, unless it had come before the day on which the clock began."""
    return event if event is not None and event.on >= than else None
