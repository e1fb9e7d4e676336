"""The ways through the hall that stand at the top of every page."""

from collections.abc import Collection

from hall.permissions import Right, may
from matters.words import Frozen, Text
from storage.accounts import Account


class Way(Frozen):
    """A page of the top bar, and the right it is for."""

    path: str
    name: Text
    right: Right


WAYS = (
    Way(path="/counter", name=Text(zh="窗口受理", en="Counter"), right="launch"),
    Way(path="/pick-up", name=Text(zh="送达", en="Delivery"), right="hand-out"),
    Way(path="/inbox", name=Text(zh="待办", en="Inbox"), right="inbox"),
    Way(path="/cases", name=Text(zh="办件", en="Cases"), right="see-cases"),
    Way(path="/cases", name=Text(zh="办件", en="Cases"), right="see-lists"),
    Way(path="/supervision", name=Text(zh="监察", en="Supervision"), right="supervise"),
    Way(path="/admin/matters", name=Text(zh="事项", en="Matters"), right="see-matters"),
    Way(path="/admin/registers", name=Text(zh="数据源", en="Registers"), right="see-registers"),
    Way(path="/ratings", name=Text(zh="好差评", en="Ratings"), right="supervise"),
    Way(path="/admin/calendar", name=Text(zh="工作日历", en="Calendar"), right="keep-calendar"),
    Way(path="/admin/reads", name=Text(zh="查阅记录", en="Readings"), right="audit"),
    Way(path="/admin/incidents", name=Text(zh="异常", en="Incidents"), right="mend-incidents"),
    Way(path="/admin/waves", name=Text(zh="批次", en="Waves"), right="mend-incidents"),
    Way(path="/admin/accounts", name=Text(zh="账号", en="Accounts"), right="keep-accounts"),
)


def ways_for(account: Account | None, paths: Collection[str]) -> tuple[Way, ...]:
    """The ways that the account may go, of those whose pages exist."""
    if account is None:
        return ()
    return tuple(way for way in WAYS if way.path in paths and may(account, way.right))
