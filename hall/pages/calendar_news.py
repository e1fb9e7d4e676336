"""For officers: the last days of their department's cases that moved with a newer calendar."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall.doors import allowed
from hall.moved_lines import NO_LOAD, LoadNumber, export, page_of
from hall.visitor import Visitor
from matters.errors import NotFound
from matters.words import Text
from storage import calendar_moves, calendars

router = APIRouter(prefix="/calendar/moved")
Worker = Annotated[Visitor, Depends(allowed("inbox"))]


@router.get("/{number}")
def show(visitor: Worker, number: LoadNumber) -> Response:
    """What moved in the cases of the own department, from which day to which."""
    return page_of(visitor, number, "calendar_moved.html", visitor.signed.department)


@router.post("/{number}/export")
def export_moved(visitor: Worker, number: LoadNumber) -> Response:
    """The same as a file."""
    return export(visitor, number, visitor.signed.department)


@router.post("/{number}/read")
def put_away(visitor: Worker, number: LoadNumber) -> Response:
    """The officer has read it; the entry in the inbox goes."""
    hall = visitor.hall
    with hall.database.transaction() as connection:
        if calendars.load_of(connection, number) is None:
            raise NotFound(NO_LOAD)
        calendar_moves.put_away(connection, number, visitor.signed.id, hall.clock())
    return visitor.go("/inbox", Text(zh="已收起日历调整提醒。", en="Put away."))
