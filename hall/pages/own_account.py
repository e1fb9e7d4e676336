"""One's own account: who one is here, and another password."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall import sessions
from hall.accounts import change_password
from hall.doors import allowed
from hall.passwords import SHORTEST, checked
from hall.refusals import PasswordsDiffer, TooManyAttempts
from hall.visitor import Visitor
from matters.errors import OneGoError
from matters.words import Text

router = APIRouter(prefix="/account")
Person = Annotated[Visitor, Depends(allowed("enter"))]
CHANGED = Text(
    zh="密码已修改，其他浏览器均已退出。",
    en="Your password is changed; your other browsers are signed out.",
)


@router.get("")
def show(visitor: Person) -> Response:
    return _page(visitor)


@router.post("")
def do_change(visitor: Person) -> Response:
    """Take the new password, if the old one is right; whoever found a browser open does not know it."""
    client = visitor.request.client
    posted = visitor.posted
    try:
        wanted = checked(posted.text("new"))
        if wanted != posted.text("again"):
            raise PasswordsDiffer
        address = client.host if client else ""
        change_password(visitor.hall, visitor.signed.id, (posted.text("old"), wanted), address)
    except OneGoError as refused:
        return _page(visitor, refused)
    response = visitor.go("/account", CHANGED)
    sessions.put_cookie(visitor.hall, response, sessions.begin(visitor.hall, visitor.signed.id))
    return response


def _page(visitor: Visitor, refused: OneGoError | None = None) -> Response:
    response = visitor.page(
        "account.html",
        refused.status if refused else 200,
        refused=refused,
        shortest=SHORTEST,
    )
    if isinstance(refused, TooManyAttempts):
        response.headers["retry-after"] = str(refused.seconds)
    return response
