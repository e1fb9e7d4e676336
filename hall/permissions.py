"""Who may do what: rights by role, everything else is denied. Pure; the doors in `hall.doors` ask here."""

from collections.abc import Collection
from dataclasses import replace
from typing import Literal

from matters.case import Actor
from matters.errors import NotAllowed
from matters.office import HALL
from matters.words import Text
from storage.accounts import Account, Role

Right = Literal[
    "enter", "launch", "supplement", "accept", "withdraw", "hand-out", "inbox", "see-cases",
    "decide", "extend", "see-lists", "see-matters", "publish-matters", "mend-incidents",
    "keep-accounts", "see-registers", "try-checks", "audit", "supervise", "keep-calendar",
    "export-cases",
]  # fmt: skip
"""`enter`: the pages that everybody who is signed in may see. `decide`: all acts on a step."""

_COUNTER: frozenset[Right] = frozenset(
    {"launch", "supplement", "accept", "withdraw", "hand-out", "inbox", "see-cases"}
)
_OFFICER: frozenset[Right] = frozenset({"decide", "inbox", "see-cases"})

RIGHTS: dict[Role, frozenset[Right]] = {
    "clerk": _COUNTER | {"enter"},
    "officer": _OFFICER | {"enter"},
    "head": _OFFICER | {"enter", "extend"},
    # An administrator reads no applicant's answers (PIPL 6): no cases here.
    "administrator": frozenset({"enter", "see-matters", "publish-matters", "mend-incidents",
                                "keep-accounts", "see-registers", "try-checks", "keep-calendar"}),
    "supervisor": frozenset(
        {"enter", "see-lists", "see-matters", "see-registers", "audit", "supervise", "export-cases"}
    ),
    "system": frozenset({"launch", "supplement", "withdraw", "inbox", "see-cases"}),
}  # fmt: skip
"""What each role may; a system has besides what its department's own people decide."""

ROLE_NAMES: dict[Role, Text] = {
    "clerk": Text(zh="窗口受理员", en="counter clerk"),
    "officer": Text(zh="经办人", en="officer"),
    "head": Text(zh="负责人", en="head"),
    "administrator": Text(zh="管理员", en="administrator"),
    "supervisor": Text(zh="监察员", en="supervisor"),
    "system": Text(zh="业务系统", en="system"),
}

WORK_ROLES: frozenset[Role] = frozenset({"clerk", "officer", "head"})
"""What one may stand in for: work on cases. Administration, supervision and systems are nobody else's."""


def may_stand_in(deputy: Account, account: Account) -> bool:
    """Whether one may stand in for the other: within one department, so that its competence stays where the law put it.

    Counter and departments stay apart by this too: who accepts does not decide.
    """
    return (
        deputy.id != account.id
        and deputy.department == account.department
        and bool(deputy.roles & WORK_ROLES)
        and bool(account.roles & WORK_ROLES)
        and not (deputy.disabled or account.disabled)
        and deputy.demo == account.demo
    )


def standing_in(account: Account) -> Account:
    """The account as it acts now: itself, or with the roles of the one it stands in for and none of its own.

    So nobody has both roles of a double check at once; that nobody checks an own act in one case, in whichever name,
    is asked by the core (`matters.people`).
    """
    other = account.acts_for
    if other is None or not may_stand_in(account, other):
        return replace(account, acts_for=None)
    return replace(account, department=other.department, roles=other.roles & WORK_ROLES)


def may(account: Account, right: Right) -> bool:
    """Whether the account has the right at all; whose case or step it is, is asked besides."""
    return any(right in _rights(role, account.department) for role in account.roles)


def require(account: Account, right: Right) -> None:
    """Raise NotAllowed unless the account has the right."""
    if not may(account, right):
        raise NotAllowed


def may_see_case(account: Account, departments: Collection[str]) -> bool:
    """Whether a case is this account's to open: its own department takes part.

    `departments` are those of the case's steps, and the hall (`HALL`), which receives every case.
    """
    return may(account, "see-cases") and account.department in departments


def actor(account: Account) -> Actor:
    """In whose name an act is recorded.

    Raises NotAllowed for accounts that take part in no case.
    """
    match account.roles:
        case roles if "head" in roles:
            return _actor(account, "head")
        case roles if "officer" in roles:
            return _actor(account, "officer")
        case roles if "clerk" in roles:
            return _actor(account, "clerk")
        case roles if "system" in roles:
            return _actor(account, "system")
        case _:
            raise NotAllowed


def supervisor(account: Account) -> Actor:
    """In whose name an order of supervision is recorded; such an account takes part in no case otherwise."""
    require(account, "supervise")
    return Actor(account=account.id, department=account.department, role="supervisor")


def _actor(account: Account, role: Literal["clerk", "officer", "head", "system"]) -> Actor:
    on_behalf = account.acts_for.id if account.acts_for else None
    return Actor(account=account.id, department=account.department, role=role, on_behalf=on_behalf)


def _rights(role: Role, department: str) -> frozenset[Right]:
    if role != "system":
        return RIGHTS[role]
    # The hall's own system hands closed cases over to the archives (Rules on online services 12).
    of_hall: frozenset[Right] = _COUNTER | {"export-cases"}
    return RIGHTS[role] | (of_hall if department == HALL else _OFFICER)
