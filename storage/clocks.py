"""Open clocks: written with their case, found by index when somebody must be told of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, LiteralString, NamedTuple

from matters.forecast import Past
from matters.open_clocks import OpenClock, RedReason
from storage.database import Connection

KEPT: Final = timedelta(days=3 * 366)
"""How long it is known who was told of a clock."""

WRITE: LiteralString = """clock_gone as (
    delete from open_clocks where case_number = %(number)s and key <> all(%(clock_keys)s::text[])
), clock as (
    insert into open_clocks as o (case_number, matter_key, key, kind, step, department, holder, reason,
        started_on, yellow_on, last_on, next_look)
    select %(number)s, %(matter)s, * from unnest(
        %(clock_keys)s::text[], %(clock_kinds)s::text[], %(clock_steps)s::text[],
        %(clock_departments)s::text[], %(clock_holders)s::text[], %(clock_reasons)s::text[],
        %(clock_started)s::date[], %(clock_yellow)s::date[], %(clock_last)s::date[], %(clock_yellow)s::date[])
    on conflict (case_number, key) do update set
        department = excluded.department, holder = excluded.holder, reason = excluded.reason,
        started_on = excluded.started_on, yellow_on = excluded.yellow_on, last_on = excluded.last_on,
        next_look = case when (o.yellow_on, o.last_on) = (excluded.yellow_on, excluded.last_on)
            then o.next_look else excluded.next_look end
    where (o.department, o.holder, o.reason, o.started_on, o.yellow_on, o.last_on) is distinct from
        (excluded.department, excluded.holder, excluded.reason, excluded.started_on, excluded.yellow_on,
         excluded.last_on)
), past_gone as (
    delete from past_cases where case_number = %(number)s and %(past_days)s::int is null
), past as (
    insert into past_cases as p (case_number, matter_key, scenario, closed_on, days)
    select %(number)s, %(matter)s, %(past_scenario)s, %(past_closed)s::date, %(past_days)s::int
    where %(past_days)s::int is not null
    on conflict (case_number) do update set
        scenario = excluded.scenario, closed_on = excluded.closed_on, days = excluded.days
)"""
"""A part of the statement that writes a case. A clock whose days did not move keeps what it was told of."""


def columns(clocks: Sequence[OpenClock], past: Past | None) -> dict[str, Any]:
    """What `WRITE` takes."""
    return {
        "clock_keys": [one.key for one in clocks],
        "clock_kinds": [one.kind for one in clocks],
        "clock_steps": [one.step for one in clocks],
        "clock_departments": [one.department for one in clocks],
        "clock_holders": [one.holder for one in clocks],
        "clock_reasons": [one.reason for one in clocks],
        "clock_started": [one.started for one in clocks],
        "clock_yellow": [one.yellow_on for one in clocks],
        "clock_last": [one.last for one in clocks],
        "past_scenario": past.scenario if past else None,
        "past_closed": past.closed_on if past else None,
        "past_days": past.days if past else None,
    }


class ToTell(NamedTuple):
    """A clock of which somebody must be told."""

    case: str
    key: str
    kind: str
    step: str
    department: str
    holder: str | None
    reason: RedReason
    started: date
    yellow_on: date
    last: date


DUE: LiteralString = """
select case_number, key, kind, step, department, holder, reason, started_on, yellow_on, last_on
from open_clocks where next_look <= %(today)s order by next_look limit %(most)s for update skip locked
"""


def to_tell(connection: Connection, today: date, most: int) -> tuple[ToTell, ...]:
    """Up to `most` clocks that want to be told of today, those that wait longest first; locked."""
    rows = connection.execute(DUE, {"today": today, "most": most}).fetchall()
    return tuple(ToTell(*row) for row in rows)


@dataclass(frozen=True)
class Telling:
    """One reminder to be written."""

    clock: ToTell
    level: str
    told_to: str


_TELL: LiteralString = """
insert into clock_reminders
    (case_number, key, last_on, department, holder, level, told_to, told_on, told_at)
select *, %(on)s::date, %(at)s::timestamptz from unnest(%(cases)s::text[], %(keys)s::text[], %(last)s::date[],
    %(departments)s::text[], %(holders)s::text[], %(levels)s::text[], %(told)s::text[])
on conflict do nothing
"""


def tell(connection: Connection, tellings: Sequence[Telling], on: date, at: datetime) -> int:
    """Write the reminders; the same one twice is one row. How many are new."""
    given = {
        "cases": [one.clock.case for one in tellings],
        "keys": [one.clock.key for one in tellings],
        "last": [one.clock.last for one in tellings],
        "departments": [one.clock.department for one in tellings],
        "holders": [one.clock.holder for one in tellings],
        "levels": [one.level for one in tellings],
        "told": [one.told_to for one in tellings],
        "on": on,
        "at": at,
    }
    return connection.execute(_TELL, given).rowcount


_LOOK_AGAIN: LiteralString = """
update open_clocks o set next_look = g.look
from unnest(%(cases)s::text[], %(keys)s::text[], %(looks)s::date[]) as g(number, key, look)
where o.case_number = g.number and o.key = g.key
"""


def look_again(connection: Connection, looks: Sequence[tuple[str, str, date | None]]) -> None:
    """When to look next at each clock, by case and key; never, where there is nothing more to tell."""
    given = {
        "cases": [case for case, _, _ in looks],
        "keys": [key for _, key, _ in looks],
        "looks": [look for _, _, look in looks],
    }
    connection.execute(_LOOK_AGAIN, given)


def forget(connection: Connection, before: date) -> None:
    """Drop the reminders of before that day; what is legal history stands in the cases."""
    connection.execute("delete from clock_reminders where told_on < %s", (before,))


def days_of_past(connection: Connection, matter: str, scenario: str, most: int = 500) -> list[int]:
    """How many working days the newest closed cases of the same matter and situation took."""
    rows = connection.execute(
        "select days from past_cases where matter_key = %s and scenario = %s"
        " order by closed_on desc limit %s",
        (matter, scenario, most),
    ).fetchall()
    return [row[0] for row in rows]
