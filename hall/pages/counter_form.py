"""The first two steps of a draft: the guided questions and the one form (情形引导、一表申请)."""

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response

from forms.entries import Entry
from hall.asking import asker_of
from hall.check_words import WHY_NOT
from hall.counter.answering import (
    problems_in_rows,
    problems_of,
    taken_in,
    with_row,
    without_own,
    without_row,
)
from hall.counter.checking import checked
from hall.counter.consenting import consented, consents_of
from hall.counter.draft import OpenDraft, save
from hall.counter.opening import desk_of
from hall.counter.rows import cards, group_cards, key_rows, question_rows
from hall.counter.scripting import script_of
from hall.doors import allowed
from hall.outages import outages_in
from hall.visitor import Visitor
from matters.rules import rows_of
from matters.words import Text

router = APIRouter()
Clerk = Annotated[Visitor, Depends(allowed("launch"))]

ADOPT = "adopt:"
"""Before the path of a field whose registered value the applicant takes after all."""
ADD, REMOVE = "add:", "remove:"
"""Before the path of a group, and for a row that goes also what stands for it: `remove:shareholders:2`."""
STEPS = ("situation", "form", "papers", "confirm")
PREFILLED = Text(
    zh="核验完成，已带出登记信息，请核对。", en="Checked; the form is filled, please read it."
)
NOTHING_ASKED = Text(
    zh="请先填写核验所需的号码，再点“核验并预填”。",
    en="Write the numbers that the registers are asked with first.",
)
OTHERWISE = Text(
    zh="情形引导中的回答与核验结果不一致，请按下方提示采用登记信息，或者说明更正理由。",
    en="A register says other than an answer given here: take over what it says, or say why it is wrong.",
)
KEPT = Text(zh="已暂存。", en="Saved.")

Page = Literal["situation", "form"]


@router.get("/counter/{draft_id}/situation")
def show_situation(visitor: Clerk, draft_id: str) -> Response:
    desk = desk_of(visitor, draft_id)
    asked = "problems" in visitor.request.query_params
    return _situation(visitor, desk, problems_of(desk, desk.sheet.questions) if asked else {})


@router.post("/counter/{draft_id}/situation")
def take_situation(visitor: Clerk, draft_id: str) -> Response:
    """Keep the answers; go on when every question that matters is answered."""
    desk = _taken(visitor, draft_id)
    if moved := _elsewhere(visitor, desk, "situation"):
        return moved
    if desk.sheet.leaf:
        return _situation(visitor, desk, {})
    problems = problems_of(desk, desk.sheet.questions)
    if not problems:
        return visitor.go(f"/counter/{desk.id}/form")
    shown = frozenset(visitor.posted.texts("shown"))
    # Without JavaScript a question that an answer has just opened is no mistake of the clerk's.
    seen = {path: why for path, why in problems.items() if path in shown}
    return _situation(visitor, desk, seen)


@router.get("/counter/{draft_id}/form")
def show_form(visitor: Clerk, draft_id: str) -> Response:
    desk = desk_of(visitor, draft_id)
    asked = "problems" in visitor.request.query_params
    return _form(visitor, desk, _all_problems(desk) if asked else dict(desk.wrong))


@router.post("/counter/{draft_id}/form")
def take_form(visitor: Clerk, draft_id: str) -> Response:
    """Keep what was written; ask the registers; go on when everything is there and right."""
    desk = _taken(visitor, draft_id)
    if visitor.posted.text("go") == "check":
        return _check(visitor, desk)
    if moved := _elsewhere(visitor, desk, "form"):
        return moved
    desk = _asked(visitor, desk)
    problems = _all_problems(desk)
    if problems:
        return _form(visitor, desk, problems)
    if problems_of(
        desk, desk.sheet.questions
    ):  # a register says other than what was answered before
        return visitor.go(f"/counter/{desk.id}/situation?problems", OTHERWISE, "warning")
    return visitor.go(f"/counter/{desk.id}/papers")


def _check(visitor: Visitor, desk: OpenDraft) -> Response:
    before = desk.draft.heard
    desk = _asked(visitor, desk)
    if desk.draft.heard == before and not before:
        return visitor.go(f"/counter/{desk.id}/form", NOTHING_ASKED, "note")
    return visitor.go(f"/counter/{desk.id}/form#checks", PREFILLED)


def _asked(visitor: Visitor, desk: OpenDraft) -> OpenDraft:
    asker = asker_of(visitor.request.app, visitor.hall)
    heard = checked(desk, asker, visitor.hall.clock)
    save(visitor.hall.installation, heard)
    return heard


def _taken(visitor: Visitor, draft_id: str) -> OpenDraft:
    desk = taken_in(desk_of(visitor, draft_id), visitor.posted)
    desk = consented(desk, visitor.posted, visitor.hall.clock())
    save(visitor.hall.installation, desk)
    return desk


def _elsewhere(visitor: Visitor, desk: OpenDraft, here: Page) -> Response | None:
    """Another step was chosen, or only saving."""
    match visitor.posted.text("go"):
        case adopt if adopt.startswith(ADOPT):
            save(visitor.hall.installation, without_own(desk, adopt.removeprefix(ADOPT)))
            return visitor.go(f"/counter/{desk.id}/{here}#{adopt.removeprefix(ADOPT)}")
        case add if add.startswith(ADD):
            group = add.removeprefix(ADD)
            added = with_row(desk, group)
            save(visitor.hall.installation, added)
            last = len(rows_of(added.draft.answers.get(group)))
            return visitor.go(f"/counter/{desk.id}/{here}#{group}.{last}")
        case remove if remove.startswith(REMOVE):
            group, _, token = remove.removeprefix(REMOVE).partition(":")
            save(visitor.hall.installation, without_row(desk, group, token, visitor.posted))
            return visitor.go(f"/counter/{desk.id}/{here}#{group}")
        case "keep":  # the browser saves by itself while somebody writes
            return Response(status_code=204)
        case "save":
            return visitor.go(f"/counter/{desk.id}/{here}", KEPT)
        case step if step in STEPS and step != here:
            return visitor.go(f"/counter/{desk.id}/{step}")
        case _:
            return None


def _fields(desk: OpenDraft) -> Sequence[Entry]:
    return tuple(entry for section in desk.sheet.sections for entry in section.entries)


def _all_problems(desk: OpenDraft) -> dict[str, Text]:
    return problems_of(desk, _fields(desk)) | problems_in_rows(desk)


def _situation(visitor: Visitor, desk: OpenDraft, problems: dict[str, Text]) -> Response:
    return visitor.page(
        "counter_situation.html",
        422 if problems else 200,
        desk=desk,
        rows=question_rows(desk),
        problems=problems,
        conditions=script_of(desk),
    )


def _form(visitor: Visitor, desk: OpenDraft, problems: dict[str, Text]) -> Response:
    if desk.sheet.unanswered or desk.sheet.leaf:
        return visitor.go(f"/counter/{desk.id}/situation")
    return visitor.page(
        "counter_form.html",
        422 if problems and visitor.request.method == "POST" else 200,
        desk=desk,
        keys=key_rows(desk),
        cards=cards(desk),
        groups=group_cards(desk),
        problems=problems,
        why_not=WHY_NOT,
        consents=consents_of(desk, visitor.language),
        outages=outages_in(visitor.hall.installation, desk.matter),
        conditions=script_of(desk),
    )
