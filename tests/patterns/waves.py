"""The second way: all stories at once through real waves, which Prefect's server and one worker carry.

Real are PostgreSQL, its NOTIFY, Prefect's server with its own database, the worker, the dispatcher, the watch and the
flows; a small fake stands for the registers and the channel to applicants, and the clock is the stories' own. The
stories take their turns together: after each turn all wait until no case waits for the machine, and the clock moves
on only when every story that is left waits for a later day.
"""

import asyncio
import gc
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from prefect.events.worker import EventsWorker
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

from flows.installation import Installation
from flows.server import server_api_url, server_command, server_environment, wait_until_ready
from flows.waves import WaveFlows
from flows.work import Work, carry_waves
from hall.console.working import requests
from hall.program import Program, Running
from matters.due import due
from matters.standing import standing
from storage.bell import Bell
from storage.database import Database
from tests.faults.place import free_port
from tests.houses import Clock, Outside, publish
from tests.patterns.core_desk import rules_of
from tests.patterns.stored_desk import StoredDesk, a_shipped_house
from tests.patterns.telling import Story, playing

LOOK = 0.02
PATIENCE = 60.0
WATCH_EVERY = 1.0


@dataclass(frozen=True)
class Place:
    """Where Prefect keeps its own things."""

    folder: Path
    database: str


@dataclass
class Played:
    """What became of the stories: the first thing that was not as told, by story."""

    trouble: dict[str, Exception] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)

    def __call__(self, story: Story) -> None:
        """Raises what went wrong with this one."""
        if story.name in self.trouble:
            raise self.trouble[story.name]
        assert story.name in self.done, f"{story.name} was not played"


@dataclass
class Round:
    """Stories that take their turns together."""

    house: Installation
    clock: Clock
    played: Played
    plays: dict[str, Iterator[datetime | None]] = field(default_factory=dict)
    desks: dict[str, StoredDesk] = field(default_factory=dict)
    until: dict[str, datetime] = field(default_factory=dict)
    """The stories that wait for a day."""

    def begin(self, stories: Sequence[Story]) -> None:
        for matter in dict.fromkeys(story.matter for story in stories):
            publish(self.house, rules_of(matter).matter)
        for story in stories:
            self.desks[story.name] = StoredDesk(self.house, rules_of(story.matter), story.name)
            self.plays[story.name] = playing(story, self.desks[story.name])

    def play(self) -> None:
        """All of them to their ends."""
        while self.plays:
            turn = [name for name in self.plays if name not in self.until]
            if not turn:
                self.clock.at = min(self.until.values())
                self.until = {n: day for n, day in self.until.items() if day > self.clock.at}
            for name in turn:
                self._turn(name)
            self._quiet()
        for name, desk in self.desks.items():
            if name not in self.played.trouble:
                self._finish(name, desk)

    def _turn(self, name: str) -> None:
        try:
            moment = next(self.plays[name])
        except StopIteration:
            del self.plays[name]
            self.played.done.add(name)
        except Exception as error:  # told by the story's own test
            del self.plays[name]
            self.played.trouble[name] = error
        else:
            if moment is not None:
                self.until[name] = moment

    def _finish(self, name: str, desk: StoredDesk) -> None:
        try:
            _all_is_told(desk, self.clock.at)
        except AssertionError as error:
            self.played.trouble[name] = error

    def _quiet(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while self._busy():
            assert time.monotonic() < deadline, "the waves never come to rest"
            time.sleep(LOOK)

    def _busy(self) -> bool:
        with self.house.database.transaction() as connection:
            waiting = connection.execute(
                "select 1 from cases where wake_at <= %s or leased_until is not null limit 1",
                (self.clock.at,),
            )
            return waiting.fetchone() is not None


def _all_is_told(desk: StoredDesk, at: datetime) -> None:
    """Nothing is due, every notice arrived, and it was waves that carried the case."""
    case = desk.case()
    now = standing(case)
    assert due(desk.rules, case, at) == ()
    assert now.issued.keys() == now.delivered.keys() != set()
    with desk.house.database.transaction() as connection:
        row = connection.execute("select waves from cases where number = %s", (case.number,))
        assert row.fetchall() > [(0,)]


def played_through_waves(stories: Sequence[Story], url: str, place: Place) -> Played:
    """All stories, each to its end or to its first difference."""
    clock, played = Clock(), Played()
    house = a_shipped_house(Database(url, size=4), place.folder, clock, Bell(url))
    round_ = Round(house, clock, played)
    round_.begin(stories)
    try:
        with a_prefect_server(place):
            asyncio.run(_carried(house, round_))
            EventsWorker.drain_all(timeout=60)  # the rest looks for it in vain
    finally:
        house.close()
    return played


async def _carried(house: Installation, round_: Round) -> None:
    stop = asyncio.Event()
    work = Work(WaveFlows(house, Outside()), requests=requests(house), watch_every=WATCH_EVERY)
    worker = asyncio.create_task(carry_waves(work, stop))
    try:
        await asyncio.to_thread(round_.play)
    finally:
        stop.set()
        await worker


@contextmanager
def a_prefect_server(place: Place) -> Iterator[None]:
    """A server of these tests' own, killed in the end."""
    port = free_port()
    environment = server_environment(place.database, place.folder)
    program = Program("prefect", server_command(port), environment)
    api = server_api_url(port)
    with temporary_settings({PREFECT_API_URL: api, PREFECT_HOME: place.folder}):
        running = Running(program, place.folder)
        try:
            asyncio.run(wait_until_ready(api, 90))
            yield
        finally:
            running.process.kill()
            running.clear()
            _collected()


def _collected() -> None:
    """A request that the worker's end breaks off leaves its socket to the garbage collector (httpcore)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
