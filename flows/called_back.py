"""Answers that a register sends by itself: taken once for their ticket, and written into the case that waits."""

from flows.checking import finding_of, inquiry_at
from flows.connectors.hearing import Heard, answer_of
from flows.connectors.later import sent_answer
from flows.installation import Installation
from matters.case import MACHINE, CheckAnswered, FindingOutcome
from matters.errors import NotFound, OneGoError
from matters.registers import Register
from matters.rules import Rules
from matters.standing import standing
from matters.verbs import found
from matters.words import Text
from storage import bell, cases, register_tickets
from storage.cases import Stored
from storage.database import Connection
from storage.register_tickets import Ticket, Waiting

TICKET = Text(zh="该取件凭据", en="That ticket")
REGISTER = Text(zh="该数据源", en="That register")


class AnswerUnfit(OneGoError):
    """An answer of a wrong shape: it is not taken, and may be sent again when it is right."""

    status = 422

    def __init__(self, what: Text) -> None:
        super().__init__(zh=f"未收下：{what.zh}", en=f"It was not taken: {what.en}")


def calls_back(house: Installation, key: str) -> Register:
    """A register that sends its answers. Raises NotFound for any other."""
    register = house.registers.register_of(key)
    if register is None or register.poll is None or not register.poll.callback:
        raise NotFound(REGISTER)
    return register


def take_answer(house: Installation, register: Register, ticket: str, body: bytes) -> bool:
    """Take in what came for a ticket; False if it was taken before, and nothing has changed.

    What comes before its application is a case waits for it. Raises NotFound for an unknown ticket, AnswerUnfit.
    """
    at = house.clock()
    named = Ticket(register.key, ticket)
    with house.database.transaction() as connection:
        text = body.decode(errors="replace")
        waiting = register_tickets.take(connection, house.keyring, named, text, at)
        if waiting is None:
            raise NotFound(TICKET)
        if waiting.answered_at is not None:
            return False
        rung = _into_case(house, connection, register, (waiting, ticket, body))
    for channel, what in rung:
        house.bell.ring(channel, what)
    return True


def _into_case(
    house: Installation,
    connection: Connection,
    register: Register,
    came: tuple[Waiting, str, bytes],
) -> tuple[tuple[str, str], ...]:
    """Write the answer into the case, if there is one that waits; what to ring then. Raises AnswerUnfit."""
    waiting, ticket, body = came
    try:
        stored = cases.load(connection, house.keyring, waiting.case, lock=True)
    except NotFound:
        return ()  # an application at the counter: the case that it becomes fetches what is kept
    rules = house.rules(connection, stored.case.matter)
    fact = _answered(house, rules, stored, register, (waiting.check, ticket, body))
    if fact is None:
        return ()
    cases.append(connection, house.keyring, rules, stored, found(rules, stored.case, fact))
    return (bell.CASES, waiting.case), (bell.WAVES, rules.matter.reference)


def _answered(
    house: Installation,
    rules: Rules,
    stored: Stored,
    register: Register,
    came: tuple[str, str, bytes],
) -> CheckAnswered | None:
    """The fact, or none if the case waits for this ticket no longer."""
    check, ticket, body = came
    now, at = standing(stored.case), house.clock()
    before = now.findings.get(check)
    if now.ended or before is None or before.ticket != ticket:
        return None
    one = inquiry_at(rules, stored.case.number, now, check, MACHINE.account)
    if one is None:
        return None
    heard = sent_answer(register, one.query, body, at)
    _require_fit(heard)
    answer = answer_of(one.query, heard, register)
    return CheckAnswered(at=at, by=MACHINE, finding=finding_of(one, answer, at))


def _require_fit(heard: Heard) -> None:
    if heard.trouble is not None:
        raise AnswerUnfit(heard.trouble)
    if heard.reply.outcome is FindingOutcome.PENDING:
        raise AnswerUnfit(
            Text(zh="内容仍为待回复。", en="it says that the answer is still to come.")
        )
