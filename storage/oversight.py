"""What administrators look at: counts and references, never what is in a case."""

from storage.database import Connection


def open_cases(connection: Connection) -> dict[str, int]:
    """How many cases are open, by the key of their matter."""
    rows = connection.execute(
        "select matter_key, count(*) from cases where outcome is null group by matter_key"
    ).fetchall()
    return {row[0]: row[1] for row in rows}


def digest_of(connection: Connection, case: str) -> str | None:
    """Which matter version a case is pinned to."""
    row = connection.execute("select digest from cases where number = %s", (case,)).fetchone()
    return str(row[0]) if row else None
