"""What is being delivered: by case, notice and channel, with how often it was tried and when it is tried again.

The facts say what must be delivered; a row exists only while a notice has not arrived at its first attempt. It follows
from the facts in the same transaction, but for the tries of the machine, which are nobody's legal history.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from matters.case import Case, Fact, NoticeDelivered, NoticeSent, NoticeUndelivered
from matters.delivery import ELECTRONIC
from storage import notices
from storage.database import Connection

OutboxState = Literal["waiting", "ready", "posted", "public", "failed"]


class Way(NamedTuple):
    """One notice on one channel."""

    case: str
    key: str
    channel: str


@dataclass(frozen=True)
class Tried:
    """How often a notice was tried in vain on its way, since when, and when again."""

    attempts: int
    since: datetime
    next_attempt: datetime | None


@dataclass(frozen=True)
class UnderWay:
    """One row of a list of what is being delivered."""

    case: str
    key: str
    channel: str
    state: OutboxState
    attempts: int
    since: datetime
    last_error: str | None
    applicant: str
    """As lists may show it: a person's name is masked."""
    digest: str
    """Of the case's matter."""
    letter: str
    department: str
    step: str | None
    number: str
    code: str
    issued_at: datetime


class Place(NamedTuple):
    """Where a page of the list ends."""

    since: datetime
    case: str
    key: str


_LIST = """
select o.case_number, o.key, o.channel, o.state, o.attempts, o.since, o.last_error, c.applicant, c.digest,
       n.letter, n.department, n.step, n.number, n.code, n.issued_at
from outbox o join cases c on c.number = o.case_number
    join notices n on n.case_number = o.case_number and n.key = o.key
"""


def follow(connection: Connection, changes: Iterable[tuple[Case, Sequence[Fact]]]) -> None:
    """Let the rows, and the notices' arrivals and PDFs, follow new facts of cases."""
    news = [
        (case.number, fact)
        for case, facts in changes
        for fact in facts
        if isinstance(fact, NoticeSent | NoticeDelivered | NoticeUndelivered)
    ]
    if not news:
        return
    _forget(connection, news)
    _take_up(connection, news)
    arrived = [
        (case, fact.key, fact.file, fact.at)
        for case, fact in news
        if isinstance(fact, NoticeDelivered)
    ]
    if arrived:
        notices.mark_delivered(connection, arrived)
    laid_out = [
        (case, fact.key, fact.file)
        for case, fact in news
        if not isinstance(fact, NoticeDelivered) and fact.file
    ]
    if laid_out:
        notices.mark_laid_out(connection, laid_out)


_News = Sequence[tuple[str, NoticeSent | NoticeDelivered | NoticeUndelivered]]


def _forget(connection: Connection, news: _News) -> None:
    """A notice is on one way at a time."""
    connection.execute(
        "delete from outbox using unnest(%s::text[], %s::text[]) as gone(number, key)"
        " where case_number = gone.number and outbox.key = gone.key",
        ([case for case, _ in news], [fact.key for _, fact in news]),
    )


def _take_up(connection: Connection, news: _News) -> None:
    last = {(case, fact.key): fact for case, fact in news}
    rows = [
        (case, key, fact.channel, _state(fact), 0, fact.at, _reason(fact))
        for (case, key), fact in last.items()
        if not isinstance(fact, NoticeDelivered)
    ]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into outbox (case_number, key, channel, state, attempts, since, last_error)"
            " values (%s, %s, %s, %s, %s, %s, %s)",
            rows,
        )


def _state(fact: NoticeSent | NoticeUndelivered) -> OutboxState:
    match fact:
        case NoticeUndelivered():
            return "failed"
        case NoticeSent(channel="announcement"):
            return "public"
        case NoticeSent(channel="post") if fact.receipt:
            return "posted"
        case NoticeSent(channel=channel) if channel in ELECTRONIC:
            return "waiting"
        case _:
            return "ready"


def _reason(fact: NoticeSent | NoticeUndelivered) -> str | None:
    return fact.reason if isinstance(fact, NoticeUndelivered) else None


def tried(connection: Connection, ways: Sequence[Way]) -> dict[Way, Tried]:
    """Of those of the ways that were tried before, how often, and when they are tried again."""
    rows = connection.execute(
        "select case_number, key, channel, attempts, since, next_attempt from outbox"
        " where state = 'waiting' and (case_number, key, channel)"
        " in (select * from unnest(%s::text[], %s::text[], %s::text[]))",
        tuple(list(column) for column in zip(*ways, strict=True)) if ways else ([], [], []),
    ).fetchall()
    return {Way(*row[:3]): Tried(*row[3:]) for row in rows}


@dataclass(frozen=True)
class Failed:
    """A try that did not arrive."""

    way: Way
    at: datetime
    next_attempt: datetime
    error: str


def keep_failures(connection: Connection, failures: Sequence[Failed]) -> None:
    """Count tries that failed, and keep when the next one is due."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into outbox as o (case_number, key, channel, state, attempts, since,"
            " next_attempt, last_error) values (%s, %s, %s, 'waiting', 1, %s, %s, %s)"
            " on conflict (case_number, key, channel) do update set attempts = o.attempts + 1,"
            " next_attempt = excluded.next_attempt, last_error = excluded.last_error",
            [(*one.way, one.at, one.next_attempt, one.error) for one in failures],
        )


def next_attempts(connection: Connection, numbers: Sequence[str]) -> dict[str, datetime]:
    """By case, when the machine tries the next of its notices again."""
    rows = connection.execute(
        "select case_number, min(next_attempt) from outbox where state = 'waiting'"
        " and next_attempt is not null and case_number = any(%s) group by case_number",
        (list(numbers),),
    ).fetchall()
    return dict(rows)


def of_state(
    connection: Connection, states: Sequence[OutboxState], after: Place | None, most: int
) -> tuple[UnderWay, ...]:
    """Up to `most` notices in one of the states, the longest waiting first."""
    place: tuple[datetime | None, str, str] = after or (None, "", "")
    rows = connection.execute(
        _LIST
        + " where o.state = any(%s) and (%s or (o.since, o.case_number, o.key) > (%s, %s, %s))"
        " order by o.since, o.case_number, o.key limit %s",
        (list(states), after is None, *place, most),
    ).fetchall()
    return tuple(UnderWay(*row) for row in rows)


def of_cases(connection: Connection, numbers: Sequence[str]) -> tuple[UnderWay, ...]:
    """What is being delivered of these cases."""
    rows = connection.execute(
        _LIST + " where o.case_number = any(%s) order by o.since, o.case_number, o.key",
        (list(numbers),),
    ).fetchall()
    return tuple(UnderWay(*row) for row in rows)


@dataclass(frozen=True)
class Overdue:
    """How many notices of one state have not arrived since a day."""

    state: OutboxState
    channel: str
    count: int
    oldest: datetime


def undelivered(connection: Connection, before: datetime) -> tuple[Overdue, ...]:
    """What has not arrived though it is on its way since before a moment, by state and channel."""
    rows = connection.execute(
        "select state, channel, count(*), min(since) from outbox where since < %s"
        " group by state, channel order by state, channel",
        (before,),
    ).fetchall()
    return tuple(Overdue(*row) for row in rows)


def behind_code(connection: Connection, code: str) -> str | None:
    """The case whose notice or receipt carries the code."""
    row = connection.execute(
        "select case_number from notices where code = %s"
        " union all select number from cases where follow = %s limit 1",
        (code, code),
    ).fetchone()
    return str(row[0]) if row else None
