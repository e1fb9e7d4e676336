"""A whole installation of a test's own under the real supervisor, whose programs may be killed."""

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import psutil

from flows.installation import Installation, open_installation, read_clock
from flows.server import is_ready
from hall.console.catalogue import catalogue_for
from hall.console.preparing import prepare
from hall.console.programs import programs
from hall.program import Program, log_of
from hall.supervisor import Stage, State, Supervisor, pause_after
from matters.case import business_date
from matters.library import Catalogue
from storage.borrowing import owned
from storage.settings import Settings, read_settings
from tests.faults.worker import MARK

NEEDED = ("postgres", "prefect", "registers", "work")
ROOT = Path(__file__).parents[2]
WORKER = "tests.faults.worker"
LOOK = 0.02
START = 90.0
"""Seconds that a program may take to serve on a busy machine."""
LONGEST_PAUSE = 2.0


@dataclass
class Place:
    """Where people work and programs die."""

    settings: Settings
    catalogue: Catalogue
    house: Installation
    supervisor: Supervisor
    thread: threading.Thread
    programs: list[Program]

    def until(self, true: Callable[[], bool], seconds: float = START) -> None:
        """Wait for something; fails with the state of all programs when it does not come."""
        deadline = time.monotonic() + seconds
        while not true():
            assert self.thread.is_alive(), "the supervisor gave up"
            assert time.monotonic() < deadline, f"waited in vain: {self.supervisor.states()}"
            time.sleep(LOOK)

    def pause(self, seconds: float) -> None:
        time.sleep(seconds)

    def serves(self, name: str) -> bool:
        """Whether the program is up; a worker only once it carries waves."""
        state = self.state_of(name)
        return state.stage is Stage.READY and (name != "work" or self.carries(name, state.pid))

    def carries(self, name: str, pid: int | None) -> bool:
        """Whether the worker of this process number has begun to carry waves."""
        with suppress(FileNotFoundError):
            return mark_of(self.settings, name).read_text() == str(pid)
        return False

    def state_of(self, name: str) -> State:
        return next(state for state in self.supervisor.states() if state.name == name)

    def kill(self, name: str) -> bool:
        """kill -9 the program and all it started, at once; False when it does not run now."""
        pid = self.state_of(name).pid
        if pid is None:
            return False
        try:
            program = psutil.Process(pid)
            family = [program, *program.children(recursive=True)]
            if program.ppid() != os.getpid():
                return False
            for one in family:
                with suppress(psutil.NoSuchProcess):
                    one.kill()
        except psutil.NoSuchProcess:
            return False
        self.until(lambda: self.state_of(name).pid != pid)
        return True

    @contextmanager
    def kept_down(self, name: str) -> Iterator[None]:
        """Have the program die whenever the supervisor starts it again."""
        over = threading.Event()

        def strike() -> None:
            while not over.wait(LOOK):
                self.kill(name)

        striker = threading.Thread(target=strike)
        striker.start()
        try:
            self.until(lambda: self.state_of(name).stage is not Stage.READY)
            yield
        finally:
            over.set()
            striker.join()

    @contextmanager
    def another_worker(self, name: str) -> Iterator[None]:
        """One worker more, for as long as the block."""
        [worker] = [one for one in self.programs if one.name == "work"]
        again = replace(as_worker(worker, self.settings, name), after=())
        with supervised([again], self.settings.data_dir) as (supervisor, _):
            self.until(lambda: self.carries(name, supervisor.states()[0].pid))
            yield

    @property
    def prefect_answers(self) -> bool:
        return is_ready(self.settings.prefect_api)


@contextmanager
def a_place(
    folder: Path, worker: str = WORKER, clock: Callable[[], datetime] = read_clock
) -> Iterator[Place]:
    """Everything running, until the block ends; `worker` is the module of its worker, `clock` that of its people."""
    ports = {"prefect_port": free_port(), "registers_port": free_port()}
    settings = read_settings(data_dir=folder, demo=True, **ports)
    settings.keyring()  # made before the database, as `onego serve` does
    with owned(folder):
        made = [
            own(one, settings, worker)
            for one in programs(settings, lambda: prepare(settings))
            if one.name in NEEDED
        ]
        with supervised(made, folder) as (supervisor, thread):
            catalogue = catalogue_for(demo=True, today=business_date(read_clock()))
            house = open_installation(settings, catalogue, clock)
            place = Place(settings, catalogue, house, supervisor, thread, made)
            try:
                place.until(lambda: all(place.serves(one.name) for one in made))
                yield place
            finally:
                house.close()


@contextmanager
def supervised(made: list[Program], folder: Path) -> Iterator[tuple[Supervisor, threading.Thread]]:
    """The programs running under a supervisor in a thread of its own."""
    supervisor = Supervisor(made, folder, pause=lambda n: min(pause_after(n), LONGEST_PAUSE))
    thread = threading.Thread(target=supervisor.run)
    thread.start()
    try:
        yield supervisor, thread
    finally:
        supervisor.stop()
        thread.join()


def own(program: Program, settings: Settings, worker: str) -> Program:
    """The program as it is, without the pages; at the end nothing of Prefect or the registers is worth waiting for."""
    after = tuple(name for name in program.after if name in NEEDED)
    if program.name == "work":
        return replace(as_worker(program, settings, "work", worker), after=after)
    stop_with = program.stop_with if program.name == "postgres" else signal.SIGKILL
    return replace(program, after=after, stop_with=stop_with)


def as_worker(program: Program, settings: Settings, name: str, module: str = WORKER) -> Program:
    """The worker of the fault tests in the place of `onego work`."""
    environment = {
        **program.environment,
        "PYTHONPATH": str(ROOT),
        "PREFECT_API_URL": settings.prefect_api,
        "PGAPPNAME": name,
        MARK: str(mark_of(settings, name)),
    }
    return replace(
        program,
        name=name,
        command=(sys.executable, "-m", module),
        environment=environment,
        ready=lambda: True,
    )


def mark_of(settings: Settings, name: str) -> Path:
    return settings.data_dir / "run" / f"{name}.carries"


def last_words(settings: Settings, name: str, lines: int = 30) -> str:
    """The end of a program's log."""
    return "\n".join(log_of(name, settings.data_dir).read_text().splitlines()[-lines:])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
