"""Whether the hall can work: for supervisors and load balancers, not for people."""

from typing import Annotated

from fastapi import APIRouter, Depends

from hall.doors import public
from hall.visitor import Visitor
from storage.outages import require_answer

router = APIRouter()
Guest = Annotated[Visitor, Depends(public())]


@router.get("/health")
def health(visitor: Guest) -> dict[str, str]:
    """200 while the database answers; 503 while it does not."""
    require_answer(visitor.hall.database)
    return {"status": "ok"}
