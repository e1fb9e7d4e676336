"""What ends an open step without an officer's last word: its parts, its time, what it waited for, or another step."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from matters.case import MACHINE, Fact, FindingOutcome, StepEnded, business_date
from matters.opening import set_aside
from matters.parts import has_parts, tally, word_for
from matters.rules import Rules, askable, check_scope, filled, holds, received_on, scope
from matters.spec import Step, Wait
from matters.standing import FAILED, NEUTRAL, Standing, StepStanding
from matters.step_facts import Ending


def endings(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    """The first step that ends now, if any; the next time the next."""
    if now.accepted is None or now.broken_off:
        return ()
    sweeping = rules.matter.sweeping
    for key in now.accepted.steps if sweeping else now.steps:
        step, own = rules.matter.step(key), now.step(key)
        if own.status not in ("waiting", "open"):
            continue
        others = rules.matter.steps if step.rivals else sweeping
        if others and (by := put_out_by(now, step, others)):
            return (set_aside(step, at, because=by),)
        if own.status == "open" and (ended := _ended(rules, now, step, at)):
            return (ended,)
    return ()


def put_out_by(now: Standing, step: Step, others: tuple[Step, ...]) -> str | None:
    """The step that sets this one aside: one that cancels it, a rival in hand, or one that ended the case."""
    for other in others:
        own = now.step(other.step)
        # One that was terminated before it ever opened has cancelled nothing.
        if other.step == step.step or own.opened is None or own.status in NEUTRAL:
            continue
        rival = step.step in other.rivals or other.step in step.rivals
        if step.step in other.cancels or (rival and _won(now, step, own)):
            return other.step
        if _ends_all(other, own) and not step.follow_up:
            return other.step
    return None


def _won(now: Standing, step: Step, rival: StepStanding) -> bool:
    """Whether the rival was taken in hand or has ended, and this step was not taken before it."""
    begun = bool(rival.holders) or (rival.done and rival.status != "terminated")
    return begun and not now.step(step.step).holders


def _ends_all(step: Step, own: StepStanding) -> bool:
    return step.ends_case is not None and ended_well(own)


def ended_well(own: StepStanding) -> bool:
    """Done, and neither failed nor left out."""
    return own.done and own.status not in FAILED | NEUTRAL


def _ended(rules: Rules, now: Standing, step: Step, at: datetime) -> StepEnded | None:
    today = business_date(at)
    if step.only_while is not None:
        seen = scope(rules.matter, now, received_on(now, today))
        if not step.only_while.holds(seen):
            return set_aside(step, at, because="only_while")
    if now.step(step.step).suspended:
        return None
    if has_parts(step):
        return _of_parts(rules, now, step, at)
    match step.kind:
        case "publicity":
            return _of_publicity(now, step, at)
        case "wait":
            return _of_waiting(rules, now, step, at)
        case "call" if _late(now, step, today):
            return _end(step, at, "unanswered", "time")
        case _:
            return None


def _end(step: Step, at: datetime, status: Ending, because: str) -> StepEnded:
    return StepEnded(at=at, by=MACHINE, step=step.step, status=status, because=because)


def _of_parts(rules: Rules, now: Standing, step: Step, at: datetime) -> StepEnded | None:
    today = business_date(at)
    if not now.step(step.step).parts:
        return set_aside(step, at, because="nothing")
    count = tally(rules, now, step, today)
    if step.silence == "agrees" and _late(now, step, today):
        agreed = count.agreed + count.silent >= count.needed
        return _end(step, at, word_for(step, agreed=agreed), "silence")
    if count.reached or count.lost:
        return _end(step, at, word_for(step, agreed=count.reached), "quorum")
    return None


def _of_publicity(now: Standing, step: Step, at: datetime) -> StepEnded | None:
    objections = now.step(step.step).objections.values()
    if any(one.answered and one.answered.upheld for one in objections):
        return _end(step, at, "disputed", "objection")
    if _late(now, step, business_date(at)) and all(one.answered for one in objections):
        return _end(step, at, "undisputed", "time")
    return None


def _late(now: Standing, step: Step, today: date) -> bool:
    """Whether the step's own time has passed."""
    opened = now.step(step.step).opened
    return bool(opened and opened.due and today > opened.due and not step.item)


def _of_waiting(rules: Rules, now: Standing, step: Step, at: datetime) -> StepEnded | None:
    for wait in step.first:
        if happened(rules, now, step, wait, business_date(at)):
            ended = _end(step, at, "met", "")
            return ended.model_copy(update={"by_what": wait.called, "signal": wait.signal})
    if _late(now, step, business_date(at)):
        return _end(step, at, "met", "time").model_copy(update={"by_what": "deadline"})
    return None


def happened(rules: Rules, now: Standing, step: Step, wait: Wait, today: date) -> bool:
    """Whether what the step waits for has come."""
    seen = scope(rules.matter, now, received_on(now, today))
    if wait.until is not None:
        day = wait.until.evaluate(seen)
        return isinstance(day, date) and today >= day
    if wait.signal is not None:
        return _signalled(now, step, wait.signal, keep=wait.keep)
    if wait.check is not None:
        return _answered(rules, now, wait)
    return filled(rules.matter, now).get(wait.answered or "") not in (None, "", ())


def _signalled(now: Standing, step: Step, name: str, *, keep: bool) -> bool:
    """A kept signal counts until it is used up; a passing one only while the step is open."""
    if keep:
        came = sum(one.name == name for one in now.signals)
        return came > now.used_signals.get(name, 0)
    since = now.signals[now.step(step.step).signals_before :]
    return any(one.name == name for one in since)


def _answered(rules: Rules, now: Standing, wait: Wait) -> bool:
    use = rules.matter.check(wait.check or "")
    finding = now.known.get(use.key)
    if finding is None or finding.outcome != FindingOutcome.MATCH:
        return False
    return holds(wait.when, check_scope(use, now))


def time_ends(rules: Rules, now: Standing, today: date) -> Iterator[date]:
    """The first days on which open steps end, or are looked at again, by time alone."""
    for key, own in now.steps.items():
        if own.status != "open" or own.suspended:
            continue
        step = rules.matter.step(key)
        if now.closed and not step.follow_up:
            continue
        if any(one.answered is None for one in own.objections.values()):
            continue  # a person's answer ends it, not the day
        timed = step.kind in ("publicity", "wait", "call") or step.silence is not None
        if timed and own.opened and own.opened.due and not step.item:
            yield own.opened.due + timedelta(days=1)
        for wait in step.first:
            yield from _days(rules, now, wait, today)


def _days(rules: Rules, now: Standing, wait: Wait, today: date) -> Iterator[date]:
    if wait.until is not None:
        day = wait.until.evaluate(scope(rules.matter, now, received_on(now, today)))
        if isinstance(day, date):
            yield day
    finding = now.findings.get(wait.check or "")
    if wait.check and finding and askable(rules.matter.check(wait.check), rules.matter, now, today):
        yield business_date(finding.asked_at) + timedelta(days=1)
