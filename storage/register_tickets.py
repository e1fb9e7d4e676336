"""Questions whose answers registers send by themselves: which case waits under which ticket, and what came.

The ticket stands under its blind index, the answer sealed; both go a while after they were used.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from storage.database import Connection
from storage.encryption import Keyring, bound_to

KEPT = timedelta(days=90)
"""How long a ticket may be answered, and an answer fetched."""


class Ticket(NamedTuple):
    """What a register calls a question that it will answer later."""

    register: str
    ticket: str

    @property
    def context(self) -> bytes:
        return bound_to(self.register, self.ticket)

    def blinds(self, keyring: Keyring) -> list[bytes]:
        return list(keyring.blinds("\x1f".join(self)))


class Waiting(NamedTuple):
    """Who waits for the answer."""

    case: str
    check: str
    answered_at: datetime | None = None


def expect(
    connection: Connection, keyring: Keyring, ticket: Ticket, waiting: Waiting, at: datetime
) -> None:
    """Note that a case waits for the answer under this ticket; an application may have become a case meanwhile."""
    connection.execute(
        "insert into register_tickets (register, ticket, case_number, check_key, asked_at)"
        " values (%s, %s, %s, %s, %s) on conflict (register, ticket) do update"
        " set case_number = excluded.case_number where register_tickets.answered_at is null",
        (ticket.register, keyring.blind("\x1f".join(ticket)), waiting.case, waiting.check, at),
    )


def take(
    connection: Connection, keyring: Keyring, ticket: Ticket, body: str, at: datetime
) -> Waiting | None:
    """Keep the answer that came for a ticket; who waits for it, or none where the ticket is unknown.

    An answer that comes again changes nothing: `answered_at` says when the first came.
    """
    row = connection.execute(
        "select ticket, case_number, check_key, answered_at from register_tickets"
        " where register = %s and ticket = any(%s) for update",
        (ticket.register, ticket.blinds(keyring)),
    ).fetchone()
    if row is None:
        return None
    key, case, check, answered_at = row
    if answered_at is None:
        connection.execute(
            "update register_tickets set answered_at = %s, answer = %s"
            " where register = %s and ticket = %s",
            (at, keyring.seal(body, ticket.context), ticket.register, key),
        )
    return Waiting(case, check, answered_at)


def answer_of(connection: Connection, keyring: Keyring, ticket: Ticket) -> str | None:
    """What came for the ticket; none if nothing did yet."""
    row = connection.execute(
        "select answer from register_tickets where register = %s and ticket = any(%s)",
        (ticket.register, ticket.blinds(keyring)),
    ).fetchone()
    return keyring.open(row[0], ticket.context) if row and row[0] else None


def forget(connection: Connection, before: datetime) -> None:
    """Delete what was asked before that moment."""
    connection.execute("delete from register_tickets where asked_at < %s", (before,))
