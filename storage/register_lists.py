"""Lists that departments hand over (名单): each row sealed, found by the blind index of what identifies it.

A register has one list in force, with the day on which it was true; loading the next one replaces its rows, and keeps
that there was one.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from matters.words import Frozen
from storage.database import Connection
from storage.encryption import Keyring, bound_to

_APART = "\x1f"
"""Between the parts of a key: no value holds it."""

ListRow = Mapping[str, str | int | float | bool | None]


class Handed(Frozen):
    """Which list: whose, as of when, and who loaded it."""

    register_key: str
    as_of: date
    loaded_at: datetime
    loaded_by: str


class ListInForce(NamedTuple):
    """The list that answers now."""

    register: str
    as_of: date
    loaded_at: datetime
    loaded_by: str
    rows: int


class ListFound(NamedTuple):
    """The rows for each key, in the order of the keys, and the day on which the list was true."""

    as_of: date
    rows: list[list[dict[str, object]]]


def key_of(values: Iterable[object]) -> str:
    """What identifies a row, as one text."""
    return _APART.join(str(value).strip() for value in values)


def load(
    connection: Connection,
    keyring: Keyring,
    handed: Handed,
    rows: Iterable[tuple[str, ListRow]],
) -> int:
    """Put the list in force, each row under its key, in place of the one before; how many rows it has."""
    register = handed.register_key
    # Two who load the same list wait for each other: the later one stays.
    connection.execute("select pg_advisory_xact_lock(hashtextextended(%s, 2))", (register,))
    connection.execute(
        "delete from register_rows where list in (select id from register_lists where register = %s)",
        (register,),
    )
    connection.execute(
        "update register_lists set replaced_at = %s where register = %s and replaced_at is null",
        (handed.loaded_at, register),
    )
    made = connection.execute(
        "insert into register_lists (register, as_of, loaded_at, loaded_by, rows)"
        " values (%s, %s, %s, %s, 0) returning id",
        (register, handed.as_of, handed.loaded_at, handed.loaded_by),
    ).fetchone()
    if made is None:
        raise LookupError(register)
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy("copy register_rows (list, key, body) from stdin") as copied,
    ):
        for key, row in rows:
            body = json.dumps(dict(row), ensure_ascii=False)
            sealed = keyring.seal(body, bound_to(register, key))
            copied.write_row((made[0], keyring.blind(_named(register, key)), sealed))
            count += 1
    connection.execute("update register_lists set rows = %s where id = %s", (count, made[0]))
    return count


def rows_of(
    connection: Connection, keyring: Keyring, register: str, keys: Sequence[str]
) -> ListFound | None:
    """The rows of the list in force under each key; none if no list was ever loaded. Raises SealBroken."""
    known = connection.execute(
        "select id, as_of from register_lists where register = %s and replaced_at is null",
        (register,),
    ).fetchone()
    if known is None:
        return None
    asked = {blind: key for key in set(keys) for blind in keyring.blinds(_named(register, key))}
    found = connection.execute(
        "select key, body from register_rows where list = %s and key = any(%s) order by id",
        (known[0], list(asked)),
    ).fetchall()
    rows: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
    for blind, body in found:
        key = asked[bytes(blind)]
        rows[key].append(json.loads(keyring.open(body, bound_to(register, key))))
    return ListFound(known[1], [rows[key] for key in keys])


def in_force(connection: Connection) -> tuple[ListInForce, ...]:
    """The lists that answer now, by their registers."""
    found = connection.execute(
        "select register, as_of, loaded_at, loaded_by, rows from register_lists"
        " where replaced_at is null order by register"
    ).fetchall()
    return tuple(ListInForce(*row) for row in found)


def _named(register: str, key: str) -> str:
    return f"{register}{_APART}{key}"
