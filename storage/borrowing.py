"""The embedded database for the length of one command, when no `onego serve` runs it."""

import shlex
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from storage import embedded
from storage.embedded import SETTINGS, cluster_of, gate, is_ready, options
from storage.locks import became_alone, exclusive, is_held, serving, serving_lock, shared
from storage.refusals import EmbeddedDatabaseFailed

PATIENCE = 30.0
"""Seconds to wait for a server that somebody else starts."""


@contextmanager
def borrowed(data_dir: Path) -> Iterator[None]:
    """Have the embedded server running: the one there is, or one that its last user stops."""
    with shared(_users(data_dir)) as users:
        _ensure_running(data_dir)
        try:
            yield
        finally:
            _stop_if_last(data_dir, users)


@contextmanager
def owned(data_dir: Path) -> Iterator[None]:
    """Hold the data folder for `onego serve`, which runs the server itself.

    The cluster is made, and a server that a short command borrowed is stopped.
    Raises AlreadyServing, EmbeddedDatabaseFailed.
    """
    with serving(data_dir):
        embedded.ensure_cluster(data_dir)
        with exclusive(gate(data_dir)):
            if is_ready(data_dir):
                _stop(data_dir)
        yield


def _users(data_dir: Path) -> Path:
    return data_dir / "run" / "postgres.users"


def _ensure_running(data_dir: Path) -> None:
    if is_ready(data_dir):
        return
    embedded.ensure_cluster(data_dir)
    with exclusive(gate(data_dir)):
        # One that `onego serve` is about to start is waited for, never doubled.
        if not is_ready(data_dir) and not is_held(serving_lock(data_dir)):
            _start(data_dir)
    deadline = time.monotonic() + PATIENCE
    while not embedded.is_ready_with(data_dir, "onego", "prefect"):
        if time.monotonic() > deadline:
            reason = f"it was not ready within {PATIENCE:.0f} seconds, see logs/postgres.log"
            raise EmbeddedDatabaseFailed(cluster_of(data_dir), reason)
        time.sleep(0.05)


def _stop_if_last(data_dir: Path, users: TextIO) -> None:
    with exclusive(gate(data_dir)):
        if became_alone(users) and not is_held(serving_lock(data_dir)) and is_ready(data_dir):
            _stop(data_dir)


def _start(data_dir: Path) -> None:
    cluster = cluster_of(data_dir)
    log = data_dir / "logs" / "postgres.log"
    log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    words = shlex.join(options(data_dir, SETTINGS)[2:])
    embedded.run_program(
        data_dir, "pg_ctl", "start", "-D", str(cluster), "-w", "-t", "30", "-o", words, log=log
    )


def _stop(data_dir: Path) -> None:
    words = ("stop", "-D", str(cluster_of(data_dir)), "-m", "fast", "-w", "-t", "30")
    try:
        embedded.run_program(data_dir, "pg_ctl", *words)
    except EmbeddedDatabaseFailed:
        if is_ready(data_dir):  # else it ended by itself meanwhile, which is what was wanted
            raise
