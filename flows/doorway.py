"""The way out to a register: a free place, a turn, a time-out, and the breaker told how it went."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, NamedTuple, TypeVar

from flows.register_watch import Entry, WatchesRegisters
from matters.lengths import Rate

Came = TypeVar("Came")


class Door(NamedTuple):
    """One register, and how many calls it takes."""

    name: str
    places: int
    """Calls at the same time, from this process."""
    seconds: float
    rate: Rate | None = None


class Passed(NamedTuple, Generic[Came]):
    """What became of one call."""

    entry: Entry
    came: Came | None
    """None: it did not go, or nothing came in time."""
    milliseconds: float


class Doorway:
    """Lets calls out, to each register no more at once than it takes."""

    def __init__(self, watch: WatchesRegisters, steady: Callable[[], float]) -> None:
        self._watch = watch
        self._steady = steady
        self._places: dict[str, asyncio.Semaphore] = {}

    async def through(
        self, door: Door, call: Callable[[], Awaitable[Came]], is_lost: Callable[[Came], bool]
    ) -> Passed[Came]:
        """Make the call when its place is free and its turn has come."""
        # Waiting for a free place is our own doing, so it does not count against the register.
        async with self._place(door):
            entry = await self._watch.enter(door.name, door.rate)
            if entry != "go":
                return Passed(entry, None, 0)
            began = self._steady()
            told = False
            try:
                came = await self._in_time(door, call)
                self._tell(door, came, is_lost)
                told = True
            finally:
                if not told:
                    self._watch.abandoned(door.name)
            return Passed("go", came, (self._steady() - began) * 1000)

    async def _in_time(self, door: Door, call: Callable[[], Awaitable[Came]]) -> Came | None:
        try:
            async with asyncio.timeout(door.seconds):
                return await call()
        except TimeoutError:
            return None

    def _tell(self, door: Door, came: Came | None, is_lost: Callable[[Came], bool]) -> None:
        if came is None:
            self._watch.kept_silent(door.name, timed_out=True)
        elif is_lost(came):
            self._watch.kept_silent(door.name)
        else:
            self._watch.spoke(door.name)

    def _place(self, door: Door) -> asyncio.Semaphore:
        if door.name not in self._places:
            self._places[door.name] = asyncio.Semaphore(door.places)
        return self._places[door.name]
