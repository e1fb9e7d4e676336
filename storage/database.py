"""The connection to PostgreSQL: one pool for pages and for acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Engine, create_engine
from sqlmodel import Session

Connection = psycopg.Connection[tuple[Any, ...]]


class Database:
    """A pool of connections to one database."""

    def __init__(self, url: str, *, size: int = 8) -> None:
        self.url = url
        self.engine: Engine = create_engine(
            as_sqlalchemy(url),
            pool_size=size,
            max_overflow=size,
            pool_pre_ping=True,  # PostgreSQL may have been restarted since
        )

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction on a plain connection: committed at the end, undone by an exception."""
        pooled = self.engine.raw_connection()
        try:
            connection = pooled.driver_connection
            if not isinstance(connection, psycopg.Connection):
                raise TypeError("the pool must hold psycopg connections")
            with connection.transaction():
                yield connection
        finally:
            pooled.close()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction on the SQLModel tables."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        self.engine.dispose()


def only(cursor: psycopg.Cursor[tuple[Any, ...]]) -> tuple[Any, ...]:
    """The one row of a statement that always gives one. Raises LookupError otherwise."""
    row = cursor.fetchone()
    if row is None:
        raise LookupError("the statement gave no row")
    return row


def as_sqlalchemy(url: str) -> str:
    """The address as SQLAlchemy wants it, for psycopg 3."""
    return "postgresql+psycopg://" + url.partition("://")[2]
