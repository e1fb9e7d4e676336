"""Trying a check out with a reason: journaled before it is asked, with made-up values unless somebody writes others."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from flows.connectors.surroundings import Surroundings
from flows.connectors.trying import Trial, try_check
from flows.installation import Installation
from flows.register_messages import Purpose
from matters.errors import ActRefused
from matters.fields import Value
from matters.spec import DataCheck
from storage import reads, register_calls
from storage.reads import Read
from storage.register_calls import RegisterCall

TRIAL = "check-trial"
"""What a trial says it is for: no legal service, and never a case."""
LONGEST = 200
NO_REASON = ActRefused(
    zh="请写明试查的理由，例如“接口升级后核对答复格式”。试查将被记录。",
    en="Say why you try it, e.g. “the interface was changed”. The trial is recorded.",
)


@dataclass(frozen=True)
class Tried:
    """Who tries what, and why."""

    account: str
    department: str
    check: DataCheck
    inputs: dict[str, Value]
    reason: str


def tried(house: Installation, around: Surroundings, what: Tried) -> Trial:
    """Ask the register once. Raises ActRefused without a reason, RegisterNotDeclared, QuestionRefused."""
    reason = what.reason.strip()[:LONGEST]
    if not reason:
        raise NO_REASON
    number = f"trial-{secrets.token_hex(6)}"
    with house.database.transaction() as connection:
        row = Read(
            at=house.clock(),
            account=what.account,
            on_behalf=None,
            department=what.department,
            case=number,
            what=f"trial {what.check.key}",
            purpose=reason,
        )
        reads.write(connection, [row])
    purpose = _purpose(what, number)
    began = around.clocks.steady()
    trial = asyncio.run(try_check(house.registers, around, what.check, what.inputs, purpose))
    spent = round((around.clocks.steady() - began) * 1000)
    call = _call(what, purpose, trial, spent, house.clock())
    with house.database.transaction() as connection:
        register_calls.write(connection, [call])
    return trial


def _purpose(what: Tried, number: str) -> Purpose:
    return Purpose(
        item=TRIAL,
        case_number=number,
        operator=what.account,
        material=what.check.key,
        subject=_subject(what),
        basis=what.check.basis,
    )


def _subject(what: Tried) -> str:
    values = chain.from_iterable(
        one if isinstance(one, tuple) else (one,) for one in what.inputs.values()
    )
    return next((str(one) for one in values if one), TRIAL)[:LONGEST]


def _call(what: Tried, purpose: Purpose, trial: Trial, spent: int, at: datetime) -> RegisterCall:
    return RegisterCall(
        at=at,
        register=trial.register.key,
        check=what.check.key,
        case=purpose.case_number,
        operator=what.account,
        item=TRIAL,
        material=purpose.material,
        basis=purpose.basis,
        outcome=trial.heard.reply.outcome,
        calls=1,
        milliseconds=spent,
        request=trial.heard.reply.request_id or "",
    )
