"""Standing in for a colleague for a time (委托): who may be named, for how long, and acting in the other's name."""

from datetime import date, timedelta

from hall.house import Hall
from hall.permissions import may_stand_in
from hall.posted import Posted
from hall.sessions import digest_of
from matters.errors import ActRefused, NotFound
from matters.happened import business_date
from matters.words import Text
from storage import accounts, stand_ins
from storage.accounts import Account
from storage.stand_ins import NewStandIn, StandIn

LONGEST = timedelta(days=183)
"""Half a year; whoever is away for longer gets a successor, not a stand-in."""
LONGEST_REASON = 200
_DIGITS = 9


def colleagues(hall: Hall, account: Account) -> tuple[Account, ...]:
    """Who may stand in for the account."""
    with hall.database.transaction() as connection:
        known = accounts.all_accounts(connection)
    return tuple(one for one in known if may_stand_in(one, account) and (hall.demo or not one.demo))


def theirs(hall: Hall, account: Account | None = None) -> tuple[StandIn, ...]:
    """The stand-ins that are on or to come: all, or those that concern an account."""
    today = business_date(hall.clock())
    with hall.database.transaction() as connection:
        return stand_ins.current(
            connection, today, account=account.id if account else None, demo=hall.demo
        )


def name_stand_in(hall: Hall, account: Account, posted: Posted) -> None:
    """Name a colleague for a time. Raises ActRefused with what is wrong."""
    require_own_name(account)
    deputy = posted.text("deputy")
    if all(one.id != deputy for one in colleagues(hall, account)):
        raise ActRefused(
            zh="请选择本部门可以代办的同事；岗位为管理、监察的人员和业务系统不能代办。",
            en="Choose a colleague of your own department who works on cases.",
        )
    begins, ends = _day(posted.text("begins")), _day(posted.text("ends"))
    _require_period(begins, ends, business_date(hall.clock()))
    reason = posted.text("reason").strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise ActRefused(
            zh=f"请写明委托事由，不超过{LONGEST_REASON}字，例如：外出培训。",
            en=f"Say why, in at most {LONGEST_REASON} characters, e.g. away for training.",
        )
    new = NewStandIn(account.id, deputy, begins, ends, reason, account.id)
    with hall.database.transaction() as connection:
        stand_ins.name_stand_in(connection, new, hall.clock())


def end_stand_in(hall: Hall, number: str, by: Account, *, whosever: bool = False) -> None:
    """End a stand-in now; its browsers act for themselves again. Raises NotFound."""
    own = None if whosever else by.id
    with hall.database.transaction() as connection:
        known = number.isdecimal() and len(number) <= _DIGITS
        if known and stand_ins.end_stand_in(connection, int(number), by.id, hall.clock(), own):
            return
    raise NotFound(Text(zh="该委托", en="This stand-in"))


def act_for(hall: Hall, account: Account, token: str, other: str) -> None:
    """Let a browser act in another's name, while a stand-in for it is on; empty: in its own again.

    Raises ActRefused if there is no such stand-in today.
    """
    today = business_date(hall.clock())
    named = any(
        one.deputy == account.id and one.account == other and one.is_on(today)
        for one in theirs(hall, account)
    )
    if other and not named:
        raise ActRefused(
            zh="今天没有该人员对您的有效委托。请由其在“我的账号”中办理委托。",
            en="Nobody has named you for that account today. They do so on their own account page.",
        )
    with hall.database.transaction() as connection:
        stand_ins.act_for(connection, digest_of(token), other or None)


def require_own_name(account: Account) -> None:
    """Nobody passes on what was entrusted to him or her. Raises ActRefused."""
    if account.acts_for is not None:
        raise ActRefused(
            zh="您正在代他人办理，不能转委托。请先恢复本人身份。",
            en="You act for somebody else and cannot pass it on. Act in your own name first.",
        )


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ActRefused(
            zh="请填写开始和结束日期，例如2026-03-05。",
            en="Fill in the first and the last day, e.g. 2026-03-05.",
        ) from None


def _require_period(begins: date, ends: date, today: date) -> None:
    if not today <= begins <= ends <= begins + LONGEST:
        raise ActRefused(
            zh="委托期限不正确：开始不早于今天，结束不早于开始，最长半年。",
            en="The period cannot be so: it begins today or later, ends after it begins, and lasts"
            " half a year at most.",
        )
