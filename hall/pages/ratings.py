"""The rating of services: the applicant's form on the own page, and the figures for supervisors."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall.doors import allowed, public
from hall.pages.follow import acted
from hall.rating_seen import rating
from hall.visitor import Visitor
from matters.case import business_date
from matters.rating import LEVELS
from storage import ratings

router = APIRouter()
Guest = Annotated[Visitor, Depends(public())]
Supervisor = Annotated[Visitor, Depends(allowed("supervise"))]

DAYS = 90
"""What the figures are of, where nobody says otherwise."""


@router.post("/follow/{token}/rating")
def rate(visitor: Guest, token: str) -> Response:
    """The applicant's word on the service, once."""
    return acted(visitor, token, "rate", lambda: rating(visitor.posted))


@router.get("/ratings")
def figures(visitor: Supervisor, since: date | None = None, until: date | None = None) -> Response:
    """By leading department: how services were rated, and how the bad ratings were answered."""
    today = business_date(visitor.hall.clock())
    first, last = since or today - timedelta(days=DAYS), until or today
    with visitor.hall.database.transaction() as connection:
        rows = ratings.figures(connection, first, last, today)
    return visitor.page("ratings.html", rows=rows, levels=LEVELS, since=first, until=last)
