"""What a case file is made of and nobody else reads: facts as they were kept, and the calendars that counted."""

from datetime import datetime

from matters.calendars import Calendar
from storage.calendars import Calendars
from storage.database import Connection


def kept_facts(connection: Connection, number: str) -> tuple[tuple[str, bytes], ...]:
    """Each fact of a case as it was written, with its hash, in order."""
    rows = connection.execute(
        "select body, hash from facts where case_number = %s order by seq", (number,)
    ).fetchall()
    return tuple((body, bytes(digest)) for body, digest in rows)


def case_numbers(connection: Connection) -> tuple[str, ...]:
    """The numbers of all cases, in their order."""
    return tuple(
        str(row[0]) for row in connection.execute("select number from cases order by number")
    )


def calendars_since(
    connection: Connection, calendars: Calendars, begun: datetime
) -> tuple[tuple[datetime | None, Calendar], ...]:
    """The calendar that counted when a case began, and each that took its place since, with its moment."""
    rows = connection.execute(
        "select id, loaded_at from calendar_loads where calendar = %s order by id",
        (calendars.declared.calendar,),
    ).fetchall()
    first = max((load for load, at in rows if at <= begun), default=0)
    later = tuple((at, calendars.as_of(connection, load)) for load, at in rows if at > begun)
    return ((None, calendars.as_of(connection, first)), *later)
