"""How long `onego serve` takes on a data folder that exists: to the first page, and until the engine is ready."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx

from bench.ground import free_port, started
from bench.row import Row
from hall.console.programs import worker_mark

PATIENCE = 120


def rows() -> Iterator[Row]:
    """The second start counts; the first one makes the data folder."""
    with tempfile.TemporaryDirectory(prefix="onego-bench-") as folder:
        _start(Path(folder))
        page, engine = _start(Path(folder))
    yield Row("`onego serve`, existing data: page served", page, "s", 5)
    yield Row("`onego serve`, existing data: engine ready", engine, "s", 15)


def _start(folder: Path) -> tuple[float, float]:
    web, prefect, registers = free_port(), free_port(), free_port()
    environment = {
        **os.environ,
        "ONEGO_DATA_DIR": str(folder),
        "ONEGO_WEB_PORT": str(web),
        "ONEGO_PREFECT_PORT": str(prefect),
        "ONEGO_REGISTERS_PORT": str(registers),
    }
    command = (sys.executable, "-m", "hall.command_line", "serve", "--demo")
    began = time.perf_counter()
    with started(command, environment, folder / "serve.log"):
        page = _until(began, lambda: _answers(f"http://127.0.0.1:{web}/sign-in"))
        engine = _until(began, worker_mark(folder).exists)
    return page, engine


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False, timeout=1).is_success
    except httpx.HTTPError:
        return False


def _until(began: float, true: Callable[[], bool]) -> float:
    while not true():
        if time.perf_counter() - began > PATIENCE:
            raise TimeoutError("onego serve did not become ready")
        time.sleep(0.02)
    return time.perf_counter() - began
