"""The own department's open work: `GET /queue`."""

import base64
import binascii
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import Field as Rule
from pydantic import TypeAdapter, ValidationError

from hall.api.models import V1, Answer, refusals
from hall.doors import allowed
from hall.visitor import Visitor
from matters.errors import AnswersWrong
from matters.office import Key
from matters.words import Text
from storage import queues
from storage.queues import Place, Queue, WorkSeen

router = APIRouter(prefix=V1, tags=["work"])
Reader = Annotated[Visitor, Depends(allowed("inbox"))]

CURSOR: TypeAdapter[tuple[date, str, str, str]] = TypeAdapter(
    tuple[
        date,
        Annotated[str, Rule(pattern=r"^[0-9]{1,40}$")],
        Annotated[str, Rule(pattern=r"^[a-z0-9-]{1,80}$")],
        Annotated[str, Rule(pattern=r"^[a-z0-9:-]{0,80}$")],
    ]
)
NOT_A_CURSOR = Text(
    zh="cursor 无法识别。请原样使用上一页返回的 next。",
    en="This is no cursor: use `next` of the page before, as it was given.",
)


class QueueWanted(Answer):
    """Which open work is wanted, and from where on."""

    matter: Key | None = None
    """Only of this matter."""
    step: Key | None = None
    """Only of this step; `acceptance` is the hall's own."""
    waiting: bool = False
    """Only what waits for the applicant."""
    due_from: date | None = None
    """Only what is due on this day or later."""
    due_by: date | None = None
    """Only what is due on this day or earlier."""
    cursor: Annotated[str, Rule(max_length=300)] | None = None
    """`next` of the page before."""
    limit: Annotated[int, Rule(ge=1, le=200)] = 50
    """How many at most."""


class WorkLine(Answer):
    """A piece of open work."""

    case: str
    """The case number."""
    matter: str
    """The matter's key."""
    step: str
    """Which step of it is open; `acceptance` is the hall's own."""
    part: str
    """Which part of the step, if it has several; empty otherwise."""
    round: int
    """Which time it is open."""
    opened_at: datetime
    """Since when."""
    due: date | None
    """The last day by law."""
    promised: date | None
    """The last day by promise."""
    holder: str | None
    """The account that took it in hand."""
    waiting: bool
    """For the applicant, who was asked to supply something."""
    applicant: str
    """As lists show it: a person's name is masked."""


class QueuePage(Answer):
    """A page of the queue, what is due first at the front."""

    department: str
    """Whose queue it is: that of the token's department."""
    work: tuple[WorkLine, ...]
    """The open work."""
    next: str | None
    """The cursor of the next page; none when this is the last."""


@router.get(
    "/queue",
    response_model=QueuePage,
    responses=refusals(),
    summary="本部门待办 · The own department's open work",
)
def queue(visitor: Reader, wanted: Annotated[QueueWanted, Query()]) -> QueuePage:
    """Open work of the token's department, what is due first at the front. Pages are walked by cursor."""
    department = visitor.signed.department
    narrowed = Queue(
        department=department,
        due_from=wanted.due_from,
        due_by=wanted.due_by,
        waiting=wanted.waiting,
        step=wanted.step,
        matter=wanted.matter,
    )
    after = _place(wanted.cursor) if wanted.cursor else None
    with visitor.hall.database.transaction() as connection:
        rows = queues.work_of(connection, narrowed, after, wanted.limit + 1)
    shown = rows[: wanted.limit]
    more = len(rows) > wanted.limit
    return QueuePage(
        department=department,
        work=tuple(map(_line, shown)),
        next=_cursor(shown[-1].place) if more else None,
    )


def _line(one: WorkSeen) -> WorkLine:
    return WorkLine(
        case=one.case,
        matter=one.matter,
        step=one.step,
        part=one.part,
        round=one.round,
        opened_at=one.opened_at,
        due=one.due_on,
        promised=one.promised_on,
        holder=one.holder,
        waiting=one.waiting,
        applicant=one.applicant,
    )


def _cursor(place: Place) -> str:
    return base64.urlsafe_b64encode(
        CURSOR.dump_json((place.day, place.case, place.step, place.part))
    ).decode()


def _place(cursor: str) -> Place:
    try:
        written = base64.b64decode(cursor.encode(), altchars=b"-_", validate=True)
        return Place(*CURSOR.validate_json(written))
    except (binascii.Error, ValidationError, UnicodeError):
        raise AnswersWrong({"cursor": NOT_A_CURSOR}) from None
