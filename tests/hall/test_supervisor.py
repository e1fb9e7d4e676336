"""The supervisor: programs start in order, come back after a death, and never outlive it."""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from graphlib import CycleError
from pathlib import Path
from queue import Queue

import psutil
import psycopg
import pytest

from hall.ports import is_listening, require_free
from hall.program import Program, cut, last_line, log_of
from hall.supervisor import LONGEST_PAUSE, Stage, State, Supervisor, pause_after
from storage import embedded
from storage.refusals import PortInUse, ProgramKeepsStopping

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0  # seconds


def shell(name: str, script: str = "exec sleep 600", **differences: object) -> Program:
    return Program(name=name, command=("sh", "-c", script), **differences)


def at_once(_deaths: int) -> float:
    return 0.0


class Watched:
    """A supervisor at work in a thread, with what it reports."""

    def __init__(self, data_dir: Path, *programs: Program) -> None:
        self._reports: Queue[State] = Queue()
        self.data_dir = data_dir
        self.seen: list[tuple[str, Stage]] = []
        self.supervisor = Supervisor(programs, data_dir, self._reports.put)

    def until(self, name: str, stage: Stage) -> State:
        """Wait for a program to reach a stage."""
        while True:
            state = self._reports.get(timeout=PATIENCE)
            self.seen.append((state.name, state.stage))
            if (state.name, state.stage) == (name, stage):
                return state

    def rest(self) -> list[tuple[str, Stage]]:
        """What was reported since the last wait."""
        return [(state.name, state.stage) for state in iter(self._next, None)]

    def _next(self) -> State | None:
        return None if self._reports.empty() else self._reports.get()


@contextmanager
def supervised(data_dir: Path, *programs: Program) -> Iterator[Watched]:
    watched = Watched(data_dir, *programs)
    thread = threading.Thread(target=watched.supervisor.run)
    thread.start()
    try:
        yield watched
    finally:
        watched.supervisor.stop()
        thread.join()


def pid_of(name: str, data_dir: Path) -> int:
    return int((data_dir / "run" / f"{name}.pid").read_text())


def has_ended(pid: int) -> bool:
    """Whether a process, not necessarily a child of ours, ends within the patience."""
    try:
        end = os.pidfd_open(pid)  # tells it even where nobody collects orphans
    except ProcessLookupError:
        return True
    try:
        return end in select.select([end], [], [], PATIENCE)[0]
    finally:
        os.close(end)


def test_a_program_starts_when_what_it_needs_is_ready(tmp_path: Path):
    open_now = tmp_path / "open"
    database = shell("database", ready=open_now.exists)
    web = shell("web", after=("database",))
    with supervised(tmp_path, web, database) as watched:
        watched.until("database", Stage.STARTING)
        assert [state.stage for state in watched.supervisor.states()] == [
            Stage.STARTING,
            Stage.WAITING,
        ]
        open_now.touch()
        watched.until("web", Stage.READY)
    assert watched.seen == [
        ("database", Stage.STARTING),
        ("database", Stage.READY),
        ("web", Stage.STARTING),
        ("web", Stage.READY),
    ]


def test_programs_stop_in_the_reverse_of_their_order(tmp_path: Path):
    programs = [shell("database"), shell("web", after=("database",))]
    with supervised(tmp_path, *programs) as watched:
        watched.until("web", Stage.READY)
    assert watched.rest() == [("web", Stage.STOPPED), ("database", Stage.STOPPED)]
    assert list((tmp_path / "run").iterdir()) == []


def test_a_killed_program_is_started_again_at_once(tmp_path: Path):
    with supervised(tmp_path, shell("web")) as watched:
        first = watched.until("web", Stage.READY)
        os.kill(pid_of("web", tmp_path), signal.SIGKILL)
        again = watched.until("web", Stage.READY)
        assert again.pid == pid_of("web", tmp_path) != first.pid
        assert (again.deaths, again.exit_code) == (1, -signal.SIGKILL)


def test_no_zombie_is_left_of_a_killed_program(tmp_path: Path):
    with supervised(tmp_path, shell("web")) as watched:
        first = watched.until("web", Stage.READY)
        os.kill(pid_of("web", tmp_path), signal.SIGKILL)
        watched.until("web", Stage.READY)
        assert first.pid not in [child.pid for child in psutil.Process().children()]


def test_what_a_killed_program_had_started_ends_with_it(tmp_path: Path):
    script = "sleep 600 & echo $! > helper; touch there; wait"
    web = shell("web", f"cd {tmp_path}; {script}", ready=(tmp_path / "there").exists)
    with supervised(tmp_path, web) as watched:
        watched.until("web", Stage.READY)
        started_by_it = int((tmp_path / "helper").read_text())
        os.kill(pid_of("web", tmp_path), signal.SIGKILL)
        watched.until("web", Stage.PAUSING)
        assert has_ended(started_by_it)


def test_a_program_that_needs_a_dead_one_waits_for_its_return(tmp_path: Path):
    open_now = tmp_path / "open"
    open_now.touch()
    database = shell("database", ready=open_now.exists)
    with supervised(tmp_path, database, shell("web", after=("database",))) as watched:
        watched.until("web", Stage.READY)
        open_now.unlink()
        os.kill(pid_of("database", tmp_path), signal.SIGKILL)
        watched.until("database", Stage.STARTING)
        os.kill(pid_of("web", tmp_path), signal.SIGKILL)
        watched.until("web", Stage.PAUSING)
        watched.seen.clear()
        open_now.touch()
        watched.until("web", Stage.READY)
    assert watched.seen[0] == ("database", Stage.READY)


def test_a_program_deaf_to_its_signal_is_killed_after_its_grace(tmp_path: Path):
    there = tmp_path / "there"
    deaf = shell(
        "deaf",
        f"trap '' TERM; touch {there}; while :; do sleep 1; done",
        ready=there.exists,
        grace=0.2,
    )
    with supervised(tmp_path, deaf) as watched:
        pid = watched.until("deaf", Stage.READY).pid
    assert not psutil.pid_exists(pid)


def test_pauses_between_starts_grow_up_to_a_limit():
    pauses = [pause_after(deaths) for deaths in range(1, 12)]
    assert pauses[:4] == [0, 0.5, 1, 2]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


def test_a_program_that_never_starts_is_given_up_with_its_last_words(tmp_path: Path):
    hopeless = shell("web", "echo the port is taken >&2; exit 3", ready=lambda: False)
    supervisor = Supervisor([shell("database"), hopeless], tmp_path, pause=at_once)
    with pytest.raises(ProgramKeepsStopping, match="“the port is taken”"):
        supervisor.run()
    assert [state.stage for state in supervisor.states()] == [Stage.STOPPED, Stage.STOPPED]


def test_output_goes_to_a_log_of_the_programs_own(tmp_path: Path):
    said = tmp_path / "said"
    web = shell("web", f"echo $GREETING; touch {said}; exec sleep 600", ready=said.exists)
    greeting = Program(**{**vars(web), "environment": {"GREETING": "good morning"}})
    with supervised(tmp_path, greeting) as watched:
        watched.until("web", Stage.READY)
    assert last_line(log_of("web", tmp_path)) == "good morning"


def test_a_log_over_its_limit_begins_anew_and_keeps_the_older_part(tmp_path: Path):
    log = tmp_path / "web.log"
    with log.open("a") as program:
        program.write("morning\n" * 100)
        program.flush()
        cut(log, limit=10_000)
        assert log.stat().st_size == 800
        cut(log, limit=500)
        program.write("evening\n")
    assert log.read_text() == "evening\n"
    assert (tmp_path / "web.log.1").read_text() == "morning\n" * 100


def test_programs_that_wait_for_each_other_are_refused(tmp_path: Path):
    with pytest.raises(CycleError):
        Supervisor([shell("a", after=("b",)), shell("b", after=("a",))], tmp_path)


MAIN = """
import sys
from pathlib import Path
from hall.program import Program
from hall.supervisor import Supervisor, stopping_on_signals
folder = Path(sys.argv[1])
web = Program("web", ("sleep", "600"))
worker = Program("worker", ("sleep", "600"), after=("web",))
supervisor = Supervisor([web, worker], folder, lambda state: print(state.name, state.stage, flush=True))
with stopping_on_signals(supervisor):
    supervisor.run()
"""


@contextmanager
def a_supervisor_of_its_own(data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", MAIN, str(data_dir)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        while process.stdout.readline() != "worker ready\n":
            assert process.poll() is None
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="the leash is Linux's")
def test_programs_die_with_a_supervisor_killed_by_force(tmp_path: Path):
    with a_supervisor_of_its_own(tmp_path) as process:
        pids = [pid_of(name, tmp_path) for name in ("web", "worker")]
        process.kill()
        assert all(map(has_ended, pids))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_supervisor_stops_all_in_order(tmp_path: Path, number: signal.Signals):
    with a_supervisor_of_its_own(tmp_path) as process:
        pids = [pid_of(name, tmp_path) for name in ("web", "worker")]
        process.send_signal(number)
        rest, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
        assert rest.splitlines() == ["worker stopped", "web stopped"]
        assert not any(map(psutil.pid_exists, pids))


def a_database(data_dir: Path) -> Program:
    return Program(
        name="postgres",
        command=embedded.command(data_dir),
        ready=lambda: embedded.is_ready_with(data_dir, "onego"),
        account=embedded.account(data_dir),
        stop_with=signal.SIGINT,
        when_orphaned=signal.SIGINT,
    )


def test_a_killed_postgresql_comes_back_with_what_was_committed(short_folder: Path):
    embedded.ensure_cluster(short_folder)
    url = embedded.database_url(short_folder)
    with supervised(short_folder, a_database(short_folder)) as watched:
        watched.until("postgres", Stage.READY)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("create table acts as select 7 as number")
            os.kill(pid_of("postgres", short_folder), signal.SIGKILL)
            watched.until("postgres", Stage.READY)
        with psycopg.connect(url) as connection:
            assert connection.execute("select number from acts").fetchone() == (7,)
    assert not (embedded.cluster_of(short_folder) / "postmaster.pid").exists()


def test_a_port_in_use_is_told_with_the_setting_that_moves_it():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert is_listening("127.0.0.1", port)
        with pytest.raises(PortInUse, match=f"Port 127.0.0.1:{port} is in use.*ONEGO_WEB_PORT"):
            require_free("127.0.0.1", port, "ONEGO_WEB_PORT")
    require_free("127.0.0.1", port, "ONEGO_WEB_PORT")
    assert not is_listening("127.0.0.1", port)
