"""Asking registers for the cases of a wave, or for an application at the counter, and taking in what they say."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zlib import crc32

from flows.register_messages import Purpose, RegisterAnswer, RegisterQuery
from flows.register_refusals import no_turn
from matters.case import Case, Finding, FindingOutcome
from matters.fields import FieldType, Value
from matters.rules import Rules, inputs_of
from matters.spec import CheckUse, Matter
from matters.standing import Standing, standing
from storage.projection import applicant_of

ASK_PENDING_AGAIN = timedelta(seconds=2)
ASK_PENDING_AT_LAST = timedelta(minutes=30)
MOST_PENDING = 500
"""About ten days."""
ASK_AWAY_AGAIN = timedelta(minutes=10)
"""A register that is down is asked again in the background; the case does not wait for it."""
MOST_ATTEMPTS = 5


class AsksRegisters(Protocol):
    """What asks the registers: the gateway's client, or a small fake."""

    async def ask_many(self, queries: Sequence[RegisterQuery]) -> tuple[RegisterAnswer, ...]: ...

    async def poll(self, query: RegisterQuery, ticket: str) -> RegisterAnswer: ...


@dataclass(frozen=True)
class Inquiry:
    """One check of one case, ready to be asked."""

    case: str
    use: CheckUse
    query: RegisterQuery
    before: Finding | None = None


def inquiry(rules: Rules, case: Case, check: str, operator: str) -> Inquiry | None:
    """The question of the check for this case, or None while an input is missing."""
    return inquiry_at(rules, case.number, standing(case), check, operator)


def inquiry_at(
    rules: Rules, number: str, now: Standing, check: str, operator: str
) -> Inquiry | None:
    """The same for an application that has no case yet."""
    use = rules.matter.check(check)
    inputs = inputs_of(use, rules.matter, now)
    if inputs is None:
        return None
    _, subject = applicant_of(rules, now)
    query = RegisterQuery(
        check=use.key,
        register_key=use.check.register_key,
        inputs=inputs,
        gives=use.check.gives,
        max_age_days=use.check.max_age.days_at_most if use.check.max_age else None,
        purpose=Purpose(
            item=rules.matter.matter,
            case_number=number,
            operator=operator,
            material=_replaced(rules.matter, check),
            subject=subject or str(next(iter(inputs.values()))),
            basis=use.check.basis,
        ),
    )
    return Inquiry(number, use, query, now.findings.get(check))


def _replaced(matter: Matter, check: str) -> str:
    """The paper that the check makes needless: every call says it (domain 3.5)."""
    for material in matter.materials:
        if any(rung.check == check for rung in material.ladder):
            return material.key
    return check


async def ask(
    registers: AsksRegisters, inquiries: Sequence[Inquiry], at: datetime
) -> tuple[Finding | None, ...]:
    """What the registers say, in the order of the inquiries; none where a register had no turn for it yet."""
    waiting = [one for one in inquiries if _ticket(one)]
    fresh = [one for one in inquiries if not _ticket(one)]
    answers = dict(
        zip(map(id, fresh), await registers.ask_many([one.query for one in fresh]), strict=True)
    )
    polled = await asyncio.gather(
        *(registers.poll(one.query, _ticket(one) or "") for one in waiting)
    )
    answers |= dict(zip(map(id, waiting), polled, strict=True))
    said = ((one, answers[id(one)]) for one in inquiries)
    return tuple(None if no_turn(answer) else finding_of(one, answer, at) for one, answer in said)


def _ticket(one: Inquiry) -> str | None:
    pending = one.before is not None and one.before.outcome == FindingOutcome.PENDING
    return one.before.ticket if pending and one.before else None


def finding_of(one: Inquiry, answer: RegisterAnswer, at: datetime) -> Finding:
    """The answer as the case keeps it: only the values that the check declares, each of its kind."""
    attempt = one.before.attempt + 1 if one.before and _is_repeat(one.before, answer) else 1
    gives = one.use.check.gives
    values: dict[str, Value] = {
        name: value
        for name, value in answer.values.items()
        if name in gives and _fits(value, gives[name])
    }
    return Finding(
        check=one.use.key,
        outcome=answer.outcome,
        values=values,
        asked_at=at,
        source=answer.source.zh if answer.source else one.use.check.holder.zh,
        request=answer.request_id or "",
        valid_until=answer.valid_until,
        basis=_basis(one.query.purpose, answer),
        asked_by=one.query.purpose.operator,
        material=one.query.purpose.material,
        item=one.query.purpose.item,
        as_of=answer.as_of,
        digest=answer.digest,
        ticket=answer.ticket,
        ask_again_at=_again(one.case, answer.outcome, attempt, at),
        attempt=attempt,
    )


def _basis(purpose: Purpose, answer: RegisterAnswer) -> str:
    """The law, and for conditional data the record that approved its sharing."""
    return f"{purpose.basis}（{answer.approval}）" if answer.approval else purpose.basis


def _fits(value: Value, kind: FieldType) -> bool:
    """Whether a register's value is of the kind that the check declares; another is not taken in."""
    match kind:
        case "date":
            return isinstance(value, str) and _is_date(value)
        case "yes-no":
            return isinstance(value, bool)
        case "number" | "decimal":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "choices" | "id-numbers":
            return isinstance(value, tuple)
        case _:
            return isinstance(value, str)


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_repeat(before: Finding, answer: RegisterAnswer) -> bool:
    waits = (FindingOutcome.PENDING, FindingOutcome.UNAVAILABLE)
    return before.outcome in waits and before.outcome is answer.outcome


def _again(case: str, outcome: FindingOutcome, attempt: int, at: datetime) -> datetime | None:
    match outcome:
        case FindingOutcome.PENDING if attempt < MOST_PENDING:
            # What takes hours is not fetched every few seconds, nor given up after the first minute.
            return at + min(ASK_PENDING_AGAIN * (1 << min(attempt - 1, 16)), ASK_PENDING_AT_LAST)
        case FindingOutcome.UNAVAILABLE if attempt < MOST_ATTEMPTS:
            # Each case a little later than the next, so that a register does not get all at once.
            return at + ASK_AWAY_AGAIN * (1 + crc32(case.encode()) % 100 / 500)
        case _:
            return None
