"""What may be launched and how: `GET /matters`, one matter, and the JSON schema of its answers."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from hall.api.matter_answers import MatterLine, MatterView, line_of, view_of
from hall.api.matter_schema import answers_schema
from hall.api.models import V1, Answer, refusals
from hall.api.published import current_matters, matter_called
from hall.doors import allowed
from hall.visitor import Visitor

router = APIRouter(prefix=V1, tags=["matters"])
Launcher = Annotated[Visitor, Depends(allowed("launch"))]
MatterKey = Annotated[str, Path(description="The matter's key, such as `open-a-restaurant`.")]


class MatterList(Answer):
    """The matters that take new cases."""

    matters: tuple[MatterLine, ...]
    """By key."""


@router.get(
    "/matters", response_model=MatterList, responses=refusals(), summary="事项列表 · List matters"
)
def list_matters(visitor: Launcher) -> MatterList:
    """The matters that take new cases, each in its current version."""
    return MatterList(matters=tuple(map(line_of, current_matters(visitor.hall))))


@router.get(
    "/matters/{key}",
    response_model=MatterView,
    responses=refusals(404),
    summary="事项详情 · One matter",
)
def one_matter(visitor: Launcher, key: MatterKey) -> MatterView:
    """Questions, fields, materials with their ladders, promises and steps of the current version."""
    return view_of(matter_called(visitor.hall, key))


@router.get(
    "/matters/{key}/schema",
    responses=refusals(404),
    summary="表单的 JSON Schema · JSON schema of the answers",
)
def schema_of(visitor: Launcher, key: MatterKey) -> dict[str, object]:
    """JSON schema (draft 2020-12) of `answers` in `POST /cases`.

    Which of them are asked depends on the others (`when`); OneGo tells what is missing.
    """
    return answers_schema(matter_called(visitor.hall, key))
