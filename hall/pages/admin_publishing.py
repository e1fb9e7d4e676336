"""A matter's YAML is checked and handed in by its author, published by another, or a matter retired."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall.admin.comparison import compared, in_words
from hall.admin.drafts import Draft, proved, read_draft
from hall.doors import allowed
from hall.pages.admin_matters import versions_of
from hall.visitor import Visitor
from matters.case import business_date
from matters.errors import ActRefused, OneGoError
from matters.spec import Matter
from matters.words import Text
from storage import bell, matter_drafts, published

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
def show(visitor: Publisher, matter: str = "", draft: str = "") -> Response:
    """An empty desk with the drafts that wait, a draft that was handed in, or a published source to go on from."""
    if draft:
        with visitor.hall.database.transaction() as connection:
            text = matter_drafts.source_of(connection, draft)
        return _page(visitor, text, read_draft(text) if text else None)
    return _page(visitor, _source(visitor, matter), None)


@router.post("/publish")
def check_or_publish(visitor: Publisher) -> Response:
    """All mistakes at once beside the text; without any it may be handed in, and by another be published."""
    text = _brought(visitor)
    if not text.strip():
        return _page(visitor, "", None, ActRefused(zh=NOTHING.zh, en=NOTHING.en))
    draft = proved(read_draft(text))
    do = visitor.posted.text("do")
    if draft.matter is None or do not in ("hand-in", "publish"):
        return _page(visitor, draft.text, draft)
    try:
        if do == "hand-in":
            said = hand_in(visitor, draft.matter, draft.text)
            return visitor.go("/admin/publish", said)
        said = publish(visitor, draft.matter, _day(visitor.posted.text("since")))
    except ActRefused as refused:
        return _page(visitor, draft.text, draft, refused)
    return visitor.go(f"/admin/matters/{draft.matter.matter}", said)


@router.post("/matters/{key}/retire")
def retire(visitor: Publisher, key: str) -> Response:
    """No new cases from now on; running ones go on."""
    versions_of(visitor, key)
    hall = visitor.hall
    with hall.database.transaction() as connection:
        published.retire(connection, key, visitor.signed.id, hall.clock())
    return visitor.go(f"/admin/matters/{key}", RETIRED)


def hand_in(visitor: Visitor, matter: Matter, source: str) -> Text:
    """Keep the draft with who is signed in as its author; what to say. Raises ActRefused."""
    hall = visitor.hall
    with hall.database.transaction() as connection:
        matter_drafts.hand_in(connection, matter, source, visitor.signed.id, hall.clock())
    return Text(
        zh=f"“{matter.name.zh}”第{matter.version}版已送审，请由另一名管理员发布。",
        en=f"Version {matter.version} of “{matter.name.en}” is handed in;"
        " another administrator publishes it.",
    )


def publish(visitor: Visitor, matter: Matter, since: date | None) -> Text:
    """Publish in one transaction, then ring, so that the worker knows the matter; what to say.

    Raises ActRefused for the own draft, one that was not handed in, a past day, and a version that exists.
    """
    hall = visitor.hall
    at = hall.clock()
    with hall.database.transaction() as connection:
        is_new = matter_drafts.publish_draft(connection, matter, visitor.signed.id, at, since)
    hall.installation.bell.ring(bell.WAVES, matter.reference)
    return _said(matter, since or business_date(at), is_new=is_new)


def _said(matter: Matter, since: date, *, is_new: bool) -> Text:
    if not is_new:
        return Text(zh="该版本此前已发布，内容相同。", en="Just this was published before.")
    day = f"{since.year}年{since.month}月{since.day}日"
    return Text(
        zh=f"第{matter.version}版已发布，自{day}起的新申请按此版本办理。",
        en=f"Version {matter.version} is published; new cases follow it from {since} on.",
    )


def _day(text: str) -> date | None:
    """The day that was chosen; none for today. Raises ActRefused."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ActRefused(
            zh="日期无法识别。请写成 2026-12-01 的形式。",
            en="This is no date. Write it like 2026-12-01.",
        ) from None


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
    matter = draft.matter if draft else None
    is_wrong = draft is not None and matter is None
    with visitor.hall.database.transaction() as connection:
        waiting = matter_drafts.waiting(connection)
        handed_in = matter_drafts.find(connection, matter.digest) if matter else None
    before, source = _newest(visitor, matter) if matter else (None, text)
    return visitor.page(
        "admin_publish.html",
        refused.status if refused else 422 if is_wrong else 200,
        text=text,
        draft=draft,
        refused=refused,
        handed_in=handed_in,
        waiting=waiting,
        groups=in_words(before, matter, visitor.hall.office) if before and matter else (),
        changes=compared(source or text, text) if matter else (),
    )


def _newest(visitor: Visitor, matter: Matter) -> tuple[Matter | None, str]:
    """The newest published version with its source; none for a new matter."""
    with visitor.hall.database.transaction() as connection:
        digests = published.digests_of(connection, matter.matter)
        if not digests:
            return None, ""
        newest = digests[0]
        return published.matter_of(connection, newest), published.source_of(connection, newest)
