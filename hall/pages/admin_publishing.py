"""A matter's YAML is checked and published, or a matter retired."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall.admin.comparison import compared
from hall.admin.drafts import Draft, read_draft
from hall.doors import allowed
from hall.pages.admin_matters import versions_of
from hall.visitor import Visitor
from matters.errors import ActRefused, OneGoError
from matters.spec import Matter
from matters.words import Text
from storage import bell, published

router = APIRouter(prefix="/admin")
Publisher = Annotated[Visitor, Depends(allowed("publish-matters"))]

NOTHING = Text(
    zh="没有收到内容。请粘贴 YAML，或选择一个文件。",
    en="Nothing was sent. Paste the YAML or choose a file.",
)
RETIRED = Text(
    zh="该事项已停用，不再接收新的申请。", en="The matter is retired and takes no new cases."
)


@router.get("/publish")
def show(visitor: Publisher, matter: str = "") -> Response:
    """An empty desk, or the source of a published matter to go on from."""
    return _page(visitor, _source(visitor, matter), None)


@router.post("/publish")
def check_or_publish(visitor: Publisher) -> Response:
    """All mistakes at once beside the text; without any it may be published."""
    text = _brought(visitor)
    if not text.strip():
        return _page(visitor, "", None, ActRefused(zh=NOTHING.zh, en=NOTHING.en))
    draft = read_draft(text)
    if draft.matter is None or visitor.posted.text("do") != "publish":
        return _page(visitor, draft.text, draft)
    try:
        is_new = publish(visitor, draft.matter, draft.text)
    except ActRefused as refused:
        return _page(visitor, draft.text, draft, refused)
    return visitor.go(f"/admin/matters/{draft.matter.matter}", _said(draft.matter, is_new))


@router.post("/matters/{key}/retire")
def retire(visitor: Publisher, key: str) -> Response:
    """No new cases from now on; running ones go on."""
    versions_of(visitor, key)
    hall = visitor.hall
    with hall.database.transaction() as connection:
        published.retire(connection, key, visitor.signed.id, hall.clock())
    return visitor.go(f"/admin/matters/{key}", RETIRED)


def publish(visitor: Visitor, matter: Matter, source: str) -> bool:
    """Publish in one transaction, then ring, so that the worker knows the matter; False if it was published before.

    Raises ActRefused for a version that exists or is older than the newest.
    """
    hall = visitor.hall
    with hall.database.transaction() as connection:
        who, at = visitor.signed.id, hall.clock()
        is_new = published.publish(connection, matter, source, who, at)
    hall.installation.bell.ring(bell.WAVES, matter.reference)
    return is_new


def _said(matter: Matter, is_new: bool) -> Text:
    if not is_new:
        return Text(zh="该版本此前已发布，内容相同。", en="Just this was published before.")
    return Text(
        zh=f"第{matter.version}版已发布，新的申请按此版本办理。",
        en=f"Version {matter.version} is published; new cases follow it.",
    )


def _brought(visitor: Visitor) -> str:
    upload = visitor.posted.upload("file")
    if upload is not None:
        return upload.decode("utf-8-sig", errors="replace")
    return visitor.posted.text("text")


def _source(visitor: Visitor, key: str) -> str:
    if not key:
        return ""
    newest = versions_of(visitor, key)[0]
    with visitor.hall.database.transaction() as connection:
        return published.source_of(connection, newest.digest)


def _page(
    visitor: Visitor, text: str, draft: Draft | None, refused: OneGoError | None = None
) -> Response:
    is_wrong = draft is not None and draft.matter is None
    status = refused.status if refused else 422 if is_wrong else 200
    return visitor.page(
        "admin_publish.html",
        status,
        text=text,
        draft=draft,
        refused=refused,
        changes=_changes(visitor, draft.matter, text) if draft and draft.matter else (),
    )


def _changes(visitor: Visitor, matter: Matter, text: str) -> object:
    """Against the newest version that is published; nothing for a new matter."""
    with visitor.hall.database.transaction() as connection:
        digests = published.digests_of(connection, matter.matter)
        before = published.source_of(connection, digests[0]) if digests else text
    return compared(before, text)
