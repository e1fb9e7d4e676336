"""The system account that PostgreSQL runs under: it refuses to run as root."""

import logging
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from storage.refusals import EmbeddedDatabaseFailed

ACCOUNT = "onego"
TRAVERSE = 0o001
READ = 0o004

log = logging.getLogger(__name__)


def account_for(cluster: Path) -> str | None:
    """The account that owns or shall own a cluster; None means: the one we run as."""
    if os.geteuid() != 0:
        return None
    if cluster.exists() and cluster.stat().st_uid != 0:
        return pwd.getpwuid(cluster.stat().st_uid).pw_name
    return ACCOUNT


def ensure_account(name: str, cluster: Path) -> None:
    """Make the system account when root runs OneGo for the first time on this machine."""
    if _is_known(name):
        return
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        raise EmbeddedDatabaseFailed(
            cluster, f"root may not run PostgreSQL, and account '{name}' cannot be made here"
        )
    # Two starts at once may both come here: what counts is that the account exists afterwards.
    subprocess.run(  # noqa: S603 - a fixed program with a fixed account name
        [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
        check=False,
        capture_output=True,
    )
    if not _is_known(name):
        raise EmbeddedDatabaseFailed(cluster, f"account '{name}' could not be made")


def _is_known(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def let_pass(folder: Path) -> None:
    """Let other accounts pass through (not list) a folder and all above it, where they cannot."""
    for place in (folder, *folder.parents):
        mode = place.stat().st_mode
        if mode & TRAVERSE == 0:
            log.warning("%s: others may now pass through (mode o+x), PostgreSQL needs it", place)
            place.chmod(mode | TRAVERSE)


def may_run(program: Path) -> bool:
    """Whether other accounts may run a program file."""
    return program.stat().st_mode & (READ | TRAVERSE) == READ | TRAVERSE


def let_read(folder: Path) -> None:
    """Let other accounts read the program files of PostgreSQL, where a strict umask forbade it."""
    for place in (folder, *folder.rglob("*")):
        mode = place.stat().st_mode
        wanted = READ | (TRAVERSE if mode & 0o100 else 0)
        if mode & wanted != wanted:
            place.chmod(mode | wanted)
