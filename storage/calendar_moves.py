"""Which dates of cases moved when a calendar was loaded: a list for the officers, written with the cases' own facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from matters.words import Text
from storage.calendars import Load
from storage.database import Connection, only


@dataclass(frozen=True)
class MovedDate:
    """One last day that moved."""

    case: str
    clock: str
    department: str
    """Whose queue it is told in."""
    matter: str
    """The key of its matter."""
    title: Text
    before: date
    after: date


class News(NamedTuple):
    """One load by which dates of a department's cases moved."""

    load: Load
    cases: int
    dates: int


def open_cases(connection: Connection, after: str, most: int) -> tuple[str, ...]:
    """Up to `most` numbers after one, in their order, of cases that are open or have a notice under way."""
    rows = connection.execute(
        "select number from cases c where number > %s and (c.closed_at is null or exists"
        " (select 1 from notices n where n.case_number = c.number and n.delivered_at is null))"
        " order by number limit %s",
        (after, most),
    ).fetchall()
    return tuple(row[0] for row in rows)


def count_open(connection: Connection) -> int:
    """How many cases `open_cases` walks."""
    row = connection.execute(
        "select count(*) from cases c where c.closed_at is null or exists"
        " (select 1 from notices n where n.case_number = c.number and n.delivered_at is null)"
    )
    return int(only(row)[0])


def write(connection: Connection, load: int, moved: Iterable[MovedDate]) -> None:
    """Keep what moved by this load; written twice it stands once."""
    rows = [
        (load, one.case, one.clock, one.department, one.matter,
         one.title.zh, one.title.en, one.before, one.after)
        for one in moved
    ]  # fmt: skip
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(
                "insert into moved_dates (load, case_number, clock, department, matter_key,"
                " title_zh, title_en, before_on, after_on)"
                " values (%s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing",
                rows,
            )


def of_load(
    connection: Connection, load: int, department: str | None = None, most: int = 100_000
) -> tuple[MovedDate, ...]:
    """What moved by this load, by case; of one department, or of all."""
    rows = connection.execute(
        "select case_number, clock, department, matter_key, title_zh, title_en, before_on, after_on"
        " from moved_dates where load = %s and department = coalesce(%s::text, department)"
        " order by case_number, clock limit %s",
        (load, department, most),
    ).fetchall()
    return tuple(
        MovedDate(row[0], row[1], row[2], row[3], Text(zh=row[4], en=row[5]), row[6], row[7])
        for row in rows
    )


def unread(connection: Connection, department: str, account: str) -> tuple[News, ...]:
    """The news of moved dates that the account has not put away, the newest first."""
    rows = connection.execute(
        "select l.id, l.loaded_at, l.loaded_by, l.reason, l.finished_at,"
        " count(distinct m.case_number), count(*)"
        " from moved_dates m join calendar_loads l on l.id = m.load"
        " where m.department = %s and not exists (select 1 from calendar_news_read r"
        "  where r.load = m.load and r.account = %s)"
        " group by l.id order by l.id desc",
        (department, account),
    ).fetchall()
    return tuple(News(Load(*row[:5]), row[5], row[6]) for row in rows)


def counts(connection: Connection) -> dict[int, int]:
    """By load how many cases had dates that moved."""
    rows = connection.execute(
        "select load, count(distinct case_number) from moved_dates group by load"
    ).fetchall()
    return {row[0]: row[1] for row in rows}


def put_away(connection: Connection, load: int, account: str, at: datetime) -> None:
    """The account has read the news; it is not shown again."""
    connection.execute(
        "insert into calendar_news_read (load, account, read_at) values (%s, %s, %s)"
        " on conflict do nothing",
        (load, account, at),
    )
