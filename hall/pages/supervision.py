"""For supervisors (电子监察): the lights of all clocks by department, matter, colour and reason; orders and answers."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from flows.ordering import supervise_case
from hall.delivery_lists import LATE_AFTER, late_of
from hall.doors import allowed
from hall.permissions import supervisor
from hall.reads import Shown, note_read
from hall.spreadsheet import as_download
from hall.supervision_case import watched
from hall.supervision_list import (
    COLOURS,
    HEAD,
    NAMES,
    REASONS,
    ClockSearch,
    cells,
    lines_of,
    place_in,
    search_in,
    written_place,
)
from hall.visitor import Visitor
from matters.case import business_date
from matters.errors import OneGoError
from matters.spec import Matter
from matters.supervision import reason_name
from matters.supervision_verbs import Demand
from matters.words import Text
from storage import published, supervision
from storage.database import Connection
from storage.supervision import ClockPlace, ClockSeen

router = APIRouter(prefix="/supervision")
Supervisor = Annotated[Visitor, Depends(allowed("supervise"))]

PAGE = 50
AT_ONCE = 2_000
MOST_EXPORTED = 200_000
AUDIT = "audit"
ORDERED = Text(
    zh="已督办，督办单将送该部门。", en="Ordered; the department gets the supervision order."
)


@router.get("")
def show(visitor: Supervisor, after: str = "") -> Response:
    """The clocks that were looked for, what is late longest at the front, and how many lights have each colour."""
    search = search_in(dict(visitor.request.query_params))
    today = business_date(visitor.hall.clock())
    with visitor.hall.database.transaction() as connection:
        found = supervision.clocks_wanted(
            connection, search.wanted(today), place_in(after), PAGE + 1
        )
        departments = supervision.lights_by_department(connection, today)
        reasons = supervision.red_by_reason(connection, today)
        matters = _matters(connection, found)
        choices = tuple(
            (key, one.name) for key, one in published.newest_matters(connection).items()
        )
    rows = found[:PAGE]
    following = search.address(after=written_place(rows[-1].place)) if len(found) > PAGE else None
    return visitor.page(
        "supervision.html",
        search=search,
        fields=NAMES,
        today=today,
        lines=lines_of(visitor.hall, rows, matters, today),
        departments=tuple(
            (visitor.hall.department_name(one.department), one) for one in departments
        ),
        reasons=tuple((key, reason_name(key), count) for key, count in reasons.items()),
        colours=COLOURS,
        all_reasons=tuple((key, reason_name(key)) for key in REASONS),
        matters=choices,
        first=search.address() if after else None,
        following=following,
        late=late_of(visitor.hall),
        late_after=LATE_AFTER.days,
    )


@router.get("/export.{form}")
def export(visitor: Supervisor, form: str) -> Response:
    """All of what was looked for, as a table; it holds no applicant."""
    search = search_in(dict(visitor.request.query_params))
    today = business_date(visitor.hall.clock()).isoformat()
    return as_download(_lines(visitor, search), form, f"lights-{today}")


@router.get("/{number}")
def case(visitor: Supervisor, number: str) -> Response:
    """One case: its clocks with every day, who was told, the orders and the answers."""
    return _case(visitor, number)


@router.post("/{number}/orders")
def order(visitor: Supervisor, number: str) -> Response:
    """Order the department of a clock to deal with it; if it is refused, the same page with the reason."""
    demand = Demand(visitor.posted.text("clock"), visitor.posted.text("text"))
    by = supervisor(visitor.signed)
    try:
        once = visitor.once(f"supervise {demand.clock} {demand.text}")
        supervise_case(visitor.hall.installation, number, demand, by, once)
    except OneGoError as refused:
        return _case(visitor, number, refused)
    return visitor.go(f"/supervision/{number}", ORDERED)


@router.get("/{number}/orders")
def again(visitor: Supervisor, number: str) -> Response:
    """A refused order leaves its address in the browser: whoever reloads it sees the case."""
    return visitor.go(f"/supervision/{number}")


def _case(visitor: Visitor, number: str, refused: OneGoError | None = None) -> Response:
    seen = watched(visitor.hall, number)
    note_read(visitor.request, Shown(number, "clocks", AUDIT))
    return visitor.page(
        "supervision_case.html",
        refused.status if refused else 200,
        seen=seen,
        refused=refused,
        typed=visitor.posted,
        today=business_date(visitor.hall.clock()),
    )


def _matters(connection: Connection, rows: tuple[ClockSeen, ...]) -> dict[str, Matter]:
    return {row.digest: published.matter_of(connection, row.digest) for row in rows}


def _lines(visitor: Visitor, search: ClockSearch) -> Iterator[tuple[str, ...]]:
    today = business_date(visitor.hall.clock())
    yield tuple(name.into(visitor.language) for name in HEAD)
    after: ClockPlace | None = None
    for _ in range(MOST_EXPORTED // AT_ONCE):
        with visitor.hall.database.transaction() as connection:
            rows = supervision.clocks_wanted(connection, search.wanted(today), after, AT_ONCE)
            matters = _matters(connection, rows)
        for line in lines_of(visitor.hall, rows, matters, today):
            yield cells(line, visitor.language)
        if len(rows) < AT_ONCE:
            return
        after = rows[-1].place
