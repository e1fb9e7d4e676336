"""How it shows that PostgreSQL cannot be reached, wherever a connection is held outside `Database`."""

from storage.database import AWAY, Database

DATABASE_AWAY: tuple[type[Exception], ...] = AWAY


def require_answer(database: Database) -> None:
    """Raise DatabaseAway unless the database answers."""
    with database.transaction() as connection:
        connection.execute("select 1")
