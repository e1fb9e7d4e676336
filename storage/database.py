"""The connection to PostgreSQL: one pool for pages and for acts."""

import select
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import sqlalchemy.exc
from sqlalchemy import Engine, create_engine, event
from sqlmodel import Session

from matters.errors import OneGoError

Connection = psycopg.Connection[tuple[Any, ...]]

AWAY: tuple[type[Exception], ...] = (
    psycopg.OperationalError,
    psycopg.InterfaceError,
    sqlalchemy.exc.OperationalError,
    sqlalchemy.exc.InterfaceError,
    sqlalchemy.exc.TimeoutError,  # every connection of the pool stayed busy
)
"""How it shows that PostgreSQL cannot be reached: the exceptions of the driver and of the pool."""


class Database:
    """A pool of connections to one database."""

    def __init__(self, url: str, *, size: int = 8) -> None:
        self.url = url
        self.engine: Engine = create_engine(as_sqlalchemy(url), pool_size=size, max_overflow=size)
        event.listen(self.engine, "checkout", _only_a_living_one)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction on a plain connection: committed at the end, undone by an exception."""
        with _sentences():
            pooled = self.engine.raw_connection()
            try:
                connection = pooled.driver_connection
                if not isinstance(connection, psycopg.Connection):
                    raise TypeError("the pool must hold psycopg connections")
                # A pipeline sends BEGIN with the first statement and COMMIT with the last.
                with connection.transaction():
                    yield connection
            finally:
                if pooled.driver_connection is not None and pooled.driver_connection.closed:
                    pooled.invalidate()  # it is not worth asking it to roll back
                pooled.close()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction on the SQLModel tables."""
        with (
            _sentences(),
            Session(self.engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    def close(self) -> None:
        self.engine.dispose()


class DatabaseAway(OneGoError):
    """PostgreSQL does not answer; nothing that was committed is lost."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            zh="系统暂时无法连接数据库，刚才的操作没有保存。请稍候片刻再提交一次，不会重复办理。",
            en="The database does not answer, and what you just did was not saved. Try again in a"
            " moment; nothing is done twice.",
        )


class NotKeepable(OneGoError):
    """A text holds the character NUL, which PostgreSQL neither keeps nor compares."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            zh="提交的内容或者地址中含有系统不能保存的控制字符（NUL），操作没有完成。请重新录入有关文字，不要从其他软件粘贴。",
            en="What was sent, or the address, holds a control character (NUL) that cannot be kept, and"
            " nothing was done. Type the text anew instead of pasting it.",
        )


def _only_a_living_one(connection: object, record: object, proxy: object) -> None:
    """Give no connection out whose server has gone since: an idle one has nothing to say but goodbye."""
    if not isinstance(connection, psycopg.Connection):
        return
    if connection.closed or _says_something(connection.fileno()):
        raise sqlalchemy.exc.DisconnectionError


def _says_something(number: int) -> bool:
    # Not select(): it refuses file numbers from 1024 on, which a process with many open pages has.
    watched = select.poll()
    watched.register(number, select.POLLIN)
    return bool(watched.poll(0))


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except AWAY as error:
        raise DatabaseAway from error
    except (psycopg.DataError, sqlalchemy.exc.DataError) as error:
        if _is_about_nul(error):
            raise NotKeepable from error
        raise


def _is_about_nul(error: psycopg.DataError | sqlalchemy.exc.DataError) -> bool:
    """PostgreSQL refuses a NUL in jsonb; the driver one in a text before it is sent, which has no code."""
    own = error.orig if isinstance(error, sqlalchemy.exc.DataError) else error
    if isinstance(own, psycopg.errors.UntranslatableCharacter):
        return True
    return isinstance(own, psycopg.DataError) and own.sqlstate is None and "NUL" in str(own)


def only(cursor: psycopg.Cursor[tuple[Any, ...]]) -> tuple[Any, ...]:
    """The one row of a statement that always gives one. Raises LookupError otherwise."""
    row = cursor.fetchone()
    if row is None:
        raise LookupError("the statement gave no row")
    return row


def as_sqlalchemy(url: str) -> str:
    """The address as SQLAlchemy wants it, for psycopg 3."""
    return "postgresql+psycopg://" + url.partition("://")[2]
