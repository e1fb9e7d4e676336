"""What administrators look at: counts and references, never what is in a case."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection


@dataclass(frozen=True)
class Trouble:
    """An incident that is open, with the matter of its case."""

    id: int
    case: str
    matter: str
    action: str
    sentence: str
    at: datetime
    times: int


def open_cases(connection: Connection) -> dict[str, int]:
    """How many cases are open, by the key of their matter."""
    rows = connection.execute(
        "select matter_key, count(*) from cases where outcome is null group by matter_key"
    ).fetchall()
    return {row[0]: row[1] for row in rows}


def troubles(connection: Connection, most: int) -> tuple[Trouble, ...]:
    """Incidents that are open, the newest first."""
    rows = connection.execute(
        "select i.id, i.case_number, c.matter_key, i.action, i.sentence, i.at, i.times"
        " from incidents i join cases c on c.number = i.case_number"
        " where i.resolved_at is null order by i.at desc, i.id desc limit %s",
        (most,),
    ).fetchall()
    return tuple(Trouble(*row) for row in rows)


def digest_of(connection: Connection, case: str) -> str | None:
    """Which matter version a case is pinned to."""
    row = connection.execute("select digest from cases where number = %s", (case,)).fetchone()
    return str(row[0]) if row else None
