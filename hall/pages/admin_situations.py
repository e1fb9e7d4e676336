"""What a matter does in one situation: explained with its reasons, and as the form that would be filled in."""

from fastapi import APIRouter, Response
from starlette.datastructures import FormData

from hall.admin.situating import Asked, asked_in, scenarios_in
from hall.admin.subjects import Subject
from hall.counter.rows import cards, group_cards, key_rows, question_rows
from hall.pages.admin_frame import Worker, framed, on_bench
from hall.posted import Posted
from hall.visitor import Visitor
from matters.case import business_date
from matters.errors import OneGoError
from matters.workbench.explaining import explain as explained

router = APIRouter(prefix="/admin/workbench/{of}")


@router.get("/explain")
@router.post("/explain")
def explain(visitor: Worker, of: str) -> Response:
    """What happens with these answers, and why; without any, what is certain before anybody answers."""
    subject = on_bench(visitor, of)
    asked, refused = _asked(visitor, subject)
    if asked is None:
        return framed(visitor, subject, "explain", refused)
    found = explained(asked.desk.rules, asked.now, asked.desk.on, visitor.language)
    return framed(
        visitor, subject, "explain", refused, explanation=found, **_situation(subject, asked)
    )


@router.get("/form")
@router.post("/form")
def form(visitor: Worker, of: str) -> Response:
    """The one form as the counter would show it in this situation; nothing is sent from it."""
    subject = on_bench(visitor, of)
    asked, refused = _asked(visitor, subject)
    if asked is None:
        return framed(visitor, subject, "form", refused)
    return framed(
        visitor,
        subject,
        "form",
        refused,
        keys=key_rows(asked.desk),
        cards=cards(asked.desk),
        groups_of_rows=group_cards(asked.desk),
        **_situation(subject, asked),
    )


def _asked(visitor: Visitor, subject: Subject) -> tuple[Asked | None, OneGoError | None]:
    """The situation; the empty one and the reason, where a scenario cannot be played."""
    if subject.declared is None:
        return None, None
    today = business_date(visitor.hall.clock())
    try:
        return asked_in(subject, visitor.posted, today), None
    except OneGoError as refused:
        return asked_in(subject, Posted(FormData()), today), refused


def _situation(subject: Subject, asked: Asked) -> dict[str, object]:
    return {
        "asked": asked,
        "desk": asked.desk,
        "rows": question_rows(asked.desk),
        "scenarios": scenarios_in(subject),
    }
