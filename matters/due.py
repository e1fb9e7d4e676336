"""What the machine must do next for a case: ask registers, issue and deliver notices, let the law's silence speak."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from matters.case import (
    ACCEPTANCE,
    CHINA,
    Case,
    Finding,
    FindingOutcome,
    business_date,
)
from matters.delivery import announced, to_send
from matters.endings import endings, time_ends
from matters.freshness import growing_old, stale, too_old
from matters.keeping import first_days, over
from matters.notice_voids import key_to_issue, replaces
from matters.notices import IssueNotice, notices
from matters.rules import Rules, applicable, askable
from matters.settling import unanswered
from matters.spec import Step
from matters.standing import Standing, standing
from matters.work import acceptance_is_open, goes_on


@dataclass(frozen=True)
class RunCheck:
    """Ask a register."""

    check: str


@dataclass(frozen=True)
class DeliverNotice:
    """Lay out a notice and bring it to the applicant."""

    key: str
    letter: str


@dataclass(frozen=True)
class DeemAccepted:
    """Nobody said in time what is missing: the case counts as accepted from its receipt (Act 32(4))."""


@dataclass(frozen=True)
class DeemDelivered:
    """A notice was public for its time: it counts as delivered (Civil Procedure Law 95)."""


@dataclass(frozen=True)
class Lapse:
    """What was asked for did not come in time."""


@dataclass(frozen=True)
class TimeUp:
    """The time of an open step has passed: what follows from that is written down."""


@dataclass(frozen=True)
class EraseValues:
    """What registers said and people only read has been kept long enough after the case closed."""


@dataclass(frozen=True)
class DrawLots:
    """Draw at random, with a seed that is recorded."""

    step: str


@dataclass(frozen=True)
class CallOut:
    """Ask another system to do its part."""

    step: str
    system: str


@dataclass(frozen=True)
class LaunchChild:
    """Carry the other matter of a step as a case of its own."""

    step: str
    matter: str


@dataclass(frozen=True)
class TellParent:
    """Tell the case whose step this case is how it ended."""

    parent: str
    step: str


_WAITING = frozenset({FindingOutcome.PENDING, FindingOutcome.UNAVAILABLE})

ByTheClock = DeemAccepted | DeemDelivered | EraseValues | Lapse | TimeUp
"""What time alone brings about."""
Action = (
    RunCheck | IssueNotice | DeliverNotice | ByTheClock | DrawLots | CallOut | LaunchChild | TellParent
)  # fmt: skip


def due(rules: Rules, case: Case, at: datetime) -> tuple[Action, ...]:
    """What the machine must do for the case now; nothing when only people can move it."""
    return due_at(rules, standing(case), at)


def due_at(rules: Rules, now: Standing, at: datetime) -> tuple[Action, ...]:
    """The same, for a standing already known."""
    return tuple(_actions(rules, now, at))


def _actions(rules: Rules, now: Standing, at: datetime) -> Iterator[Action]:
    yield from timers(rules, now, at)
    if settled_by_time(rules, now, at):
        yield TimeUp()
    yield from _machine_steps(rules, now)
    yield from _checks(rules, now, at)
    yield from _to_issue(rules, now)
    if any(business_date(at) > last for _, last in announced(now)):
        yield DeemDelivered()
    if over(rules, now, at):
        yield EraseValues()
    yield from (DeliverNotice(key, now.issued[key].letter) for key in to_send(now))


def _to_issue(rules: Rules, now: Standing) -> Iterator[IssueNotice]:
    """What is called for and was not issued, or is void and has to be issued corrected."""
    for notice in notices(rules, now):
        key = key_to_issue(now, notice.key)
        if key == notice.key:
            yield notice
        elif key is not None:
            yield replace(notice, key=key, replaces=replaces(now, key))


def wake_at(rules: Rules, now: Standing, at: datetime) -> datetime | None:
    """When the machine must look at the case again: now if something is due, else the next timer, else never."""
    if next(_actions(rules, now, at), None) is not None:
        return at
    timer = next_timer(rules, now, at)
    days = (datetime.combine(day, time.min, CHINA) for day in first_days(rules, now))
    return min((*days, timer) if timer else days, default=None)


def next_timer(rules: Rules, now: Standing, at: datetime) -> datetime | None:
    """When time next brings about something in a case of which the machine has done all that is due.

    That what registers said is erased long after its end is nothing in the case any more.
    """
    moments = [
        finding.ask_again_at
        for finding in _repeatable(rules, now, business_date(at))
        if finding.ask_again_at
    ]
    if timer := _timer(rules, now, business_date(at)):
        moments.append(datetime.combine(timer[0] + timedelta(days=1), time.min, CHINA))
    aging = (day for _, day in growing_old(rules, now) if day > business_date(at))
    moments += (datetime.combine(day, time.min, CHINA) for day in aging)
    moments += (
        datetime.combine(last + timedelta(days=1), time.min, CHINA) for _, last in announced(now)
    )
    if not now.broken_off:
        days = time_ends(rules, now, business_date(at))
        moments += (datetime.combine(day, time.min, CHINA) for day in days)
    return min(moments, default=None)


def settled_by_time(rules: Rules, now: Standing, at: datetime) -> bool:
    """Whether an open step ends by time alone; everything else was settled by the act before."""
    if now.broken_off or now.accepted is None:
        return False
    today = business_date(at)
    timely = any(day <= today for day in time_ends(rules, now, today))
    return timely and bool(endings(rules, now, at))


def _machine_steps(rules: Rules, now: Standing) -> Iterator[Action]:
    """What open steps ask of the machine itself: to draw, to call, to launch, and to tell a parent."""
    for key, own in now.steps.items():
        step = rules.matter.step(key)
        if own.owes_receipt and step.call and not now.broken_off:
            yield CallOut(key, step.call.system)
        if own.status != "open" or not goes_on(rules, now, step):
            continue
        if step.kind == "draw":
            yield DrawLots(key)
        elif step.kind == "call" and step.call and not own.called:
            yield CallOut(key, step.call.system)
        elif step.kind == "matter" and step.matter and own.child is None:
            yield LaunchChild(key, step.matter.key)
    parent = now.launched.parent if now.launched else None
    if now.closed and parent and not now.parent_told and now.launched:
        yield TellParent(parent, now.launched.parent_step or "")


def timers(rules: Rules, now: Standing, at: datetime) -> tuple[DeemAccepted | Lapse, ...]:
    """What has run out: the hall's time to say what is missing, or the applicant's time to supply it."""
    today = business_date(at)
    timer = _timer(rules, now, today)
    return (timer[1],) if timer and today > timer[0] else ()


def _timer(rules: Rules, now: Standing, today: date) -> tuple[date, DeemAccepted | Lapse] | None:
    """The last day of the timer that runs, and what follows after it."""
    if not acceptance_is_open(now) or now.acceptance_opened is None:
        return None
    if ask := now.asks.get(ACCEPTANCE):
        return ask.until, Lapse()
    # Only a case of which nobody has said anything is accepted by silence, and only if there is something to accept.
    if now.requests or now.sent_back or not applicable(rules.matter, now, today):
        return None
    return now.acceptance_opened.notice_by, DeemAccepted()


def _checks(rules: Rules, now: Standing, at: datetime) -> Iterator[RunCheck]:
    if now.launched is None:
        return
    today = business_date(at)
    wanted: list[str] = []
    if not now.ended:
        wanted += (use.key for use in unanswered(rules, now, today))
        wanted += (
            finding.check
            for finding in _repeatable(rules, now, today)
            if finding.ask_again_at and finding.ask_again_at <= at
        )
    wanted += (use.key for step in _ready(rules, now) for use in stale(rules, now, step, today))
    wanted += _watched(rules, now, today)
    wanted += too_old(rules, now, today)
    yield from (RunCheck(key) for key in dict.fromkeys(wanted))


def _watched(rules: Rules, now: Standing, today: date) -> Iterator[str]:
    """Registers that an open step waits for: asked once a day until they say it."""
    for key, own in now.steps.items():
        if own.status != "open" or not goes_on(rules, now, step := rules.matter.step(key)):
            continue
        for wait in step.first:
            last = now.findings.get(wait.check or "")
            due = last is None or business_date(last.asked_at) < today
            if (
                wait.check
                and due
                and askable(rules.matter.check(wait.check), rules.matter, now, today)
            ):
                yield wait.check


def _repeatable(rules: Rules, now: Standing, today: date) -> Iterator[Finding]:
    if now.ended:
        return
    for finding in now.findings.values():
        if (
            finding.outcome in _WAITING
            and finding.ask_again_at
            and askable(rules.matter.check(finding.check), rules.matter, now, today)
        ):
            yield finding


def _ready(rules: Rules, now: Standing) -> Iterator[Step]:
    """Steps that wait for nothing any more but their own checks; later checks also after the outcome."""
    if now.accepted is None or now.taken_away:
        return
    applies = now.accepted.steps
    for key in applies:
        step = rules.matter.step(key)
        if (
            (step.recheck or key in rules.matter.proving)
            and now.step(key).status == "waiting"
            and all(now.step(one).done for one in rules.matter.waits_for(key) if one in applies)
        ):
            yield step
