"""The clocks of a case that run, as supervision watches them: whose, from when yellow, until when (domain 3.18)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from matters.case import ACCEPTANCE, business_date
from matters.clock_entries import APPLICANT, ClockEntry
from matters.ledger import clocks
from matters.limits import yellow_from
from matters.office import HALL
from matters.rules import Rules
from matters.standing import Standing
from matters.work import WorkItem

RedReason = Literal[
    "overdue", "check-missed", "voucher-missing", "supplement-twice", "reasons-missing"
]
"""Why a light is red, beside what the applicant may be told."""

_DAY = timedelta(days=1)


class OpenClock(NamedTuple):
    """One clock that runs, or one duty that was missed."""

    key: str
    kind: str
    """T1 to T11 (domain 2.2), `own` of a step, `duty`, or the kind of work beside the steps."""
    step: str
    department: str
    holder: str | None
    reason: RedReason
    """What its light says once it is red."""
    started: date
    yellow_on: date
    """The first day on which it is yellow; after `last` where it turns red at once."""
    last: date


def open_clocks(
    rules: Rules, now: Standing, work: Sequence[WorkItem], today: date
) -> tuple[OpenClock, ...]:
    """All of the case that run on a day; `work` is its open work."""
    running = [one for one in clocks(rules, now, today) if one.running and one.kind not in _RIGHTS]
    found = (
        *(_of_entry(rules, now, one, one.last) for one in running if one.last is not None),
        *_of_work(rules, now, work, {(one.kind, one.step or ACCEPTANCE) for one in running}),
        *_duties(rules, now),
    )
    return tuple({one.key: one for one in found}.values())


_RIGHTS = frozenset({"T7", "T11"})
"""What an applicant may let pass, and no office is late with."""


def _of_entry(rules: Rules, now: Standing, entry: ClockEntry, last: date) -> OpenClock:
    step = entry.step or ACCEPTANCE
    whose = entry.label.whose
    if whose == APPLICANT:
        # Whoever asked sees that the answer is still to come.
        declared = None if step == ACCEPTANCE else rules.matter.step(step)
        whose = (declared.department if declared else None) or HALL
    return OpenClock(
        key=entry.key,
        kind=entry.kind,
        step=step,
        department=whose,
        holder=_holder(now, entry, whose),
        reason="check-missed" if entry.kind == "T10" else "overdue",
        started=entry.started.on,
        yellow_on=yellow_from(entry.started.on, last, rules.calendar, entry.spans_ended),
        last=last,
    )


def _holder(now: Standing, entry: ClockEntry, whose: str) -> str | None:
    if entry.step is None:
        return now.acceptance_holder if entry.kind == "T1" else None
    holders = now.step(entry.step).holders
    alone = next(iter(holders.values())) if len(holders) == 1 else None
    return holders.get(whose, alone)


def _of_work(
    rules: Rules, now: Standing, work: Sequence[WorkItem], known: set[tuple[str, str]]
) -> Iterator[OpenClock]:
    """Open work with a day of its own that no clock of the ledger is: opinions, publicity, what is looked up."""
    for one in work:
        kind, last = _KINDS.get(one.kind, one.kind), one.promised or one.due
        if last is None or known & {(kind, one.step), (_COVERED.get(one.kind, kind), one.step)}:
            continue
        begin = min(_start(now, one), last)
        yield OpenClock(
            key=f"{kind}:{one.step}:{one.part or one.department}",
            kind=kind,
            step=one.step,
            department=one.department,
            holder=one.holder,
            reason="check-missed" if one.kind == "promise" else "overdue",
            started=begin,
            yellow_on=yellow_from(begin, last, rules.calendar),
            last=last,
        )


_KINDS = {"acceptance": "T1", "deferral": "T3", "promise": "T10", "step": "own"}
_COVERED = {"step": "T4"}
"""What the ledger calls the clock of a step that decides an item."""


def _start(now: Standing, work: WorkItem) -> date:
    opened = None if work.step == ACCEPTANCE or work.apart else now.step(work.step).opened
    return opened.counted_from if opened else business_date(work.opened_at)


def _duties(rules: Rules, now: Standing) -> Iterator[OpenClock]:
    """What turns a light red whatever the days are (domain 3.18)."""
    if now.launched is None:
        return
    if not (rules.matter.ex_officio or now.ended or "received" in now.issued):
        day = now.launched.on
        yield _duty("voucher-missing", ACCEPTANCE, HALL, day)
    asked = [one for one in now.requests if one.step == ACCEPTANCE]
    if len(asked) > 1 and not now.ended:
        yield _duty("supplement-twice", ACCEPTANCE, HALL, asked[1].on - _DAY)
    for key, own in now.steps.items():
        if own.status == "refused" and own.decided and not own.decided.reasons.strip():
            whose = rules.matter.step(key).department or rules.matter.lead
            yield _duty("reasons-missing", key, whose, own.decided.on - _DAY)


def _duty(reason: RedReason, step: str, department: str, last: date) -> OpenClock:
    """Never yellow: red from the day after `last`."""
    key = f"{reason}:{step}"
    return OpenClock(key, "duty", step, department, None, reason, last, last + _DAY, last)
