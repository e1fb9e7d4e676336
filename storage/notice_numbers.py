"""The numbers of notices: each series of an agency with what was given, what is void, and what is missing."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Connection
from storage.notices import Series


@dataclass(frozen=True)
class VoidNumber:
    """A number whose notice is void; it is never given again."""

    sequence: int
    number: str
    voided_at: datetime
    because: str
    replaced_by: str | None


@dataclass(frozen=True)
class SeriesSeen:
    """One series as it stands."""

    series: Series
    last: int
    given: int
    voids: tuple[VoidNumber, ...]
    missing: tuple[int, ...]
    """Numbers up to the last that no notice has; there should be none."""


_SERIES = """
select s.department, s.series, s.year, s.last, count(n.number), coalesce(max(n.sequence), 0)
from number_series s left join notices n using (department, series, year)
where %(year)s::integer is null or s.year in (%(year)s, 0)
group by s.department, s.series, s.year, s.last order by s.department, s.series, s.year
"""
_VOIDS = """
select n.department, n.series, n.year, n.sequence, n.number, n.voided_at, n.void_because,
    (select r.number from notices r where r.case_number = n.case_number and r.replaces = n.number)
from notices n where n.voided_at is not null order by n.sequence
"""
_MISSING = """
select given from generate_series(1, %s) given where not exists (
    select 1 from notices where department = %s and series = %s and year = %s and sequence = given)
order by given
"""


def series_seen(connection: Connection, year: int | None = None) -> tuple[SeriesSeen, ...]:
    """All series, or those of a year with those that have no year in their number."""
    voids: dict[Series, list[VoidNumber]] = {}
    for row in connection.execute(_VOIDS).fetchall():
        voids.setdefault(Series(*row[:3]), []).append(VoidNumber(*row[3:]))
    found = connection.execute(_SERIES, {"year": year}).fetchall()
    return tuple(
        SeriesSeen(
            series=Series(*row[:3]),
            last=max(row[3], row[5]),
            given=row[4],
            voids=tuple(voids.get(Series(*row[:3]), ())),
            missing=_missing(connection, Series(*row[:3]), row[3]) if row[4] != row[3] else (),
        )
        for row in found
    )


def _missing(connection: Connection, series: Series, last: int) -> tuple[int, ...]:
    rows = connection.execute(_MISSING, (last, *series)).fetchall()
    return tuple(row[0] for row in rows)
