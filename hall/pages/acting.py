"""Acts on a case from its page: each form is one act, one transaction, and an answer that says what opened next."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from flows.commands import act_on
from hall.act_people import check_transfer
from hall.act_reading import read_act
from hall.act_refusal import Refusal
from hall.act_rights import hall_steps, right_for
from hall.act_telling import after_act, meanwhile
from hall.case_file import CaseFile, open_case
from hall.doors import allowed
from hall.pages.case_page import show_case
from hall.permissions import require
from hall.reads import note_shown
from hall.visitor import Visitor
from matters.acts import ACT, Transfer
from matters.case import ACCEPTANCE
from matters.errors import OneGoError

router = APIRouter()
Reader = Annotated[Visitor, Depends(allowed("see-cases"))]


@router.get("/cases/{number}/acts")
def show_again(visitor: Reader, number: str) -> Response:
    """A refused act leaves its address in the browser: whoever reloads it or changes the language sees the case."""
    return visitor.go(f"/cases/{number}")


@router.post("/cases/{number}/acts")
def do_act(visitor: Reader, number: str) -> Response:
    """Do what the form says; if it is refused, the same page with the reason and everything that was typed."""
    file = open_case(visitor.hall, visitor.signed, number)
    posted = visitor.posted
    try:
        right = right_for(posted.text("act"), posted.text("step") or ACCEPTANCE, hall_steps(file))
        require(visitor.signed, right)
        act = read_act(visitor.hall, file, posted)
        if isinstance(act, Transfer):
            check_transfer(visitor.hall, file, act)
        once = visitor.once(ACT.dump_json(act).decode())
        act_on(visitor.hall.installation, number, act, visitor.actor, once)
    except OneGoError as refused:
        return _refused(visitor, file, refused)
    after = open_case(visitor.hall, visitor.signed, number)
    said = after_act(file, after, act)
    return visitor.go(f"/cases/{number}", said.text, said.tone)


def _refused(visitor: Visitor, before: CaseFile, error: OneGoError) -> Response:
    try:
        file = open_case(visitor.hall, visitor.signed, before.number)
    except OneGoError:
        file = before  # the database is away: the page as it was keeps what was typed
    note_shown(visitor, file, "case")
    said = meanwhile(file, visitor.posted.text("step") or ACCEPTANCE, error)
    return show_case(visitor, file, refusal=Refusal(error, visitor.posted, said))
