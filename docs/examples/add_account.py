"""Make an account that may sign in: ID ROLE DEPARTMENT NAME_ZH NAME_EN; the password is asked for."""

import sys
from getpass import getpass

from hall.console.opening import house_open
from hall.passwords import Passwords
from matters.words import Text
from storage import accounts
from storage.accounts import ROLES, Account
from storage.settings import read_settings


def add(account: Account, password: str) -> bool:
    """Write the account, if there is none of this name; whether it was written."""
    hashed = Passwords().hash(password)
    with house_open(read_settings()) as house, house.database.transaction() as connection:
        known = {one.id for one in accounts.all_accounts(connection)}
        accounts.add_missing(connection, (account,), hashed)
        return account.id not in known


def main() -> None:
    key, role, department, zh, en = sys.argv[1:]
    of_role = frozenset(one for one in ROLES if one == role)
    if not of_role:
        sys.exit(f"没有角色 {role} · no role {role}: {', '.join(ROLES)}")
    account = Account(id=key, name=Text(zh=zh, en=en), department=department, roles=of_role)
    if not add(account, getpass("口令 · password: ")):
        sys.exit(f"账号 {key} 已存在 · {key} exists already")


if __name__ == "__main__":
    main()
