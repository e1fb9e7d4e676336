"""Accounts: who may enter, barring somebody, who stands in for whom, a token for a department's system."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall import stand_ins
from hall.accounts import give_token
from hall.doors import allowed
from hall.permissions import ROLE_NAMES
from hall.visitor import Visitor
from matters.errors import ActRefused, NotFound
from matters.happened import business_date
from matters.words import Text
from storage import accounts
from storage.accounts import Account

router = APIRouter(prefix="/admin/accounts")
Keeper = Annotated[Visitor, Depends(allowed("keep-accounts"))]


@router.get("")
def show(visitor: Keeper) -> Response:
    """Every account, by department."""
    return _page(visitor)


@router.post("/{account}/disable")
def disable(visitor: Keeper, account: str) -> Response:
    """Bar an account: its browsers are signed out, its token no longer counts."""
    if account == visitor.signed.id:
        raise ActRefused(
            zh="不能停用自己的账号。请由另一位管理员办理。",
            en="You cannot bar your own account. Ask another administrator.",
        )
    if _found(visitor, account) is None:
        raise NotFound(Text(zh="该账号", en="This account"))
    with visitor.hall.database.transaction() as connection:
        accounts.disable(connection, account)
    return visitor.go("/admin/accounts", Text(zh="账号已停用。", en="The account is barred."))


@router.post("/token")
def make_token(visitor: Keeper) -> Response:
    """A new token for a department's system, shown on this one page; the one before is void."""
    department = visitor.posted.text("department")
    if visitor.hall.department(department) is None:
        raise NotFound(Text(zh="该部门", en="This department"))
    system = _found(visitor, f"{department}-system")
    if system is not None and system.disabled:
        raise ActRefused(
            zh="该部门的业务系统账号已停用，不能再生成令牌。",
            en="The account of this department's system is barred; it gets no token.",
        )
    return _page(visitor, department, give_token(visitor.hall, department))


@router.post("/stand-ins/{number}/end")
def end_stand_in(visitor: Keeper, number: str) -> Response:
    """End a stand-in, whosever it is."""
    stand_ins.end_stand_in(visitor.hall, number, visitor.signed, whosever=True)
    return visitor.go("/admin/accounts", Text(zh="委托已终止。", en="The stand-in is ended."))


def _found(visitor: Visitor, account: str) -> Account | None:
    with visitor.hall.database.transaction() as connection:
        known = accounts.all_accounts(connection)
    return next((one for one in known if one.id == account), None)


def _page(visitor: Visitor, department: str = "", token: str = "") -> Response:
    with visitor.hall.database.transaction() as connection:
        rows = accounts.all_accounts(connection)
    return visitor.page(
        "admin_accounts.html",
        rows=rows,
        role_names=ROLE_NAMES,
        stand_ins=stand_ins.theirs(visitor.hall),
        today=business_date(visitor.hall.clock()),
        department=department,
        token=token,
    )
