"""Signing in: the throttle, then the password. Nobody's user name is ever written to a log."""

import secrets
from datetime import datetime, timedelta

from hall.house import Hall
from hall.refusals import TooManyAttempts, WrongPassword
from hall.sessions import digest_of
from matters.words import Text
from storage import accounts
from storage.accounts import Account
from storage.database import Connection

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 40
"""A whole office may share one address."""


def sign_in(hall: Hall, account: str, password: str, address: str) -> str:
    """The account's id, if the password is right. The address is where the browser calls from.

    Raises TooManyAttempts, WrongPassword. Each takes as long for an account that does not exist.
    """
    now = hall.clock()
    of_account, of_address = _blinds(hall, account, address)
    with hall.database.transaction() as connection:
        _require_patience(connection, of_account, PER_ACCOUNT, now)
        _require_patience(connection, of_address, PER_ADDRESS, now)
        # Noted before the comparison: a hundred attempts at once shall not all be compared.
        accounts.record_failure(connection, of_account, now)
        accounts.record_failure(connection, of_address, now)
        kept = accounts.password_of(connection, account, demo=hall.demo)
    if not hall.passwords.match(kept, password):
        raise WrongPassword
    with hall.database.transaction() as connection:
        accounts.forget_failures(connection, (of_account,))
        accounts.forget_attempt(connection, of_address, now)
    return account


def change_password(hall: Hall, account: str, passwords: tuple[str, str], address: str) -> None:
    """Give an account another password, by whoever knows the one it has; (old, new).

    Every browser of the account is signed out. Raises TooManyAttempts, WrongPassword.
    """
    old, new = passwords
    sign_in(hall, account, old, address)
    hashed = hall.passwords.hash(new)
    with hall.database.transaction() as connection:
        accounts.put_password(connection, account, hashed)


def give_token(hall: Hall, department: str) -> str:
    """A new API token for a department's system, shown this once; the one before is void.

    The account `<department>-system` is made if there is none.
    """
    name = hall.department_name(department)
    system = Account(
        id=f"{department}-system",
        name=Text(zh=f"{name.zh}业务系统", en=f"{name.en}: system"),
        department=department,
        roles=frozenset({"system"}),
        demo=hall.demo,
    )
    token = f"onego_{secrets.token_urlsafe(32)}"
    with hall.database.transaction() as connection:
        accounts.add_missing(connection, (system,))
        accounts.put_token(connection, system.id, digest_of(token))
    return token


def whose_token(hall: Hall, token: str) -> Account | None:
    """The system that calls with this token."""
    with hall.database.transaction() as connection:
        return accounts.by_token(connection, digest_of(token), demo=hall.demo)


def _require_patience(connection: Connection, who: bytes, most: int, now: datetime) -> None:
    attempts = accounts.failures_since(connection, who, now - WINDOW, most)
    if len(attempts) >= most:
        raise TooManyAttempts(attempts[-1] + WINDOW - now)


def _blinds(hall: Hall, account: str, address: str) -> tuple[bytes, bytes]:
    return hall.keyring.blind(f"account {account}"), hall.keyring.blind(f"address {address}")
