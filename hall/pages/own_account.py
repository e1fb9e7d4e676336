"""One's own account: who one is here, another password, and colleagues standing in for each other."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall import sessions, stand_ins
from hall.accounts import change_password
from hall.doors import allowed
from hall.passwords import SHORTEST, checked
from hall.refusals import PasswordsDiffer, TooManyAttempts
from hall.visitor import Visitor
from matters.errors import OneGoError
from matters.happened import business_date
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


@router.post("/stand-ins")
def do_name(visitor: Person) -> Response:
    """Name a colleague who stands in for a time."""
    try:
        stand_ins.name_stand_in(visitor.hall, visitor.signed, visitor.posted)
    except OneGoError as refused:
        return _page(visitor, refused)
    return visitor.go("/account", Text(zh="委托已登记。", en="The stand-in is noted."))


@router.post("/stand-ins/{number}/end")
def do_end(visitor: Person, number: str) -> Response:
    """End a stand-in that one has named."""
    stand_ins.require_own_name(visitor.signed)
    stand_ins.end_stand_in(visitor.hall, number, visitor.signed)
    return visitor.go("/account", Text(zh="委托已终止。", en="The stand-in is ended."))


@router.post("/acting-for")
def do_act_for(visitor: Person) -> Response:
    """Go on in the name of a colleague, or in one's own again."""
    other = visitor.posted.text("account")
    token = sessions.token_of(visitor.request) or ""
    stand_ins.act_for(visitor.hall, visitor.signed, token, other)
    if other:
        return visitor.go("/", Text(zh="现在代他人办理。", en="You now act for a colleague."))
    return visitor.go("/account", Text(zh="已恢复本人身份。", en="You act in your own name again."))


def _page(visitor: Visitor, refused: OneGoError | None = None) -> Response:
    response = visitor.page(
        "account.html",
        refused.status if refused else 200,
        refused=refused,
        shortest=SHORTEST,
        today=business_date(visitor.hall.clock()),
        stand_ins=stand_ins.theirs(visitor.hall, visitor.signed),
        colleagues=stand_ins.colleagues(visitor.hall, visitor.signed),
    )
    if isinstance(refused, TooManyAttempts):
        response.headers["retry-after"] = str(refused.seconds)
    return response
