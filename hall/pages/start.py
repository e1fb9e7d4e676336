"""The first page: it leads everybody to where their work is."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall.doors import allowed
from hall.visitor import Visitor

router = APIRouter()
Anyone = Annotated[Visitor, Depends(allowed("enter"))]


@router.get("/")
def start(visitor: Anyone) -> Response:
    if visitor.ways:
        return visitor.go(visitor.ways[0].path)
    return visitor.page("start.html")
