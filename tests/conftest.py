"""What many tests share: one PostgreSQL for the whole run, one fresh database for each test."""

import secrets
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import settings

from hall.program import Program, Running, last_line
from storage import embedded

if TYPE_CHECKING:  # at run time only where a house is built: the pure tests need not wait for it
    from flows.installation import Installation
    from tests.houses import Clock

TEMPLATE = "template_onego"

# No test has a stopwatch: an example may take its time on a busy machine.
settings.register_profile("untimed", settings.default, deadline=None)
settings.load_profile("untimed")


def migrate_template(url: str) -> None:
    """Fill the database that every test database is copied from, once per run."""
    from storage.migrate import migrate  # here: the pure tests need not wait for Alembic's import

    migrate(url)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A data folder with a short path, for a PostgreSQL of the test's own."""
    folder = Path(tempfile.mkdtemp(prefix="onego-", dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """The data folder of a running PostgreSQL, fast and unsafe, with the migrated template."""
    data_dir = Path(tempfile.mkdtemp(prefix="onego-", dir=_fastest_place()))
    embedded.ensure_cluster(data_dir)
    server = Running(_a_server(data_dir), data_dir)
    try:
        _wait_until_ready(data_dir, server)
        embedded.create_database(data_dir, TEMPLATE)
        migrate_template(embedded.database_url(data_dir, TEMPLATE))
        yield data_dir
    finally:
        server.process.send_signal(signal.SIGQUIT)
        server.clear()
        shutil.rmtree(data_dir)


class Databases:
    """Databases copied from the template, one at a time."""

    def __init__(self, data_dir: Path, connection: psycopg.Connection) -> None:
        self._data_dir = data_dir
        self._connection = connection
        self._last: str | None = None

    def fresh(self) -> str:
        """The address of a new one; the one before goes now, when its last connection is surely closed.

        Dropped at once, PostgreSQL would wait 100 ms for a connection that is still closing.
        """
        if self._last is not None:
            self._connection.execute(f"drop database {self._last} with (force)")
        self._last = f"test_{secrets.token_hex(8)}"
        self._connection.execute(
            f"create database {self._last} template {TEMPLATE} strategy file_copy"
        )
        return embedded.database_url(self._data_dir, self._last)


@pytest.fixture(scope="session")
def databases(postgres: Path) -> Iterator[Databases]:
    """Where test databases come from."""
    url = embedded.database_url(postgres, "postgres")
    with psycopg.connect(url, autocommit=True) as connection:
        yield Databases(postgres, connection)


@pytest.fixture
def database_url(databases: Databases) -> str:
    """The address of a database of this test's own, migrated and empty."""
    return databases.fresh()


@pytest.fixture
def clock() -> "Clock":
    """The clock of this test's installation."""
    from tests.houses import Clock

    return Clock()


@pytest.fixture
def house(database_url: str, tmp_path: Path, clock: "Clock") -> Iterator["Installation"]:
    """An installation on the test's own database."""
    from tests.houses import a_house

    house = a_house(database_url, tmp_path, clock)
    yield house
    house.close()


def _fastest_place() -> str:
    """Memory, if there is plenty: copying a database is creating hundreds of small files."""
    memory = Path("/dev/shm")
    plenty = memory.is_dir() and shutil.disk_usage(memory).free > 2_000_000_000
    return str(memory) if plenty else "/tmp"


def _a_server(data_dir: Path) -> Program:
    return Program(
        name="postgres",
        command=embedded.command(data_dir, embedded.UNSAFE_AND_FAST),
        account=embedded.account(data_dir),
        when_orphaned=signal.SIGQUIT,
    )


def _wait_until_ready(data_dir: Path, server: Running) -> None:
    deadline = time.monotonic() + 30
    while not embedded.is_ready(data_dir):
        assert server.exit_code() is None, last_line(server.log)
        assert time.monotonic() < deadline, last_line(server.log)
        time.sleep(0.02)
