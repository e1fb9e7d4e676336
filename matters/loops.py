"""Work that begins anew: loops that a matter declares, and what is reset when work goes back."""

from datetime import datetime

from matters.case import MACHINE, Fact, SentBack, business_date
from matters.rules import Rules, holds, received_on, scope
from matters.spec import Again, Step
from matters.standing import NEUTRAL, Standing


def loops(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    """The first step whose loop goes back now; only while nothing has followed from its end."""
    if now.accepted is None or now.ended:
        return ()
    for step in rules.matter.looping:
        key = step.step
        if step.again is not None and _goes_back(rules, now, step, step.again, at):
            reset = begins_anew(rules, now, step, step.again.to)
            fact = SentBack(at=at, by=MACHINE, step=key, to=step.again.to, reason="", reset=reset)
            return (fact,)
    return ()


def _goes_back(rules: Rules, now: Standing, step: Step, again: Again, at: datetime) -> bool:
    own = now.step(step.step)
    if not own.done or own.status in NEUTRAL or own.status == "terminated":
        return False
    if now.returns.get(step.step, 0) >= again.most:
        return False
    if any(now.step(key).status != "waiting" for key in rules.matter.waited_by(step.step)):
        return False
    today = business_date(at)
    return holds(again.when, scope(rules.matter, now, received_on(now, today)))


def begins_anew(rules: Rules, now: Standing, looping: Step, to: str) -> tuple[str, ...]:
    """The step itself and everything after it that has begun, in the order of the matter.

    What was decided for the applicant beside the loop stands: a decision that was announced is not undone by a rule.
    """
    between = (looping.step, *rules.matter.upstream(looping.step))
    return tuple(
        step.step
        for step in rules.matter.steps
        if (step.step == to or to in rules.matter.upstream(step.step))
        and now.step(step.step).status != "waiting"
        and (step.step in between or not _decided_for_good(now, step))
    )


def _decided_for_good(now: Standing, step: Step) -> bool:
    announced = step.item is not None or step.issues is not None
    return announced and now.step(step.step).decided is not None and now.step(step.step).done
