"""Answers that come later: kept under their ticket, and understood like those that come at once."""

import json
from datetime import datetime

from flows.connectors.hearing import Heard, digest_of, said, wrong_shape
from flows.connectors.mapping import asked, understood
from flows.connectors.surroundings import Kept
from flows.register_messages import RegisterQuery
from matters.case import FindingOutcome
from matters.registers import AnswerShape, Register
from matters.words import Text
from storage import register_tickets
from storage.register_tickets import Ticket, Waiting

NO_JSON = Text(zh="不是 JSON。", en="it is no JSON.")


def still_pending(ticket: str) -> Heard:
    """Nothing came yet."""
    return Heard(said(FindingOutcome.PENDING).model_copy(update={"ticket": ticket}))


def came_for(kept: Kept, register: str, ticket: str) -> str | None:
    """What the register sent for the ticket."""
    with kept.database.transaction() as connection:
        return register_tickets.answer_of(connection, kept.keyring, Ticket(register, ticket))


def expect(kept: Kept, register: str, query: RegisterQuery, ticket: str, at: datetime) -> None:
    """Note which case waits for the ticket, so that what is sent finds it."""
    waiting = Waiting(query.purpose.case_number, query.check)
    with kept.database.transaction() as connection:
        register_tickets.expect(connection, kept.keyring, Ticket(register, ticket), waiting, at)


def sent_answer(register: Register, query: RegisterQuery, body: bytes, at: datetime) -> Heard:
    """What a register sent by itself, by the same declaration as an answer at once."""
    digest = digest_of(body)
    try:
        answer: object = json.loads(body)
    except (ValueError, RecursionError):
        return wrong_shape(NO_JSON, digest)
    whole = {**asked(register, query, at), "answer": answer, "status": None}
    return understood(register.answer or AnswerShape(), query, whole, digest)
