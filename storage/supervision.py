"""What supervisors and queues see of open clocks: lists by index, counts, and who was told. No fact is ever loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from matters.limits import Colour
from matters.open_clocks import RedReason
from storage.database import Connection
from storage.queues import NUMBER_LENGTH


class ClockPlace(NamedTuple):
    """Where a page of the list ends."""

    last: date
    case: str
    key: str


@dataclass(frozen=True)
class ClocksWanted:
    """What is looked for; what is left out does not narrow it."""

    today: date
    colour: Colour | None = None
    department: str | None = None
    matter: str | None = None
    reason: str | None = None
    case: str | None = None
    """How its number begins."""


@dataclass(frozen=True)
class ClockSeen:
    """One clock of the list."""

    case: str
    digest: str
    matter: str
    applicant: str
    """As lists may show it: a person's name is masked."""
    key: str
    kind: str
    step: str
    department: str
    holder: str | None
    reason: RedReason
    started: date
    yellow_on: date
    last: date
    told: int
    """How many tellings there were of it as it stands."""

    @property
    def place(self) -> ClockPlace:
        return ClockPlace(self.last, self.case, self.key)


_COLOURS: dict[Colour, str] = {
    "red": "o.last_on < %(today)s",
    "yellow": "o.last_on >= %(today)s and o.yellow_on <= %(today)s",
    "green": "o.last_on >= %(today)s and o.yellow_on > %(today)s",
}
_NARROWED = {
    "department": "o.department = %(department)s",
    "matter": "o.matter_key = %(matter)s",
    "reason": "o.reason = %(reason)s and o.last_on < %(today)s",
    "case": "o.case_number >= %(case)s and o.case_number <= %(high)s",
}
_CLOCKS = """
select o.case_number, c.digest, c.matter_key, c.applicant, o.key, o.kind, o.step, o.department, o.holder, o.reason,
       o.started_on, o.yellow_on, o.last_on,
       (select count(*) from clock_reminders r where r.case_number = o.case_number and r.key = o.key
         and r.last_on = o.last_on)
from open_clocks o join cases c on c.number = o.case_number
where {conditions} order by o.last_on, o.case_number, o.key limit %(most)s
"""


def clocks_wanted(
    connection: Connection, wanted: ClocksWanted, after: ClockPlace | None, most: int
) -> tuple[ClockSeen, ...]:
    """Up to `most` clocks after a place, what is late longest first."""
    conditions, given = _narrowed(wanted)
    if after is not None:
        conditions.append("(o.last_on, o.case_number, o.key) > (%(day)s, %(at)s, %(key)s)")
        given |= {"day": after.last, "at": after.case, "key": after.key}
    statement = _CLOCKS.format(conditions=" and ".join(conditions))
    rows = connection.execute(statement.encode(), {**given, "most": most}).fetchall()
    return tuple(ClockSeen(*row) for row in rows)


def _narrowed(wanted: ClocksWanted) -> tuple[list[str], dict[str, object]]:
    given: dict[str, object] = {name: value for name, value in vars(wanted).items() if value}
    conditions = ["true", *(_NARROWED[name] for name in given if name in _NARROWED)]
    if wanted.colour is not None:
        conditions.append(_COLOURS[wanted.colour])
    if wanted.case is not None:
        given["high"] = wanted.case.ljust(NUMBER_LENGTH, "9")
    return conditions, given


@dataclass(frozen=True)
class Lights:
    """How many clocks of a department have each colour."""

    department: str
    red: int
    yellow: int
    green: int


def lights_by_department(connection: Connection, today: date) -> tuple[Lights, ...]:
    """Every department that has a clock, the reddest first."""
    counted = ", ".join(
        f"count(*) filter (where {_COLOURS[one]})" for one in ("red", "yellow", "green")
    )
    statement = (
        f"select o.department, {counted} from open_clocks o group by 1 order by 2 desc, 3 desc, 1"  # noqa: S608 - own constants
    )
    rows = connection.execute(statement.encode(), {"today": today}).fetchall()
    return tuple(Lights(*row) for row in rows)


def red_by_reason(connection: Connection, today: date) -> dict[str, int]:
    """How many clocks are red, by the code of the reason."""
    rows = connection.execute(
        "select reason, count(*) from open_clocks where last_on < %s group by 1 order by 2 desc, 1",
        (today,),
    ).fetchall()
    return {row[0]: row[1] for row in rows}


class Running(NamedTuple):
    """What a queue needs of a clock to show its light."""

    case: str
    step: str
    department: str
    holder: str | None
    kind: str
    reason: RedReason
    started: date
    yellow_on: date
    last: date


def running(connection: Connection, numbers: Sequence[str]) -> tuple[Running, ...]:
    """All open clocks of the cases."""
    rows = connection.execute(
        "select case_number, step, department, holder, kind, reason, started_on, yellow_on, last_on"
        " from open_clocks where case_number = any(%s) order by last_on",
        (list(numbers),),
    ).fetchall()
    return tuple(Running(*row) for row in rows)


@dataclass(frozen=True)
class ReminderSeen:
    """Somebody was told of a clock that still runs."""

    case: str
    digest: str
    key: str
    step: str
    kind: str
    reason: RedReason
    level: str
    told_to: str
    told_at: datetime
    last: date
    yellow_on: date


_REMINDERS = """
select r.case_number, c.digest, o.key, o.step, o.kind, o.reason, r.level, r.told_to, r.told_at, o.last_on, o.yellow_on
from clock_reminders r
join open_clocks o on o.case_number = r.case_number and o.key = r.key and o.last_on = r.last_on
join cases c on c.number = r.case_number
"""


_NEWEST = """
select * from (
    select distinct on (r.case_number, r.key)
        r.case_number, c.digest, o.key, o.step, o.kind, o.reason, r.level, r.told_to, r.told_at, o.last_on, o.yellow_on
    from clock_reminders r
    join open_clocks o on o.case_number = r.case_number and o.key = r.key and o.last_on = r.last_on
    join cases c on c.number = r.case_number
    where r.department = %(department)s and r.told_to = any(%(told)s)
        and (r.told_to <> 'holder' or o.holder = %(account)s)
    order by r.case_number, r.key, r.told_at desc, r.level
) as told order by last_on, case_number limit %(most)s
"""


def reminders_for(
    connection: Connection, department: str, account: str, *, head: bool, most: int
) -> tuple[ReminderSeen, ...]:
    """What a person of a department was told last, of each clock once; only of clocks that still run."""
    told = ["unit", "holder", *(("head",) if head else ())]
    given = {"department": department, "told": told, "account": account, "most": most}
    rows = connection.execute(_NEWEST.encode(), given).fetchall()
    return tuple(ReminderSeen(*row) for row in rows)


def reminders_of(connection: Connection, number: str) -> tuple[ReminderSeen, ...]:
    """Everybody who was told of clocks of a case that still run, the first at the front."""
    statement = f"{_REMINDERS} where r.case_number = %s order by r.told_at, r.level, r.told_to"
    rows = connection.execute(statement.encode(), (number,)).fetchall()
    return tuple(ReminderSeen(*row) for row in rows)
