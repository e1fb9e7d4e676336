"""The privacy notice of a matter and the table of who gets what, for everybody, to read and to print."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall import privacy_words
from hall.doors import public
from hall.privacy import PrivacyNotice, privacy_of
from hall.privacy_letter import privacy_pdf
from hall.visitor import Visitor
from matters.errors import NotFound
from matters.happened import business_date
from matters.words import Text
from storage import published

router = APIRouter(prefix="/privacy")
Guest = Annotated[Visitor, Depends(public())]


@router.get("/{matter}.pdf")
def privacy_as_pdf(visitor: Guest, matter: str) -> Response:
    notice, house = _notice(visitor, matter), visitor.hall.installation
    address = f"{house.public_url}/privacy/{matter}"
    content = privacy_pdf(notice, address, business_date(house.clock()))
    name = f'inline; filename="{matter}-privacy.pdf"'
    return Response(content, media_type="application/pdf", headers={"content-disposition": name})


@router.get("/{matter}")
def show_privacy(visitor: Guest, matter: str) -> Response:
    """Of the version that takes cases, else of the last one."""
    return visitor.page("privacy.html", notice=_notice(visitor, matter), words=privacy_words)


def _notice(visitor: Visitor, key: str) -> PrivacyNotice:
    house = visitor.hall.installation
    with house.database.transaction() as connection:
        found = published.foremost(published.versions(connection), key, house.clock())
        matter = published.matter_of(connection, found.digest) if found else None
    if matter is None:
        raise NotFound(Text(zh="该事项", en="This matter"))
    return privacy_of(matter, house.office, house.registers)
