"""Who read personal data: one row for each case that a page, an answer or a file showed (PIPL 51).

A row is written before what it tells of is shown; what was shown itself is not in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from storage.database import Connection


@dataclass(frozen=True)
class Read:
    """One reading of what belongs to one case."""

    at: datetime
    account: str
    """Empty where somebody followed the case with the code of the receipt."""
    on_behalf: str | None
    department: str
    case: str
    """The number of the case, or `draft-…` before there is one."""
    what: str
    """The page or the group of fields, as the list of readings shows it."""
    purpose: str


class ReadPlace(NamedTuple):
    """Where a page of the list ends."""

    at: datetime
    id: int


@dataclass(frozen=True)
class ReadSeen:
    """A row of the list."""

    id: int
    read: Read

    @property
    def place(self) -> ReadPlace:
        return ReadPlace(self.read.at, self.id)


@dataclass(frozen=True)
class ReadsWanted:
    """Which readings are looked for; what is left out does not narrow them."""

    account: str | None = None
    """Who read, in the own name or for somebody."""
    on_behalf: str | None = None
    department: str | None = None
    case: str | None = None
    what: str | None = None
    since: datetime | None = None
    until: datetime | None = None


_COLUMNS = "at, account, on_behalf, department, case_number, what, purpose"
_NARROWED = {
    "account": "account = %(account)s",
    "on_behalf": "on_behalf = %(on_behalf)s",
    "department": "department = %(department)s",
    "case": "case_number = %(case)s",
    "what": "what = %(what)s",
    "since": "at >= %(since)s",
    "until": "at < %(until)s",
}


def write(connection: Connection, reads: Sequence[Read]) -> None:
    """Append the rows of one request in one statement."""
    columns = [list(column) for column in zip(*(vars(one).values() for one in reads), strict=True)]
    connection.execute(
        f"insert into reads ({_COLUMNS}) select * from unnest(%s::timestamptz[], %s::text[],"  # noqa: S608 - own constant
        " %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])",
        columns,
    )


def newest(
    connection: Connection, wanted: ReadsWanted, after: ReadPlace | None, most: int
) -> tuple[ReadSeen, ...]:
    """Up to `most` readings after a place, the newest first; a whole export is page after page."""
    given: dict[str, object] = {name: value for name, value in vars(wanted).items() if value}
    conditions = ["true", *(_NARROWED[name] for name in given)]
    if after is not None:
        conditions.append("(at, id) < (%(place)s, %(id)s)")
        given |= {"place": after.at, "id": after.id}
    statement = (
        f"select id, {_COLUMNS} from reads where {' and '.join(conditions)}"  # noqa: S608 - own constants
        " order by at desc, id desc limit %(most)s"
    )
    rows = connection.execute(statement.encode(), {**given, "most": most}).fetchall()
    return tuple(ReadSeen(row[0], Read(*row[1:])) for row in rows)
