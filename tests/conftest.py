"""What many tests share: one PostgreSQL for the whole run, one fresh database for each test."""

import secrets
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from hall.program import Program, Running, last_line
from storage import embedded

TEMPLATE = "template_onego"


def migrate_template(url: str) -> None:
    """Fill the database that every test database is copied from, once per run."""


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A data folder with a short path, for a PostgreSQL of the test's own."""
    folder = Path(tempfile.mkdtemp(prefix="onego-", dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """The data folder of a running PostgreSQL, fast and unsafe, with the migrated template."""
    data_dir = Path(tempfile.mkdtemp(prefix="onego-", dir="/tmp"))
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


@pytest.fixture(scope="session")
def _administration(postgres: Path) -> Iterator[psycopg.Connection]:
    url = embedded.database_url(postgres, "postgres")
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def database_url(postgres: Path, _administration: psycopg.Connection) -> Iterator[str]:
    """The address of a database of this test's own, migrated and empty."""
    name = f"test_{secrets.token_hex(8)}"
    _administration.execute(f"create database {name} template {TEMPLATE} strategy file_copy")
    yield embedded.database_url(postgres, name)
    _administration.execute(f"drop database {name} with (force)")


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
