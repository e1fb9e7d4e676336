"""Plays the people of the workload: launches cases and settles all open work, through the commands that pages call."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from bench.workload import act_for, an_application
from flows.commands import act_on, launch_case
from flows.installation import Installation
from matters.case import Actor
from matters.office import HALL

CLERK = Actor(account="clerk", department=HALL, role="clerk")
LOOK = 0.04


@dataclass
class Play:
    """One run of the workload: how many cases, and how many of them are under way at once."""

    house: Installation
    cases: int
    under_way: int = 300
    hands: int = 4
    launched: int = 0
    acts: int = 0
    _begun: set[tuple[str, str, int]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> float:
        """Play all cases to their end; seconds it took."""
        began = time.perf_counter()
        with ThreadPoolExecutor(self.hands) as pool:
            pending: set[Future[None]] = set()
            while (ended := self._ended()) < self.cases:
                pending = {one for one in pending if not _failed(one)}
                room = min(self.under_way - (self.launched - ended), self.cases - self.launched)
                for _ in range(max(room, 0)):
                    self.launched += 1
                    pending.add(pool.submit(self._launch))
                for work in self._open_work():
                    pending.add(pool.submit(self._act, work))
                time.sleep(LOOK)
        return time.perf_counter() - began

    def _launch(self) -> None:
        launch_case(self.house, an_application("restaurant"), CLERK)

    def _act(self, work: tuple[str, str, int]) -> None:
        number, step, _ = work
        department, act = act_for(step)
        act_on(self.house, number, act, actor_of(department))
        with self._lock:
            self.acts += 1

    def _open_work(self) -> Sequence[tuple[str, str, int]]:
        with self.house.database.transaction() as connection:
            rows = connection.execute("select case_number, step, round from work_items").fetchall()
        found = [(row[0], row[1], row[2]) for row in rows]
        with self._lock:
            fresh = [work for work in found if work not in self._begun]
            self._begun.update(fresh)
        return fresh

    def _ended(self) -> int:
        with self.house.database.transaction() as connection:
            row = connection.execute(
                "select count(*) from cases where outcome is not null"
            ).fetchone()
        return int(row[0]) if row else 0


def _failed(one: Future[None]) -> bool:
    """Whether the act is over; one that went wrong ends the run."""
    if one.done():
        one.result()
    return one.done()


def actor_of(department: str) -> Actor:
    """Somebody of the department."""
    if department == HALL:
        return CLERK
    return Actor(account=department, department=department, role="officer")
