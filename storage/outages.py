"""How it shows that PostgreSQL cannot be reached: the exceptions of the driver and of the pool."""

import psycopg
from sqlalchemy import exc

from storage.database import Database

DATABASE_AWAY: tuple[type[Exception], ...] = (
    psycopg.OperationalError,
    psycopg.InterfaceError,
    exc.OperationalError,
    exc.InterfaceError,
    exc.TimeoutError,  # every connection of the pool stayed busy
)


def require_answer(database: Database) -> None:
    """Raise one of DATABASE_AWAY unless the database answers."""
    with database.transaction() as connection:
        connection.execute("select 1")
