"""Somebody else's database, read and never written: one select with named parameters."""

import sqlite3
import time
from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
import sqlalchemy.exc
from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, make_url, text

from matters.errors import OneGoError
from matters.words import Text

MOST_ROWS = 200
"""More records of one subject than that are no answer."""
_STEPS = 20_000
"""Of SQLite's machine, after which it looks at the time."""
_NOT_KNOWN = "28"
_NO_RIGHT = "42501"
"""How PostgreSQL's codes begin for a refused sign-in, and its code for a table that may not be read."""


class ForeignAway(OneGoError):
    """The database cannot be reached, or did not answer in time."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            zh="对方数据库无法连接，或者没有在时限内应答。",
            en="the other database cannot be reached, or did not answer in time.",
        )


class ForeignRefused(OneGoError):
    """The database does not let us read."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            zh="对方数据库拒绝读取。请核对账号的权限。",
            en="the other database does not let us read. Look at the rights of the account.",
        )


class ForeignUnknown(OneGoError):
    """The database does not know the account, or takes another password for it."""

    status = 401

    def __init__(self) -> None:
        super().__init__(
            zh="对方数据库不认可登录账号或者口令。请核对连接地址。",
            en="the other database does not know us. Look at the account and the password in its address.",
        )


class ForeignQueryWrong(OneGoError):
    """The select does not fit the database: a table or column is missing, or a value of a wrong kind."""

    status = 422

    def __init__(self, what: Text) -> None:
        super().__init__(
            zh=f"查询语句与对方数据库不符（{what.zh}）。",
            en=f"the select does not fit the other database ({what.en}).",
        )


class ForeignDatabase:
    """One database by its URL: PostgreSQL or SQLite, or another whose driver SQLAlchemy finds."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine: Engine | None = None

    def rows(
        self, query: str, parameters: Sequence[Mapping[str, object]], seconds: float
    ) -> list[list[dict[str, object]]]:
        """The rows of the select for each set of parameters; at most so many seconds for each.

        Raises ForeignAway, ForeignRefused, ForeignQueryWrong.
        """
        try:
            with self._opened().connect() as connection:
                _limit(connection, seconds)
                return [_fetched(connection, query, one) for one in parameters]
        except sqlalchemy.exc.SQLAlchemyError as wrong:
            raise _said(wrong) from None

    def close(self) -> None:
        if self._engine is not None:
            self._engine.dispose()

    def _opened(self) -> Engine:
        if self._engine is None:
            self._engine = _engine(self._url)
        return self._engine


def _engine(written: str) -> Engine:
    """Raises ForeignQueryWrong for a URL of no database that is known here."""
    try:
        url = make_url(written)
        return _engine_of(url)
    except (sqlalchemy.exc.ArgumentError, ImportError):
        raise ForeignQueryWrong(_NO_URL) from None


def _engine_of(url: URL) -> Engine:
    match url.get_backend_name():
        case "sqlite":
            file = f"file:{url.database or ''}?mode=ro"
            made = create_engine("sqlite://", poolclass=QueuePool, creator=lambda: _reading(file))
        case "postgresql":
            made = create_engine(
                url.set(drivername="postgresql+psycopg"),
                pool_pre_ping=True,
                connect_args={"connect_timeout": 2},
                execution_options={"postgresql_readonly": True},
            )
        case _:
            made = create_engine(url, pool_pre_ping=True)
    made.hide_parameters = True
    return made


def _reading(file: str) -> sqlite3.Connection:
    return sqlite3.connect(file, uri=True, timeout=1, check_same_thread=False)


_NO_URL = Text(
    zh="连接地址无法识别，或者没有安装驱动", en="its URL is unknown, or there is no driver for it"
)


def _limit(connection: Connection, seconds: float) -> None:
    """A query that runs too long is stopped where it runs, not only forgotten here."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"set local statement_timeout = {int(seconds * 1000)}"))
        return
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        until = time.monotonic() + seconds
        driver.set_progress_handler(lambda: time.monotonic() > until, _STEPS)


def _fetched(
    connection: Connection, query: str, parameters: Mapping[str, object]
) -> list[dict[str, object]]:
    found: Any = connection.execute(text(query), dict(parameters))
    return [dict(row) for row in found.mappings().fetchmany(MOST_ROWS)]


def _said(wrong: sqlalchemy.exc.SQLAlchemyError) -> OneGoError:
    """The database's refusal in our words; its own may quote values."""
    cause = getattr(wrong, "orig", None)
    state = cause.sqlstate if isinstance(cause, psycopg.Error) else None
    if state == _NO_RIGHT:
        return ForeignRefused()
    if _is_not_known(cause, state):
        return ForeignUnknown()
    missing = isinstance(cause, sqlite3.OperationalError) and "no such" in str(cause)
    away = isinstance(wrong, sqlalchemy.exc.OperationalError | sqlalchemy.exc.TimeoutError)
    if away and not missing:
        return ForeignAway()
    return ForeignQueryWrong(Text.same(type(cause or wrong).__name__))


def _is_not_known(cause: object, state: str | None) -> bool:
    """A sign-in is mostly refused before there is a code."""
    if state is not None:
        return state.startswith(_NOT_KNOWN)
    return isinstance(cause, psycopg.OperationalError) and "authentication failed" in str(cause)
