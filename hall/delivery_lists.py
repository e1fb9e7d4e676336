"""Lists of what is being delivered: the pick-up desk, what is late, and what is made public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hall.case_words import notice_name
from hall.delivery_words import CHANNELS, FAILURES
from hall.house import Hall
from matters.case import business_date
from matters.delivery import announced_until
from matters.rules import Rules
from matters.words import Text
from storage import outbox
from storage.database import Connection
from storage.outbox import OutboxState, Overdue, Place, UnderWay

MOST = 50
LATE_AFTER = timedelta(days=5)
"""What has not arrived after so many days stands in the supervisors' figures."""


@dataclass(frozen=True)
class DeskLine:
    """One notice at the desk or with the post, as the clerk reads it."""

    row: UnderWay
    name: Text
    matter: Text
    where: Text
    since: date
    days: int


@dataclass(frozen=True)
class PickUpDesk:
    """A page of the desk; `following`: the address of the next one."""

    lines: tuple[DeskLine, ...]
    following: str | None


def desk_of(hall: Hall, after: str) -> PickUpDesk:
    """What people have to hand out, to post, to wait for or to deliver another way, the longest waiting first."""
    with hall.database.transaction() as connection:
        rows, following = _page(connection, ("ready", "posted", "failed"), after)
        return PickUpDesk(tuple(_line(hall, connection, row) for row in rows), following)


def _page(
    connection: Connection, states: Sequence[OutboxState], after: str
) -> tuple[tuple[UnderWay, ...], str | None]:
    """The rows of one page, and the place at which the next one begins."""
    rows = outbox.of_state(connection, states, _place(after), MOST + 1)
    if len(rows) <= MOST:
        return rows, None
    last = rows[MOST - 1]
    return rows[:MOST], f"{last.since.isoformat()}~{last.case}~{last.key}"


def _place(text: str) -> Place | None:
    """The place that an address names; none that can be read is the beginning."""
    since, _, rest = text.partition("~")
    case, _, key = rest.partition("~")
    try:
        return Place(datetime.fromisoformat(since), case, key) if case and key else None
    except ValueError:
        return None


def _rules(hall: Hall, connection: Connection, row: UnderWay) -> Rules:
    return hall.installation.rules(connection, row.digest)


def _line(hall: Hall, connection: Connection, row: UnderWay) -> DeskLine:
    rules = _rules(hall, connection, row)
    since = business_date(row.since)
    return DeskLine(
        row=row,
        name=notice_name(rules, row.key, row.letter, row.step),
        matter=rules.matter.name,
        where=_where(row),
        since=since,
        days=(business_date(hall.clock()) - since).days,
    )


def _where(row: UnderWay) -> Text:
    if row.state == "failed":
        why = FAILURES.get(row.last_error or "", Text(zh="送达未成", en="not delivered"))
        return Text(zh=f"送达未成：{why.zh}", en=f"Not delivered: {why.en}")
    if row.state == "posted":
        return Text(zh="已交邮，待回执", en="with the post")
    if row.channel == "post":
        return Text(zh="待交邮", en="to be posted")
    return Text(zh="待领取", en="to be fetched")


@dataclass(frozen=True)
class LateLine:
    """How many notices have not arrived for too long on one way."""

    channel: Text
    state: str
    figure: Overdue
    oldest: date


def late_of(hall: Hall) -> tuple[LateLine, ...]:
    """What is on its way longer than it should be, by channel."""
    with hall.database.transaction() as connection:
        found = outbox.undelivered(connection, hall.clock() - LATE_AFTER)
    return tuple(
        LateLine(CHANNELS[one.channel], one.state, one, business_date(one.oldest)) for one in found
    )


@dataclass(frozen=True)
class PublicLine:
    """One notice that is made public: whom it is for, masked, and until when."""

    number: str
    name: Text
    agency: Text
    to: str
    since: date
    until: date


@dataclass(frozen=True)
class PublicNotices:
    """A page of what is public; `following`: the address of the next one."""

    lines: tuple[PublicLine, ...]
    following: str | None


def public_notices(hall: Hall, after: str) -> PublicNotices:
    """The notices that are made public now, the first published first."""
    with hall.database.transaction() as connection:
        rows, following = _page(connection, ("public",), after)
        lines = tuple(_public(_rules(hall, connection, row), row) for row in rows)
    return PublicNotices(lines, following)


def _public(rules: Rules, row: UnderWay) -> PublicLine:
    since = business_date(row.since)
    return PublicLine(
        number=row.number,
        name=notice_name(rules, row.key, row.letter, row.step),
        agency=rules.office.department(row.department).name,
        to=row.applicant,
        since=since,
        until=announced_until(since),
    )
