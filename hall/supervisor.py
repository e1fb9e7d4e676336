"""Keeps the programs of `onego serve` running: in order, again after a death, never without us."""

import os
import select
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from graphlib import TopologicalSorter
from pathlib import Path
from types import FrameType

from hall.program import Program, Running, cut, last_line, log_of
from storage.refusals import ProgramKeepsStopping

LONGEST_PAUSE = 10.0  # seconds between two starts of a program that keeps dying
FIRST_PAUSE = 0.5
STEADY = 10.0  # seconds a program must have been up for its earlier deaths to be forgotten
GIVE_UP_AFTER = 5  # deaths of a program that was never ready
LOOK_AGAIN = 0.05  # seconds, while something is starting
LOOK_AT_LOGS = 2.0


class Stage(StrEnum):
    """Where a program stands."""

    WAITING = "waiting"
    STARTING = "starting"
    READY = "ready"
    PAUSING = "pausing"
    STOPPED = "stopped"


@dataclass(frozen=True)
class State:
    """What there is to tell about a program now."""

    name: str
    stage: Stage
    pid: int | None
    deaths: int
    """How often it ended by itself since the supervisor started."""
    exit_code: int | None
    """Of its last end; negative: the signal that killed it."""


Report = Callable[[State], None]
Pause = Callable[[int], float]


def pause_after(deaths_in_a_row: int) -> float:
    """Seconds before the next start: none after a first death, then doubling up to a limit."""
    if deaths_in_a_row <= 1:
        return 0.0
    return min(FIRST_PAUSE * 2.0 ** (deaths_in_a_row - 2), LONGEST_PAUSE)


class Post:
    """One program under supervision, and how it fared."""

    def __init__(self, program: Program, data_dir: Path, report: Report, pause: Pause) -> None:
        self.program = program
        self.running: Running | None = None
        self.stage = Stage.WAITING
        self.was_ready = False
        self._data_dir = data_dir
        self._report = report
        self._pause = pause
        self._deaths = 0
        self._deaths_in_a_row = 0
        self._exit_code: int | None = None
        self._started_at = 0.0
        self._start_at = 0.0

    def state(self) -> State:
        running = self.running
        pid = None if running is None else running.process.pid
        return State(self.program.name, self.stage, pid, self._deaths, self._exit_code)

    def look(self, now: float, is_ready: Callable[[str], bool]) -> None:
        """Take the program one stage on, if it is time."""
        if self.running is not None and self.running.exit_code() is not None:
            self._note_death(now, self.running)
        match self.stage:
            case Stage.WAITING | Stage.PAUSING:
                if now >= self._start_at and all(map(is_ready, self.program.after)):
                    self._start(now)
            case Stage.STARTING:
                if self.program.ready():
                    self.was_ready = True
                    self._enter(Stage.READY)

    def next_look(self, now: float) -> float:
        """Seconds until it is worth looking again; the end of its process is told at once."""
        match self.stage:
            case Stage.STARTING | Stage.WAITING:
                return LOOK_AGAIN
            case Stage.PAUSING:
                return max(self._start_at - now, LOOK_AGAIN)
            case _:
                return LOOK_AT_LOGS

    def stop(self) -> None:
        """End the program: in order, or by force after its grace."""
        if self.running is not None:
            self.running.ask_to_stop()
            deadline = time.monotonic() + self.program.grace
            while self.running.exit_code() is None and time.monotonic() < deadline:
                _wait_for_any([self.running], -1, LOOK_AGAIN)
            self._exit_code = self.running.exit_code()
            self.running.clear()
            self.running = None
        self._enter(Stage.STOPPED)

    def refuse_hopeless(self) -> None:
        """Raise ProgramKeepsStopping when it died again and again without ever being ready."""
        if self.was_ready or self._deaths < GIVE_UP_AFTER:
            return
        log = log_of(self.program.name, self._data_dir)
        raise ProgramKeepsStopping(self.program.name, log, last_line(log))

    def _start(self, now: float) -> None:
        self._started_at = now
        self.running = Running(self.program, self._data_dir)
        self._enter(Stage.STARTING)

    def _note_death(self, now: float, running: Running) -> None:
        self._exit_code = running.exit_code()
        running.clear()
        self.running = None
        steady = now - self._started_at >= STEADY
        self._deaths += 1
        self._deaths_in_a_row = 1 if steady else self._deaths_in_a_row + 1
        self._start_at = now + self._pause(self._deaths_in_a_row)
        self._enter(Stage.PAUSING)

    def _enter(self, stage: Stage) -> None:
        if stage is not self.stage:
            self.stage = stage
            self._report(self.state())


class Supervisor:
    """Starts, restarts and stops programs; `run` returns when told to stop."""

    def __init__(
        self,
        programs: Iterable[Program],
        data_dir: Path,
        report: Report = lambda _: None,
        pause: Pause = pause_after,
    ) -> None:
        ordered = _in_order(programs)
        self._posts = tuple(Post(program, data_dir, report, pause) for program in ordered)
        self._by_name = {post.program.name: post for post in self._posts}
        self._data_dir = data_dir
        self._told, self._tell = os.pipe()

    def run(self) -> None:
        """Keep all running until `stop`; the calling thread must live as long as the programs.

        Raises ProgramKeepsStopping, after stopping the others.
        """
        try:
            while not self._look_after_all():
                pass
        finally:
            self._stop_all()

    def stop(self) -> None:
        """Let `run` end; may be called from a signal handler or another thread."""
        os.write(self._tell, b"x")

    def states(self) -> tuple[State, ...]:
        """How every program fares, in the order of their start."""
        return tuple(post.state() for post in self._posts)

    def is_ready(self, *names: str) -> bool:
        """Whether the programs named, or all when none is, serve now."""
        posts = [self._by_name[name] for name in names] or self._posts
        return all(post.stage is Stage.READY for post in posts)

    def _look_after_all(self) -> bool:
        """One round; true when it is time to stop."""
        for post in self._posts:
            post.look(time.monotonic(), self.is_ready)
            post.refuse_hopeless()
            cut(log_of(post.program.name, self._data_dir))
        now = time.monotonic()
        pause = min((post.next_look(now) for post in self._posts), default=LOOK_AT_LOGS)
        running = [post.running for post in self._posts if post.running is not None]
        return _wait_for_any(running, self._told, pause)

    def _stop_all(self) -> None:
        for post in reversed(self._posts):
            post.stop()


@contextmanager
def stopping_on_signals(supervisor: Supervisor) -> Iterator[None]:
    """Let SIGTERM and SIGINT stop the supervisor; for the main thread."""

    def tell(_number: int, _frame: FrameType | None) -> None:
        supervisor.stop()

    before = {number: signal.signal(number, tell) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _in_order(programs: Iterable[Program]) -> list[Program]:
    """Every program after those it needs. Raises CycleError, and KeyError for an unknown name."""
    by_name = {program.name: program for program in programs}
    needs = {name: program.after for name, program in by_name.items()}
    return [by_name[name] for name in TopologicalSorter(needs).static_order()]


def _wait_for_any(running: Iterable[Running], told: int, seconds: float) -> bool:
    """Sleep until a program ends or the time is over; true when told to stop."""
    ends = [one.ended for one in running if one.ended is not None]
    wanted = ends if told < 0 else [told, *ends]
    readable, _, _ = select.select(wanted, [], [], seconds)
    return told in readable
