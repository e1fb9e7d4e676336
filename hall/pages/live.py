"""Pages that renew themselves: server-sent events that say only that something changed."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from hall.case_file import open_case
from hall.doors import allowed
from hall.ringing import EVERY_CASE, Ears, TooManyListeners, ears_on, news
from hall.visitor import Visitor

router = APIRouter()
Reader = Annotated[Visitor, Depends(allowed("see-cases"))]
Worker = Annotated[Visitor, Depends(allowed("inbox"))]

BEAT = 15.0
LASTS = 300.0
"""Seconds until the browser has to come again and show that it is still signed in."""
CASE_APART = 0.1
INBOX_APART = (0.25, 2.0)
"""Seconds between two rings of an inbox: few open inboxes hear at once of what is new, many are renewed in turns."""
INBOXES_A_SECOND = 50


def ears_of(request: Request) -> Ears:
    """The ears of this process, opened by the first page that waits."""
    state = request.app.state
    if not hasattr(state, "ears"):
        state.ears = ears_on(state.hall.database.url)
    ears = state.ears
    if not isinstance(ears, Ears):
        raise TypeError("app.state.ears is not ours")
    return ears


@router.get("/live/inbox")
async def live_inbox(visitor: Worker) -> StreamingResponse:
    ears = ears_of(visitor.request)
    return _stream(ears, EVERY_CASE, inbox_apart(ears.count))


def inbox_apart(pages: int) -> float:
    """Seconds between two rings of an inbox, when so many pages are open."""
    least, most = INBOX_APART
    return min(max(least, pages / INBOXES_A_SECOND), most)


def case_seen(visitor: Reader, number: str) -> str:
    """The number of a case that the visitor may see; looked up in a thread of its own, as all reads are."""
    return open_case(visitor.hall, visitor.signed, number).number


@router.get("/live/cases/{number}")
async def live_case(visitor: Reader, case: Annotated[str, Depends(case_seen)]) -> StreamingResponse:
    return _stream(ears_of(visitor.request), case, CASE_APART)


def _stream(ears: Ears, case: str, apart: float) -> StreamingResponse:
    if ears.is_full:
        raise TooManyListeners
    events = news(ears, case, beat=BEAT, apart=apart, lasts=LASTS)
    return StreamingResponse(
        events, media_type="text/event-stream", headers={"x-accel-buffering": "no"}
    )
