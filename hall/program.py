"""One program of `onego serve`: what it is, and one running of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

LEASH = Path(__file__).with_name("leash.py")
LOG_LIMIT = 10_000_000  # bytes; one older log is kept beside


@dataclass(frozen=True)
class Program:
    """A program to keep running."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    """Added to the supervisor's own environment."""
    ready: Callable[[], bool] = lambda: True
    """Whether it serves now; must answer soon and never raise."""
    after: tuple[str, ...] = ()
    """The programs that must be ready before this one starts."""
    account: str | None = None
    """The system account it runs under, when root starts it."""
    stop_with: signal.Signals = signal.SIGTERM
    """The signal of its orderly end."""
    when_orphaned: signal.Signals = signal.SIGKILL
    """The signal it gets from the kernel when the supervisor is killed."""
    grace: float = 10.0
    """Seconds it has for an orderly end."""


class Running:
    """One running of a program: its process, its log, its file with the process number."""

    def __init__(self, program: Program, data_dir: Path) -> None:
        self.program = program
        self.pid_file = data_dir / "run" / f"{program.name}.pid"
        self.log = log_of(program.name, data_dir)
        for folder in (self.pid_file.parent, self.log.parent):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own programs
                _leashed(program),
                cwd="/" if program.account else None,
                env={**os.environ, **program.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # A group of its own: Ctrl-C reaches the supervisor alone, which stops all in order.
                start_new_session=True,
            )
        self.pid_file.write_text(f"{self.process.pid}\n")
        self.ended = _ended(self.process.pid)

    def exit_code(self) -> int | None:
        """None while it runs."""
        return self.process.poll()

    def ask_to_stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(self.program.stop_with)

    def clear(self) -> None:
        """End what is left of it, also programs it started, and forget its process number."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.pid_file.unlink(missing_ok=True)
        if self.ended is not None:
            os.close(self.ended)
            self.ended = None


def log_of(name: str, data_dir: Path) -> Path:
    """Where the output of a program goes."""
    return data_dir / "logs" / f"{name}.log"


def cut(log: Path, limit: int = LOG_LIMIT) -> None:
    """Move a log that is over the limit (bytes) aside and begin it anew.

    The program goes on writing to the same file, which was opened for appending; a line written in
    between may be lost.
    """
    if not log.exists() or log.stat().st_size <= limit:
        return
    log.with_suffix(".log.1").write_bytes(log.read_bytes())
    os.truncate(log, 0)


def last_line(log: Path) -> str:
    """The last words of a log."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _leashed(program: Program) -> list[str]:
    leash = (str(os.getpid()), str(int(program.when_orphaned)), program.account or "")
    return [sys.executable, "-I", "-S", str(LEASH), *leash, *program.command]


def _ended(pid: int) -> int | None:
    """A descriptor that becomes readable when the process ends, where the system has such."""
    return os.pidfd_open(pid) if hasattr(os, "pidfd_open") else None
