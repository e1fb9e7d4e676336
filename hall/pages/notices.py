"""Notices: the page that shows one as it is printed, and its PDF."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from flows.commands import act_on
from flows.sealing import pdf_of, seal_of
from forms.letters import Letter
from forms.rendering import render_svg
from hall.act_rights import right_for
from hall.act_table import ACTS
from hall.case_file import CaseFile, open_case
from hall.case_words import notice_name
from hall.doors import allowed
from hall.form_mistakes import sheets_of, understood
from hall.house import Hall
from hall.notice_shown import notice_shown
from hall.permissions import require
from hall.posted import Posted
from hall.reads import note_shown
from hall.spots import Spot
from hall.visitor import Visitor
from matters.acts import ACT, VoidNotice
from matters.case import ACCEPTANCE
from matters.errors import NotFound, OneGoError
from matters.notice_voids import VOID_REASONS
from matters.words import Text
from storage import notices
from storage.files import digest_of
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
    content = pdf_of(hall.installation, notice, lambda: letter_of(hall, notice))
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
    return _page(visitor, file, notice)


@router.post("/notices/{code}/void")
def void_notice(visitor: Reader, code: str) -> Response:
    """Void the notice; where that is refused, the same page with the reason and what was typed."""
    file, notice = notice_of(visitor, code)
    posted = visitor.posted
    try:
        require(visitor.signed, right_for("void-notice", ACCEPTANCE))
        act = _void_in(posted, notice.key)
        once = visitor.once(ACT.dump_json(act).decode())
        act_on(visitor.hall.installation, notice.case, act, visitor.actor, once)
    except OneGoError as refused:
        file, notice = notice_of(visitor, code)
        return _page(visitor, file, notice, refused)
    done = CORRECTION_FOLLOWS if act.corrected else ACTS["void-notice"].done
    return visitor.go(f"/notices/{code}", done)


CORRECTION_FOLLOWS = Text(
    zh="文书已作废，更正文书即将以新编号出具。",
    en="The notice is void; a corrected one gets a new number in a moment.",
)


VOIDING: tuple[Spot, ...] = (
    Spot("because", Text(zh="作废原因", en="Reason"), "list", tuple(VOID_REASONS.items())),
    Spot("text", Text(zh="具体情况", en="What exactly was wrong")),
    Spot(
        "corrected",
        Text(zh="更正", en="Correction"),
        "choice",
        (
            ("yes", Text(zh="同时出具更正文书", en="Issue a corrected notice")),
            ("no", Text(zh="只作废", en="Only void it")),
        ),
        value="yes",
    ),
)


def _void_in(posted: Posted, key: str) -> VoidNotice:
    """What was chosen and written. Raises FormWrong."""
    said = {one.name: posted.text(one.name) for one in VOIDING}
    return understood(VoidNotice, {**said, "key": key}, posted, VOIDING)


def _page(
    visitor: Visitor, file: CaseFile, notice: NoticeSeen, refused: OneGoError | None = None
) -> Response:
    posted = visitor.posted
    once = f"{visitor.signed.id} {notice.code} {len(file.case.facts)}"
    return visitor.page(
        "notice.html",
        refused.status if refused else 200,
        shown=notice_shown(visitor.hall.installation, file, notice),
        refused=refused,
        sheet=sheets_of({"void": VOIDING}, "void", posted, refused)["void"],
        once=digest_of(once.encode())[:32],
        file=file,
        notice=notice,
        kind=notice_name(file.rules, notice.key, notice.letter, notice.step),
        agency=file.department_name(notice.department),
        pages=range(1, len(pages_of(visitor.hall, notice)) + 1),
    )
