"""Who stands in for whom, from which day to which (委托): named by the person, ended by the person or by itself."""

from dataclasses import dataclass
from datetime import date, datetime

from matters.words import Text
from storage.database import Connection, only


@dataclass(frozen=True)
class NewStandIn:
    """A stand-in as it is named; both days count."""

    account: str
    """In whose name."""
    deputy: str
    """Who acts."""
    begins: date
    ends: date
    reason: str
    named_by: str


@dataclass(frozen=True)
class StandIn:
    """A stand-in that is on or to come."""

    id: int
    account: str
    account_name: Text
    deputy: str
    deputy_name: Text
    department: str
    begins: date
    ends: date
    reason: str

    def is_on(self, today: date) -> bool:
        return self.begins <= today <= self.ends


def name_stand_in(connection: Connection, new: NewStandIn, at: datetime) -> int:
    """Write it down; its number."""
    row = only(
        connection.execute(
            "insert into stand_ins (account, deputy, begins, ends, reason, named_at, named_by)"
            " values (%s, %s, %s, %s, %s, %s, %s) returning id",
            (new.account, new.deputy, new.begins, new.ends, new.reason, at, new.named_by),
        )
    )
    return int(row[0])


def end_stand_in(
    connection: Connection, number: int, by: str, at: datetime, account: str | None = None
) -> bool:
    """End it now; browsers that act on it act for themselves again. With an account only if it is that account's.

    Whether there was one to end.
    """
    row = connection.execute(
        "update stand_ins set ended_at = %s, ended_by = %s where id = %s and ended_at is null"
        " and account = coalesce(%s, account) returning deputy, account",
        (at, by, number, account),
    ).fetchone()
    if row is None:
        return False
    connection.execute(
        "update sessions set on_behalf = null where account = %s and on_behalf = %s", tuple(row)
    )
    return True


def current(
    connection: Connection, today: date, *, account: str | None = None, demo: bool = True
) -> tuple[StandIn, ...]:
    """Those that are on or to come; with an account only where it is one of the two. Barred accounts count not."""
    rows = connection.execute(
        "select s.id, s.account, a.name_zh, a.name_en, s.deputy, d.name_zh, d.name_en, a.department,"
        " s.begins, s.ends, s.reason from stand_ins s"
        " join accounts a on a.id = s.account join accounts d on d.id = s.deputy"
        " where s.ended_at is null and s.ends >= %(today)s and not a.disabled and not d.disabled"
        " and (%(demo)s or not (a.demo or d.demo))"
        " and (%(account)s::text is null or %(account)s in (s.account, s.deputy))"
        " order by s.begins, s.id",
        {"today": today, "account": account, "demo": demo},
    ).fetchall()
    return tuple(
        StandIn(
            id=row[0],
            account=row[1],
            account_name=Text(zh=row[2], en=row[3]),
            deputy=row[4],
            deputy_name=Text(zh=row[5], en=row[6]),
            department=row[7],
            begins=row[8],
            ends=row[9],
            reason=row[10],
        )
        for row in rows
    )


def act_for(connection: Connection, token: bytes, account: str | None) -> None:
    """From now on the browser (SHA-256 of its token) acts in that account's name; None: in its own.

    Whether it may is looked at in every request, see `accounts.by_session`.
    """
    connection.execute("update sessions set on_behalf = %s where token = %s", (account, token))
