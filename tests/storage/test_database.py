"""The pool of connections."""

import os
import resource
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from storage.database import Database

MANY = 1100


@contextmanager
def many_open_files() -> Iterator[None]:
    """More open files than select() can look at, as many open pages are."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MANY + 400
    if hard != resource.RLIM_INFINITY and hard < wanted:
        pytest.skip("this machine allows no process so many files")
    with ExitStack() as opened:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
        opened.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        for _ in range(MANY):
            opened.callback(os.close, os.open(os.devnull, os.O_RDONLY))
        yield


def test_a_process_with_many_open_pages_still_reaches_the_database(database_url: str) -> None:
    database = Database(database_url, size=1)
    with many_open_files():
        for _ in range(2):  # the second time the connection comes from the pool
            with database.transaction() as connection:
                assert connection.execute("select 1").fetchone() == (1,)
        database.close()
