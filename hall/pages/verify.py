"""The page behind a document's code: genuine or not, and nothing that the document itself does not show."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Response

from hall.doors import public
from hall.lookups import address_of, lookups_of
from hall.verification import STATES, verified
from hall.visitor import Visitor

router = APIRouter()
Guest = Annotated[Visitor, Depends(public())]

LONGEST = 40
"""No code is longer."""


@router.get("/verify")
def ask(visitor: Guest, code: str = "") -> Response:
    """A box to type a code into."""
    wanted = "".join(code.split())[:LONGEST]
    if wanted:
        return visitor.go(f"/verify/{quote(wanted, safe='')}")
    return visitor.page("verify.html", code="", document=None, states=STATES)


@router.get("/verify/{code}")
def verify(visitor: Guest, code: str) -> Response:
    """Whether the document with the code is genuine; 404 if there is none."""
    lookups, address = lookups_of(visitor.request), address_of(visitor.request)
    lookups.require(address)
    document = verified(visitor.hall.installation, code)
    if document is None:
        lookups.in_vain(address)
    response = visitor.page(
        "verify.html",
        200 if document else 404,
        code=code[:LONGEST],
        document=document,
        states=STATES,
    )
    response.headers["x-robots-tag"] = "noindex, nofollow"
    return response
