"""The searchable side of a case written anew from its facts, and what was wrong in it."""

from typing import Any

from matters.rules import Rules
from storage import cases, notice_voids, ratings
from storage.cases import Stored
from storage.database import Connection, only
from storage.encryption import Keyring

_CASE = (
    "version",
    "state",
    "outcome",
    "applicant",
    "subject",
    "due_on",
    "closed_at",
    "wake_at",
    "awaits",
)
_WORK = (
    "step",
    "department",
    "part",
    "round",
    "opened_at",
    "due_on",
    "promised_on",
    "holder",
    "waiting",
)
_CLOCK = (
    "key",
    "kind",
    "step",
    "department",
    "holder",
    "matter_key",
    "reason",
    "started_on",
    "yellow_on",
    "last_on",
)
_PAST = ("matter_key", "scenario", "closed_on", "days")


def rebuild(
    connection: Connection, keyring: Keyring, rules: Rules, stored: Stored
) -> tuple[str, ...]:
    """Write the projection of the case again; the columns that differed. The case must be locked."""
    number = stored.case.number
    before = _snapshot(connection, number)
    cases.append(connection, keyring, rules, stored, stored.case)
    notice_voids.follow(connection, [(stored.case, stored.case.facts)])
    ratings.follow(connection, [(rules, stored.case, stored.case.facts)])
    rest_with_incident(connection, number)
    after = _snapshot(connection, number)
    return tuple(name for name in after if before[name] != after[name])


def rest_with_incident(connection: Connection, number: str) -> None:
    """A case with an incident stays at rest until a person has it tried again; one that cannot be watched goes on."""
    connection.execute(
        "update cases set wake_at = null where number = %s and exists"
        " (select 1 from incidents i where i.case_number = number and i.resolved_at is null"
        " and i.action <> 'clocks')",
        (number,),
    )


def _snapshot(connection: Connection, number: str) -> dict[str, Any]:
    case = connection.execute(
        f"select {', '.join(_CASE)} from cases where number = %s",  # noqa: S608 - own constant
        (number,),
    )
    return {
        **dict(zip(_CASE, only(case), strict=True)),
        "work": _rows(connection, "work_items", _WORK, number),
        "clocks": _rows(connection, "open_clocks", _CLOCK, number),
        "past": _rows(connection, "past_cases", _PAST, number),
    }


def _rows(
    connection: Connection, table: str, columns: tuple[str, ...], number: str
) -> list[tuple[Any, ...]]:
    return connection.execute(
        f"select {', '.join(columns)} from {table} where case_number = %s order by 1, 2, 3",  # noqa: S608 - own constants
        (number,),
    ).fetchall()


def every_number(connection: Connection, after: str, most: int) -> tuple[str, ...]:
    """The numbers of up to `most` cases after one, in their order."""
    rows = connection.execute(
        "select number from cases where number > %s order by number limit %s", (after, most)
    ).fetchall()
    return tuple(row[0] for row in rows)
