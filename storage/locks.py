"""Locks on files of the data folder; the kernel lets them go when their holder dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from storage.refusals import AlreadyServing, DataFolderClosed


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock alone, waiting for it."""
    with _opened(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def shared(path: Path) -> Iterator[TextIO]:
    """Hold the lock together with others, waiting for whoever holds it alone."""
    with _opened(path) as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield file


def became_alone(file: TextIO) -> bool:
    """Turn a shared lock into an exclusive one, unless others share it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock alone now."""
    with _opened(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


@contextmanager
def serving(data_dir: Path) -> Iterator[None]:
    """Hold the data folder for one `onego serve`.

    Raises AlreadyServing when another holds it.
    """
    with _opened(serving_lock(data_dir)) as file:
        if not _soon_alone(file):
            raise AlreadyServing(data_dir, file.read().strip() or "?")
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def serving_lock(data_dir: Path) -> Path:
    return data_dir / "run" / "serve.lock"


def _soon_alone(file: TextIO) -> bool:
    """Whether the lock is ours within half a second: others' `is_held` takes it for an instant."""
    deadline = time.monotonic() + 0.5
    while not became_alone(file):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
    except OSError as why:
        raise DataFolderClosed(path.parent.parent, why.strerror or str(why)) from None
    with path.open("r+", encoding="utf-8") as file:
        yield file
