"""Promises after the decision that was made upon them: who looks whether they are kept, until when, and what follows.

A promise whose later check is a step of the matter (`follow_up`) is left to that step: see `Matter.watched_promises`.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from matters.limits import last_day
from matters.rules import Rules
from matters.spec import Matter, Step
from matters.standing import Standing, StepStanding

_DECIDED = frozenset({"granted", "issued"})
BROKEN_OFTEN = 2
"""A promise that is broken once is put right; one that is still broken then lets the decision fall."""


class PromiseWork(NamedTuple):
    """A promise that a department has to look after."""

    step: Step
    promise: str
    due: date
    may_revoke: bool
    """It was not kept even after its correction."""


def promise_work(rules: Rules, now: Standing) -> Iterator[PromiseWork]:
    """What is still to be looked after: once for each department that decided upon a promise."""
    for step, promise in watched(rules, now):
        if (work := _work(rules, step, now.step(step.step), promise)) is not None:
            yield work


def watched(rules: Rules, now: Standing) -> Iterator[tuple[Step, str]]:
    """The promises upon which departments have decided, looked after or not: each with the step that decided."""
    if now.accepted is None or not any(one.rung == "promise" for one in now.evidence.values()):
        return
    seen: set[tuple[str, str | None]] = set()
    promises = rules.matter.watched_promises
    for key in (one for one in now.accepted.steps if one in promises):
        step = rules.matter.step(key)
        for promise in promises[key] if now.step(key).status in _DECIDED else ():
            mine = (promise, step.department)
            if mine not in seen and _signed_for(rules.matter, now, step, promise):
                seen.add(mine)
                yield step, promise


def _signed_for(matter: Matter, now: Standing, step: Step, promise: str) -> bool:
    """Whether it was signed, and stands for something that the step decides upon."""
    if step.promise == promise:
        return now.signed(promise)
    papers = (now.evidence.get(one.key) for one in matter.materials if step.step in one.readers)
    return any(one and one.rung == "promise" and one.label == promise for one in papers)


def _work(rules: Rules, step: Step, own: StepStanding, promise: str) -> PromiseWork | None:
    checks = own.promise_checks.get(promise, [])
    if own.ended_on is None or (checks and checks[-1].kept):
        return None
    within = rules.matter.promise_text(promise).verify_within
    due = last_day(own.ended_on, within, rules.calendar)
    given = [one.correct_by for one in checks if one.correct_by]
    often = len(checks) >= BROKEN_OFTEN
    return PromiseWork(step, promise, given[-1] if given else due, often)
