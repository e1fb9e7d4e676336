"""The ways to this test's own database: one connection, or a pool of them."""

from collections.abc import Iterator

import psycopg
import pytest

from storage.database import Database


@pytest.fixture
def connection(database_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database_url) as connection:
        yield connection


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url, size=2)
    yield database
    database.close()
