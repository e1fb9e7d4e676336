"""Drafts: applications being filled in at the counter, sealed as a whole; only their own clerk opens them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from matters.errors import OneGoError
from storage.database import Connection
from storage.encryption import Keyring, bound_to

KEPT = timedelta(days=15)
"""A draft that nobody touched for so long is deleted: what was not handed in is not kept (PIPL 19)."""


class DraftGone(OneGoError):
    """The draft was launched, discarded or has expired, or it is somebody else's."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            zh=f"没有找到这份草稿：它可能已经提交、已被删除，或超过{KEPT.days}天未更新已自动清理。"
            "请在窗口受理页面查看您的草稿，或重新开始。",
            en="This draft is not here: it was submitted or discarded, or nobody touched it for"
            f" {KEPT.days} days. Look at your drafts on the counter page, or begin anew.",
        )


@dataclass(frozen=True)
class StoredDraft:
    """A draft as it is kept."""

    id: str
    account: str
    digest: str
    """Of the matter's version that the form is filled for."""
    body: str
    updated_at: datetime


def save(connection: Connection, keyring: Keyring, draft: StoredDraft) -> None:
    """Write the draft, new or again. Raises DraftGone if its id is another clerk's."""
    written = connection.execute(
        "insert into drafts (id, account, digest, body, updated_at) values (%s, %s, %s, %s, %s)"
        " on conflict (id) do update set digest = excluded.digest, body = excluded.body,"
        " updated_at = excluded.updated_at where drafts.account = excluded.account returning id",
        (draft.id, draft.account, draft.digest, _sealed(keyring, draft), draft.updated_at),
    ).fetchone()
    if written is None:
        raise DraftGone


def load(
    connection: Connection, keyring: Keyring, draft_id: str, account: str, at: datetime
) -> StoredDraft:
    """The draft, locked until the transaction ends. Raises DraftGone."""
    row = connection.execute(
        "select id, account, digest, body, updated_at from drafts"
        " where id = %s and account = %s and updated_at > %s for update",
        (draft_id, account, at - KEPT),
    ).fetchone()
    if row is None:
        raise DraftGone
    return _opened(keyring, StoredDraft(*row))


def of_account(
    connection: Connection, keyring: Keyring, account: str, at: datetime
) -> tuple[StoredDraft, ...]:
    """The clerk's own drafts, the newest first."""
    rows = connection.execute(
        "select id, account, digest, body, updated_at from drafts"
        " where account = %s and updated_at > %s order by updated_at desc, id",
        (account, at - KEPT),
    ).fetchall()
    return tuple(_opened(keyring, StoredDraft(*row)) for row in rows)


def discard(connection: Connection, draft_id: str, account: str) -> bool:
    """Delete the draft; whether it was there."""
    gone = connection.execute(
        "delete from drafts where id = %s and account = %s", (draft_id, account)
    )
    return gone.rowcount > 0


def forget_expired(connection: Connection, at: datetime) -> int:
    """Delete what nobody touched for `KEPT`; how many they were."""
    return connection.execute("delete from drafts where updated_at <= %s", (at - KEPT,)).rowcount


def _sealed(keyring: Keyring, draft: StoredDraft) -> str:
    return keyring.seal(draft.body, _context(draft))


def _opened(keyring: Keyring, draft: StoredDraft) -> StoredDraft:
    body = keyring.open(draft.body, _context(draft))
    return StoredDraft(draft.id, draft.account, draft.digest, body, draft.updated_at)


def _context(draft: StoredDraft) -> bytes:
    return bound_to("draft", draft.id, draft.account)
