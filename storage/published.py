"""Published matters: immutable by version, found by digest; a retired one carries its running cases to their end.

A version takes new cases from a day on, until a later one takes its place. What an administrator writes is handed in
first (`storage.matter_drafts`) and published by somebody else; what ships with the product is published by the system.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from matters.errors import ActRefused
from matters.spec import Matter
from storage.database import Connection

Stage = Literal["coming", "current", "retired"]


@dataclass(frozen=True)
class Published:
    """A published version, as lists show it."""

    digest: str
    key: str
    version: int
    published_at: datetime
    published_by: str
    retired_at: datetime | None
    takes_from: datetime
    author: str | None

    def stage(self, at: datetime) -> Stage:
        """Whether new cases follow it at that moment, not yet, or no more."""
        if self.retired_at is not None and self.retired_at <= at:
            return "retired"
        if self.takes_from > at:
            never = self.retired_at is not None and self.retired_at <= self.takes_from
            return "retired" if never else "coming"
        return "current"


@dataclass(frozen=True)
class Publication:
    """Who publishes, when, from when on new cases follow it, and who wrote it."""

    by: str
    at: datetime
    takes_from: datetime
    author: str | None = None


_COLUMNS = "digest, key, version, published_at, published_by, retired_at, takes_from, author"


def publish(connection: Connection, matter: Matter, source: str, who: str, at: datetime) -> bool:
    """Publish at once and without a second person, as the system does with what ships; False if it was before.

    Raises ActRefused when the version exists with another content, or a newer one does.
    """
    return release(connection, matter, source, Publication(by=who, at=at, takes_from=at))


def release(connection: Connection, matter: Matter, source: str, publication: Publication) -> bool:
    """Publish the matter; its earlier versions retire when it begins; False if just this is published already.

    Raises ActRefused when the version exists with another content, or a newer one does.
    """
    # Two who publish the same matter wait for each other: the second sees what the first did.
    connection.execute(
        "select pg_advisory_xact_lock(hashtextextended(%s, 1))", (f"publish {matter.matter}",)
    )
    if is_published(connection, matter):
        return False
    _require_newest(connection, matter)
    starts = publication.takes_from
    connection.execute(
        "update matters set retired_at = %s, retired_by = %s"
        " where key = %s and (retired_at is null or retired_at > %s) and version < %s",
        (starts, publication.by, matter.matter, starts, matter.version),
    )
    connection.execute(
        "insert into matters (digest, key, version, body, source, published_at, published_by,"
        " takes_from, author) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            matter.digest, matter.matter, matter.version, as_text(matter), source,
            publication.at, publication.by, starts, publication.author,
        ),
    )  # fmt: skip
    return True


def is_published(connection: Connection, matter: Matter) -> bool:
    """Whether just this is published. Raises ActRefused when its version is, with another content."""
    row = connection.execute(
        "select digest from matters where key = %s and version = %s",
        (matter.matter, matter.version),
    ).fetchone()
    if row is None or row[0] == matter.digest:
        return row is not None
    raise ActRefused(
        zh=f"事项“{matter.name.zh}”第{matter.version}版已发布，内容不可更改。"
        f"请把 version 改为{matter.version + 1}后再发布。",
        en=f"Version {matter.version} of “{matter.name.en}” is published and cannot change."
        f" Set version to {matter.version + 1} and publish again.",
    )


def _require_newest(connection: Connection, matter: Matter) -> None:
    """An older version beside a newer one would leave two that take cases."""
    row = connection.execute(
        "select max(version) from matters where key = %s", (matter.matter,)
    ).fetchone()
    newest = row[0] if row else None
    if newest is None or matter.version > newest:
        return
    raise ActRefused(
        zh=f"“{matter.name.zh}”已发布到第{newest}版。请把 version 改为{newest + 1}后再发布。",
        en=f"Version {newest} of “{matter.name.en}” is published. Set version to {newest + 1}"
        " and publish again.",
    )


def retire(connection: Connection, key: str, who: str, at: datetime) -> None:
    """Take no new cases, also not from a day to come; running ones go on."""
    connection.execute(
        "update matters set retired_at = %s, retired_by = %s"
        " where key = %s and (retired_at is null or retired_at > %s)",
        (at, who, key, at),
    )


def takes_cases(connection: Connection, digest: str, at: datetime) -> bool:
    """Whether new cases may follow the version at that moment."""
    return any(one.digest == digest for one in current(connection, at))


def as_text(matter: Matter) -> str:
    return matter.model_dump_json(by_alias=True, exclude_defaults=True)


def versions(connection: Connection) -> tuple[Published, ...]:
    """Every version, the newest first."""
    rows = connection.execute(
        f"select {_COLUMNS} from matters order by key, version desc"  # noqa: S608 - own constant
    ).fetchall()
    return tuple(Published(*row) for row in rows)


def current(connection: Connection, at: datetime) -> tuple[Published, ...]:
    """The versions that new cases follow at that moment."""
    return tuple(one for one in versions(connection) if one.stage(at) == "current")


def foremost(known: Sequence[Published], key: str, at: datetime) -> Published | None:
    """Of the versions of a matter the one that takes cases, else the last that did, else one to come."""
    own = [one for one in known if one.key == key]
    for stage in ("current", "retired", "coming"):
        for one in own:
            if one.stage(at) == stage:
                return one
    return None


_KNOWN: dict[str, Matter] = {}
"""A published matter never changes, so it is read once per process."""


def matter_of(connection: Connection, digest: str) -> Matter:
    """The published matter. Raises LookupError for a digest that was never published."""
    if digest not in _KNOWN:
        row = connection.execute("select body from matters where digest = %s", (digest,)).fetchone()
        if row is None:
            raise LookupError(f"no matter is published with digest {digest}")
        _KNOWN[digest] = Matter.model_validate_json(row[0])
    return _KNOWN[digest]


def newest_matters(connection: Connection) -> dict[str, Matter]:
    """By key, the newest version of every matter that was ever published."""
    newest: dict[str, str] = {}
    for one in versions(connection):
        newest.setdefault(one.key, one.digest)
    return {key: matter_of(connection, digest) for key, digest in newest.items()}


def source_of(connection: Connection, digest: str) -> str:
    """The YAML as it was written."""
    row = connection.execute("select source from matters where digest = %s", (digest,)).fetchone()
    return str(row[0]) if row else ""


def digests_of(connection: Connection, key: str) -> Sequence[str]:
    rows = connection.execute(
        "select digest from matters where key = %s order by version desc", (key,)
    ).fetchall()
    return [row[0] for row in rows]
