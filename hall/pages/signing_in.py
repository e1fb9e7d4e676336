"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall import sessions
from hall.accounts import sign_in
from hall.demo_accounts import DEMO_PASSWORD
from hall.doors import allowed, public
from hall.house import Hall
from hall.permissions import ROLE_NAMES
from hall.refusals import TooManyAttempts, WrongPassword
from hall.visitor import Visitor
from matters.errors import OneGoError
from matters.office import HALL
from matters.words import Text
from storage import accounts
from storage.accounts import Account

router = APIRouter()
Guest = Annotated[Visitor, Depends(public())]
Anyone = Annotated[Visitor, Depends(allowed("enter"))]

FIRST_PAGE = "/"
GONE = Text(zh="您已安全退出。", en="You are signed out.")


@router.get("/sign-in")
def show_sign_in(visitor: Guest, next: str = FIRST_PAGE) -> Response:  # noqa: A002 - as all sites call it
    if visitor.account is not None:
        return visitor.go(own_page(next))
    return _form(visitor, next)


@router.post("/sign-in")
def do_sign_in(visitor: Guest) -> Response:
    account, then = visitor.posted.text("account"), visitor.posted.text("next")
    client = visitor.request.client
    address = client.host if client else ""
    try:
        known = sign_in(visitor.hall, account, visitor.posted.text("password"), address)
    except (WrongPassword, TooManyAttempts) as refused:
        return _form(visitor, then, account, refused)
    before = sessions.token_of(visitor.request)
    if before is not None:
        sessions.end(visitor.hall, before)
    response = visitor.go(own_page(then))
    sessions.put_cookie(visitor.hall, response, sessions.begin(visitor.hall, known))
    return response


@router.post("/sign-out")
def sign_out(visitor: Anyone) -> Response:
    token = sessions.token_of(visitor.request)
    if token is not None:
        sessions.end(visitor.hall, token)
    response = visitor.go("/sign-in", GONE)
    sessions.take_cookie(visitor.hall, response)
    return response


def own_page(path: str) -> str:
    """The path, if it is one of ours; else the first page. Nobody is led to another site."""
    is_own = path.startswith("/") and not path.startswith("//")
    return path if is_own and path.isprintable() and "\\" not in path else FIRST_PAGE


def _form(
    visitor: Visitor, then: str, account: str = "", refused: OneGoError | None = None
) -> Response:
    response = visitor.page(
        "sign_in.html",
        refused.status if refused else 200,
        next=own_page(then),
        account=account,
        refused=refused,
        tables=_demo_tables(visitor.hall),
        password=DEMO_PASSWORD,
        role_names=ROLE_NAMES,
    )
    if isinstance(refused, TooManyAttempts):
        response.headers["retry-after"] = str(refused.seconds)
    return response


def _demo_tables(hall: Hall) -> tuple[tuple[Text, tuple[Account, ...]], ...]:
    """The demo accounts by department, the hall first; none outside a demonstration."""
    if not hall.demo:
        return ()
    with hall.database.transaction() as connection:
        people = accounts.demo_accounts(connection)
    order = (HALL, *(one.key for one in hall.office.departments if one.key != HALL))
    return tuple(
        (hall.department_name(key), own)
        for key in dict.fromkeys((*order, *(one.department for one in people)))
        if (own := tuple(one for one in people if one.department == key))
    )
