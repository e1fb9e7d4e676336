"""The case behind a receipt's code."""

from storage.database import Connection


def number_behind(connection: Connection, token: str) -> str | None:
    """The number of the case that may be followed with the token, or None."""
    row = connection.execute("select number from cases where follow = %s", (token,)).fetchone()
    return str(row[0]) if row else None
