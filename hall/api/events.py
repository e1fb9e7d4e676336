"""Something changed: server-sent events that say only that the queue is worth reading again; `GET /events`."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse

from hall.api.models import V1, refusals
from hall.doors import allowed
from hall.pages.live import BEAT, LASTS, ears_of, inbox_apart
from hall.ringing import EVERY_CASE, TooManyListeners, news
from hall.visitor import Visitor

router = APIRouter(prefix=V1, tags=["work"])
Worker = Annotated[Visitor, Depends(allowed("inbox"))]


@router.get(
    "/events",
    response_class=StreamingResponse,
    responses={**refusals(), 200: {"content": {"text/event-stream": {}}}},
    summary="有变化时通知 · Hear of changes",
)
async def events(visitor: Worker) -> StreamingResponse:
    """`data: changed` when some case changed, at most every 2 seconds: read `/queue` again.

    The stream ends after 5 minutes; call again, as browsers do by themselves.
    """
    ears = ears_of(visitor.request)
    if ears.is_full:
        raise TooManyListeners
    apart = inbox_apart(ears.count)
    stream = news(ears, EVERY_CASE, beat=BEAT, apart=apart, lasts=LASTS)
    return StreamingResponse(
        stream, media_type="text/event-stream", headers={"x-accel-buffering": "no"}
    )
