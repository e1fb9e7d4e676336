"""The database's shape, brought up to date by Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from storage.database import as_sqlalchemy

_MIGRATIONS = Path(__file__).parent / "migrations"


def configuration(url: str) -> Config:
    """Alembic's settings for the database at this address."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["url"] = as_sqlalchemy(url)
    return config


def migrate(url: str, revision: str = "head") -> None:
    """Bring the database to the revision; doing it twice changes nothing."""
    command.upgrade(configuration(url), revision)


def revision_of(url: str) -> str | None:
    """The revision that the database has, or None when it is empty."""
    engine = create_engine(as_sqlalchemy(url))
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def newest_revision() -> str | None:
    """The revision that this release wants."""
    return ScriptDirectory(str(_MIGRATIONS)).get_current_head()
