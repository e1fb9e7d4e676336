"""How registers stand, as all processes together see them, and the cases that wait for one that is away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from matters.words import Text
from storage.database import Connection

State = Literal["up", "failing", "down"]


@dataclass(frozen=True)
class Heard:
    """What a process saw of a register."""

    register: str
    state: State
    at: datetime
    failures: int


@dataclass(frozen=True)
class Trouble:
    """An incident of a register: what it sent was no answer, or it refuses us. It never holds a value."""

    register: str
    sentence: Text
    at: datetime


@dataclass(frozen=True)
class RegisterState:
    """How a register stands."""

    register: str
    state: State
    since: datetime
    failures: int
    heard_at: datetime
    """When a process said so last."""
    down_since: datetime | None
    """Since when it is away, or was the last time."""
    probed_at: datetime | None
    probe_case: str | None
    """The waiting case whose question shows whether it is back."""
    chosen_at: datetime | None
    """When that case was chosen."""
    trouble: Trouble | None = None
    """What was wrong with the register itself the last time."""

    @property
    def back_since(self) -> datetime | None:
        """Since when it answers again, if it was away before."""
        return self.since if self.state == "up" and self.down_since else None


@dataclass(frozen=True)
class Probe:
    """A waiting case whose question may show that a register is back."""

    register: str
    case: str
    digest: str


_READ = (
    "select register, state, since, failures, heard_at, down_since, probed_at, probe_case, chosen_at,"
    " trouble_zh, trouble_en, trouble_at from register_states"
)


def of_all(connection: Connection) -> dict[str, RegisterState]:
    """Every register that was asked so far, by its key."""
    return {one.register: one for one in _read(connection, _READ)}


def away(connection: Connection) -> tuple[RegisterState, ...]:
    """The registers that are down now, for the banner at the counter; longest away first."""
    return _read(connection, f"{_READ} where state = 'down' order by since, register")


def _read(connection: Connection, statement: str) -> tuple[RegisterState, ...]:
    return tuple(_state(*row) for row in connection.execute(statement.encode()).fetchall())


def _state(*row: Any) -> RegisterState:
    *state, zh, en, at = row
    trouble = Trouble(row[0], Text(zh=zh, en=en), at) if at is not None else None
    return replace(RegisterState(*state), trouble=trouble)


_HEAR = """
insert into register_states as r (register, state, since, failures, heard_at, down_since)
values (%(register)s, %(state)s, %(at)s, %(failures)s, %(at)s,
        case when %(state)s = 'down' then %(at)s end)
on conflict (register) do update set
  state = excluded.state,
  since = case when r.state = excluded.state then r.since else excluded.since end,
  failures = excluded.failures,
  heard_at = excluded.heard_at,
  down_since = case when excluded.state = 'down' and r.state <> 'down'
                    then excluded.since else r.down_since end
where r.heard_at <= excluded.heard_at
  and not (r.state = 'down' and excluded.state = 'failing')
"""


def hear(connection: Connection, heard: Sequence[Heard]) -> None:
    """Take in what a process saw. The latest word counts, but only an answer makes a register that is down better."""
    ordered = sorted(heard, key=lambda one: one.register)
    with connection.cursor() as cursor:
        cursor.executemany(_HEAR, [vars(one) for one in ordered])


def note_trouble(connection: Connection, troubles: Sequence[Trouble]) -> None:
    """Keep what was wrong with registers; only the last of each is kept."""
    ordered = sorted(troubles, key=lambda one: one.register)
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into register_states as r (register, state, since, failures, heard_at,"
            " trouble_zh, trouble_en, trouble_at) values (%s, 'up', %s, 0, %s, %s, %s, %s)"
            " on conflict (register) do update set trouble_zh = excluded.trouble_zh,"
            " trouble_en = excluded.trouble_en, trouble_at = excluded.trouble_at",
            [
                (one.register, one.at, one.at, one.sentence.zh, one.sentence.en, one.at)
                for one in ordered
            ],
        )


def take_probe(connection: Connection, register: str, at: datetime, rest: timedelta) -> bool:
    """Whether this process may ask a register that is down, to see if it is back: one in each rest may."""
    taken = connection.execute(
        "update register_states set probed_at = %(at)s where register = %(register)s"
        " and state = 'down' and greatest(since, probed_at) <= %(at)s - %(rest)s::interval"
        " returning register",
        {"register": register, "at": at, "rest": rest},
    ).fetchone()
    return taken is not None


_WAITING = """
awaits @> array[%(register)s] and closed_at is null and not exists
  (select 1 from incidents i where i.case_number = cases.number and i.resolved_at is null)
"""
"""A case with an incident sleeps on: a person has to look at it."""


def choose_probes(connection: Connection, at: datetime, rest: timedelta) -> tuple[Probe, ...]:
    """For each register that has rested: one of the cases that wait for it is woken to ask again, by chance.

    Every question has the purpose of a case; there is none that only tries whether a register is there.
    """
    rested = connection.execute(
        "select register, probe_case from register_states where state = 'down'"
        " and greatest(since, probed_at, chosen_at) <= %(at)s - %(rest)s::interval"
        " order by register for update skip locked",
        {"at": at, "rest": rest},
    ).fetchall()
    chosen = (_choose_probe(connection, one, at, before) for one, before in rested)
    return tuple(one for one in chosen if one is not None)


def _choose_probe(
    connection: Connection, register: str, at: datetime, before: str | None
) -> Probe | None:
    # Not the same again: it may have gone on another way and have nothing to ask any more.
    row = connection.execute(
        f"select number, digest from cases where {_WAITING}"  # noqa: S608 - own constant
        " order by number = %(before)s, random() limit 1",
        {"register": register, "before": before or ""},
    ).fetchone()
    case = row[0] if row else None
    connection.execute(
        "update register_states set probe_case = %s, chosen_at = %s where register = %s",
        (case, at, register),
    )
    if row is None:
        return None
    connection.execute("update cases set wake_at = %s where number = %s", (at, case))
    return Probe(register, *row)


def wake_waiting(
    connection: Connection, register: str, at: datetime, spread: timedelta
) -> dict[str, int]:
    """Wake all cases that wait for the register, spread over a time by chance; how many, by digest of their matter."""
    woken = connection.execute(
        f"with waiting as (select number from cases where {_WAITING}"  # noqa: S608 - own constant
        " and (wake_at is null or wake_at > %(at)s) order by number for update),"
        " woken as (update cases set wake_at = %(at)s + random() * %(spread)s::interval"
        " from waiting where cases.number = waiting.number returning cases.digest)"
        " select digest, count(*) from woken group by digest",
        {"register": register, "at": at, "spread": spread},
    ).fetchall()
    return dict(woken)
