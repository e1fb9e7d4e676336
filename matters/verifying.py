"""When another department is asked to look a paper up without anybody's click, and what a register confirms no more."""

from collections.abc import Iterator
from datetime import datetime

from matters.case import MACHINE, CheckAnswered, FindingOutcome, VerificationAsked, business_date
from matters.freshness import is_old
from matters.ladder import LadderStanding, Skipped, Why, deadline, ladder_of
from matters.rules import Rules, askable, materials_of
from matters.spec import Rung
from matters.standing import Standing

_FINAL: frozenset[Why] = frozenset(
    {
        "no-record", "mismatch", "multiple", "denied", "stale", "objected", "no-consent", "excluded",
        "bad-credit",
    }
)  # fmt: skip
"""After these a rung can say nothing more; a register that is away may still come back."""
_NO_ANSWER = frozenset({FindingOutcome.UNAVAILABLE, FindingOutcome.DENIED})


def to_verify(rules: Rules, now: Standing, at: datetime) -> Iterator[VerificationAsked]:
    """The departments to be asked now, each with its last day."""
    today = business_date(at)
    needed = {one.key for one in materials_of(rules.matter, now, today)}
    for material in rules.matter.verified:
        if material.key not in needed or not material.required:
            continue
        rung = _reached(rules, now, ladder_of(rules.matter, now, material), at)
        until = deadline(rung, today, rules.calendar) if rung else None
        if rung is not None and rung.key is not None and until is not None:
            yield VerificationAsked(
                at=at, by=MACHINE, material=material.key, department=rung.key, until=until
            )


def _reached(rules: Rules, now: Standing, ladder: LadderStanding, at: datetime) -> Rung | None:
    """The verification of the ladder, if nobody was asked and nothing before it can still answer."""
    if ladder.by is not None:
        return None
    for one in ladder.skipped:
        if one.rung.kind == "verification":
            return one.rung if one.why == "not-asked" else None
        if not _is_over(rules, now, one, at):
            return None
    return None


def _is_over(rules: Rules, now: Standing, one: Skipped, at: datetime) -> bool:
    if one.why in _FINAL:
        return True
    if one.why != "not-asked" or one.rung.check is None:
        return False
    use = rules.matter.check(one.rung.check)
    return not askable(use, rules.matter, now, business_date(at))


def unconfirmed(rules: Rules, now: Standing, answer: CheckAnswered) -> CheckAnswered:
    """An answer that grew too old and that its register cannot confirm is stale; what it said stays known."""
    finding = answer.finding
    known = now.known.get(finding.check)
    if known is None or known.outcome != FindingOutcome.MATCH or finding.outcome not in _NO_ANSWER:
        return answer
    if not is_old(rules, now, rules.matter.check(finding.check), answer.at):
        return answer
    stale = finding.model_copy(update={"outcome": FindingOutcome.STALE, "ask_again_at": None})
    return answer.model_copy(update={"finding": stale})
