"""Running cases that move to another version of their matter: which they are, and the pin of each."""

from matters.case import Case
from matters.rules import Rules
from storage import cases
from storage.cases import Stored
from storage.database import Connection
from storage.encryption import Keyring
from storage.projection import Projection


def cases_of(
    connection: Connection, key: str, after: str, most: int, *, running: bool
) -> tuple[tuple[str, str], ...]:
    """Up to `most` cases of a matter after one, in their order: number and digest; only running ones, or all."""
    rows = connection.execute(
        "select number, digest from cases where matter_key = %s and number > %s"
        " and (outcome is null or not %s) order by number limit %s",
        (key, after, running, most),
    ).fetchall()
    return tuple((row[0], row[1]) for row in rows)


def count_cases(connection: Connection, key: str, *, running: bool) -> int:
    """How many cases of a matter there are; only running ones, or all."""
    row = connection.execute(
        "select count(*) from cases where matter_key = %s and (outcome is null or not %s)",
        (key, running),
    ).fetchone()
    return int(row[0]) if row else 0


def pin(
    connection: Connection, keyring: Keyring, rules: Rules, before: Stored, after: Case
) -> Projection:
    """Write the facts of a move, and pin the case to the version that `rules` are of. It must be locked."""
    connection.execute(
        "update cases set digest = %s where number = %s", (after.matter, after.number)
    )
    return cases.append(connection, keyring, rules, before, after)
