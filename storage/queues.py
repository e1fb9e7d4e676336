"""What lists show: open work and cases, read from projections. No fact is ever loaded for a list.

Every list is bounded and walks an index, so that it is as quick with a million cases as with ten. A place in a list
is the last row that was shown, never a row count.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from matters.words import Text
from storage.database import Connection, only

MOST_COUNTED = 1000
"""Counters stop here: whoever has more than that needs no exact number."""
NO_DAY = date.max
"""Where work without a time limit stands in the order: last."""


class Place(NamedTuple):
    """Where a page of a queue ends."""

    day: date
    case: str
    step: str
    part: str = ""


@dataclass(frozen=True)
class Queue:
    """Open work of one department; what is left out does not narrow it."""

    department: str
    holder: str | None = None
    due_from: date | None = None
    due_by: date | None = None
    waiting: bool = False
    """Only what waits for the applicant."""
    step: str | None = None
    matter: str | None = None


@dataclass(frozen=True)
class WorkSeen:
    """One row of a queue."""

    case: str
    digest: str
    matter: str
    applicant: str
    """As lists may show it: a person's name is masked."""
    step: str
    round: int
    opened_at: datetime
    due_on: date | None
    promised_on: date | None
    holder: str | None
    waiting: bool
    part: str = ""
    """Which part of the step, if it has several."""

    @property
    def day(self) -> date | None:
        """What the work is sorted by: the promised day, else the statutory one."""
        return self.promised_on or self.due_on

    @property
    def place(self) -> Place:
        return Place(self.day or NO_DAY, self.case, self.step, self.part)


@dataclass(frozen=True)
class Counts:
    """How much of each kind is open, each at most MOST_COUNTED."""

    all: int
    mine: int
    due_soon: int
    overdue: int
    waiting: int


_DAY = "coalesce(w.promised_on, w.due_on, '9999-12-31'::date)"
_NARROWED = {
    "holder": "w.holder = %(holder)s",
    "due_from": f"{_DAY} >= %(due_from)s",
    "due_by": f"{_DAY} <= %(due_by)s",
    "waiting": "w.waiting",
    "step": "w.step = %(step)s",
    "matter": "w.matter_key = %(matter)s",
}
_WORK = """
select w.case_number, c.digest, c.matter_key, c.applicant, w.step, w.round, w.opened_at,
       w.due_on, w.promised_on, w.holder, w.waiting, w.part
from work_items w join cases c on c.number = w.case_number
where {conditions}
order by {day}, w.case_number, w.step, w.part limit %(most)s
"""


def work_of(
    connection: Connection, queue: Queue, after: Place | None, most: int
) -> tuple[WorkSeen, ...]:
    """Up to `most` rows of the queue after a place, what is due first at the front."""
    given: dict[str, object] = {name: value for name, value in vars(queue).items() if value}
    conditions = ["w.department = %(department)s"]
    conditions += [_NARROWED[name] for name in given if name in _NARROWED]
    if after is not None:
        conditions.append(
            f"({_DAY}, w.case_number, w.step, w.part) > (%(day)s, %(case)s, %(at)s, %(part)s)"
        )
        given |= {"day": after.day, "case": after.case, "at": after.step, "part": after.part}
    statement = _WORK.format(conditions=" and ".join(conditions), day=_DAY)
    rows = connection.execute(statement.encode(), {**given, "most": most}).fetchall()
    return tuple(WorkSeen(*row) for row in rows)


_COUNTS = f"""
select
  (select count(*) from (select 1 from work_items w where w.department = %(department)s
    limit %(most)s) as q),
  (select count(*) from (select 1 from work_items w where w.department = %(department)s
    and w.holder = %(holder)s limit %(most)s) as q),
  (select count(*) from (select 1 from work_items w where w.department = %(department)s
    and {_DAY} >= %(today)s and {_DAY} <= %(soon)s limit %(most)s) as q),
  (select count(*) from (select 1 from work_items w where w.department = %(department)s
    and {_DAY} < %(today)s limit %(most)s) as q),
  (select count(*) from (select 1 from work_items w where w.department = %(department)s
    and w.waiting limit %(most)s) as q)
"""  # noqa: S608 - own constant


def counts_of(
    connection: Connection, department: str, holder: str, today: date, soon: date
) -> Counts:
    """The counters above a queue; `soon` is the last day that is due soon."""
    given = {
        "department": department, "holder": holder, "today": today, "soon": soon,
        "most": MOST_COUNTED,
    }  # fmt: skip
    return Counts(*only(connection.execute(_COUNTS.encode(), given)))


@dataclass(frozen=True)
class CaseSeen:
    """One row of a list of cases."""

    number: str
    digest: str
    matter: str
    state: str
    applicant: str
    launched_at: datetime
    due_on: date | None
    closed_at: datetime | None


_CASE = (
    "c.number, c.digest, c.matter_key, c.state, c.applicant, c.launched_at, c.due_on, c.closed_at"
)
_TAKES_PART = """ and (
    exists (select 1 from work_items w where w.case_number = c.number and w.department = %(department)s)
    or exists (select 1 from notices n where n.case_number = c.number and n.department = %(department)s)
)"""
NUMBER_LENGTH = 21


def cases_numbered(
    connection: Connection, begins: str, department: str | None, most: int
) -> tuple[CaseSeen, ...]:
    """Cases whose number begins like this; with a department only those in which it has work or a notice."""
    given: dict[str, object] = {"low": begins, "high": begins.ljust(NUMBER_LENGTH, "9")}
    given |= {"department": department, "most": most}
    return _cases(
        connection, "c.number >= %(low)s and c.number <= %(high)s", given, order="c.number"
    )


def cases_of_subject(
    connection: Connection, blinds: tuple[bytes, ...], department: str | None, most: int
) -> tuple[CaseSeen, ...]:
    """The newest cases of an applicant, found by the blind indexes of the ID number or credit code."""
    given: dict[str, object] = {"blinds": list(blinds), "department": department, "most": most}
    return _cases(connection, "c.subject = any(%(blinds)s)", given)


def newest_cases(
    connection: Connection,
    after: tuple[datetime, str] | None,
    most: int,
    *,
    open_of: str | None = None,
) -> tuple[CaseSeen, ...]:
    """Cases, the newest first, after a place; `open_of`: only open ones of the matter with this key."""
    conditions = ["true"]
    given: dict[str, object] = {"most": most, "department": None}
    if open_of is not None:
        conditions = ["c.outcome is null and c.matter_key = %(matter)s"]
        given |= {"matter": open_of}
    if after is not None:
        conditions.append("c.launched_at <= %(at)s")
        conditions.append("(c.launched_at < %(at)s or c.number > %(number)s)")
        given |= {"at": after[0], "number": after[1]}
    return _cases(connection, " and ".join(conditions), given)


def _cases(
    connection: Connection,
    conditions: str,
    given: dict[str, object],
    order: str = "c.launched_at desc, c.number",
) -> tuple[CaseSeen, ...]:
    narrowed = conditions + (_TAKES_PART if given["department"] is not None else "")
    statement = f"select {_CASE} from cases c where {narrowed} order by {order} limit %(most)s"  # noqa: S608 - own constants
    rows = connection.execute(statement.encode(), given).fetchall()
    return tuple(CaseSeen(*row) for row in rows)


@dataclass(frozen=True)
class Carriage:
    """What the machine does and did with a case."""

    waves: int
    carried: int
    """Sum over its waves of how many cases each carried."""
    wake_at: datetime | None
    trouble_at: datetime | None
    """Since when an incident waits for an administrator."""


def carriage_of(connection: Connection, number: str) -> Carriage:
    """How waves carried a case. Raises LookupError for no case."""
    row = only(
        connection.execute(
            "select waves, carried, wake_at, (select min(at) from incidents i"
            " where i.case_number = c.number and i.resolved_at is null)"
            " from cases c where number = %s",
            (number,),
        )
    )
    return Carriage(*row)


def names_of(
    connection: Connection, accounts: tuple[str, ...], department: str | None = None
) -> dict[str, Text]:
    """What the people behind accounts are called; with a department only its own."""
    rows = connection.execute(
        "select id, name_zh, name_en from accounts where id = any(%s)"
        " and department = coalesce(%s, department)",
        (list(accounts), department),
    ).fetchall()
    return {row[0]: Text(zh=row[1], en=row[2]) for row in rows}
