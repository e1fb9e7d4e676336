"""What was issued: `GET /cases/{number}/notices`, `GET /notices/{code}.pdf`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from flows.sealing import pdf_of
from hall.api.case_answers import NoticeList, NoticeView
from hall.api.models import V1, refusals
from hall.api.opening import Number, opened
from hall.case_file import CaseFile
from hall.doors import allowed
from hall.pages.notices import letter_of
from hall.reads import note_shown, read_case
from hall.visitor import Visitor
from matters.delivery import state_of
from matters.errors import NotFound
from matters.words import Text
from storage import notices
from storage.notices import NoticeSeen

router = APIRouter(prefix=V1, tags=["notices"])
Reader = Annotated[Visitor, Depends(allowed("see-cases"))]
Code = Annotated[
    str, Path(pattern=r"^[A-Za-z0-9_-]{1,100}$", description="What the notice is verified by.")
]
MISSING = Text(zh="该编号的文书", en="A notice with this code")


@router.get(
    "/cases/{number}/notices",
    response_model=NoticeList,
    responses=refusals(404),
    summary="文书列表 · Notices of a case",
)
def notices_of_case(visitor: Reader, number: Number) -> NoticeList:
    """The notices that this department issued or builds on; for the hall all."""
    file = read_case(visitor, number, "notices")
    return NoticeList(notices=tuple(_view(file, one) for one in file.notices if file.may_open(one)))


@router.get(
    "/notices/{code}.pdf",
    response_class=Response,
    responses={**refusals(404), 200: {"content": {"application/pdf": {}}}},
    summary="文书 PDF · A notice as PDF",
)
def pdf(visitor: Reader, code: Code) -> Response:
    """The PDF/A of a notice: the file that was delivered; before that, drawn from its text on the spot."""
    with visitor.hall.database.transaction() as connection:
        seen = notices.by_code(connection, code)
    file = opened(visitor, seen.case) if seen else None
    if file is None or seen is None or not file.may_open(seen):
        raise NotFound(MISSING)
    note_shown(visitor, file, f"notice {seen.letter}")
    content = pdf_of(visitor.hall.installation, seen, lambda: letter_of(visitor.hall, seen))
    return Response(content, media_type="application/pdf")


def _view(file: CaseFile, seen: NoticeSeen) -> NoticeView:
    arrived = file.now.delivered.get(seen.key)
    return NoticeView(
        key=seen.key,
        letter=seen.letter,
        number=seen.number,
        department=seen.department,
        step=seen.step,
        code=seen.code,
        issued_at=seen.issued_at,
        delivered_at=seen.delivered_at,
        voided_at=seen.voided_at,
        delivery=state_of(file.now, seen.key),
        method=arrived.method if arrived else None,
        arrived_on=arrived.day if arrived else None,
        url=f"{V1}/notices/{seen.code}.pdf",
    )
