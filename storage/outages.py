"""How it shows that PostgreSQL cannot be reached: the exceptions of the driver and of the pool."""

import psycopg
from sqlalchemy import exc

DATABASE_AWAY: tuple[type[Exception], ...] = (
    psycopg.OperationalError,
    psycopg.InterfaceError,
    exc.OperationalError,
    exc.InterfaceError,
    exc.TimeoutError,  # every connection of the pool stayed busy
)
