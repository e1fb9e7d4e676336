"""The end of a draft: everything shown once more, launched once, and the receipt."""

from collections.abc import Mapping
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Response

from forms.glyphs import lacking, named
from forms.problems import NotApplicableHere
from hall.counter.answering import objections_of, problems_in_rows, problems_of
from hall.counter.draft import OpenDraft, save
from hall.counter.launching import launched
from hall.counter.opening import desk_of
from hall.counter.receipt import receipt_of
from hall.doors import allowed
from hall.reads import Shown, note_read
from hall.visitor import Visitor
from matters.case import Delivery
from matters.delivery import CONSENT, NO_CONSENT
from matters.errors import AnswersWrong
from matters.words import Language, Text

router = APIRouter()
Clerk = Annotated[Visitor, Depends(allowed("launch"))]

NOT_CONFIRMED = Text(
    zh="请申请人核对全部内容后，勾选“已核对并阅知”，再提交。",
    en="Have the applicant read everything, tick “read and confirmed”, then launch.",
)
TO_CORRECT = Text(
    zh="提交前还有内容需要填写或更正，见下方提示；已填写的内容都已保留。",
    en="Something has to be written or corrected first, see below; nothing that you wrote is lost.",
)
LIVE = "/live/cases/{number}"
DELIVERIES: Mapping[Delivery, Text] = {
    "electronic": Text(
        zh="电子送达（短信通知，网上下载）", en="Electronically (message and download)"
    ),
    "pick-up": Text(zh="窗口领取", en="Collect at the counter"),
    "post": Text(zh="邮寄送达", en="By post"),
}


@router.get("/counter/{draft_id}/confirm")
def show_confirm(visitor: Clerk, draft_id: str) -> Response:
    return _confirm(visitor, desk_of(visitor, draft_id))


@router.post("/counter/{draft_id}/confirm")
def take_confirm(visitor: Clerk, draft_id: str) -> Response:
    """Launch, or keep the choices and go where the button says. Sent twice it gives one case."""
    desk = _with_choices(visitor, desk_of(visitor, draft_id))
    save(visitor.hall.installation, desk)
    step = visitor.posted.text("go")
    if step in ("situation", "form", "papers"):
        return visitor.go(f"/counter/{desk.id}/{step}")
    if _to_correct(desk):
        page = "situation" if problems_of(desk, desk.sheet.questions) else "form"
        return visitor.go(f"/counter/{desk.id}/{page}?problems", TO_CORRECT, "warning")
    if problems := _unconfirmed(visitor, desk):
        return _confirm(visitor, desk, problems)
    return _launch(visitor, desk)


@router.get("/counter/launched/{number}")
def show_launched(visitor: Clerk, number: str) -> Response:
    """The number of the case, its steps, and the receipt to print."""
    receipt = receipt_of(visitor.hall.installation, number)
    note_read(visitor.request, Shown(number, "receipt", receipt.matter_key))
    paths: frozenset[str] = visitor.request.app.state.paths
    return visitor.page("counter_launched.html", receipt=receipt, lives=LIVE in paths)


def _launch(visitor: Visitor, desk: OpenDraft) -> Response:
    try:
        number = launched(visitor.hall.installation, desk, visitor.actor, _consent_in(visitor))
    except NotApplicableHere as nothing:
        return visitor.go(f"/counter/{desk.id}/situation", nothing.text, "warning")
    except AnswersWrong:
        return visitor.go(f"/counter/{desk.id}/form?problems", TO_CORRECT, "warning")
    return visitor.go(f"/counter/launched/{number}")


def _with_choices(visitor: Visitor, desk: OpenDraft) -> OpenDraft:
    chosen = visitor.posted.text("delivery")
    language = visitor.posted.text("notices")
    changes: dict[str, object] = {}
    if chosen in get_args(Delivery):
        changes["delivery"] = chosen
    if language in ("zh", "en"):
        changes["language"] = language
    return desk.with_draft(**changes)


def _unconfirmed(visitor: Visitor, desk: OpenDraft) -> dict[str, Text]:
    problems = {}
    if desk.draft.delivery == "electronic" and _consent_in(visitor) is None:
        problems["consent_in"] = NO_CONSENT
    if visitor.posted.text("agreed") != "yes":
        problems["agreed"] = NOT_CONFIRMED
    return problems


def _consent_in(visitor: Visitor) -> Language | None:
    """The language in which the text was shown that is ticked now."""
    ticked = visitor.posted.text("consent_in")
    return next((language for language in get_args(Language) if language == ticked), None)


def _to_correct(desk: OpenDraft) -> bool:
    return bool(problems_of(desk, desk.sheet.entries()) or problems_in_rows(desk))


def _confirm(
    visitor: Visitor, desk: OpenDraft, problems: dict[str, Text] | None = None
) -> Response:
    if desk.sheet.unanswered or desk.sheet.leaf:
        return visitor.go(f"/counter/{desk.id}/situation")
    office = visitor.hall.office
    return visitor.page(
        "counter_confirm.html",
        422 if problems else 200,
        desk=desk,
        problems=problems or {},
        departments={key: office.department(key) for key in desk.sheet.departments},
        to_correct=_to_correct(desk),
        objections=objections_of(desk),
        deliveries=DELIVERIES,
        consent_text=CONSENT,
        consent_in=_consent_in(visitor),
        rare=_rare(desk),
    )


def _rare(desk: OpenDraft) -> str:
    """The characters of what was said and found that no font here can print, with their code points."""
    entries = (*desk.sheet.entries(), *desk.sheet.row_entries())
    return "、".join(map(named, lacking(" ".join(entry.shown.zh for entry in entries))))
