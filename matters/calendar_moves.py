"""Which last days of a case move when its calendar changes, and what then counts (domain 2.2 and 2.3). Pure.

What the law counts is counted by the newer calendar, in both directions. A day that a notice gave the applicant is
never taken back: the later of the told day and the newly counted one stands (decision 14).
"""

from collections.abc import Iterator
from datetime import date

from matters.calendar_facts import ASKED, DEFERRED, DateMoved, StepDays
from matters.calendars import Calendar, CalendarMissing
from matters.clock import clock
from matters.clock_entries import APPLICANT
from matters.ladder import rung_for
from matters.ledger import clocks
from matters.limits import Limit, last_day, working_days_between
from matters.rules import Rules
from matters.standing import Standing
from matters.timers import TIMERS
from matters.words import Text

PUBLICITY = "publicity"
"""The kind of step whose end everybody was told: as for the applicant, it comes no earlier."""


def moved(old: Rules, new: Rules, now: Standing, today: date) -> tuple[DateMoved, ...]:
    """The last days of running clocks that differ between the two calendars; none of what could not be counted."""
    if now.closed is not None and not _undelivered(now):
        return ()
    try:
        return (*_counted(old, new, now, today), *_told(old, new, now))
    except CalendarMissing:
        return ()


def step_days(old: Rules, new: Rules, now: Standing) -> tuple[StepDays, ...]:
    """The open steps whose last days differ between the two calendars; a publicity never ends before it was told to."""
    found = []
    for key, own in now.steps.items():
        if own.status != "open" or own.opened is None:
            continue
        step = new.matter.step(key)
        try:
            was, counted = clock(old, now, step), clock(new, now, step)
        except CalendarMissing:
            continue
        earlier = bool(was.due and counted.due and counted.due < was.due)
        if (was.due, was.promised) != (counted.due, counted.promised) and not (
            earlier and step.kind == PUBLICITY
        ):
            found.append(StepDays(step=key, due=counted.due, promised=counted.promised))
    return tuple(found)


def _undelivered(now: Standing) -> bool:
    return any(key not in now.delivered for key in now.issued)


def _counted(old: Rules, new: Rules, now: Standing, today: date) -> Iterator[DateMoved]:
    before = {one.key: one for one in clocks(old, now, today) if one.running}
    for one in clocks(new, now, today):
        was = before.get(one.key)
        if was is None or was.last is None or one.last is None or one.kind in (ASKED, DEFERRED):
            continue
        told = one.step and new.matter.step(one.step).kind == PUBLICITY
        if one.last > was.last or (one.last < was.last and not told):
            yield DateMoved(
                clock=one.key,
                title=one.label.title,
                whose=one.label.whose,
                before=was.last,
                after=one.last,
            )


def _told(old: Rules, new: Rules, now: Standing) -> Iterator[DateMoved]:
    """The applicant's days: only ever later than they were told."""
    usual = old.office.profile.supplement
    for ask in now.asks.values():
        length = _length(ask.on, ask.until, usual, old.calendar)
        title = TIMERS[ASKED].name
        yield from _later(f"{ASKED}:{ask.step}", title, (ask.on, ask.until, length), new.calendar)
    start = now.launched.on if now.launched else None
    for key, paper in now.evidence.items():
        if paper.rung != "deferred" or paper.until is None or start is None or now.ended:
            continue
        material = next((one for one in new.matter.materials if one.key == key), None)
        rung = rung_for(material, "deferred") if material else None
        if material is None or rung is None or rung.within is None:
            continue
        title = Text(
            zh=f"{material.name.zh}：{TIMERS[DEFERRED].name.zh}",
            en=f"{material.name.en}: {TIMERS[DEFERRED].name.en}",
        )
        length = _length(start, paper.until, rung.within, old.calendar)
        yield from _later(f"{DEFERRED}:{key}", title, (start, paper.until, length), new.calendar)


def _length(start: date, until: date, usual: Limit, calendar: Calendar) -> Limit:
    """How long the applicant was given: the usual length, or so many working days."""
    if usual.unit != "working-days" and last_day(start, usual, calendar) == until:
        return usual
    return Limit(count=working_days_between(start, until, calendar), unit="working-days")


def _later(
    clock: str, title: Text, told: tuple[date, date, Limit], calendar: Calendar
) -> Iterator[DateMoved]:
    start, until, length = told
    counted = last_day(start, length, calendar)
    if counted > until:
        yield DateMoved(clock=clock, title=title, whose=APPLICANT, before=until, after=counted)
