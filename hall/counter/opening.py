"""A clerk's draft opened for a page; one that became a case leads to that case."""

from fastapi import status
from starlette.exceptions import HTTPException

from hall.counter.draft import OpenDraft, launched_as, opened
from hall.reads import Shown, note_read
from hall.visitor import Visitor
from storage.drafts import DraftGone


def desk_of(visitor: Visitor, draft_id: str) -> OpenDraft:
    """The draft. Raises DraftGone, MatterRetired, and a redirect when it was launched: Back and sending twice."""
    try:
        desk = opened(visitor.hall.installation, draft_id, visitor.signed.id)
    except DraftGone:
        number = launched_as(visitor.hall.installation, draft_id, visitor.signed.id)
        if number is None:
            raise
        to = {"location": f"/counter/launched/{number}"}
        raise HTTPException(status.HTTP_303_SEE_OTHER, headers=to) from None
    note_read(visitor.request, Shown(f"draft-{desk.id}", "draft", desk.matter.matter))
    return desk
