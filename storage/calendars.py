"""Calendars as they were loaded: every version is kept, the newest of each year counts, in all processes at once.

What the catalogue brings is version 0 of its years. A process looks once in a transaction whether there is anything
newer than what it knows: one row by a primary key, so that no act counts by a calendar that another process replaced.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from matters.calendars import Calendar, CalendarYear, Overlay
from matters.errors import ActRefused
from storage.database import Connection, only

NATIONAL = ""
"""The jurisdiction of a national year."""


class Known(NamedTuple):
    """What a process knows: the calendar, and the last load that is in it."""

    load: int
    calendar: Calendar


@dataclass
class Calendars:
    """The calendar of one installation: what its catalogue declares, and what was loaded since."""

    declared: Calendar
    jurisdiction: str
    _known: Known = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._known = Known(0, self.declared)

    @property
    def latest(self) -> Calendar:
        """What this process last knew; for showing. What counts for a case is `in_use`."""
        return self._known.calendar

    def in_use(self, connection: Connection) -> Calendar:
        """The calendar that counts in this transaction. For a case: asked after its row was locked."""
        newest = last_load(connection)
        known = self._known
        if newest != known.load:
            known = self._known = Known(newest, self.as_of(connection, newest))
        return known.calendar

    def as_of(self, connection: Connection, load: int) -> Calendar:
        """The calendar as it was after that load; 0: what the catalogue declares."""
        rows = connection.execute(
            "select distinct on (y.jurisdiction, y.year) y.jurisdiction, y.body"
            " from calendar_years y join calendar_loads l on l.id = y.load"
            " where l.calendar = %s and y.load <= %s and y.jurisdiction in (%s, %s)"
            " order by y.jurisdiction, y.year, y.load desc",
            (self.declared.calendar, load, NATIONAL, self.jurisdiction),
        ).fetchall()
        years = (CalendarYear.model_validate_json(body) for place, body in rows if not place)
        overlays = (Overlay.model_validate_json(body) for place, body in rows if place)
        return self.declared.with_newer(tuple(years), tuple(overlays))


@dataclass(frozen=True)
class Loading:
    """What is loaded, by whom, when and why."""

    years: tuple[CalendarYear, ...]
    overlays: tuple[Overlay, ...]
    by: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Load:
    """One loading, as lists show it."""

    id: int
    loaded_at: datetime
    loaded_by: str
    reason: str
    finished_at: datetime | None


@dataclass(frozen=True)
class YearVersion:
    """One version of one year that was loaded."""

    load: Load
    jurisdiction: str
    """Empty for the national year."""
    year: int
    version: int
    source: str
    kept: CalendarYear | Overlay


class LoadedMeanwhile(ActRefused):
    """Another calendar was loaded since the preview: what was shown is not what would change."""

    def __init__(self) -> None:
        super().__init__(
            zh="您查看预览之后，已有他人装入新的日历。请重新预览后再装入。",
            en="Somebody else loaded a calendar after your preview. Look at the preview again, then load.",
        )


_LOAD = "l.id, l.loaded_at, l.loaded_by, l.reason, l.finished_at"


def last_load(connection: Connection) -> int:
    """The number of the newest load; 0 where nothing was loaded yet."""
    return int(only(connection.execute("select coalesce(max(id), 0) from calendar_loads"))[0])


def write(connection: Connection, calendar: str, loading: Loading, seen: int | None = None) -> int:
    """Keep what is loaded as the newest versions of its years; the number of this load.

    Raises ActRefused when somebody else loaded something after the load that was `seen`.
    """
    # One at a time: processes compare by the highest number, so numbers must become visible in their order.
    connection.execute("select pg_advisory_xact_lock(hashtextextended('calendar load', 1))")
    if seen is not None and seen != last_load(connection):
        raise LoadedMeanwhile
    row = connection.execute(
        "insert into calendar_loads (calendar, loaded_at, loaded_by, reason)"
        " values (%s, %s, %s, %s) returning id",
        (calendar, loading.at, loading.by, loading.reason),
    )
    load = int(only(row)[0])
    loaded: tuple[CalendarYear | Overlay, ...] = (*loading.years, *loading.overlays)
    for one in loaded:
        place = one.jurisdiction if isinstance(one, Overlay) else NATIONAL
        connection.execute(
            "insert into calendar_years (load, jurisdiction, year, version, source, body)"
            " select %(load)s, %(place)s, %(year)s, coalesce(max(y.version), 0) + 1, %(source)s, %(body)s"
            " from calendar_years y join calendar_loads l on l.id = y.load and l.calendar = %(calendar)s"
            " where y.jurisdiction = %(place)s and y.year = %(year)s",
            {
                "load": load,
                "place": place,
                "year": one.year,
                "source": one.source,
                "body": one.model_dump_json(),
                "calendar": calendar,
            },
        )
    return load


def versions(connection: Connection, calendar: str) -> tuple[YearVersion, ...]:
    """Every version that was loaded, by year, the newest of each first."""
    rows = connection.execute(
        f"select {_LOAD}, y.jurisdiction, y.year, y.version, y.source, y.body"  # noqa: S608 - own constant
        " from calendar_years y join calendar_loads l on l.id = y.load where l.calendar = %s"
        " order by y.year desc, y.jurisdiction, y.version desc",
        (calendar,),
    ).fetchall()
    return tuple(
        YearVersion(
            load=Load(*row[:5]),
            jurisdiction=row[5],
            year=row[6],
            version=row[7],
            source=row[8],
            kept=(Overlay if row[5] else CalendarYear).model_validate_json(row[9]),
        )
        for row in rows
    )


def unfinished(connection: Connection) -> tuple[Load, ...]:
    """The loads after which not all open cases were counted anew yet, the oldest first."""
    rows = connection.execute(
        f"select {_LOAD} from calendar_loads l where l.finished_at is null order by l.id"  # noqa: S608 - own constant
    ).fetchall()
    return tuple(Load(*row) for row in rows)


def load_of(connection: Connection, load: int) -> Load | None:
    """One loading, or None."""
    row = connection.execute(
        f"select {_LOAD} from calendar_loads l where l.id = %s",  # noqa: S608 - own constant
        (load,),
    ).fetchone()
    return Load(*row) if row else None


def finish(connection: Connection, load: int, at: datetime) -> None:
    """Note that all open cases have been counted anew after this load."""
    connection.execute(
        "update calendar_loads set finished_at = %s where id = %s and finished_at is null",
        (at, load),
    )


_TURN = "hashtextextended('calendar count', 1)"


def wait_for_turn(connection: Connection) -> None:
    """Until this transaction ends nobody else counts cases anew."""
    connection.execute(f"select pg_advisory_xact_lock({_TURN})".encode())


def is_my_turn(connection: Connection) -> bool:
    """The same without waiting: whether nobody else does."""
    row = connection.execute(f"select pg_try_advisory_xact_lock({_TURN})".encode())
    return bool(only(row)[0])
