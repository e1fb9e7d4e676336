"""Turns at a register: all processes together never call it more often than it allows.

One row for each register says when its next turn is free. A tenth of the calls may go at once; the turns after that
come so far apart that no stretch of the rate's time holds more calls than the rate, wherever it begins.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database import Connection

LATE = 2.0
"""Seconds after which a turn that was not used is lost, so that calls that were held up do not meet later ones."""
ON_THE_WAY = 0.25
"""Seconds by which one call may reach the register faster than another: a second's rate would feel them."""
AT_ONCE = 10
"""One in so many calls may go without waiting for the one before."""


@dataclass(frozen=True)
class Allowance:
    """How many calls a register takes within so many seconds."""

    register: str
    calls: int
    seconds: int = 60

    @property
    def burst(self) -> int:
        """Calls that may go at once after a rest."""
        return max(1, self.calls // AT_ONCE)

    @property
    def late(self) -> float:
        """Seconds after which a turn is lost."""
        return min(LATE, self.seconds / 2)

    @property
    def apart(self) -> timedelta:
        """Time between turns: those that go at once and those that fit besides are together the rate."""
        stretch = self.seconds + self.late + ON_THE_WAY
        return timedelta(seconds=stretch / (self.calls - self.burst + 1))


_TAKE = """
with held as (
  select free_at, coalesce(%(at)s, clock_timestamp()) as now
  from register_allowances where register = %(register)s for update
), counted as (
  select now, greatest(free_at, now) as first,
         greatest(0, least(%(wanted)s, 1 + floor(extract(epoch from
           now + %(patience)s + %(slack)s - greatest(free_at, now)) / %(apart_seconds)s)))::int as taken
  from held
)
update register_allowances r set free_at = counted.first + counted.taken * %(apart)s::interval
from counted where r.register = %(register)s
returning extract(epoch from counted.first - %(slack)s::interval - counted.now)::float8, counted.taken
"""


def take_turns(
    connection: Connection,
    allowance: Allowance,
    wanted: int,
    patience: timedelta,
    at: datetime | None = None,
) -> tuple[float, ...]:
    """Seconds until each of the turns that could be had; fewer than wanted where one would come too late.

    Without a moment it is the database's own clock that counts, as machines may differ.
    """
    given = {
        "register": allowance.register,
        "wanted": wanted,
        "patience": patience,
        "slack": allowance.apart * (allowance.burst - 1),
        "apart": allowance.apart,
        "apart_seconds": allowance.apart.total_seconds(),
        "at": at,
    }
    # A turn that a crash of PostgreSQL forgets is past before it is up again.
    connection.execute("set local synchronous_commit = off")
    row = connection.execute(_TAKE, given).fetchone()
    if row is None:  # the first time that anybody asks it
        connection.execute(
            "insert into register_allowances (register, free_at)"
            " values (%s, coalesce(%s, clock_timestamp())) on conflict do nothing",
            (allowance.register, at),
        )
        row = connection.execute(_TAKE, given).fetchone()
    if row is None:
        raise LookupError(allowance.register)
    first, taken = row
    apart = allowance.apart.total_seconds()
    return tuple(max(0.0, first + place * apart) for place in range(taken))
