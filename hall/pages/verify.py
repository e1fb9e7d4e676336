"""The page behind a document's code: genuine or not, and nothing that the document itself does not show."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Response

from hall.doors import public
from hall.lookups import looked_up
from hall.verification import CHECK_SIGNS, STATES, Genuine, verified, verified_by_number
from hall.verified_files import FileSeen, file_seen
from hall.visitor import Visitor

router = APIRouter()
Guest = Annotated[Visitor, Depends(public())]

LONGEST = 60
"""No code and no number is longer."""


@router.get("/verify")
def ask(visitor: Guest, code: str = "", number: str = "", check: str = "") -> Response:
    """Places to type a code, or a number with its check code, and to choose a file."""
    wanted = "".join(code.split())[:LONGEST]
    if wanted:
        return visitor.go(f"/verify/{quote(wanted, safe='')}")
    if not (number.strip() or check.strip()):
        return _page(visitor, 200)
    typed, signs = number[:LONGEST], "".join(check.split())[:LONGEST]
    house = visitor.hall.installation
    document = _looked_up(visitor, lambda: verified_by_number(house, typed, signs))
    return _page(visitor, 200 if document else 404, document=document, asked="number", number=typed)


@router.post("/verify")
def verify_file(visitor: Guest) -> Response:
    """Whether a file is a notice of ours, byte for byte; it is not kept."""
    content = visitor.posted.upload("file")
    if not content:
        return _page(visitor, 422, asked="nothing")
    with looked_up(visitor.request) as in_vain:
        seen = file_seen(visitor.hall.installation, content)
        if seen.document is None:
            in_vain()
    return _page(visitor, 200, document=seen.document, asked="file", file=seen)


@router.get("/verify/{code}")
def verify(visitor: Guest, code: str) -> Response:
    """Whether the document with the code is genuine; 404 if there is none."""
    document = _looked_up(visitor, lambda: verified(visitor.hall.installation, code))
    status = 200 if document else 404
    return _page(visitor, status, document=document, asked="code", code=code[:LONGEST])


def _looked_up(visitor: Visitor, find: Callable[[], Genuine | None]) -> Genuine | None:
    """What is found; who looks in vain too often has to wait. Raises TooManyLookups."""
    with looked_up(visitor.request) as in_vain:
        document = find()
        if document is None:
            in_vain()
    return document


def _page(
    visitor: Visitor,
    status: int,
    *,
    document: Genuine | None = None,
    asked: str = "",
    **typed: str | FileSeen,
) -> Response:
    said = {"code": "", "number": "", "file": None, **typed}
    response = visitor.page(
        "verify.html",
        status,
        document=document,
        asked=asked,
        states=STATES,
        signs=CHECK_SIGNS,
        **said,
    )
    response.headers["x-robots-tag"] = "noindex, nofollow"
    response.headers["cache-control"] = "no-store"
    return response
