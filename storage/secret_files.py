"""Secrets that live in a file which only its owner may read."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def read_or_create(path: Path, make: Callable[[], str]) -> str:
    """The secret in the file; when there is none, a new one is made and kept (mode 0600).

    Two programs that start at once read the same secret: the first one to link its file wins.
    """
    if not path.exists():
        create(path, make().encode())
    return path.read_text(encoding="utf-8")


def create(path: Path, content: bytes) -> None:
    """Keep a secret in a new file (mode 0600); one that is there stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    finally:
        fresh.unlink()
