"""The clocks of each item: T4 and T5 of its decision, T9 of its delivery, T10 of its promises, T11 of its certificate.

Each item has its own inside the bundle: parallel ones count from the acceptance, a serial one from the decision before
it (domain 2.2, rule 7).
"""

from collections.abc import Iterator
from datetime import date

from matters.case import Fact
from matters.clock import counted_from, excluded_of, items_before
from matters.clock_entries import APPLICANT, ClockEntry, Event, Label, Run, entry
from matters.clock_events import ended_step, first_of
from matters.clock_labels import of_step, titled
from matters.limits import back_from, validity_ends
from matters.notice_voids import arrival
from matters.promises import watched
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing, StepStanding
from matters.timers import TIMERS, basis_of
from matters.words import Text

_GRANTED = frozenset({"granted", "issued"})
_TOLD = _GRANTED | {"refused", "revoked"}


def decisions(rules: Rules, now: Standing, step: Step) -> Iterator[ClockEntry]:
    """T4 and T5: the decision, by the law and as promised; both count from the same day."""
    if step.item is None or not _begun(rules, now, step):
        return
    own = now.step(step.step)
    start = counted_from(rules, now, step)
    run = Run(
        started=Event(start, _starting(rules, now, step, start)),
        length=step.item.limit,
        extension=step.item.extend if own.extended else None,
        excluded=tuple(excluded_of(rules, now, step)),
        stopped=ended_step(now, own),
    )
    number = str(max(own.round, 1))
    yield entry(of_step(rules, "T4", step, number), run, rules.calendar)
    if step.item.promise is not None:
        yield entry(of_step(rules, "T5", step, number), _promised(step, run), rules.calendar)


def _begun(rules: Rules, now: Standing, step: Step) -> bool:
    """Whether its clock has begun: all items before it are decided, and it was not left out before."""
    own = now.step(step.step)
    if own.opened is not None:
        return True
    if own.done or step.follow_up:
        return False
    return all(now.step(key).done for key in items_before(rules, now, step))


def _promised(step: Step, run: Run) -> Run:
    """The promise moves as the limit does (Act 42); extended in other units, the limit's own day is left."""
    promise = step.item.promise if step.item else None
    if promise is None or (run.extension and run.extension.unit != promise.unit):
        return run
    return Run(run.started, promise, None, run.extension, run.excluded, run.stopped)


def _starting(rules: Rules, now: Standing, step: Step, start: date) -> Fact | None:
    """The fact of the day from which the item counts: the last decision before it, or the acceptance."""
    before = (now.step(key) for key in items_before(rules, now, step))
    ended = next((own.ended_by for own in before if own.ended_on == start), None)
    return ended or (now.accepted if now.accepted and now.accepted.effective == start else None)


def deliveries(rules: Rules, now: Standing, step: Step) -> Iterator[ClockEntry]:
    """T9: from the decision to the day on which its notices have arrived, not been sent (domain 2.10)."""
    own = now.step(step.step)
    if own.ended_on is None or own.status not in _TOLD or not (step.item or step.issues):
        return
    run = Run(
        Event(own.ended_on, own.ended_by),
        rules.office.profile.delivery,
        stopped=_arrived(now, step, own),
    )
    yield entry(of_step(rules, "T9", step, str(own.round)), run, rules.calendar)


def _arrived(now: Standing, step: Step, own: StepStanding) -> Event | None:
    """The arrival of the last of the notices that the decision calls for."""
    keys = [f"{event}:{step.step}:{own.round}" for event in ("granted", "refused", "certificate")]
    there = [one for one in (arrival(now, key) for key in keys) if one is not None]
    both = (
        step.item
        and step.issues
        and step.kind != "issue"
        and f"refused:{step.step}:{own.round}" not in now.issued
    )
    if len(there) < (2 if both else 1):
        return None
    last = max(there, key=lambda one: one.day)
    return Event(last.day, last)


def promise_checks(rules: Rules, now: Standing) -> Iterator[ClockEntry]:
    """T10: the department's time to look whether a promise is kept, and the applicant's to put it right."""
    for step, promise in watched(rules, now):
        own = now.step(step.step)
        checks = own.promise_checks.get(promise, [])
        if own.ended_on is None:
            continue
        run = Run(
            Event(own.ended_on, own.ended_by),
            rules.matter.promise_text(promise).verify_within,
            stopped=first_of(*checks, own.revoked),
        )
        yield entry(of_step(rules, "T10", step, promise), run, rules.calendar)
        for number, check in enumerate(checks, start=1):
            if check.correct_by is not None:
                stopped = first_of(*checks[number:], own.revoked)
                run = Run(Event(check.on, check), None, until=check.correct_by, stopped=stopped)
                yield entry(_correction(rules, step, f"{promise}:{number}"), run, rules.calendar)


def _correction(rules: Rules, step: Step, part: str) -> Label:
    name = Text(zh="限期整改", en="To put right what was promised")
    basis = basis_of("T10", rules.office.profile)
    return Label(
        f"T10:{step.step}:{part}", "T10", titled(step.name, name), basis, APPLICANT, step.step
    )


def renewals(rules: Rules, now: Standing, step: Step) -> Iterator[ClockEntry]:
    """T11: until when the renewal of a certificate is to be applied for; from when it may be (Act 50)."""
    own, certificate = now.step(step.step), step.issues
    if certificate is None or certificate.valid is None or own.ended_on is None:
        return
    if own.status not in _GRANTED:
        return
    profile = rules.office.profile
    expiry = validity_ends(certificate.valid, own.ended_on)
    opens = max(own.ended_on, back_from(expiry, profile.renewal_opens))
    name = TIMERS["T11"].name
    valid = Text(
        zh=f"{name.zh}（有效期至{expiry.year}年{expiry.month}月{expiry.day}日）",
        en=f"{name.en} (valid until {expiry.isoformat()})",
    )
    label = Label(
        f"T11:{step.step}:{own.round}",
        "T11",
        titled(certificate.name, valid),
        basis_of("T11", profile),
        APPLICANT,
        step.step,
    )
    run = Run(Event(opens, own.ended_by), None, until=back_from(expiry, profile.renewal))
    yield entry(label, run, rules.calendar)
