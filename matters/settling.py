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
    Fact,
    Outcome,
    StepOpened,
    Terminated,
    VisitEnded,
    business_date,
)
from matters.clock import clock
from matters.limits import last_day
from matters.rules import Rules, applicable, checks_to_ask, inputs_of
from matters.spec import CheckUse, Step
from matters.standing import Standing, standing

_FAILED = frozenset({"refused", "terminated"})


def settle(rules: Rules, case: Case, at: datetime) -> Case:
    """The case with all facts that follow from those it has; settling twice changes nothing."""
    while facts := _next_facts(rules, standing(case), at):
        case = case.record(*facts)
    return case


def _next_facts(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    questions: tuple[Callable[[Rules, Standing, datetime], tuple[Fact, ...]], ...] = (
        _acceptance, _visits, _steps, _close,
    )  # fmt: skip
    for facts_of in questions:
        if facts := facts_of(rules, now, at):
            return facts
    return ()


def unanswered(rules: Rules, now: Standing, today: date) -> tuple[CheckUse, ...]:
    """The checks of the launch that no register has answered yet, as far as they can be asked."""
    return tuple(
        use
        for use in checks_to_ask(rules.matter, now, today)
        if use.key not in now.findings and inputs_of(use, rules.matter, now) is not None
    )


def stale(rules: Rules, now: Standing, step: Step, today: date) -> tuple[CheckUse, ...]:
    """The checks to be asked again before the step opens, because their answers are too old."""
    return tuple(
        use
        for key in step.recheck
        if key in now.findings and not _fresh(rules, now, use := rules.matter.check(key), today)
    )


def _fresh(rules: Rules, now: Standing, use: CheckUse, today: date) -> bool:
    asked_on = business_date(now.findings[use.key].asked_at)
    if use.check.max_age is None:
        return now.accepted is not None and asked_on >= now.accepted.on
    return last_day(asked_on, use.check.max_age, rules.calendar) >= today


def _acceptance(rules: Rules, now: Standing, at: datetime) -> tuple[Fact, ...]:
    if _ended(now) or now.acceptance_opened or unanswered(rules, now, business_date(at)):
        return ()
    if now.launched is None:
        return ()
    notice_by = last_day(now.launched.on, rules.office.profile.supplement_notice, rules.calendar)
    return (AcceptanceOpened(at=at, by=MACHINE, notice_by=notice_by),)


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
    wrong = tuple(text for d in opened.departments for text in results[d].corrections)
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
    before = [(key, now.step(key)) for key in step.after if key in applies]
    for key, earlier in before:
        if earlier.status in _FAILED:
            return Terminated(at=at, by=MACHINE, step=step.step, because=key)
    if not all(earlier.done for _, earlier in before):
        return None
    if stale(rules, now, step, business_date(at)):
        return None
    return _opened(rules, now, step, at)


def _second_visit(rules: Rules, now: Standing, step: Step, at: datetime) -> StepOpened:
    """One recheck, only by those who found something."""
    own = now.step(step.step)
    found = tuple(department for department, seen in own.inspections.items() if not seen.passed)
    return _opened(rules, now, step, at).model_copy(update={"departments": found})


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
    waiting = {
        department
        for key in step.before
        if key in now.accepted.steps
        for department in rules.matter.step(key).all_departments
    }
    return tuple(department for department in step.departments if department in waiting)


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
    counted = [
        rules.matter.step(k) for k in now.accepted.steps if not rules.matter.step(k).follow_up
    ]
    if not all(now.step(step.step).done for step in counted):
        return None
    decided = [step for step in counted if step.kind == "decide"]
    granted = [step for step in decided if now.step(step.step).status == "granted"]
    if all(step in granted or step.optional for step in decided) and granted:
        return Outcome.GRANTED
    return Outcome.PARTLY_GRANTED if granted else Outcome.REFUSED


def _ended(now: Standing) -> bool:
    return any((now.closed, now.not_accepted, now.withdrawn, now.lapsed))
