"""The same request twice is done once: the key is kept in the transaction of the act itself."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from matters.errors import ActRefused
from storage.database import Connection


@dataclass(frozen=True)
class Once:
    """A key that the caller chose, and what it was chosen for."""

    account: str
    key: str
    request: str
    """The request as text; only its digest is kept."""


def answer_before(connection: Connection, once: Once, at: datetime) -> str | None:
    """The answer already given under the key, or None when this is the first time.

    A second request that comes while the first is under way waits for it. Raises ActRefused when the key was
    used for another request.
    """
    digest = hashlib.sha256(once.request.encode()).digest()
    first = connection.execute(
        "insert into idempotency (account, key, request, status, answer, at)"
        " values (%s, %s, %s, 0, '', %s) on conflict do nothing returning key",
        (once.account, once.key, digest, at),
    ).fetchone()
    if first is not None:
        return None
    known = known_answer(connection, once)
    # Forgotten just now: then this is the first time again.
    return known if known is not None else answer_before(connection, once, at)


def known_answer(connection: Connection, once: Once) -> str | None:
    """The answer already given under the key; None if it was not used yet.

    Raises ActRefused when the key was used for another request.
    """
    digest = hashlib.sha256(once.request.encode()).digest()
    known = connection.execute(
        "select request, answer from idempotency where account = %s and key = %s",
        (once.account, once.key),
    ).fetchone()
    if known is None:
        return None
    if known[0] != digest:
        raise ActRefused(
            zh="该幂等键已用于另一项请求。请为新的请求使用新的键。",
            en="This idempotency key was used for another request. Use a new key.",
        )
    return str(known[1])


def keep_answer(connection: Connection, once: Once, answer: str) -> None:
    """Remember what the request was answered."""
    connection.execute(
        "update idempotency set status = 200, answer = %s where account = %s and key = %s",
        (answer, once.account, once.key),
    )


def forget(connection: Connection, before: datetime) -> None:
    """Drop keys older than that."""
    connection.execute("delete from idempotency where at < %s", (before,))
