"""`onego account …`: accounts made and changed by whoever keeps the installation."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hall.accounts import give_token
from hall.console.departments import require_department
from hall.console.opening import house_open
from hall.console.speech import OUT, columns, either, into, say, show
from hall.house import Hall
from hall.permissions import ROLE_NAMES
from matters.errors import ActRefused, NotFound
from matters.office import HALL
from matters.words import Text
from storage import accounts
from storage.accounts import Account, Role
from storage.settings import Settings

Ask = Callable[[], str]
"""Asks for a new password; only once everything else is known to be right."""

NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,38}[a-z0-9])?")
OF_SYSTEMS = "-system"
OF_DEPARTMENTS: frozenset[Role] = frozenset({"officer", "head"})


def the_account(name: str, role: Role, department: str, names: tuple[str, str]) -> Account:
    """An account as it was described; `names` Chinese and English."""
    zh, en = names
    return Account(name, Text(zh=zh, en=en), department, frozenset({role}))


def add_account(settings: Settings, account: Account, ask: Ask) -> None:
    """Make an account. Raises DepartmentUnknown, ActRefused, and what `ask` raises."""
    _require_name(account.id)
    _require_place(account)
    with _desk(settings) as hall:
        require_department(hall.office, account.department)
        if _known(hall, account.id) is not None:
            raise ActRefused(
                zh=f"账号“{account.id}”已经存在。请另取账号名，或运行 onego account password 修改密码。",
                en=f"There is an account “{account.id}” already. Choose another name, or change its"
                " password with `onego account password`.",
            )
        hashed = hall.passwords.hash(ask())
        with hall.database.transaction() as connection:
            accounts.add_missing(connection, (account,), hashed)
    say(f"已建立账号“{account.id}”。", f"Account “{account.id}” is made.")


def list_accounts(settings: Settings) -> None:
    """Print all accounts, by department."""
    with _desk(settings) as hall:
        with hall.database.transaction() as connection:
            found = accounts.all_accounts(connection)
        table = columns(
            ("账号", "Account"), ("姓名", "Name"), ("部门", "Department"), ("岗位", "Role"),
            ("状态", "State"),
        )  # fmt: skip
        for one in found:
            roles = either("、", ", ").join(into(ROLE_NAMES[role]) for role in sorted(one.roles))
            department = into(hall.department_name(one.department))
            table.add_row(one.id, into(one.name), department, roles, _state(one))
    show(table)
    say(f"共{len(found)}个账号", f"{len(found)} account(s)")


def change_password(settings: Settings, name: str, ask: Ask) -> None:
    """Give an account another password. Raises NotFound, ActRefused, and what `ask` raises."""
    with _desk(settings) as hall:
        if _found(hall, name).is_system:
            raise ActRefused(
                zh="业务系统凭令牌调用接口，没有密码。请运行 onego account token。",
                en="A system calls with a token and has no password. Use `onego account token`.",
            )
        hashed = hall.passwords.hash(ask())
        with hall.database.transaction() as connection:
            accounts.put_password(connection, name, hashed)
    say(
        f"账号“{name}”的密码已修改，已登录的浏览器均已退出。",
        f"The password of “{name}” is changed; its browsers are signed out.",
    )


def bar(settings: Settings, name: str) -> None:
    """Bar an account. Raises NotFound."""
    with _desk(settings) as hall:
        _found(hall, name)
        with hall.database.transaction() as connection:
            accounts.disable(connection, name)
    say(f"账号“{name}”已停用。", f"Account “{name}” is barred.")


def let_in(settings: Settings, name: str) -> None:
    """Let a barred account in again. Raises NotFound."""
    with _desk(settings) as hall:
        _found(hall, name)
        with hall.database.transaction() as connection:
            accounts.enable(connection, name)
    say(f"账号“{name}”已恢复使用。", f"Account “{name}” may sign in again.")


def print_token(settings: Settings, department: str) -> None:
    """Print a new token of a department's system. Raises DepartmentUnknown, ActRefused."""
    with _desk(settings) as hall:
        require_department(hall.office, department)
        system = _known(hall, f"{department}{OF_SYSTEMS}")
        if system is not None and system.disabled:
            raise ActRefused(
                zh=f"账号“{system.id}”已停用。请先运行 onego account enable {system.id}。",
                en=f"Account “{system.id}” is barred. Run `onego account enable {system.id}` first.",
            )
        OUT.print(give_token(hall, department))


def _require_name(name: str) -> None:
    if NAME.fullmatch(name) is None or name.endswith(OF_SYSTEMS):
        raise ActRefused(
            zh=f"账号名“{name}”不可用：只能用小写字母、数字、点和连字符，至多40个字符，不得以“{OF_SYSTEMS}”结尾。",
            en=f"“{name}” cannot be an account's name: only small letters, digits, dots and hyphens,"
            f" at most 40, and it may not end with “{OF_SYSTEMS}”.",
        )


def _require_place(account: Account) -> None:
    is_hall = account.department == HALL
    if "clerk" in account.roles and not is_hall:
        raise ActRefused(
            zh=f"窗口受理员属于综合窗口。请写 --department {HALL}。",
            en=f"A counter clerk belongs to the hall. Write --department {HALL}.",
        )
    if account.roles & OF_DEPARTMENTS and is_hall:
        raise ActRefused(
            zh="综合窗口不作决定，没有经办人和负责人。请写 --role clerk，或另写部门。",
            en="The counter decides nothing, so it has no officers. Write --role clerk, or another department.",
        )


def _state(account: Account) -> str:
    if account.disabled:
        return either("已停用", "barred")
    return either("演示", "demo") if account.demo else either("可用", "active")


def _found(hall: Hall, name: str) -> Account:
    found = _known(hall, name)
    if found is None:
        raise NotFound(Text(zh=f"账号“{name}”", en=f"Account “{name}”"))
    return found


def _known(hall: Hall, name: str) -> Account | None:
    with hall.database.transaction() as connection:
        return next((one for one in accounts.all_accounts(connection) if one.id == name), None)


@contextmanager
def _desk(settings: Settings) -> Iterator[Hall]:
    with house_open(settings) as house:
        yield Hall(installation=house, settings=settings, session_key=settings.session_key())
