"""What the speed rows stand on: an embedded PostgreSQL with its default fsync, a Prefect server, a worker."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

import psutil

from bench.workload import library, restaurant
from flows.installation import Installation, read_clock
from flows.server import is_ready, server_api_url, server_command, server_environment
from hall.program import Program, Running
from matters.rules import Rules
from matters.spec import Matter
from storage import embedded, published
from storage.bell import Bell
from storage.calendars import Calendars
from storage.database import Database
from storage.encryption import keyring_from
from storage.files import FileStore
from storage.migrate import migrate

KEYS = "bench:" + "A" * 43 + "="


@dataclass(frozen=True)
class Ground:
    """A running PostgreSQL in a folder of its own."""

    folder: Path
    url: str
    prefect_url: str

    def cpu_of_postgres(self) -> float:
        """CPU seconds that PostgreSQL's processes have used."""
        return sum(cpu(process) for process in _postgres(self.folder))


@contextmanager
def postgres() -> Iterator[Ground]:
    """An empty, migrated database."""
    folder = Path(tempfile.mkdtemp(prefix="onego-bench-"))
    embedded.ensure_cluster(folder)
    server = Running(
        Program(
            name="postgres",
            command=embedded.command(folder),
            account=embedded.account(folder),
            when_orphaned=signal.SIGQUIT,
        ),
        folder,
    )
    try:
        _until(lambda: embedded.is_ready(folder), 30)
        for name in ("onego", "prefect"):
            embedded.create_database(folder, name)
        url = embedded.database_url(folder, "onego")
        migrate(url)
        yield Ground(folder, url, embedded.database_url(folder, "prefect"))
    finally:
        server.process.send_signal(signal.SIGQUIT)
        server.process.wait()
        server.clear()
        rmtree(folder, ignore_errors=True)


def an_installation(ground: Ground) -> Installation:
    """The installation of the workload; letters stay text."""
    keyring = keyring_from(KEYS)
    office = library()
    return Installation(
        database=Database(ground.url),
        keyring=keyring,
        files=FileStore((ground.folder / "files").as_uri(), keyring),
        bell=Bell(ground.url),
        office=office.office,
        calendars=Calendars(office.calendar, office.office.profile.key),
        public_url="http://127.0.0.1",
        demo=True,
        clock=read_clock,
        lays_out=False,
    )


def publish(house: Installation, matter: Matter | None = None) -> Rules:
    """Publish a matter, or the workload's own."""
    matter = matter or restaurant()
    with house.database.transaction() as connection:
        published.publish(connection, matter, "", "bench", house.clock())
    return Rules(matter, house.office, house.calendar)


@contextmanager
def prefect(ground: Ground) -> Iterator[tuple[str, psutil.Process]]:
    """A Prefect server of its own: its API's address and its process."""
    port = free_port()
    environment = {**os.environ, **server_environment(ground.prefect_url, ground.folder)}
    with started(server_command(port), environment, ground.folder / "prefect.log") as process:
        _until(lambda: is_ready(server_api_url(port)), 60)
        yield server_api_url(port), process


@contextmanager
def worker(ground: Ground, api_url: str, gateway: str = "") -> Iterator[psutil.Process]:
    """A worker that carries waves; without a gateway its registers answer at once."""
    command = (sys.executable, "-m", "bench.worker", str(ground.folder), ground.url, gateway)
    environment = {**os.environ, "PREFECT_API_URL": api_url, "PREFECT_HOME": str(ground.folder)}
    with started(command, environment, ground.folder / "worker.log") as process:
        ready = ground.folder / "worker-ready"
        _until(ready.exists, 60)
        yield process


@contextmanager
def started(
    command: tuple[str, ...], environment: dict[str, str], log: Path
) -> Iterator[psutil.Process]:
    """A program that runs as long as the block."""
    with log.open("ab") as out:
        child = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
        try:
            yield psutil.Process(child.pid)
        finally:
            child.terminate()
            try:
                child.wait(15)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def cpu(process: psutil.Process) -> float:
    """CPU seconds of a process and of its children, those that ended included."""
    try:
        own = process.cpu_times()
        running = sum(cpu(child) for child in process.children())
    except psutil.NoSuchProcess:
        return 0.0
    return float(own.user + own.system + own.children_user + own.children_system + running)


def cpu_of_main_thread(process: psutil.Process) -> float:
    """CPU seconds of the thread that runs Prefect's client and the event loop."""
    threads = {thread.id: thread for thread in process.threads()}
    main = threads[process.pid]
    return float(main.user_time + main.system_time)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _postgres(folder: Path) -> list[psutil.Process]:
    pid = int((embedded.cluster_of(folder) / "postmaster.pid").read_text().split()[0])
    return [psutil.Process(pid)]


def _until(true: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not ready within {seconds:.0f} s")
        time.sleep(0.02)
