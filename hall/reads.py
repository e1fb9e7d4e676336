"""Every reading of personal data leaves a row before anything is shown (PIPL 51; domain 3.15).

Whoever opens a case or a draft for a page or an answer does it here; what was opened is written in one insert when the
answer begins. If it cannot be written the answer is 503 instead: a reading that nobody can be asked about later must
not happen, and what is not shown can be looked at again in a moment.
"""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hall.case_file import CaseFile, open_case
from hall.doors import account_at, hall_of
from hall.visitor import Visitor
from storage import reads
from storage.database import DatabaseAway
from storage.reads import Read

UNMASKED = "unmasked"
NOTHING_SHOWN = range(300, 400)
"""A redirect shows nothing; the page that it leads to is a reading of its own."""


@dataclass(frozen=True)
class Shown:
    """What an answer shows of one case."""

    case: str
    what: str
    """The kind of page first, then what of it: `paper lease`, `unmasked person.id_number`."""
    purpose: str
    """The matter, and the department's own steps in it."""


def read_case(visitor: Visitor, number: str, what: str = "case") -> CaseFile:
    """The case, opened to be shown. Raises NotFound, also for one that the visitor may not see."""
    file = open_case(visitor.hall, visitor.signed, number)
    note_shown(visitor, file, what)
    return file


def note_shown(visitor: Visitor, file: CaseFile, what: str) -> None:
    """A case that is open already is shown, or a part of it."""
    note_read(visitor.request, shown_of(file, what))


def note_unmasked(visitor: Visitor, file: CaseFile, paths: tuple[str, ...]) -> None:
    """Sensitive answers are shown in full: a line of its own."""
    note_shown(visitor, file, " ".join((UNMASKED, *paths)))


def shown_of(file: CaseFile, what: str) -> Shown:
    """Why this department reads the case: for its own steps, or as the counter that receives it."""
    steps = () if file.is_hall else tuple(step.step for step in file.own_steps)
    return Shown(file.number, what, " ".join((file.rules.matter.matter, *steps)))


def note_read(request: Request, *shown: Shown) -> None:
    """Have it written before the answer to this request begins; the same twice is one row."""
    noted: dict[Shown, None] = request.scope.setdefault("onego.shown", {})
    noted.update(dict.fromkeys(shown))


class ReadsWritten:
    """Writes what an answer shows before it is sent; if that fails, it is not sent."""

    def __init__(self, app: ASGIApp, *, refuse: Callable[[Request, Exception], Response]) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        failed: DatabaseAway | None = None

        async def after_writing(message: Message) -> None:
            nonlocal failed
            if message["type"] == "http.response.start":
                failed = await _written(request, message["status"])
            if failed is None:
                await send(message)

        await self._app(scope, receive, after_writing)
        if failed is not None:
            await self._refuse(request, failed)(scope, receive, send)


async def _written(request: Request, status: int) -> DatabaseAway | None:
    shown: dict[Shown, None] = request.scope.get("onego.shown", {})
    if not shown or status in NOTHING_SHOWN:
        return None
    try:
        await run_in_threadpool(_write, request, tuple(shown))
    except DatabaseAway as away:
        return away
    return None


def _write(request: Request, shown: tuple[Shown, ...]) -> None:
    hall, account = hall_of(request), account_at(request)
    at = hall.clock()
    rows = [
        Read(
            at=at,
            account=account.id if account else "",
            on_behalf=account.acts_for.id if account and account.acts_for else None,
            department=account.department if account else "",
            case=one.case,
            what=one.what,
            purpose=one.purpose,
        )
        for one in shown
    ]
    with hall.database.transaction() as connection:
        reads.write(connection, rows)
