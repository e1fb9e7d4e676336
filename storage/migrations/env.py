"""How Alembic reaches the database."""

from alembic import context
from sqlalchemy import create_engine, pool
from sqlmodel import SQLModel

import storage.calendar_tables
import storage.clock_tables
import storage.delivery_tables
import storage.journal_tables
import storage.rating_tables
import storage.register_tables
import storage.tables  # noqa: F401 - importing registers the tables


def run() -> None:
    engine = create_engine(context.config.attributes["url"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection, target_metadata=SQLModel.metadata, transaction_per_migration=True
        )
        with context.begin_transaction():
            # Two processes that start at once must not both migrate.
            connection.exec_driver_sql("select pg_advisory_xact_lock(72163)")
            context.run_migrations()


run()
