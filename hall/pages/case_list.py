"""The list of cases: all of them for the hall and for supervisors, a search for departments."""

from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Response

from hall.case_search import MOST_FOUND, CaseLine, find, lines_of, whose_cases
from hall.doors import allowed
from hall.reads import Shown, note_read
from hall.visitor import Visitor
from matters.errors import OneGoError
from matters.words import Text
from storage import published, queues
from storage.queues import CaseSeen

router = APIRouter()
Anyone = Annotated[Visitor, Depends(allowed("enter"))]


@router.get("/cases")
def cases(visitor: Anyone, matter: str = "", after: str = "") -> Response:
    """The newest cases for those who may see them all; for a department, the search. Raises NotAllowed."""
    return _page(visitor, matter, after)


@router.post("/cases")
def search(visitor: Anyone) -> Response:
    """Search by case number, ID number or credit code; posted, so that no number gets into an address."""
    asked = visitor.posted.text("q")
    try:
        found = find(visitor.hall, visitor.signed, asked)
    except OneGoError as refused:
        return _page(visitor, "", "", refused)
    if found.is_personal:
        note_read(visitor.request, *(_found(line) for line in found.cases))
    if len(found.cases) == 1 and found.may_open:
        return visitor.go(f"/cases/{found.cases[0].case.number}")
    return visitor.page("found.html", found=found, asked="" if found.is_personal else asked)


def _found(line: CaseLine) -> Shown:
    """That a person's number led to this case: who looks somebody up is asked why."""
    return Shown(line.case.number, "search", line.case.matter)


def _page(visitor: Visitor, matter: str, after: str, refused: OneGoError | None = None) -> Response:
    sees_all = whose_cases(visitor.signed) is None
    rows: tuple[CaseSeen, ...] = ()
    names: dict[str, Text] = {}
    if sees_all:
        with visitor.hall.database.transaction() as connection:
            rows = queues.newest_cases(
                connection, place_of(after), MOST_FOUND + 1, open_of=matter or None
            )
            for one in published.versions(connection):
                names.setdefault(one.key, published.matter_of(connection, one.digest).name)
    following = _following(matter, rows[MOST_FOUND - 1]) if len(rows) > MOST_FOUND else None
    return visitor.page(
        "cases.html",
        refused.status if refused else 200,
        refused=refused,
        sees_all=sees_all,
        lines=lines_of(visitor.hall, rows[:MOST_FOUND]),
        matters=tuple(names.items()),
        matter=matter,
        following=following,
        may_open=visitor.may("see-cases"),
    )


def _following(matter: str, last: CaseSeen) -> str:
    place = f"{last.launched_at.isoformat()}~{last.number}"
    said = {"matter": matter, "after": place} if matter else {"after": place}
    return f"/cases?{urlencode(said)}"


def place_of(text: str) -> tuple[datetime, str] | None:
    """The place in the list that an address names; none that can be read is the beginning."""
    moment, _, number = text.partition("~")
    try:
        return (datetime.fromisoformat(moment), number) if number else None
    except ValueError:
        return None
