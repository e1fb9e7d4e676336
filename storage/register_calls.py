"""What registers were asked: for whom, why, how long it took and how it ended; kept three years (网络数据条例 12).

A row is one question. It never holds what was asked with, who it was about, or what the answer said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from storage.database import Connection

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class RegisterCall:
    """One question to a register, as it is kept."""

    at: datetime
    register: str
    check: str
    case: str
    """The number of the case, or `draft-…` at the counter."""
    operator: str
    item: str
    material: str
    basis: str
    outcome: str
    calls: int
    """1 for the first question of a call; 0 for those that rode along with it, and for those that were not sent."""
    milliseconds: int | None
    """Until the answer, or until patience ran out; none where the question was not sent."""
    request: str = ""
    """The register's own number of the call."""


class CallPlace(NamedTuple):
    """Where a page of the journal ends."""

    at: datetime
    id: int


@dataclass(frozen=True)
class CallSeen:
    """A row of the journal."""

    id: int
    call: RegisterCall

    @property
    def place(self) -> CallPlace:
        return CallPlace(self.call.at, self.id)


@dataclass(frozen=True)
class CallsWanted:
    """Which questions are looked for; what is left out does not narrow them."""

    register: str | None = None
    case: str | None = None
    operator: str | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class Figures:
    """How a register did within a time."""

    register: str
    questions: int
    calls: int
    """What it really received: one may carry many questions."""
    not_sent: int
    """Questions that were held back because it was known to be away, or had no turn."""
    failed: int
    """Calls without an answer that could be used."""
    p50: float | None
    """Milliseconds; none where nothing was sent."""
    p95: float | None
    last_minute: int
    """Calls within the last minute: to be held against the rate it allows."""

    @property
    def error_rate(self) -> float:
        return self.failed / self.calls if self.calls else 0.0

    def quota_use(self, rate_per_second: float) -> float:
        """The share of what it allows that the last minute took."""
        return self.last_minute / (rate_per_second * MINUTE.total_seconds())


_COLUMNS = (
    "at, register, check_key, case_number, operator, item, material, basis, outcome, calls,"
    " milliseconds, request"
)


def write(connection: Connection, calls: Sequence[RegisterCall]) -> None:
    """Append many rows in one go."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy register_calls ({_COLUMNS}) from stdin") as rows,
    ):
        for one in calls:
            rows.write_row(tuple(vars(one).values()))


_NARROWED = {
    "register": "register = %(register)s",
    "case": "case_number = %(case)s",
    "operator": "operator = %(operator)s",
    "outcome": "outcome = %(outcome)s",
}


def newest(
    connection: Connection, wanted: CallsWanted, after: CallPlace | None, most: int
) -> tuple[CallSeen, ...]:
    """Up to `most` questions after a place, the newest first."""
    given: dict[str, object] = {name: value for name, value in vars(wanted).items() if value}
    conditions = ["true", *(_NARROWED[name] for name in given)]
    if after is not None:
        conditions.append("(at, id) < (%(at)s, %(id)s)")
        given |= after._asdict()
    statement = (
        f"select id, {_COLUMNS} from register_calls where {' and '.join(conditions)}"  # noqa: S608 - own constants
        " order by at desc, id desc limit %(most)s"
    )
    rows = connection.execute(statement.encode(), {**given, "most": most}).fetchall()
    return tuple(CallSeen(row[0], RegisterCall(*row[1:])) for row in rows)


_FIGURES = """
select register, count(*), coalesce(sum(calls), 0), count(*) filter (where milliseconds is null),
       coalesce(sum(calls) filter (where outcome = 'unavailable'), 0),
       percentile_cont(0.5) within group (order by milliseconds) filter (where calls > 0),
       percentile_cont(0.95) within group (order by milliseconds) filter (where calls > 0),
       coalesce(sum(calls) filter (where at > %(minute)s), 0)
from register_calls where at > %(since)s and at <= %(at)s
group by register order by register
"""


def figures(connection: Connection, at: datetime, within: timedelta = HOUR) -> tuple[Figures, ...]:
    """How each register did within the time before a moment; one that was not asked is left out."""
    given = {"at": at, "since": at - within, "minute": at - MINUTE}
    return tuple(Figures(*row) for row in connection.execute(_FIGURES, given).fetchall())
