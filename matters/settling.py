"""What follows from the facts at once: steps open, end and close without any machine (design 4).

`settle` is part of every act: after it the case is as far as it can be without asking a register or sending a notice.
"""

from collections.abc import Callable
from datetime import date, datetime

from matters.case import (
    MACHINE,
    AcceptanceOpened,
    Case,
    Closed,
    Correction,
    Fact,
    Outcome,
    StepOpened,
    Supplied,
    Terminated,
    VisitEnded,
    business_date,
)
from matters.clock import clock
from matters.limits import last_day
from matters.rules import Rules, applicable, askable, outstanding, visitors
from matters.spec import CheckUse, Step
from matters.standing import Standing, standing, take_in

_FAILED = frozenset({"refused", "terminated"})
_GRANTED = frozenset({"granted", "issued"})


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
    questions: tuple[Callable[[Rules, Standing, datetime], tuple[Fact, ...]], ...] = (
        _acceptance, _requests, _visits, _steps, _close,
    )  # fmt: skip
    for facts_of in questions:
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


def stale(rules: Rules, now: Standing, step: Step, today: date) -> tuple[CheckUse, ...]:
    """The checks to be asked again before the step opens, because their answers are too old."""
    uses = (rules.matter.check(key) for key in step.recheck)
    return tuple(
        use
        for use in uses
        if not _fresh(rules, now, use, today) and askable(use, rules.matter, now, today)
    )


def _fresh(rules: Rules, now: Standing, use: CheckUse, today: date) -> bool:
    """A register that was asked in time and was silent is not asked again: a step never waits for it."""
    last = now.findings.get(use.key)
    if last is None:
        return False
    asked_on = business_date(last.asked_at)
    if asked_on == today:
        return True
    if last.valid_until is not None and last.valid_until < today:
        return False
    if use.check.max_age is None:
        return now.accepted is not None and asked_on >= now.accepted.on
    return last_day(asked_on, use.check.max_age, rules.calendar) >= today


def _acceptance(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    if now.ended or now.acceptance_opened or now.launched is None:
        return ()
    if unanswered(rules, now, business_date(at)):
        return ()
    notice_by = last_day(now.launched.on, rules.office.profile.supplement_notice, rules.calendar)
    return (AcceptanceOpened(at=at, by=MACHINE, notice_by=notice_by),)


def _requests(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    """A request is met once everything on it is in, whoever brought it."""
    return tuple(
        Supplied(at=at, by=MACHINE, step=ask.step)
        for ask in now.asks.values()
        if not outstanding(rules.matter, now, ask)
    )


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


def _steps(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    if now.accepted is None or now.withdrawn or now.lapsed:
        return ()
    facts = (
        _step(rules, now, step, at) for step in applicable(rules.matter, now, business_date(at))
    )
    return tuple(fact for fact in facts if fact is not None)


def _step(rules: Rules, now: Standing, step: Step, at: datetime) -> Fact | None:
    own = now.step(step.step)
    if own.status == "open" and own.visit is not None and own.visit.round == own.round:
        return _second_visit(rules, now, step, at)
    if own.status != "waiting":
        return None
    applies = set(now.accepted.steps) if now.accepted else set()
    before = [key for key in rules.matter.waits_for(step.step) if key in applies]
    if because := _needed_and_failed(rules, now, step, before):
        return Terminated(at=at, by=MACHINE, step=step.step, because=because)
    if not all(now.step(key).done for key in before):
        return None
    if stale(rules, now, step, business_date(at)):
        return None
    return _opened(rules, now, step, at)


def _needed_and_failed(rules: Rules, now: Standing, step: Step, before: list[str]) -> str | None:
    """A refused step that this one cannot do without; a combined licence can do without an optional one."""
    failed = [key for key in before if now.step(key).status in _FAILED]
    if step.kind != "issue" or len(failed) == len(before):
        return next(iter(failed), None)
    return next((key for key in failed if not rules.matter.step(key).optional), None)


def _second_visit(rules: Rules, now: Standing, step: Step, at: datetime) -> StepOpened:
    """One recheck, only by those who found something."""
    own = now.step(step.step)
    found = tuple(department for department, seen in own.inspections.items() if not seen.passed)
    return _opened(rules, now, step, at).model_copy(update={"departments": found, "recheck": True})


def _opened(rules: Rules, now: Standing, step: Step, at: datetime) -> StepOpened:
    limit = clock(rules, now, step)
    return StepOpened(
        at=at,
        by=MACHINE,
        step=step.step,
        departments=departments_of(rules, now, step),
        round=now.step(step.step).round + 1,
        counted_from=limit.counted_from,
        due=limit.due,
        promised=limit.promised,
    )


def departments_of(rules: Rules, now: Standing, step: Step) -> tuple[str, ...]:
    """Who takes part: in a visit only the departments whose own steps wait for it."""
    if step.kind != "visit" or now.accepted is None:
        return step.all_departments
    waiting = [key for key in now.accepted.steps if not now.step(key).done]
    return visitors(rules.matter, step, waiting)


def _close(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    outcome = None if now.closed else _outcome(rules, now)
    return () if outcome is None else (Closed(at=at, by=MACHINE, outcome=outcome),)


def _outcome(rules: Rules, now: Standing) -> Outcome | None:
    if now.withdrawn:
        return Outcome.WITHDRAWN
    if now.lapsed:
        return Outcome.LAPSED
    if now.not_accepted:
        return Outcome.NOT_ACCEPTED
    if now.accepted is None:
        return None
    steps = [rules.matter.step(key) for key in now.accepted.steps]
    counted = [(step, now.step(step.step)) for step in steps if not step.follow_up]
    if not all(own.done for _, own in counted):
        return None
    results = [(step, own) for step, own in counted if step.kind != "visit"]
    if not any(own.status in _GRANTED for _, own in results):
        return Outcome.REFUSED
    complete = all(own.status in _GRANTED or step.optional for step, own in results)
    return Outcome.GRANTED if complete else Outcome.PARTLY_GRANTED
