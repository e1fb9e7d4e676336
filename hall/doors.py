"""Every route states who may enter, or the hall does not open.

    Clerk = Annotated[Visitor, Depends(allowed("launch"))]   # with this right only
    Guest = Annotated[Visitor, Depends(public())]            # everybody

The door knows the browser by its cookie; under /api/ it knows the system by its token and by nothing else.
Whatever a browser posts must bear the mark of its own session.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import FormData
from starlette.routing import Mount

from hall import accounts, sessions
from hall.house import Hall
from hall.permissions import Right, require
from hall.posted import Posted
from hall.refusals import RouteOpen, SignInNeeded, TokenNeeded
from hall.security import require_mark, require_own_origin
from hall.visitor import Visitor, visitor_at
from storage.accounts import Account

SAFE = ("GET", "HEAD", "OPTIONS")
API = "/api/"
MOST_FILES = 20
MOST_FIELDS = 2000


def hall_of(request: Request) -> Hall:
    """The hall that this application was made for."""
    hall = request.app.state.hall
    if not isinstance(hall, Hall):
        raise TypeError("the application was not made by create_web")
    return hall


def account_at(request: Request) -> Account | None:
    """Whose browser or system calls; asked of the database once in a request."""
    if not hasattr(request.state, "account"):
        hall = hall_of(request)
        find = _calling if _is_call(request) else _signed_in
        request.state.account = find(hall, request)
    known: Account | None = request.state.account
    return known


async def posted_in(request: Request) -> AsyncIterator[Posted]:
    """What the browser sent; nothing when it only asks, or when a system sends JSON."""
    if request.method in SAFE:
        yield Posted(FormData())
        return
    form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS)
    try:
        yield Posted(form)
    finally:
        await form.close()


Sent = Annotated[Posted, Depends(posted_in)]


@dataclass(frozen=True)
class Allowed:
    """A door for accounts with one right."""

    right: Right

    def __call__(self, request: Request, posted: Sent) -> Visitor:
        visitor = _known(request, posted)
        if visitor.account is None:
            raise TokenNeeded if _is_call(request) else SignInNeeded
        _require_own_form(visitor)
        require(visitor.account, self.right)
        return visitor


@dataclass(frozen=True)
class Public:
    """A door for everybody; who is signed in is known all the same."""

    def __call__(self, request: Request, posted: Sent) -> Visitor:
        visitor = _known(request, posted)
        _require_own_form(visitor)
        return visitor


def allowed(right: Right) -> Allowed:
    """Only accounts with this right enter. Raises SignInNeeded, TokenNeeded, NotAllowed, FormTooOld."""
    return Allowed(right)


def public() -> Public:
    """Everybody enters. What is posted is checked like everywhere."""
    return Public()


def require_doors(app: FastAPI) -> None:
    """Raise RouteOpen for the first route that does not say who may enter: deny by default."""
    for route in iter_route_contexts(app.routes):
        original = route.original_route
        if isinstance(original, Mount) and isinstance(original.app, StaticFiles):
            continue
        dependant = getattr(route, "dependant", None)
        if not isinstance(dependant, Dependant) or not any(_doors(dependant)):
            raise RouteOpen(f"{sorted(route.methods or ())} {route.path}")


def _doors(dependant: Dependant) -> Iterator[bool]:
    for one in dependant.dependencies:
        yield isinstance(one.call, Allowed | Public)
        yield from _doors(one)


def _known(request: Request, posted: Posted) -> Visitor:
    return visitor_at(hall_of(request), request, posted, account_at(request))


def _require_own_form(visitor: Visitor) -> None:
    if visitor.request.method in SAFE or _is_call(visitor.request):
        return
    require_own_origin(visitor.request, visitor.hall.settings.public)
    require_mark(visitor.hall.session_key, visitor.bound_to, visitor.posted.text("mark"))


def _is_call(request: Request) -> bool:
    return request.url.path.startswith(API)


def _signed_in(hall: Hall, request: Request) -> Account | None:
    token = sessions.token_of(request)
    return sessions.whose(hall, token) if token else None


def _calling(hall: Hall, request: Request) -> Account | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return accounts.whose_token(hall, token) if scheme.lower() == "bearer" and token else None
