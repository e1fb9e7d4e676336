"""One place for all fault tests, with every program of `onego serve` under its supervisor."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.place import Place, a_place
from tests.faults.seeds import SEED, TOLD


@pytest.fixture(scope="session")
def place() -> Iterator[Place]:
    """PostgreSQL with its default fsync, Prefect's server, the registers and a worker, all real."""
    folder = Path(tempfile.mkdtemp(prefix="onego-", dir="/tmp"))  # a socket's path must be short
    try:
        with a_place(folder) as place:
            yield place
    finally:
        shutil.rmtree(folder)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"fault tests: ONEGO_FAULT_SEED={SEED}")
    for line in TOLD:
        terminalreporter.write_line(f"  {line}")
