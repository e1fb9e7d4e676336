"""Questions worth asking again before their time: the register is back, or this case was chosen to find that out."""

from collections.abc import Mapping
from datetime import datetime

from matters.case import Finding, FindingOutcome, business_date
from matters.due import RunCheck
from matters.rules import Rules, askable
from matters.standing import Standing
from storage.projection import asked_in_vain
from storage.register_states import RegisterState


def worth_asking(
    rules: Rules, number: str, now: Standing, at: datetime, states: Mapping[str, RegisterState]
) -> tuple[RunCheck, ...]:
    """The checks of the case that should be asked again now, though their own time has not come."""
    today = business_date(at)
    return tuple(
        RunCheck(finding.check)
        for finding in asked_in_vain(now)
        if (use := rules.matter.check(finding.check))
        and (state := states.get(use.check.register_key))
        and _may_answer(state, number, finding.asked_at)
        and askable(use, rules.matter, now, today)
    )


def answers_after_all(now: Standing, finding: Finding) -> bool:
    """Whether it says something to a question that was asked in vain: that it is still away is no news."""
    before = now.findings.get(finding.check)
    away = FindingOutcome.UNAVAILABLE
    return before is not None and before.outcome is away and finding.outcome is not away


def _may_answer(state: RegisterState, number: str, asked_at: datetime) -> bool:
    if state.back_since is not None:
        return asked_at < state.back_since
    chosen = state.state == "down" and state.probe_case == number and state.chosen_at
    return bool(chosen) and asked_at < (state.chosen_at or asked_at)
