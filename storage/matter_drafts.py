"""Drafts of matters: handed in by their author, published by somebody else from a day on (four eyes)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from matters.case import CHINA, business_date
from matters.errors import ActRefused
from matters.spec import Matter
from storage import published
from storage.database import Connection
from storage.published import Publication


@dataclass(frozen=True)
class HandedIn:
    """A draft that waits to be published."""

    digest: str
    key: str
    version: int
    author: str
    handed_in_at: datetime


_COLUMNS = "digest, key, version, author, handed_in_at"


def hand_in(
    connection: Connection, matter: Matter, source: str, author: str, at: datetime
) -> HandedIn:
    """Keep the draft with its author; who handed in just this first stays its author.

    Raises ActRefused when its version is published with another content.
    """
    published.is_published(connection, matter)
    connection.execute(
        "insert into matter_drafts (digest, key, version, source, author, handed_in_at)"
        " values (%s, %s, %s, %s, %s, %s) on conflict (digest) do nothing",
        (matter.digest, matter.matter, matter.version, source, author, at),
    )
    kept = find(connection, matter.digest)
    if kept is None:
        raise _not_handed_in(matter)
    return kept


def find(connection: Connection, digest: str) -> HandedIn | None:
    """The draft with this digest."""
    row = connection.execute(
        f"select {_COLUMNS} from matter_drafts where digest = %s",  # noqa: S608 - own constant
        (digest,),
    ).fetchone()
    return HandedIn(*row) if row else None


def source_of(connection: Connection, digest: str) -> str:
    """The YAML as it was handed in; empty if it never was."""
    row = connection.execute(
        "select source from matter_drafts where digest = %s", (digest,)
    ).fetchone()
    return str(row[0]) if row else ""


def waiting(connection: Connection) -> tuple[HandedIn, ...]:
    """The drafts that may still be published, the newest first."""
    rows = connection.execute(
        f"select {_COLUMNS} from matter_drafts d"  # noqa: S608 - own constant
        " where d.version > coalesce((select max(version) from matters where key = d.key), 0)"
        " order by handed_in_at desc, digest"
    ).fetchall()
    return tuple(HandedIn(*row) for row in rows)


def publish_draft(
    connection: Connection, matter: Matter, by: str, at: datetime, since: date | None = None
) -> bool:
    """Publish a draft that somebody else handed in; new cases follow it from the day on, else at once.

    False if just this is published already. Raises ActRefused when it was not handed in, when its author publishes it,
    when the day is past, and as `published.release` does.
    """
    if published.is_published(connection, matter):
        return False
    draft = find(connection, matter.digest)
    if draft is None:
        raise _not_handed_in(matter)
    if draft.author == by:
        raise ActRefused(
            zh=f"“{matter.name.zh}”第{matter.version}版由账号 {by} 起草，起草人不得发布本人的草稿。"
            "请由另一名管理员核对后发布。",
            en=f"Version {matter.version} of “{matter.name.en}” was written by the account {by};"
            " nobody publishes the own draft. Have another administrator look at it and publish it.",
        )
    starts = _starts(matter, since, at)
    source = source_of(connection, matter.digest)
    publication = Publication(by=by, at=at, takes_from=starts, author=draft.author)
    return published.release(connection, matter, source, publication)


def _starts(matter: Matter, since: date | None, at: datetime) -> datetime:
    today = business_date(at)
    if since is None or since == today:
        return at
    if since < today:
        raise ActRefused(
            zh=f"“{matter.name.zh}”不能从过去的日期（{since}）起施行。请选择今天或以后的日期。",
            en=f"“{matter.name.en}” cannot apply from a day that is past ({since})."
            " Choose today or a later day.",
        )
    return datetime.combine(since, time(), CHINA)


def _not_handed_in(matter: Matter) -> ActRefused:
    return ActRefused(
        zh=f"“{matter.name.zh}”第{matter.version}版的这份草稿尚未送审，没有起草人的记录。"
        "请由起草人先送审（页面“送审”，或者 onego matter hand-in FILE --by 起草人账号），再由他人发布。",
        en=f"This draft of “{matter.name.en}”, version {matter.version}, was not handed in, so its"
        " author is not known. Its author hands it in first (“Hand in” on the page, or"
        " onego matter hand-in FILE --by AUTHOR), then somebody else publishes it.",
    )
