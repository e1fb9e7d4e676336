"""For supervisors: who asked applicants again for what the first notice could have asked; figures and export."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall.doors import allowed
from hall.spreadsheet import as_download
from hall.visitor import Visitor
from matters.case import business_date
from matters.one_notice import BECAUSE
from matters.words import Language, Text
from storage import queues
from storage.asked_again import AskedAgainBy, asked_again

router = APIRouter(prefix="/supervision/asked-again")
Supervisor = Annotated[Visitor, Depends(allowed("supervise"))]

HEAD = (
    Text(zh="部门", en="Department"),
    Text(zh="人员", en="Officer"),
    Text(zh="原因", en="Reason"),
    Text(zh="次数", en="Notices"),
    Text(zh="最近一次", en="Last"),
    Text(zh="最近办件", en="Case"),
)


@dataclass(frozen=True)
class Line:
    """One officer with one reason, in words."""

    counted: AskedAgainBy
    department: Text
    officer: Text
    because: Text

    def cells(self, language: Language) -> tuple[str, ...]:
        counted = self.counted
        words = (self.department, self.officer, self.because)
        said = tuple(one.into(language) for one in words)
        return (*said, str(counted.times), counted.last, counted.case)


@router.get("")
def show(visitor: Supervisor) -> Response:
    """The figures by department, and each officer with the reasons that were chosen."""
    lines = _lines(visitor)
    by_department: dict[Text, int] = {}
    for one in lines:
        by_department[one.department] = by_department.get(one.department, 0) + one.counted.times
    return visitor.page("asked_again.html", lines=lines, departments=tuple(by_department.items()))


@router.get("/export.{form}")
def export(visitor: Supervisor, form: str) -> Response:
    """The same as a table; it names no applicant."""
    today = business_date(visitor.hall.clock()).isoformat()
    return as_download(_rows(visitor), form, f"asked-again-{today}")


def _rows(visitor: Visitor) -> Iterator[tuple[str, ...]]:
    yield tuple(one.into(visitor.language) for one in HEAD)
    for line in _lines(visitor):
        yield line.cells(visitor.language)


def _lines(visitor: Visitor) -> tuple[Line, ...]:
    with visitor.hall.database.transaction() as connection:
        counted = asked_again(connection)
        names = queues.names_of(connection, tuple({one.account for one in counted}))
    reasons = {str(key): words for key, words in BECAUSE.items()}
    return tuple(
        Line(
            counted=one,
            department=visitor.hall.department_name(one.department),
            officer=names.get(one.account) or Text.same(one.account),
            because=reasons.get(one.because) or Text.same(one.because),
        )
        for one in counted
    )
