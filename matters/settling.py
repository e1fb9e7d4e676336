"""What follows from the facts at once: steps open, end and close without any machine (design 4).

`settle` is part of every act: after it the case is as far as it can be without asking a register or sending a notice.
"""

from collections.abc import Callable
from datetime import date, datetime

from matters.case import (
    ACCEPTANCE,
    MACHINE,
    AcceptanceOpened,
    Case,
    Closed,
    Correction,
    Fact,
    MoreAsked,
    Outcome,
    StepOpened,
    Supplied,
    VisitEnded,
    Wanted,
    business_date,
)
from matters.endings import ended_well, endings
from matters.limits import last_day
from matters.loops import loops
from matters.opening import missed, opened, opening
from matters.parts import parts_left
from matters.rules import Rules, askable, materials_of, outstanding
from matters.spec import CheckUse, Step
from matters.standing import FAILED, NEUTRAL, Standing, StepStanding, standing, take_in
from matters.verifying import to_verify

_GRANTED = frozenset({"granted", "issued"})
_DECIDING = frozenset({"decide", "issue", "matter"})
"""The kinds of steps that say how the case ends; all others only help to decide."""


def settle(rules: Rules, case: Case, at: datetime) -> Case:
    """The case with all facts that follow from those it has; settling twice changes nothing."""
    return settled(rules, case, standing(case), at)


def settled(rules: Rules, case: Case, now: Standing, at: datetime) -> Case:
    """The same, for a standing already known and held by nobody else: it moves along."""
    following: list[Fact] = []
    while facts := _next_facts(rules, now, at):
        take_in(now, facts)
        following += facts
    return case.record(*following) if following else case


def _next_facts(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    for facts_of in _QUESTIONS:
        if facts := facts_of(rules, now, at):
            return facts
    return ()


def unanswered(rules: Rules, now: Standing, today: date) -> tuple[CheckUse, ...]:
    """The checks of the launch that no register has answered yet, as far as they can be asked."""
    return tuple(
        use
        for use in rules.matter.checks
        if use.key not in now.known and askable(use, rules.matter, now, today)
    )


def _acceptance(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    if now.ended or now.acceptance_opened or now.launched is None:
        return ()
    if unanswered(rules, now, business_date(at)):
        return ()
    notice_by = last_day(now.launched.on, rules.office.profile.supplement_notice, rules.calendar)
    return (AcceptanceOpened(at=at, by=MACHINE, notice_by=notice_by),)


def _verifications(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    """Departments are asked by themselves where no earlier rung can answer any more (部门核验)."""
    if not rules.matter.verified or now.ended or now.acceptance_opened is None:
        return ()
    return tuple(to_verify(rules, now, at))


def _requests(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    """A request is met once everything on it is in, whoever brought it."""
    return tuple(
        Supplied(at=at, by=MACHINE, step=ask.step)
        for ask in now.asks.values()
        if not _wanting(rules, now, ask, at)
    )


def _wanting(rules: Rules, now: Standing, ask: MoreAsked, at: datetime) -> tuple[Wanted, ...]:
    """What has not come; once a register has answered since, before acceptance, only as far as it is needed still.

    A register that answers at last may show that a paper was asked for in vain: nobody lapses for the want of it.
    """
    left = outstanding(rules.matter, now, ask)
    answered = any(kind == "check" for kind, _ in now.came_in.get(ask.step, ()))
    if not left or not answered or ask.step != ACCEPTANCE:
        return left
    needed = {one.key for one in materials_of(rules.matter, now, business_date(at))}
    return tuple(one for one in left if one.kind != "material" or one.key in needed)


def _visits(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    return tuple(
        _visit_ended(key, step.opened, now, at)
        for key, step in now.steps.items()
        if rules.matter.step(key).kind == "visit"
        and step.status == "open"
        and step.opened is not None
        and set(step.opened.departments) <= step.inspections.keys()
        and (step.visit is None or step.visit.round < step.round)
    )


def _visit_ended(key: str, opened: StepOpened, now: Standing, at: datetime) -> VisitEnded:
    results = now.steps[key].inspections
    wrong = tuple(
        Correction(department=d, text=text)
        for d in opened.departments
        for text in results[d].corrections
    )
    passed = all(results[d].passed for d in opened.departments)
    return VisitEnded(
        at=at, by=MACHINE, step=key, round=opened.round, passed=passed, corrections=wrong
    )


def _second_visits(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    """One recheck of a visit, only by those who found something."""
    return tuple(
        _second_visit(rules, now, rules.matter.step(key), at)
        for key, own in now.steps.items()
        if own.status == "open" and own.visit is not None and own.visit.round == own.round
    )


def _second_visit(rules: Rules, now: Standing, step: Step, at: datetime) -> Fact:
    own = now.step(step.step)
    found = tuple(department for department, seen in own.inspections.items() if not seen.passed)
    again = next(one for one in opened(rules, now, step, at) if isinstance(one, StepOpened))
    return again.model_copy(update={"departments": found, "recheck": True})


def _close(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    outcome = None if now.closed else _outcome(rules, now)
    return () if outcome is None else (Closed(at=at, by=MACHINE, outcome=outcome),)


def _outcome(rules: Rules, now: Standing) -> Outcome | None:
    ended = (
        (now.withdrawn, Outcome.WITHDRAWN),
        (now.lapsed, Outcome.LAPSED),
        (now.terminated, Outcome.TERMINATED),
        (now.not_accepted, Outcome.NOT_ACCEPTED),
        (now.acceptance_revoked, Outcome.ACCEPTANCE_REVOKED),
    )
    for fact, outcome in ended:
        if fact:
            return outcome
    if now.accepted is None:
        return None
    steps = [rules.matter.step(key) for key in now.accepted.steps]
    counted = [(step, now.step(step.step)) for step in steps if not step.follow_up]
    if explicit := _explicit(counted):
        return explicit
    if not all(own.done and not parts_left(step, own) for step, own in counted):
        return None
    return _word_on(counted)


def _explicit(counted: list[tuple[Step, StepStanding]]) -> Outcome | None:
    """What a step that ends the case says; all others were set aside, and nobody waits for parts that go on."""
    ends = (step.ends_case for step, own in counted if step.ends_case and ended_well(own))
    return next((Outcome(word) for word in ends), None)


def _word_on(counted: list[tuple[Step, StepStanding]]) -> Outcome:
    deciding = [(step, own) for step, own in counted if step.kind in _DECIDING]
    results = [
        (step, own) for step, own in deciding if own.status not in NEUTRAL and not step.advisory
    ]
    granted = any(own.status in _GRANTED for _, own in results)
    if results and not granted:
        return Outcome.REFUSED
    if not results:
        return _without_results(counted)
    complete = all(own.status in _GRANTED or step.optional for step, own in results)
    return Outcome.GRANTED if complete else Outcome.PARTLY_GRANTED


def _without_results(counted: list[tuple[Step, StepStanding]]) -> Outcome:
    """Nothing was decided: it went well unless a step failed that others need, or nothing was done at all."""
    if any(own.status in FAILED and not step.advisory for step, own in counted):
        return Outcome.REFUSED
    nothing_done = all(own.status in NEUTRAL for _, own in counted)
    return Outcome.TERMINATED if nothing_done and counted else Outcome.GRANTED


_QUESTIONS: tuple[Callable[[Rules, Standing, datetime], tuple[Fact, ...]], ...] = (
    _acceptance, _verifications, _requests, _visits, endings, loops, _second_visits, opening, missed, _close,
)  # fmt: skip
