"""How old an answer of a register may be: what is asked again before a step opens, and while it is open (domain 3.14).

A register that was asked again and was silent is not asked a second time for the same reason: no step waits for it.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from matters.case import FindingOutcome, business_date
from matters.limits import last_day
from matters.rules import Rules, askable
from matters.spec import CheckUse, Step
from matters.standing import Standing


def stale(rules: Rules, now: Standing, step: Step, today: date) -> tuple[CheckUse, ...]:
    """The checks to be asked again before the step opens: those it says, and those that stand for its papers."""
    proving = (key for key in rules.matter.proving.get(step.step, ()) if _proved(now, key))
    uses = (rules.matter.check(key) for key in dict.fromkeys((*step.recheck, *proving)))
    return tuple(
        use
        for use in uses
        if not _fresh(rules, now, use, today) and askable(use, rules.matter, now, today)
    )


def _proved(now: Standing, check: str) -> bool:
    known = now.known.get(check)
    return known is not None and known.outcome == FindingOutcome.MATCH


def _fresh(rules: Rules, now: Standing, use: CheckUse, today: date) -> bool:
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


def growing_old(rules: Rules, now: Standing) -> Iterator[tuple[str, date]]:
    """What open steps read of registers, each with the first day on which it is too old to be decided upon."""
    if now.ended or not rules.matter.proving:
        return
    seen: set[str] = set()
    for key, own in now.steps.items():
        if own.status != "open" or own.suspended:
            continue
        for check in rules.matter.proving.get(key, ()):
            if check not in seen and _proved(now, check):
                seen.add(check)
                yield check, _first_day_too_old(rules, now, check)


def _first_day_too_old(rules: Rules, now: Standing, check: str) -> date:
    use, last = rules.matter.check(check), now.findings[check]
    days = [last.valid_until] if last.valid_until else []
    if use.check.max_age is not None:
        days.append(last_day(business_date(last.asked_at), use.check.max_age, rules.calendar))
    return min(days, default=date.max - timedelta(days=1)) + timedelta(days=1)


def too_old(rules: Rules, now: Standing, today: date) -> Iterator[str]:
    """The checks that open steps read, and that are asked again today."""
    for check, day in growing_old(rules, now):
        asked_today = business_date(now.findings[check].asked_at) == today
        if day <= today and not asked_today:
            use = rules.matter.check(check)
            if askable(use, rules.matter, now, today):
                yield check


def is_old(rules: Rules, now: Standing, use: CheckUse, at: datetime) -> bool:
    """Whether what a register said is older than its check allows."""
    known, today = now.known.get(use.key), business_date(at)
    if known is None:
        return False
    if known.valid_until is not None and known.valid_until < today:
        return True
    age = use.check.max_age
    return age is not None and last_day(business_date(known.asked_at), age, rules.calendar) < today
