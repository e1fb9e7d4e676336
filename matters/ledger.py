"""The clock ledger of a case: every clock that the law or a promise sets, running or stopped (domain 2.2). Pure.

Whatever a page or a notice says of a day of a clock comes from here, or from `limits`, with which this counts.
"""

from collections.abc import Iterator
from datetime import date

from matters.case import ACCEPTANCE, MoreAsked
from matters.clock import counted_from, excluded_of, items_before
from matters.clock_entries import ClockEntry, Event, Label, Run, entry
from matters.happened import Happened
from matters.limits import last_day
from matters.office import HALL, TimerKind
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing
from matters.timers import TIMERS, basis_of
from matters.words import Text

APPLICANT = "applicant"
_DECIDED = frozenset({"granted", "refused", "issued", "revoked"})


def clocks(rules: Rules, now: Standing, today: date) -> tuple[ClockEntry, ...]:
    """Every clock of the case, in the order in which they began; `today` is the day on which it is asked."""
    if now.launched is None:
        return ()
    found = (*_of_acceptance(rules, now), *_of_requests(rules, now), *_of_steps(rules, now))
    return tuple(sorted(found, key=lambda one: one.started.on))


def clock_entry(entries: tuple[ClockEntry, ...], key: str) -> ClockEntry | None:
    """The clock of this key."""
    return next((one for one in entries if one.key == key), None)


def over(now: Standing) -> Event | None:
    """What ended the whole case, if anything did."""
    ends = (
        now.not_accepted, now.withdrawn, now.lapsed, now.terminated, now.acceptance_revoked, now.closed,
    )  # fmt: skip
    return _first(*ends)


def _first(*facts: Happened | None) -> Event | None:
    """The earliest of what happened."""
    there = [one for one in facts if one is not None]
    return Event(min(there, key=_moment).on, min(there, key=_moment)) if there else None


def _moment(fact: Happened) -> float:
    return fact.at.timestamp()


def _label(rules: Rules, kind: TimerKind, key: str, step: Step | None = None) -> Label:
    """The label of a timer of a step, or of the whole."""
    name = TIMERS[kind].name
    if step is None:
        whose = HALL if kind == "T1" else rules.matter.lead
        return Label(key, kind, name, basis_of(kind, rules.office.profile), whose)
    of = step.item.name if step.item else step.name
    title = Text(zh=f"{of.zh}：{name.zh}", en=f"{of.en}: {name.en}")
    whose = step.department or rules.matter.lead
    return Label(key, kind, title, basis_of(kind, rules.office.profile, step), whose, step.step)


def _of_acceptance(rules: Rules, now: Standing) -> Iterator[ClockEntry]:
    """T1: the hall's time to say what is missing, by the law and by the window's own duty."""
    if now.launched is None or rules.matter.ex_officio:
        return
    profile = rules.office.profile
    asked = next((one for one in now.requests if one.step == ACCEPTANCE), None)
    started = Event(now.launched.on, now.launched)
    stopped = _first(asked, now.first_accepted) or over(now)
    run = Run(started, profile.supplement_notice, stopped=stopped)
    yield entry(_label(rules, "T1", "T1:statutory:1"), run, rules.calendar)
    if profile.supplement_notice_local is not None:
        run = Run(started, profile.supplement_notice_local, stopped=stopped)
        yield entry(_local(rules), run, rules.calendar)


def _local(rules: Rules) -> Label:
    """Missing it is a breach of the window's duty; acceptance by silence follows from the law's own days alone."""
    name = Text(zh="一次性告知（窗口承诺）", en="To say what is missing (duty of the window)")
    basis = rules.office.profile.local_basis.get("T1") or TIMERS["T1"].basis
    return Label("T1:local:1", "T1", name, basis, HALL)


def _of_requests(rules: Rules, now: Standing) -> Iterator[ClockEntry]:
    """T2: the applicant's time to supply what a notice asked for."""
    usual = rules.office.profile.supplement
    for number, ask in enumerate(now.requests, start=1):
        length = usual if last_day(ask.on, usual, rules.calendar) == ask.until else None
        stopped = None if now.asks.get(ask.step) == ask else _supplied(now, ask, number)
        run = Run(Event(ask.on, ask), length, until=ask.until, stopped=stopped)
        name = TIMERS["T2"].name
        step = None if ask.step == ACCEPTANCE else ask.step
        label = Label(f"T2:{ask.step}:{number}", "T2", name, TIMERS["T2"].basis, APPLICANT, step)
        yield entry(label, run, rules.calendar)


def _supplied(now: Standing, ask: MoreAsked, number: int) -> Event | None:
    met = now.requests_met.get(number)
    if met is not None:
        return Event(met.on, met)
    if ask.step == ACCEPTANCE:
        return _first(now.accepted) or over(now)
    own = now.step(ask.step)
    return Event(own.ended_on, own.ended_by) if own.ended_on else over(now)


def _of_steps(rules: Rules, now: Standing) -> Iterator[ClockEntry]:
    if now.accepted is None:
        return
    for key in now.accepted.steps:
        step = rules.matter.step(key)
        if step.item is not None and _counts(rules, now, step):
            yield from _of_item(rules, now, step)
        yield from _of_delivery(rules, now, step)


def _counts(rules: Rules, now: Standing, step: Step) -> bool:
    """Whether the clock of the item has begun: all items before it are decided, and it was not left out before."""
    own = now.step(step.step)
    if own.opened is not None:
        return True
    if own.done or step.follow_up:
        return False
    return all(now.step(key).done for key in items_before(rules, now, step))


def _of_item(rules: Rules, now: Standing, step: Step) -> Iterator[ClockEntry]:
    """T4 and T5: the decision, by the law and as promised; both count from the same day."""
    if step.item is None or now.accepted is None:
        return
    own = now.step(step.step)
    start = counted_from(rules, now, step)
    run = Run(
        started=Event(start, _starting(rules, now, step, start)),
        length=step.item.limit,
        extension=step.item.extend if own.extended else None,
        excluded=tuple(excluded_of(rules, now, step)),
        stopped=Event(own.ended_on, own.ended_by) if own.ended_on else over(now),
    )
    number = max(own.round, 1)
    yield entry(_label(rules, "T4", f"T4:{step.step}:{number}", step), run, rules.calendar)
    if step.item.promise is not None:
        label = _label(rules, "T5", f"T5:{step.step}:{number}", step)
        yield entry(label, _promised(step, run), rules.calendar)


def _promised(step: Step, run: Run) -> Run:
    """As `clock` has it: the promise moves as the limit does; extended in other units, it is the limit."""
    promise = step.item.promise if step.item else None
    if promise is None or (run.extension and run.extension.unit != promise.unit):
        return run
    return Run(run.started, promise, None, run.extension, run.excluded, run.stopped)


def _starting(rules: Rules, now: Standing, step: Step, start: date) -> Happened | None:
    """The fact of the day from which the item counts: the last decision before it, or the acceptance."""
    before = (now.step(key) for key in items_before(rules, now, step))
    ended = next((own.ended_by for own in before if own.ended_on == start), None)
    return ended or (now.accepted if now.accepted and now.accepted.effective == start else None)


def _of_delivery(rules: Rules, now: Standing, step: Step) -> Iterator[ClockEntry]:
    """T9: from the decision to the day on which its notices have arrived, not been sent (domain 2.10)."""
    own = now.step(step.step)
    if own.ended_on is None or own.status not in _DECIDED or not (step.item or step.issues):
        return
    keys = [f"{event}:{step.step}:{own.round}" for event in ("granted", "refused", "certificate")]
    wanted = 2 if step.item and step.issues and own.status != "refused" else 1
    there = [now.delivered[key] for key in keys if key in now.delivered]
    last = max(there, key=lambda one: one.day) if len(there) >= wanted else None
    run = Run(
        Event(own.ended_on, own.ended_by),
        rules.office.profile.delivery,
        stopped=Event(last.day, last) if last else None,
    )
    yield entry(_label(rules, "T9", f"T9:{step.step}:{own.round}", step), run, rules.calendar)
