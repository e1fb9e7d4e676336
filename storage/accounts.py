"""Accounts, the browsers that are signed in, and failed attempts to sign in.

Passwords, tokens and addresses never come here as they are: only an Argon2 hash, a SHA-256, a blind index.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, get_args

from matters.happened import business_date
from matters.words import Text
from storage.database import Connection

Role = Literal["clerk", "officer", "head", "administrator", "supervisor", "system"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in, or a department's system that may call the API."""

    id: str
    name: Text
    department: str
    roles: frozenset[Role]
    demo: bool = False
    disabled: bool = False
    acts_for: "Account | None" = None
    """In whose name a browser acts, while this account stands in for that one."""

    @property
    def is_system(self) -> bool:
        return "system" in self.roles


_COLUMNS = "a.id, a.name_zh, a.name_en, a.department, a.roles, a.demo, a.disabled"


def add_missing(
    connection: Connection, accounts: Iterable[Account], password: str | None = None
) -> int:
    """Write those accounts that do not exist yet, all with one password hash; how many they were."""
    rows = [
        (one.id, one.name.zh, one.name.en, one.department, sorted(one.roles), password, one.demo)
        for one in accounts
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into accounts (id, name_zh, name_en, department, roles, password, demo, disabled)"
            " values (%s, %s, %s, %s, %s, %s, %s, false) on conflict (id) do nothing",
            rows,
        )
        return max(cursor.rowcount, 0)


def put_token(connection: Connection, account: str, digest: bytes) -> None:
    """Give a system its API token (SHA-256 of it); the one before is void from now on."""
    connection.execute("update accounts set token = %s where id = %s", (digest, account))


def put_password(connection: Connection, account: str, password: str) -> None:
    """Give an account another password (its Argon2 hash) and sign out its browsers."""
    connection.execute("update accounts set password = %s where id = %s", (password, account))
    connection.execute("delete from sessions where account = %s", (account,))


def disable(connection: Connection, account: str) -> None:
    """Bar an account: its browsers are signed out, its token no longer counts."""
    connection.execute("update accounts set disabled = true where id = %s", (account,))
    connection.execute("delete from sessions where account = %s", (account,))


def enable(connection: Connection, account: str) -> None:
    """Let a barred account in again; it has the password and the token that it had."""
    connection.execute("update accounts set disabled = false where id = %s", (account,))


def all_accounts(connection: Connection) -> tuple[Account, ...]:
    """Every account, by department and name."""
    rows = connection.execute(
        f"select {_COLUMNS} from accounts a order by a.department, a.id"  # noqa: S608 - own constant
    ).fetchall()
    return tuple(_account(*row) for row in rows)


def demo_accounts(connection: Connection) -> tuple[Account, ...]:
    """The accounts of the demonstration that may still sign in."""
    rows = connection.execute(
        f"select {_COLUMNS} from accounts a where a.demo and not a.disabled"  # noqa: S608 - own constant
        " and a.password is not null order by a.department, a.id"
    ).fetchall()
    return tuple(_account(*row) for row in rows)


def password_of(connection: Connection, account: str, *, demo: bool) -> str | None:
    """The Argon2 hash of an account that may sign in; None: unknown, barred, or a system.

    Accounts of a demonstration count only where one is on, here and below.
    """
    row = connection.execute(
        "select password from accounts where id = %s and not disabled and (%s or not demo)",
        (account, demo),
    ).fetchone()
    return row[0] if row else None


def by_token(connection: Connection, digest: bytes, *, demo: bool) -> Account | None:
    """The system whose API token has this SHA-256."""
    row = connection.execute(
        f"select {_COLUMNS} from accounts a where a.token = %s and not a.disabled"  # noqa: S608 - own constant
        " and (%s or not a.demo)",
        (digest, demo),
    ).fetchone()
    return _account(*row) if row else None


def begin_session(
    connection: Connection, account: str, token: bytes, since: datetime, until: datetime
) -> None:
    """Note that a browser is signed in (SHA-256 of its token); sessions long over are cleared away."""
    connection.execute("delete from sessions where until <= %s", (since,))
    connection.execute(
        "insert into sessions (token, account, since, until) values (%s, %s, %s, %s)",
        (token, account, since, until),
    )


def end_session(connection: Connection, token: bytes) -> None:
    connection.execute("delete from sessions where token = %s", (token,))


def by_session(connection: Connection, token: bytes, at: datetime, *, demo: bool) -> Account | None:
    """Whose browser has the token (SHA-256), while the session lasts and the account is not barred.

    `acts_for` is the account in whose name it acts, as long as the stand-in is on and that account not barred.
    """
    row = connection.execute(
        f"select {_COLUMNS}, {_COLUMNS.replace('a.', 'p.')} from sessions s"  # noqa: S608 - own constants
        " join accounts a on a.id = s.account"
        " left join accounts p on p.id = s.on_behalf and not p.disabled and (%(demo)s or not p.demo)"
        " and exists (select 1 from stand_ins n where n.account = p.id and n.deputy = a.id"
        " and n.begins <= %(today)s and n.ends >= %(today)s and n.ended_at is null)"
        " where s.token = %(token)s and s.until > %(at)s and not a.disabled"
        " and (%(demo)s or not a.demo)",
        {"token": token, "at": at, "today": business_date(at), "demo": demo},
    ).fetchone()
    if row is None:
        return None
    half = len(row) // 2
    own, other = row[:half], row[half:]
    return replace(_account(*own), acts_for=None if other[0] is None else _account(*other))


def failures_since(
    connection: Connection, who: bytes, since: datetime, most: int
) -> tuple[datetime, ...]:
    """The last `most` attempts of one account or address (blind index), newest first.

    Attempts of the same `who` wait for each other until the transaction ends, so that many at once
    cannot all find room under the limit. Older attempts are forgotten here.
    """
    connection.execute(
        "select pg_advisory_xact_lock(hashtextextended(encode(%s, 'hex'), 0))", (who,)
    )
    connection.execute("delete from sign_in_failures where at <= %s", (since,))
    rows = connection.execute(
        "select at from sign_in_failures where who = %s order by at desc limit %s", (who, most)
    ).fetchall()
    return tuple(row[0] for row in rows)


def record_failure(connection: Connection, who: bytes, at: datetime) -> None:
    connection.execute("insert into sign_in_failures (who, at) values (%s, %s)", (who, at))


def forget_failures(connection: Connection, who: Iterable[bytes]) -> None:
    """The right password was given: the attempts before it no longer count."""
    connection.execute("delete from sign_in_failures where who = any(%s)", (list(who),))


def forget_attempt(connection: Connection, who: bytes, at: datetime) -> None:
    """One attempt was none: the right password was given."""
    connection.execute("delete from sign_in_failures where who = %s and at = %s", (who, at))


def _account(*row: object) -> Account:
    match row:
        case (str(id_), str(zh), str(en), str(department), list(roles), bool(demo), bool(disabled)):
            return Account(
                id=id_,
                name=Text(zh=zh, en=en),
                department=department,
                roles=frozenset(role for role in ROLES if role in roles),
                demo=demo,
                disabled=disabled,
            )
        case _:
            raise TypeError("the row is not an account")
