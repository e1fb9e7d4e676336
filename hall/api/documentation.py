"""The API described: OpenAPI for machines, one page for people, both made from the calls themselves."""

from collections.abc import Sequence
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.security import HTTPBearer

from hall.api.case_files import router as case_files
from hall.api.cases import router as cases
from hall.api.events import router as events
from hall.api.launching import router as launching
from hall.api.matters import router as matters
from hall.api.models import V1
from hall.api.notices import router as notices
from hall.api.queue import router as queue
from hall.api.reference import Call, calls_in, kinds_in
from hall.api.register_answers import router as register_answers
from hall.api.word_from_outside import router as word_from_outside
from hall.doors import public
from hall.languages import language_of
from hall.rendering import render
from hall.visitor import Visitor
from matters.words import Text

ABOUT = """The acts of the pages, for a department's own system.

Every call bears the department's token: `Authorization: Bearer onego_…`. Every POST bears an `Idempotency-Key`.
Whoever calls sees and does only what is its department's. Every refusal has the body `Refusal`."""

BEARER = HTTPBearer(
    scheme_name="token", auto_error=False, description="The token of a department's system."
)
"""Only describes the door, which is `allowed(…)`."""
calls = APIRouter(dependencies=[Depends(BEARER)])
for one in (matters, launching, queue, events, cases, case_files, word_from_outside, notices):
    calls.include_router(one)

signed = APIRouter()
"""Calls of registers, which sign each one instead of bearing a token."""
signed.include_router(register_answers)

description = APIRouter(prefix=V1)
Guest = Annotated[Visitor, Depends(public())]
GROUPS: dict[str, Text] = {
    "matters": Text(zh="事项", en="Matters"),
    "launching": Text(zh="申请", en="Handing in"),
    "work": Text(zh="待办", en="Open work"),
    "cases": Text(zh="办件", en="Cases"),
    "notices": Text(zh="文书", en="Notices"),
    "registers": Text(zh="数据源", en="Registers"),
}


@description.get("/openapi.json", include_in_schema=False)
def openapi(_: Guest) -> JSONResponse:
    """The API as OpenAPI 3.1."""
    return JSONResponse(openapi_document())


@description.get("/docs", include_in_schema=False, response_class=HTMLResponse)
def docs(visitor: Guest) -> HTMLResponse:
    """The same as a page for people: no script, nothing from elsewhere, no cookie."""
    described = openapi_document()
    page = render(
        "api_docs.html",
        language_of(visitor.request),
        visitor=visitor,
        said=None,
        mark="",
        groups=_groups(calls_in(described)),
        kinds=kinds_in(described),
    )
    return HTMLResponse(page)


@cache
def openapi_document() -> dict[str, object]:
    """All calls and kinds, as OpenAPI 3.1."""
    routes = [*calls.routes, *signed.routes]
    return get_openapi(title="OneGo API", version="1", description=ABOUT, routes=routes)


def _groups(calls: Sequence[Call]) -> tuple[tuple[str, Text, tuple[Call, ...]], ...]:
    return tuple(
        (key, name, tuple(call for call in calls if call.group == key))
        for key, name in GROUPS.items()
    )
