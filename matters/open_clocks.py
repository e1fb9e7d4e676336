"""The clocks of a case that run, as supervision watches them: whose, from when yellow, until when (domain 3.18)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from matters.calendars import Calendar
from matters.case import ACCEPTANCE, business_date
from matters.limits import Limit, last_day, remaining
from matters.office import HALL
from matters.rules import Rules
from matters.standing import Standing
from matters.work import WorkItem

RedReason = Literal[
    "overdue", "check-missed", "voucher-missing", "supplement-twice", "reasons-missing"
]
"""Why a light is red, beside what the applicant may be told."""

_DAY = timedelta(days=1)
_YELLOW_SHARE, _YELLOW_DAYS = 5, 2


class OpenClock(NamedTuple):
    """One clock that runs, or one duty that was missed."""

    key: str
    kind: str
    """T1 to T11 (domain 2.2), or `duty`."""
    step: str
    department: str
    holder: str | None
    reason: RedReason
    """What its light says once it is red."""
    started: date
    yellow_on: date
    """The first day on which it is yellow; after `last` where it turns red at once."""
    last: date


def yellow_from(
    start: date, last: date, calendar: Calendar, excluded: Sequence[tuple[date, date]] = ()
) -> date:
    """The first day on which a fifth of the limit or two working days are left, as `limits.light` has it."""
    total = remaining(last, start, calendar, excluded)
    green = total - max(_YELLOW_DAYS, total // _YELLOW_SHARE)
    if green <= 0:
        return min(start, last)
    return min(
        last_day(start, Limit(count=green, unit="working-days"), calendar, None, excluded), last
    )


def open_clocks(rules: Rules, now: Standing, work: Sequence[WorkItem]) -> tuple[OpenClock, ...]:
    """All of the case that run now; `work` is its open work."""
    found = (*_of_work(rules, now, work), *_duties(rules, now))
    return tuple({one.key: one for one in found}.values())


def _of_work(rules: Rules, now: Standing, work: Sequence[WorkItem]) -> Iterator[OpenClock]:
    for one in work:
        start = _start(now, one)
        place = f"{one.step}:{one.part or one.department}"
        days = (("T4", one.due), ("T5", one.promised)) if one.kind == "step" else ()
        for kind, last in days or ((_KINDS.get(one.kind, "T4"), one.due),):
            if last is not None:
                begin = min(start, last)
                yield OpenClock(
                    key=f"{kind}:{place}",
                    kind=kind,
                    step=one.step,
                    department=one.department,
                    holder=one.holder,
                    reason="check-missed" if one.kind == "promise" else "overdue",
                    started=begin,
                    yellow_on=yellow_from(begin, last, rules.calendar),
                    last=last,
                )


_KINDS = {"acceptance": "T1", "deferral": "T3", "promise": "T10"}


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
