"""Which cases a wave carries: claimed with a lease, so that two waves never carry the same case at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import NamedTuple

from storage.database import Connection

LEASE = timedelta(seconds=30)
"""How long a wave may be silent before its cases are carried by another."""


@dataclass(frozen=True)
class Lease:
    """A wave's word that it carries cases, from now on for a time."""

    wave: str
    at: datetime
    length: timedelta = LEASE

    @property
    def until(self) -> datetime:
        return self.at + self.length


@dataclass(frozen=True)
class WaveCount:
    """A wave as it is counted here."""

    id: str
    matter: str
    started_at: datetime
    ended_at: datetime | None
    cases: int
    actions: int


def claim(
    connection: Connection, lease: Lease, digests: tuple[str, ...], most: int
) -> tuple[str, ...]:
    """Up to `most` cases that are due, longest waiting first, leased to the wave."""
    rows = connection.execute(
        # Materialized: within a join the limit might be counted anew for every row.
        "with due as materialized ("
        " select number from cases where wake_at <= %s and digest = any(%s)"
        " and (leased_until is null or leased_until < %s)"
        " order by wake_at limit %s for update skip locked)"
        " update cases set leased_until = %s, wave = %s from due"
        " where cases.number = due.number returning cases.number",
        (lease.at, list(digests), lease.at, most, lease.until, lease.wave),
    ).fetchall()
    return tuple(row[0] for row in rows)


def release(connection: Connection, wave: str, numbers: tuple[str, ...]) -> None:
    """Give the cases free for the next wave, and note how many this one carried together."""
    connection.execute(
        "update cases set leased_until = null, waves = waves + 1, carried = carried + %s"
        " where number in (select number from cases where wave = %s and number = any(%s)"
        " order by number for update)",
        (len(numbers), wave, list(numbers)),
    )


def hold(connection: Connection, lease: Lease, numbers: tuple[str, ...]) -> None:
    """Lengthen the lease of a wave that is still at work; what it released meanwhile stays free."""
    connection.execute(
        "update cases set leased_until = %s where number in (select number from cases"
        " where wave = %s and leased_until is not null and number = any(%s)"
        " order by number for update)",
        (lease.until, lease.wave, list(numbers)),
    )


class Rest(NamedTuple):
    """A case with which nothing can be done now: as of how many facts, and when to look again."""

    case: str
    version: int
    wake_at: datetime | None


def rest(connection: Connection, cases: Sequence[Rest]) -> None:
    """Let the cases sleep until then; one that was acted on meanwhile stays awake."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "update cases set wake_at = %s"
            " where number = %s and version = %s and wake_at is not null",
            [(one.wake_at, one.case, one.version) for one in sorted(cases, key=attrgetter("case"))],
        )


def waiting(connection: Connection, at: datetime) -> dict[str, int]:
    """How many cases wait for the machine, by digest of their matter."""
    rows = connection.execute(
        "select digest, count(*) from cases where wake_at <= %s"
        " and (leased_until is null or leased_until < %s) group by digest",
        (at, at),
    ).fetchall()
    return {row[0]: row[1] for row in rows}


def wave_began(connection: Connection, wave: str, matter: str, at: datetime) -> None:
    connection.execute(
        "insert into waves (id, matter_key, started_at, cases, actions) values (%s, %s, %s, 0, 0)"
        " on conflict (id) do nothing",
        (wave, matter, at),
    )


def wave_ended(connection: Connection, wave: str, at: datetime, cases: int, actions: int) -> None:
    connection.execute(
        "update waves set ended_at = %s, cases = %s, actions = %s where id = %s",
        (at, cases, actions, wave),
    )


def recent_waves(connection: Connection, most: int) -> tuple[WaveCount, ...]:
    rows = connection.execute(
        "select id, matter_key, started_at, ended_at, cases, actions from waves"
        " order by started_at desc limit %s",
        (most,),
    ).fetchall()
    return tuple(WaveCount(*row) for row in rows)


def forget(connection: Connection, before: datetime) -> None:
    """Drop the counts of waves older than that; Prefect forgets its runs as well."""
    connection.execute("delete from waves where started_at < %s", (before,))
