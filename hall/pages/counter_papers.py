"""The third step of a draft: which papers are not needed and why, what is promised, what is handed in."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall.asking import OPEN, asker_of
from hall.counter.checking import checked
from hall.counter.draft import OpenDraft, save
from hall.counter.opening import desk_of
from hall.counter.papers import (
    PaperRefused,
    Signature,
    files_of,
    kept_of,
    promised,
    removed,
    statement,
    uploaded,
    why_not_by_check,
)
from hall.doors import allowed
from hall.visitor import Visitor
from matters.errors import NotFound, OneGoError
from matters.words import Text
from storage.refusals import FileKindNotAllowed, FileTooLarge

router = APIRouter()
Clerk = Annotated[Visitor, Depends(allowed("launch"))]

TAKEN = Text(zh="已收到文件。", en="The file is taken in.")
SIGNED = Text(zh="承诺已签署。", en="The promise is signed.")
REMOVED = Text(zh="已移除。", en="Removed.")
NO_SUCH_FILE = NotFound(Text(zh="该文件", en="That file"))


@router.get("/counter/{draft_id}/papers")
def show_papers(visitor: Clerk, draft_id: str) -> Response:
    return _papers(visitor, desk_of(visitor, draft_id))


@router.post("/counter/{draft_id}/papers/check")
def check_again(visitor: Clerk, draft_id: str) -> Response:
    """Ask those registers again that did not answer."""
    asker = asker_of(visitor.request.app, visitor.hall)
    desk = checked(desk_of(visitor, draft_id), asker, visitor.hall.clock)
    return _saved(visitor, desk, "checks", Text(zh="已重新核验。", en="Asked again."))


@router.post("/counter/{draft_id}/papers/{material}/upload")
def upload(visitor: Clerk, draft_id: str, material: str) -> Response:
    """Take in one file. Kind and size are told from its content."""
    desk = desk_of(visitor, draft_id)
    content = visitor.posted.upload("file")
    limit = int(visitor.hall.settings.upload_limit)
    try:
        desk = uploaded(visitor.hall.installation, desk, material, content, limit)
    except (PaperRefused, FileTooLarge, FileKindNotAllowed) as refused:
        return _papers(visitor, desk, material, refused)
    return _saved(visitor, desk, material, TAKEN)


@router.post("/counter/{draft_id}/papers/{material}/promise")
def promise(visitor: Clerk, draft_id: str, material: str) -> Response:
    """Take the applicant's signature under the exact text."""
    desk = desk_of(visitor, draft_id)
    signature = Signature(visitor.posted.text("signer"), visitor.posted.text("agreed") == "yes")
    key = visitor.posted.text("promise")
    try:
        desk = promised(visitor.hall.installation, desk, material, key, signature)
    except PaperRefused as refused:
        return _papers(visitor, desk, material, refused)
    return _saved(visitor, desk, material, SIGNED)


@router.post("/counter/{draft_id}/papers/{material}/remove")
def remove(visitor: Clerk, draft_id: str, material: str) -> Response:
    desk = removed(desk_of(visitor, draft_id), material, visitor.posted.text("digest"))
    return _saved(visitor, desk, material, REMOVED)


@router.get("/counter/{draft_id}/papers/{material}/{digest}")
def look_at(visitor: Clerk, draft_id: str, material: str, digest: str) -> Response:
    """One file of the clerk's own draft."""
    desk = desk_of(visitor, draft_id)
    kept = next((one for one in kept_of(desk, material) if one.evidence.digest == digest), None)
    if kept is None:
        raise NO_SUCH_FILE
    is_file = kept.evidence.rung == "upload"
    return Response(
        visitor.hall.installation.files.get(digest),
        media_type=kept.evidence.label if is_file else "text/plain; charset=utf-8",
        headers={"content-disposition": "inline"},
    )


def _saved(visitor: Visitor, desk: OpenDraft, at: str, said: Text) -> Response:
    save(visitor.hall.installation, desk)
    return visitor.go(f"/counter/{desk.id}/papers#{at}", said)


def _papers(
    visitor: Visitor, desk: OpenDraft, at: str = "", refused: OneGoError | None = None
) -> Response:
    if desk.sheet.unanswered or desk.sheet.leaf:
        return visitor.go(f"/counter/{desk.id}/situation")
    papers = desk.sheet.papers
    return visitor.page(
        "counter_papers.html",
        refused.status if refused else 200,
        desk=desk,
        to_give=tuple(one for one in papers if one.finding is None),
        not_needed=desk.sheet.not_needed,
        files={one.material.key: files_of(desk, one.material.key) for one in papers},
        kept={one.material.key: kept_of(desk, one.material.key) for one in papers},
        why_not={one.material.key: why_not_by_check(desk, one.material) for one in papers},
        statements={
            said.key: statement(said, visitor.language) for one in papers for said in one.promises
        },
        limit=int(visitor.hall.settings.upload_limit),
        silent=any(one.outcome in OPEN for one in desk.filling.known.values()),
        refused=refused,
        refused_at=at,
        signer=visitor.posted.text("signer") or _signer(desk),
    )


def _signer(desk: OpenDraft) -> str:
    """Who would sign: offered in the box, to be confirmed by whoever really does."""
    values = desk.filling.values
    paths = ("company.legal_rep", "person.name")
    return next((str(values[path]) for path in paths if values.get(path)), "")
