"""Whether the hall can work: for supervisors and load balancers, not for people."""

from typing import Annotated

from fastapi import APIRouter, Depends

from hall.doors import public
from hall.visitor import Visitor
from matters.calendar_needs import lacking
from matters.case import business_date
from storage.outages import require_answer

router = APIRouter()
HOW = "onego calendar load FILE, or the page /admin/calendar"
Guest = Annotated[Visitor, Depends(public())]


@router.get("/health")
def health(visitor: Guest) -> dict[str, str]:
    """200 while the database answers, with a warning where the calendar lacks a year; 503 while it does not."""
    require_answer(visitor.hall.database)
    house = visitor.hall.installation
    with house.database.transaction() as connection:
        missing = lacking(house.calendars.in_use(connection), business_date(house.clock()))
    if missing:
        years = ", ".join(map(str, missing))
        return {"status": "ok", "warning": f"the working calendar lacks {years}: {HOW}"}
    return {"status": "ok"}
