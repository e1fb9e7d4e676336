"""The applicant's own page, behind the code on the receipt: no account, no personal value in its address."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from flows.commands import act_on
from flows.sealing import pdf_of
from hall.act_table import ACTS
from hall.confirming import APPLICANT, address_spots, confirmation
from hall.doors import public
from hall.following import case_behind, followed, letter_of
from hall.form_mistakes import sheets_of
from hall.lookups import looked_up
from hall.rating_seen import RATING
from hall.reads import Shown, note_read
from hall.spots import Sheet
from hall.visitor import Visitor
from matters.acts import Act
from matters.delivery import CONSENT
from matters.errors import OneGoError

router = APIRouter()
Guest = Annotated[Visitor, Depends(public())]

PRIVATE = {"x-robots-tag": "noindex, nofollow", "cache-control": "no-store"}
BY_RECEIPT = "receipt"
"""Why it was read: whoever holds the receipt follows the own case."""
LIVE = "/live/follow/{token}"


@router.get("/follow/{token}")
def follow(visitor: Guest, token: str) -> Response:
    """How the case stands."""
    return _page(visitor, token)


@router.get("/follow/{token}/address")
@router.get("/follow/{token}/rating")
def back(visitor: Guest, token: str) -> Response:
    """Whoever loads the page of a refused form again."""
    return visitor.go(f"/follow/{token}")


def _page(
    visitor: Visitor, token: str, refused: OneGoError | None = None, act: str = ""
) -> Response:
    """The page; `refused`: why the form of the act was not taken."""
    with looked_up(visitor.request):
        case = followed(visitor.hall.installation, token, visitor.language)
    note_read(visitor.request, Shown(case.number, "follow", BY_RECEIPT))
    paths: frozenset[str] = visitor.request.app.state.paths
    response = visitor.page(
        "follow.html",
        refused.status if refused else 200,
        refused=refused,
        case=case,
        token=token,
        lives=LIVE in paths,
        consent_text=CONSENT,
        **_sheets(visitor, refused, act),
    )
    response.headers.update(PRIVATE)
    return response


def _sheets(visitor: Visitor, refused: OneGoError | None, act: str) -> dict[str, Sheet | None]:
    """The forms of the page; the one that was refused with what was typed and what is wrong with it."""
    forms = {"confirm-address": address_spots(visitor.hall), "rate": RATING}
    sheets = sheets_of(forms, act, visitor.posted, refused)
    return {
        "address_sheet": sheets["confirm-address"],
        "rating_sheet": sheets["rate"],
        "sent": sheets.get(act),
    }


@router.post("/follow/{token}/address")
def confirm_address(visitor: Guest, token: str) -> Response:
    """The applicant's own word on where notices go, and the consent (送达地址确认书)."""
    spots = address_spots(visitor.hall)
    return acted(
        visitor,
        token,
        "confirm-address",
        lambda: confirmation(visitor.posted, spots, visitor.language),
    )


RATED = "#rating"
"""Where the page tells of a rating."""


def acted(visitor: Visitor, token: str, name: str, read: Callable[[], Act]) -> Response:
    """The act of that name, once its form is read, behind the receipt; then back to its part of the page.

    Where it is refused, the same page with the reason and what was written.
    """
    house = visitor.hall.installation
    with looked_up(visitor.request):
        number = case_behind(house, token)
    try:
        act = read()
        act_on(house, number, act, APPLICANT)
    except OneGoError as refused:
        return _page(visitor, token, refused, name)
    part = RATED if name == "rate" else ""
    return visitor.go(f"/follow/{token}{part}", ACTS[act.act].done)


@router.get("/follow/{token}/notices/{code}")
def download(visitor: Guest, token: str, code: str) -> Response:
    """One notice as PDF; drawn now if no wave has laid it out yet."""
    house = visitor.hall.installation
    with looked_up(visitor.request):
        letter, seen = letter_of(house, token, code)
    note_read(visitor.request, Shown(seen.case, f"notice {seen.letter}", BY_RECEIPT))
    content = pdf_of(house, seen, lambda: letter)
    # The number of a notice has characters that a header cannot carry; its code will do.
    name = f'inline; filename="{seen.key.replace(":", "-")}.pdf"'
    headers = {**PRIVATE, "content-disposition": name}
    return Response(content, media_type="application/pdf", headers=headers)
