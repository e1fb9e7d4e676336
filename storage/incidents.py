"""Incidents: one bad case stops alone; a person sees it and has it tried again."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection


@dataclass(frozen=True)
class IncidentSeen:
    """An incident as administrators see it."""

    id: int
    case: str
    action: str
    sentence: str
    at: datetime
    times: int
    resolved_at: datetime | None


_COLUMNS = "id, case_number, action, sentence, at, times, resolved_at"


def record(connection: Connection, case: str, action: str, sentence: str, at: datetime) -> None:
    """Stop the case for the machine and say why; people go on working on it."""
    connection.execute(
        "insert into incidents (case_number, action, sentence, at, times) values (%s, %s, %s, %s, 1)"
        " on conflict (case_number, action) where resolved_at is null"
        " do update set times = incidents.times + 1, at = excluded.at, sentence = excluded.sentence",
        (case, action, sentence, at),
    )
    connection.execute("update cases set wake_at = null where number = %s", (case,))


def resolve(connection: Connection, incident: int, who: str, at: datetime) -> str | None:
    """Close the incident and let the machine look at the case again; the case's number, or None."""
    row = connection.execute(
        "update incidents set resolved_at = %s, resolved_by = %s"
        " where id = %s and resolved_at is null returning case_number",
        (at, who, incident),
    ).fetchone()
    if row is None:
        return None
    connection.execute("update cases set wake_at = %s where number = %s", (at, row[0]))
    return str(row[0])


def unresolved(connection: Connection, most: int = 200) -> tuple[IncidentSeen, ...]:
    rows = connection.execute(
        f"select {_COLUMNS} from incidents where resolved_at is null order by at desc limit %s",  # noqa: S608 - own constant
        (most,),
    ).fetchall()
    return tuple(IncidentSeen(*row) for row in rows)
