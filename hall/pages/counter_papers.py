"""The third step of a draft: each paper with its ladder, why each rung was skipped, and what can be done about it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from forms.papers import Paper
from hall.asking import OPEN, asker_of
from hall.counter.checking import checked
from hall.counter.consenting import consented, consents_of
from hall.counter.contesting import Contested, contested_of, not_objected, objected
from hall.counter.draft import Kept, OpenDraft, save
from hall.counter.opening import desk_of
from hall.counter.papers import (
    HandedIn,
    PaperRefused,
    Signature,
    deferral_until,
    files_of,
    kept_of,
    promised,
    put_off,
    removed,
    statement,
    told_of,
    uploaded,
)
from hall.doors import allowed
from hall.outages import outages_in
from hall.paper_whys import PaperWhy, why_of
from hall.visitor import Visitor
from matters.errors import NotFound, OneGoError
from matters.words import Text
from storage.refusals import FileKindNotAllowed, FileTooLarge

router = APIRouter()
Clerk = Annotated[Visitor, Depends(allowed("launch"))]

TAKEN = Text(zh="已收到文件。", en="The file is taken in.")
SIGNED = Text(zh="承诺已签署。", en="The promise is signed.")
PUT_OFF = Text(
    zh="已办理容缺，请提醒申请人按时补交。",
    en="It may come later; remind the applicant of the day.",
)
OBJECTED = Text(
    zh="已记录申请人的异议；申请人自备材料在人工认定之前有效。",
    en="The objection is noted; the applicant's own paper counts until a person decides.",
)
NOT_OBJECTED = Text(zh="已撤回异议。", en="The objection is taken back.")
CONSENTED = Text(zh="已按申请人的选择处理。", en="Done as the applicant chose.")
ASKED_AGAIN = Text(zh="已重新核验。", en="Asked again.")
REMOVED = Text(zh="已移除。", en="Removed.")
NO_SUCH_FILE = NotFound(Text(zh="该文件", en="That file"))


@dataclass(frozen=True)
class PaperCard:
    """One paper as the page shows it."""

    paper: Paper
    why: PaperWhy
    kept: tuple[Kept, ...]
    files: tuple[Kept, ...]
    contested: tuple[Contested, ...]
    until: date | None
    """Until when it would have to come, if it were put off today."""
    told: tuple[str, ...]
    """What the applicant is told of that."""

    @property
    def key(self) -> str:
        return self.paper.material.key


@router.get("/counter/{draft_id}/papers")
def show_papers(visitor: Clerk, draft_id: str) -> Response:
    return _papers(visitor, desk_of(visitor, draft_id))


@router.post("/counter/{draft_id}/papers/check")
def check_again(visitor: Clerk, draft_id: str) -> Response:
    """Ask those registers again that did not answer."""
    return _checked(visitor, desk_of(visitor, draft_id), ASKED_AGAIN)


@router.post("/counter/{draft_id}/papers/consent")
def consent(visitor: Clerk, draft_id: str) -> Response:
    """Take the applicant's consent to questions that no law allows, and ask them."""
    desk = consented(desk_of(visitor, draft_id), visitor.posted, visitor.hall.clock())
    return _checked(visitor, desk, CONSENTED)


@router.post("/counter/{draft_id}/papers/{material}/upload")
def upload(visitor: Clerk, draft_id: str, material: str) -> Response:
    """Take in one file. Kind and size are told from its content."""
    desk = desk_of(visitor, draft_id)
    paper = HandedIn(visitor.posted.upload("file"), visitor.posted.text("as") == "proof")
    limit = int(visitor.hall.settings.upload_limit)
    try:
        desk = uploaded(visitor.hall.installation, desk, material, paper, limit)
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


@router.post("/counter/{draft_id}/papers/{material}/later")
def later(visitor: Clerk, draft_id: str, material: str) -> Response:
    """Let a secondary paper come later, once the applicant was told until when (容缺后补)."""
    desk = desk_of(visitor, draft_id)
    told = visitor.posted.text("told") == "yes"
    try:
        desk = put_off(visitor.hall.installation, desk, material, told=told)
    except PaperRefused as refused:
        return _papers(visitor, desk, material, refused)
    return _saved(visitor, desk, material, PUT_OFF)


@router.post("/counter/{draft_id}/papers/{material}/objection")
def objection(visitor: Clerk, draft_id: str, material: str) -> Response:
    """Note that the applicant objects to what a register says, or no longer does."""
    desk = desk_of(visitor, draft_id)
    check = visitor.posted.text("check")
    if visitor.posted.text("take-back") == "yes":
        return _saved(visitor, not_objected(desk, check), material, NOT_OBJECTED)
    try:
        desk = objected(desk, check, visitor.posted.text("note"))
    except PaperRefused as refused:
        return _papers(visitor, desk, material, refused)
    return _saved(visitor, desk, material, OBJECTED)


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
    is_file = kept.evidence.rung in ("upload", "proof")
    return Response(
        visitor.hall.installation.files.get(digest),
        media_type=kept.evidence.label if is_file else "text/plain; charset=utf-8",
        headers={"content-disposition": "inline"},
    )


def _checked(visitor: Visitor, desk: OpenDraft, said: Text) -> Response:
    asker = asker_of(visitor.request.app, visitor.hall)
    return _saved(visitor, checked(desk, asker, visitor.hall.clock), "checks", said)


def _saved(visitor: Visitor, desk: OpenDraft, at: str, said: Text) -> Response:
    save(visitor.hall.installation, desk)
    return visitor.go(f"/counter/{desk.id}/papers#{at}", said)


def _papers(
    visitor: Visitor, desk: OpenDraft, at: str = "", refused: OneGoError | None = None
) -> Response:
    if desk.sheet.unanswered or desk.sheet.leaf:
        return visitor.go(f"/counter/{desk.id}/situation")
    cards = tuple(_card(visitor, desk, one) for one in desk.sheet.papers)
    return visitor.page(
        "counter_papers.html",
        refused.status if refused else 200,
        desk=desk,
        to_give=tuple(one for one in cards if one.paper.finding is None),
        not_needed=tuple(one for one in cards if one.paper.finding is not None),
        statements={
            said.key: statement(said, visitor.language)
            for one in desk.sheet.papers
            for said in one.promises
        },
        consents=consents_of(desk, visitor.language),
        outages=outages_in(visitor.hall.installation, desk.matter),
        limit=int(visitor.hall.settings.upload_limit),
        silent=any(one.outcome in OPEN for one in desk.filling.known.values()),
        refused=refused,
        refused_at=at,
        signer=visitor.posted.text("signer") or _signer(desk),
        note=visitor.posted.text("note"),
    )


def _card(visitor: Visitor, desk: OpenDraft, paper: Paper) -> PaperCard:
    material, language = paper.material, visitor.language
    until = deferral_until(desk, paper.deferral) if paper.deferral else None
    return PaperCard(
        paper=paper,
        why=why_of(desk.rules, desk.standing, paper.ladder),
        kept=kept_of(desk, material.key),
        files=files_of(desk, material.key),
        contested=tuple(contested_of(desk, material, language)),
        until=until,
        told=told_of(material, until, language) if until else (),
    )


def _signer(desk: OpenDraft) -> str:
    """Who would sign: offered in the box, to be confirmed by whoever really does."""
    values = desk.filling.values
    paths = ("company.legal_rep", "person.name")
    return next((str(values[path]) for path in paths if values.get(path)), "")
