"""The receipts of a case's checks to read, to print and as PDF: for those who take part, and for the applicant."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from forms.rendering import Seal
from hall.case_fields import applicant_of
from hall.case_file import CaseFile
from hall.case_papers import papers_of, receipts_of
from hall.check_letter import CheckSlip, pdf_of
from hall.doors import allowed, public
from hall.following import own_slip
from hall.house import Hall
from hall.lookups import looked_up
from hall.pages.follow import BY_RECEIPT, PRIVATE
from hall.reads import Shown, note_read, read_case
from hall.visitor import Visitor
from matters.office import HALL
from storage import cases

router = APIRouter()
Reader = Annotated[Visitor, Depends(allowed("see-cases"))]
Guest = Annotated[Visitor, Depends(public())]


@router.get("/cases/{number}/checks")
def case_checks(visitor: Reader, number: str) -> Response:
    """As far as the reader's own steps reach."""
    slip = _slip_of(visitor.hall, read_case(visitor, number, "checks"))
    return _page(visitor, slip, f"/cases/{number}")


@router.get("/cases/{number}/checks.pdf")
def case_checks_pdf(visitor: Reader, number: str) -> Response:
    return _pdf(visitor, _slip_of(visitor.hall, read_case(visitor, number, "checks")))


@router.get("/follow/{token}/checks")
def own_checks(visitor: Guest, token: str) -> Response:
    """All of it, for whoever holds the receipt."""
    return _page(visitor, _own(visitor, token), f"/follow/{token}")


@router.get("/follow/{token}/checks.pdf")
def own_checks_pdf(visitor: Guest, token: str) -> Response:
    return _pdf(visitor, _own(visitor, token))


def _own(visitor: Visitor, token: str) -> CheckSlip:
    with looked_up(visitor.request):
        slip = own_slip(visitor.hall.installation, token)
    note_read(visitor.request, Shown(slip.number, "checks", BY_RECEIPT))
    return slip


def _slip_of(hall: Hall, file: CaseFile) -> CheckSlip:
    house = hall.installation
    with house.database.transaction() as connection:
        token = cases.load(connection, house.keyring, file.number).follow
    return CheckSlip(
        number=file.number,
        matter=file.rules.matter.name,
        applicant=applicant_of(file),
        agency=house.office.department(HALL).name,
        on=file.today,
        follow=f"{house.public_url}/follow/{token}",
        receipts={
            "zh": receipts_of(file, house.registers, "zh"),
            "en": receipts_of(file, house.registers, "en"),
        },
        whys=tuple(one.why for one in papers_of(file)),
    )


def _page(visitor: Visitor, slip: CheckSlip, back: str) -> Response:
    response = visitor.page(
        "check_receipts.html",
        number=slip.number,
        matter=slip.matter,
        applicant=slip.applicant,
        on=slip.on,
        receipts=slip.receipts[visitor.language],
        whys=slip.whys,
        pdf=f"{back}/checks.pdf",
        back=back,
    )
    response.headers.update(PRIVATE)
    return response


def _pdf(visitor: Visitor, slip: CheckSlip) -> Response:
    seal = Seal.DEMO if visitor.hall.demo else Seal.SLOT
    name = f'inline; filename="{slip.number}-checks.pdf"'
    headers = {**PRIVATE, "content-disposition": name}
    return Response(pdf_of(slip, seal), media_type="application/pdf", headers=headers)
