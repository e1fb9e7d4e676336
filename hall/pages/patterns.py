"""Every component of the pages, shown with made-up content: what a page is built from, and how it looks."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall.doors import allowed
from hall.flashes import Said
from hall.visitor import Visitor
from matters.words import Text

router = APIRouter()
Anyone = Annotated[Visitor, Depends(allowed("enter"))]

SAMPLE_MOMENT = datetime(2026, 3, 5, 1, 30, tzinfo=UTC)
SAMPLE_CASES = (
    ("330200001260305000042", "open-a-restaurant", "green"),
    ("330200001260305000043", "new-resident", "yellow"),
    ("330200001260305000044", "open-a-restaurant", "red"),
)
SAMPLE_FLASHES = tuple(
    Said(tone=tone, text=Text(zh=zh, en=en))
    for tone, zh, en in (
        ("done", "已受理，受理通知书正在送达。", "Accepted; the notice is on its way."),
        ("note", "该办件已由他人领取。", "Somebody else has taken this case in hand."),
    )
)


@router.get("/patterns")
def patterns(visitor: Anyone) -> Response:
    return visitor.page(
        "patterns.html", at=SAMPLE_MOMENT, cases=SAMPLE_CASES, flashes=SAMPLE_FLASHES
    )


@router.post("/patterns")
def try_a_form(visitor: Anyone) -> Response:
    """What a form does: it is taken, and the next page says so."""
    return visitor.go("/patterns", Text(zh="已提交。", en="Submitted."))


@router.get("/live/patterns")
def ring_once(_: Anyone) -> Response:
    """What a live part listens to: one ring, then silence for an hour."""
    return Response("retry: 3600000\ndata: ring\n\n", media_type="text/event-stream")
