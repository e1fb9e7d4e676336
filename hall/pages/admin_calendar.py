"""For administrators: the working calendar by year, its versions, and loading a newer one after a preview."""

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from flows import calendar_loading, calendar_recounting
from flows.calendar_needs import needed
from hall.calendar_grid import KINDS, months_of
from hall.doors import allowed
from hall.moved_lines import LoadNumber, export, page_of
from hall.visitor import Visitor
from hall.workshop import Order, StillAtWork
from matters.calendar_files import read_calendar_text
from matters.calendar_needs import lacking
from matters.case import business_date
from matters.errors import ActRefused, OneGoError
from matters.words import Text
from storage import calendar_moves, calendars, published

router = APIRouter(prefix="/admin/calendar")
Keeper = Annotated[Visitor, Depends(allowed("keep-calendar"))]

MOST_LOOKED_AT = 2_000
"""Open cases that a preview and a page look at; loading looks at all."""
MOST_SHOWN = 200
NAME = Text(zh="重新计算在办件期限", en="Counting open cases anew")
NOTHING = Text(
    zh="没有收到内容。请粘贴 YAML 或选择文件。",
    en="Nothing was sent. Paste the YAML or choose a file.",
)
NO_REASON = Text(
    zh="请写明装入的依据（通知名称和文号），它会记入每件期限移动的办件。",
    en="Say why: the notice with its number. It stands in every case that moves.",
)


@router.get("")
def show(visitor: Keeper, year: int | None = None) -> Response:
    """One year with its rest days and make-up days, where it comes from, and all that was loaded."""
    return _page(visitor, year)


@router.post("/preview")
def preview(visitor: Keeper) -> Response:
    """Which days would change, and which cases would move; nothing is loaded."""
    text = _sent(visitor)
    try:
        return _preview(visitor, text)
    except OneGoError as refused:
        return _page(visitor, None, refused, text)


@router.post("/load")
def load(visitor: Keeper) -> Response:
    """Load what the preview showed; open cases are then counted anew in the background."""
    house, text = visitor.hall.installation, visitor.posted.text("text")
    reason, seen = visitor.posted.text("reason"), visitor.posted.text("seen")
    try:
        if not reason:
            raise ActRefused(zh=NO_REASON.zh, en=NO_REASON.en)
        file = read_calendar_text(
            text.encode(), house.calendars.declared, house.calendars.jurisdiction
        )
        shown = calendar_loading.preview(house, file)
        if seen != str(shown.seen):
            raise calendars.LoadedMeanwhile
        past = visitor.posted.text("past") == "yes"
        number = calendar_loading.load(house, shown, visitor.signed.id, reason, past=past)
    except OneGoError as refused:
        return _preview(visitor, text, refused)
    _count_anew(visitor)
    said = Text(
        zh=f"已装入（第{number}次），各程序即时按新日历计算；在办件的期限正在重新计算。",
        en=f"Loaded (no. {number}). Every program counts by it now; open cases are being counted anew.",
    )
    return visitor.go(f"/admin/calendar/loads/{number}", said)


@router.get("/loads/{number}")
def show_load(visitor: Keeper, number: LoadNumber) -> Response:
    """One load: who, when, why, and which dates of which cases moved by it."""
    return page_of(visitor, number, "admin_calendar_load.html")


@router.post("/loads/{number}/export")
def export_load(visitor: Keeper, number: LoadNumber) -> Response:
    """All dates that moved by one load, as a file."""
    return export(visitor, number)


def _sent(visitor: Visitor) -> str:
    upload = visitor.posted.upload("file")
    return upload.decode("utf-8", "replace") if upload else visitor.posted.text("text")


def _count_anew(visitor: Visitor) -> None:
    house = visitor.hall.installation
    order = Order("calendar", "count-anew", NAME, "/admin/calendar")
    # Whoever has other work running leaves this to the watch, which comes within seconds.
    with suppress(StillAtWork):
        visitor.hall.workshop.begin(
            visitor.signed.id, order, lambda told: calendar_recounting.count_anew(house, told)
        )


def _preview(visitor: Visitor, text: str, refused: OneGoError | None = None) -> Response:
    house = visitor.hall.installation
    if not text:
        raise ActRefused(zh=NOTHING.zh, en=NOTHING.en)
    file = read_calendar_text(text.encode(), house.calendars.declared, house.calendars.jurisdiction)
    shown = calendar_loading.preview(house, file)
    moved = calendar_recounting.would_move(house, shown, MOST_LOOKED_AT)
    with house.database.transaction() as connection:
        names = published.newest_matters(connection)
        open_cases = calendar_moves.count_open(connection)
    return visitor.page(
        "admin_calendar_preview.html",
        refused.status if refused else 200,
        shown=shown,
        past=shown.past(business_date(house.clock())),
        moved=moved[:MOST_SHOWN],
        count=len(moved),
        cases=len({one.case for one in moved}),
        open_cases=open_cases,
        most=MOST_LOOKED_AT,
        names={key: one.name for key, one in names.items()},
        text=text,
        reason=visitor.posted.text("reason"),
        refused=refused,
    )


def _page(
    visitor: Visitor, year: int | None, refused: OneGoError | None = None, text: str = ""
) -> Response:
    house = visitor.hall.installation
    today = business_date(house.clock())
    with house.database.transaction() as connection:
        calendar = house.calendars.in_use(connection)
        versions = calendars.versions(connection, calendar.calendar)
        counts = calendar_moves.counts(connection)
    years = tuple(sorted(one.year for one in calendar.years))
    chosen = year or (today.year if today.year in years else years[-1])
    kept = calendar.year(chosen)
    missing = lacking(calendar, today)
    return visitor.page(
        "admin_calendar.html",
        refused.status if refused else 200,
        calendar=calendar,
        years=years,
        chosen=chosen,
        kept=kept,
        months=months_of(calendar, chosen) if kept else (),
        workdays=calendar.workdays_of(chosen) if kept else 0,
        kinds=KINDS,
        versions=versions,
        counts=counts,
        needs=tuple(needed(house, one, MOST_LOOKED_AT) for one in missing),
        today=today,
        refused=refused,
        text=text,
    )
