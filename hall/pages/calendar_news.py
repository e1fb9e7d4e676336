"""For officers: the last days of their department's cases that moved with a newer calendar."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from hall.doors import allowed
from hall.moved_lines import export
from hall.visitor import Visitor
from matters.errors import NotFound
from matters.words import Text
from storage import calendar_moves, calendars, published

router = APIRouter(prefix="/calendar/moved")
Worker = Annotated[Visitor, Depends(allowed("inbox"))]
LoadNumber = Annotated[int, Path(ge=1, lt=2**31)]

MOST_SHOWN = 500
NO_LOAD = Text(zh="该次日历调整", en="This change of the calendar")


@router.get("/{number}")
def show(visitor: Worker, number: LoadNumber) -> Response:
    """What moved in the cases of the own department, from which day to which."""
    with visitor.hall.database.transaction() as connection:
        load = calendars.load_of(connection, number)
        moved = calendar_moves.of_load(connection, number, visitor.signed.department)
        names = published.newest_matters(connection)
    if load is None:
        raise NotFound(NO_LOAD)
    return visitor.page(
        "calendar_moved.html",
        load=load,
        moved=moved[:MOST_SHOWN],
        count=len(moved),
        cases=len({one.case for one in moved}),
        names={key: one.name for key, one in names.items()},
        export_at=f"/calendar/moved/{number}/export",
    )


@router.post("/{number}/export")
def export_moved(visitor: Worker, number: LoadNumber) -> Response:
    """The same as a file."""
    with visitor.hall.database.transaction() as connection:
        moved = calendar_moves.of_load(connection, number, visitor.signed.department)
    return export(visitor, moved, visitor.posted.text("form"))


@router.post("/{number}/read")
def put_away(visitor: Worker, number: LoadNumber) -> Response:
    """The officer has read it; the entry in the inbox goes."""
    hall = visitor.hall
    with hall.database.transaction() as connection:
        if calendars.load_of(connection, number) is None:
            raise NotFound(NO_LOAD)
        calendar_moves.put_away(connection, number, visitor.signed.id, hall.clock())
    return visitor.go("/inbox", Text(zh="已收起日历调整提醒。", en="Put away."))
