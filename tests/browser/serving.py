"""`onego serve --demo` in a process of its own, as somebody would start it by hand."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
START = 90.0
"""Seconds until everything must serve, on a busy machine."""
STOP = 60.0
LOOK = 0.05


@dataclass(frozen=True)
class Served:
    """A whole installation that runs."""

    hall: str
    prefect: str
    log: Path


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Everything running over an empty data folder; stopped at the end, whatever happens."""
    web, prefect, registers = free_ports(3)
    log = folder / "serve.log"
    environment = os.environ | {
        "ONEGO_DATA_DIR": str(folder / "data"),
        "ONEGO_WEB_PORT": str(web),
        "ONEGO_PREFECT_PORT": str(prefect),
        "ONEGO_REGISTERS_PORT": str(registers),
    }
    command = (sys.executable, "-m", "hall.command_line", "--language", "en", "serve", "--demo")
    with log.open("w") as out:
        program = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=out, stderr=out, start_new_session=True
        )
    try:
        _wait_for("The hall:", program, log)
        yield Served(f"http://127.0.0.1:{web}", f"http://127.0.0.1:{prefect}", log)
    finally:
        _stop(program)


def free_ports(count: int) -> tuple[int, ...]:
    """Ports of this machine on which nobody listens."""
    with ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return tuple(int(probe.getsockname()[1]) for probe in probes)


def _wait_for(words: str, program: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START
    while words not in log.read_text(encoding="utf-8"):
        assert program.poll() is None, log.read_text(encoding="utf-8")
        assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
        time.sleep(LOOK)


def _stop(program: subprocess.Popen[bytes]) -> None:
    """Ask it to stop; it ends its own programs, which also end when it is killed."""
    program.send_signal(signal.SIGTERM)
    try:
        program.wait(STOP)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
