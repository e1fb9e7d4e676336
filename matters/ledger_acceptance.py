"""The clocks before and at acceptance: T1 of the hall, T2 and T3 of the applicant (domain 2.2)."""

from collections.abc import Iterator
from datetime import date

from matters.calendars import CalendarMissing
from matters.case import ACCEPTANCE, MoreAsked
from matters.clock_entries import APPLICANT, ClockEntry, Event, Label, Run, entry
from matters.clock_events import ended_step, first_of, later, over
from matters.clock_labels import of_case, titled
from matters.ladder import rung_for
from matters.limits import Limit, last_day
from matters.office import HALL
from matters.rules import Rules
from matters.standing import Standing
from matters.timers import TIMERS, basis_of
from matters.words import Text


def to_say_what_is_missing(rules: Rules, now: Standing) -> Iterator[ClockEntry]:
    """T1: by the law, whose days alone make silence an acceptance; by the window's own duty; and once more each time.

    What was completed or sent back is looked at within the time of a new application.
    """
    if now.launched is None or rules.matter.ex_officio:
        return
    profile = rules.office.profile
    asked = next((one for one in now.requests if one.step == ACCEPTANCE), None)
    started = Event(now.launched.on, now.launched)
    stopped = first_of(asked, now.first_accepted) or over(now)
    run = Run(started, profile.supplement_notice, stopped=stopped)
    yield entry(of_case(rules, "T1", "T1:statutory:1"), run, rules.calendar)
    if profile.supplement_notice_local is not None:
        run = Run(started, profile.supplement_notice_local, stopped=stopped)
        yield entry(_local(rules), run, rules.calendar)
    yield from _anew(rules, now)


def _local(rules: Rules) -> Label:
    """Missing it is a breach of the window's duty and a red light; acceptance never follows from it."""
    name = Text(zh="一次性告知（窗口职责）", en="To say what is missing (duty of the window)")
    basis = rules.office.profile.local_basis.get("T1") or TIMERS["T1"].basis
    return Label("T1:local:1", "T1", name, basis, HALL)


def _anew(rules: Rules, now: Standing) -> Iterator[ClockEntry]:
    """After the last completion or return: the hall's time to accept."""
    since = [one for one in (now.sent_back, now.completed) if one is not None]
    if not since:
        return
    begun = max(since, key=lambda one: one.at)
    asked = next(
        (one for one in now.requests if one.step == ACCEPTANCE and one.at >= begun.at), None
    )
    stopped = later(first_of(asked, now.accepted) or over(now), begun.on)
    name = Text(zh="补正或者退回后受理", en="To accept what was completed or sent back")
    number = len(now.requests) + now.acceptances + 1
    label = Label(f"T1:anew:{number}", "T1", name, basis_of("T1", rules.office.profile), HALL)
    length = rules.office.profile.supplement_notice
    yield entry(label, Run(Event(begun.on, begun), length, stopped=stopped), rules.calendar)


def to_supply(rules: Rules, now: Standing) -> Iterator[ClockEntry]:
    """T2: the applicant's time to supply what a notice asked for, until the day that the notice says."""
    usual = rules.office.profile.supplement
    for number, ask in enumerate(now.requests, start=1):
        stopped = None if now.asks.get(ask.step) == ask else _supplied(now, ask, number)
        length = _length(rules, ask.on, usual, ask.until)
        run = Run(Event(ask.on, ask), length, until=ask.until, stopped=stopped)
        yield entry(_of_request(rules, ask, number), run, rules.calendar)


def _of_request(rules: Rules, ask: MoreAsked, number: int) -> Label:
    profile, name = rules.office.profile, TIMERS["T2"].name
    step = None if ask.step == ACCEPTANCE else rules.matter.step(ask.step)
    title = titled(step.name, name) if step else name
    key = f"T2:{ask.step}:{number}"
    return Label(key, "T2", title, basis_of("T2", profile), APPLICANT, step.step if step else None)


def _supplied(now: Standing, ask: MoreAsked, number: int) -> Event | None:
    met = now.requests_met.get(number)
    if met is not None:
        return Event(met.on, met)
    if ask.step == ACCEPTANCE:
        return first_of(now.accepted) or over(now)
    return ended_step(now, now.step(ask.step))


def deferred_papers(rules: Rules, now: Standing) -> Iterator[ClockEntry]:
    """T3: the applicant's time to bring a deferred paper, from the day on which it was deferred."""
    if now.first_accepted is None:
        return
    materials = {one.key: one for one in rules.matter.materials}
    for key, fact in now.deferred_by.items():
        material = materials.get(key)
        until = now.deferrals[key].until
        if material is None or until is None:
            continue
        rung = rung_for(material, "deferred")
        came = now.taken_by.get(key)
        run = Run(
            Event(fact.on, fact),
            _length(rules, fact.on, rung.within if rung else None, until),
            until=until,
            stopped=first_of(came if came is not fact else None) or over(now),
        )
        title = titled(material.name, TIMERS["T3"].name)
        basis = basis_of("T3", rules.office.profile)
        yield entry(Label(f"T3:{key}", "T3", title, basis, APPLICANT), run, rules.calendar)


def _length(rules: Rules, start: date, usual: Limit | None, until: date) -> Limit | None:
    """The usual length, if the day that was told follows from it; none where a person set another day."""
    try:
        told = usual is not None and last_day(start, usual, rules.calendar) == until
    except CalendarMissing:
        return None
    return usual if told else None
