"""What the doctor asks the database."""

from dataclasses import dataclass

from storage.database import Connection, only

OLDEST = 15
"""The oldest major version of PostgreSQL that is supported."""


@dataclass(frozen=True)
class Condition:
    """How the database is."""

    major: int
    """PostgreSQL's version."""
    encoding: str
    incidents: int
    waiting: int
    """Cases that were due for the machine over five minutes ago."""
    newest: str | None
    """The number of the newest case."""


def version_of(connection: Connection) -> tuple[int, str]:
    """PostgreSQL's major version and the database's encoding."""
    row = only(
        connection.execute(
            "select current_setting('server_version_num')::int / 10000, current_setting('server_encoding')"
        )
    )
    return row[0], row[1]


def condition_of(connection: Connection) -> Condition:
    """How a migrated database is."""
    major, encoding = version_of(connection)
    row = only(
        connection.execute(
            "select (select count(*) from incidents where resolved_at is null),"
            " (select count(*) from cases where wake_at < now() - interval '5 minutes'),"
            " (select number from cases order by launched_at desc limit 1)"
        )
    )
    return Condition(major, encoding, *row)
