"""A whole case as one file, for supervisors: page and API hand out the same bytes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import StreamingResponse

from hall.case_export import CASE_FILE, exported, pieces
from hall.doors import allowed
from hall.reads import Shown, note_read
from hall.visitor import Visitor

router = APIRouter()
Exporter = Annotated[Visitor, Depends(allowed("export-cases"))]
AUDIT = "audit"
ARCHIVES = "archives"


@router.get("/cases/{number}/file")
def case_file(visitor: Exporter, number: str) -> Response:
    """The case file as a download; its row says who took it. Raises NotFound."""
    return file_answer(visitor, number)


def file_answer(visitor: Visitor, number: str) -> Response:
    """The file piece by piece; the row of the reading is written before the first one goes out."""
    target = exported(visitor.hall.installation, number, visitor.signed.id)
    purpose = AUDIT if "supervisor" in visitor.signed.roles else ARCHIVES
    note_read(visitor.request, Shown(number, CASE_FILE, purpose))
    headers = {
        "content-disposition": f'attachment; filename="case-{number}.zip"',
        "cache-control": "no-store",
    }
    return StreamingResponse(pieces(target), media_type="application/zip", headers=headers)
