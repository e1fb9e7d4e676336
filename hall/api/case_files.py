"""`GET /cases/{number}/file`: the whole case as one archive that verifies alone."""

from fastapi import APIRouter, Response

from hall.api.models import V1, refusals
from hall.api.opening import Number
from hall.pages.case_export import Exporter, file_answer

router = APIRouter(prefix=V1, tags=["cases"])


@router.get(
    "/cases/{number}/file",
    response_class=Response,
    responses={**refusals(404), 200: {"content": {"application/zip": {}}}},
    summary="办件档案 · Case file",
)
def case_file(visitor: Exporter, number: Number) -> Response:
    """Facts with their hash chain, papers, notices with proofs of delivery, matter, office, calendars and clocks.

    For the hall's own system, which hands cases over to the archives; the reading is recorded. `onego case verify FILE`
    checks the archive.
    """
    return file_answer(visitor, number)
