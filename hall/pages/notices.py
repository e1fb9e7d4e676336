"""Notices: the page that shows one as it is printed, and its PDF."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from flows.sealing import pdf_of, seal_of
from forms.letters import Letter
from forms.rendering import render_svg
from hall.case_file import CaseFile, open_case
from hall.case_words import notice_name
from hall.doors import allowed
from hall.house import Hall
from hall.reads import note_shown
from hall.visitor import Visitor
from matters.errors import NotFound
from matters.words import Text
from storage import notices
from storage.notices import NoticeSeen

router = APIRouter()
Reader = Annotated[Visitor, Depends(allowed("see-cases"))]

NO_NOTICE = Text(zh="该文书", en="The notice")


def may_see(file: CaseFile, notice: NoticeSeen) -> bool:
    """Whether the reader of a case may open one of its notices; applicants come through their follow page."""
    return notice.case == file.number and file.may_open(notice)


def notice_of(visitor: Visitor, code: str) -> tuple[CaseFile, NoticeSeen]:
    """The notice with this code. Raises NotFound, also when this visitor may not see it."""
    with visitor.hall.database.transaction() as connection:
        found = notices.by_code(connection, code)
    if found is None:
        raise NotFound(NO_NOTICE)
    file = open_case(visitor.hall, visitor.signed, found.case)
    if not may_see(file, found):
        raise NotFound(NO_NOTICE)
    note_shown(visitor, file, f"notice {found.letter}")
    return file, found


def letter_of(hall: Hall, notice: NoticeSeen) -> Letter:
    """The notice as it was written when it got its number."""
    with hall.database.transaction() as connection:
        text = notices.text_of(connection, hall.keyring, notice.case, notice.key)
    if text is None:
        raise NotFound(NO_NOTICE)
    return Letter.model_validate_json(text)


def pages_of(hall: Hall, notice: NoticeSeen) -> tuple[str, ...]:
    """Its pages for the screen, as SVG."""
    return render_svg(letter_of(hall, notice), seal_of(hall.installation))


@router.get("/notices/{code}.pdf")
def notice_pdf(visitor: Reader, code: str) -> Response:
    _, notice = notice_of(visitor, code)
    return as_pdf(visitor.hall, notice)


def as_pdf(hall: Hall, notice: NoticeSeen) -> Response:
    """The PDF as an answer; its name holds only the code."""
    content = pdf_of(hall.installation, notice, letter_of(hall, notice))
    response = Response(content, media_type="application/pdf")
    response.headers["content-disposition"] = f'inline; filename="{notice.code}.pdf"'
    return response


@router.get("/notices/{code}/pages/{page}.svg")
def notice_svg(visitor: Reader, code: str, page: int) -> Response:
    """One page as a picture, as the notice's page shows it."""
    _, notice = notice_of(visitor, code)
    pages = pages_of(visitor.hall, notice)
    if not 1 <= page <= len(pages):
        raise NotFound(NO_NOTICE)
    return Response(pages[page - 1], media_type="image/svg+xml")


@router.get("/notices/{code}")
def notice_page(visitor: Reader, code: str) -> Response:
    file, notice = notice_of(visitor, code)
    return visitor.page(
        "notice.html",
        file=file,
        notice=notice,
        kind=notice_name(file.rules, notice.key, notice.letter, notice.step),
        agency=file.department_name(notice.department),
        pages=range(1, len(pages_of(visitor.hall, notice)) + 1),
    )
