"""Incidents: one bad case stops alone; a person sees it and has it tried again."""

from dataclasses import dataclass
from datetime import datetime

from matters.words import Text
from storage.database import Connection


@dataclass(frozen=True)
class IncidentSeen:
    """An incident that is open, as administrators see it; nothing of what is in the case."""

    id: int
    case: str
    matter: str
    """The key of its matter."""
    action: str
    sentence: Text
    at: datetime
    times: int


_OPEN = (
    "select i.id, i.case_number, c.matter_key, i.action, i.sentence_zh, i.sentence_en, i.at, i.times"
    " from incidents i join cases c on c.number = i.case_number where i.resolved_at is null"
)


def record(connection: Connection, case: str, action: str, sentence: Text, at: datetime) -> None:
    """Stop the case for the machine and say why; people go on working on it."""
    note(connection, case, action, sentence, at)
    connection.execute("update cases set wake_at = null where number = %s", (case,))


def note(connection: Connection, case: str, action: str, sentence: Text, at: datetime) -> None:
    """Say what went wrong with a case that the machine carries on all the same."""
    connection.execute(
        "insert into incidents (case_number, action, sentence_zh, sentence_en, at, times)"
        " values (%s, %s, %s, %s, %s, 1)"
        " on conflict (case_number, action) where resolved_at is null"
        " do update set times = incidents.times + 1, at = excluded.at,"
        " sentence_zh = excluded.sentence_zh, sentence_en = excluded.sentence_en",
        (case, action, sentence.zh, sentence.en, at),
    )


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


def resolve_those(connection: Connection, begins: str, who: str, at: datetime) -> int:
    """Close all whose Chinese sentence begins so, because what they lacked is there now; how many."""
    rows = connection.execute(
        "with mended as (update incidents set resolved_at = %(at)s, resolved_by = %(who)s"
        "  where resolved_at is null and starts_with(sentence_zh, %(begins)s) returning case_number)"
        " update cases set wake_at = %(at)s where number in (select case_number from mended)"
        " returning number",
        {"at": at, "who": who, "begins": begins},
    ).fetchall()
    return len(rows)


def unresolved(connection: Connection, most: int = 200) -> tuple[IncidentSeen, ...]:
    """Incidents that are open, the newest first."""
    return _seen(connection, f"{_OPEN} order by i.at desc, i.id desc limit %s", most)


def of_case(connection: Connection, case: str) -> tuple[IncidentSeen, ...]:
    """The open incidents of one case, the newest first."""
    return _seen(connection, f"{_OPEN} and i.case_number = %s order by i.at desc, i.id desc", case)


def _seen(connection: Connection, query: str, given: int | str) -> tuple[IncidentSeen, ...]:
    return tuple(
        IncidentSeen(id_, case, matter, action, Text(zh=zh, en=en), at, times)
        for id_, case, matter, action, zh, en, at, times in connection.execute(query, (given,))
    )
