"""Requests for waves: kept, joined, and passed on as often as the machine bears."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import httpx
from prefect.exceptions import PrefectException

from flows.engine import described
from flows.pace import Pace
from flows.patience import waits
from matters.errors import OneGoError
from storage.database import DatabaseAway

Matters: TypeAlias = tuple[str, ...]

SEVERAL_FROM: Final = 3
SEVERAL_AT_MOST: Final = 50

log = logging.getLogger(__name__)


@dataclass
class Dispatcher:
    """Keeps the matters that want a wave, each once, and asks for waves as the pace allows.

    From three matters on, one wave carries them all: the number of runs stays bounded whatever the
    number of matters.
    """

    ask: Callable[[Matters], Awaitable[None]]
    pace: Pace = field(default_factory=Pace)
    _waiting: dict[str, None] = field(default_factory=dict)  # a set that keeps its order
    _wanted: asyncio.Event = field(default_factory=asyncio.Event)

    def request(self, matter: str) -> None:
        """Ask for a wave; one that is waiting already will do."""
        self._waiting[matter] = None
        self._wanted.set()

    async def listen(self, requests: AsyncIterator[str]) -> None:
        async for matter in requests:
            self.request(matter)

    async def run(self) -> None:
        """Ask for waves until cancelled. While Prefect is away the requests are kept."""
        away = waits()
        while True:
            await self._wanted.wait()
            await asyncio.sleep(self._wait())
            matters = self._next()
            try:
                await self._ask(matters)
            except (httpx.HTTPError, PrefectException, DatabaseAway) as error:
                self._keep(matters)
                log.warning("No wave could be asked for (%s): request kept", described(error))
                await asyncio.sleep(next(away))
            except OneGoError as error:
                # The matter is at fault; the watch asks again, when somebody may have mended it.
                log.error("No wave for %s: %s", ", ".join(matters), error)
            else:
                away = waits()

    def _wait(self) -> float:
        self.pace = self.pace.refilled(_now())
        return self.pace.wait()

    def _next(self) -> Matters:
        several = len(self._waiting) >= SEVERAL_FROM
        matters = tuple(self._waiting)[: SEVERAL_AT_MOST if several else 1]
        for matter in matters:
            del self._waiting[matter]
        if not self._waiting:
            self._wanted.clear()
        return matters

    def _keep(self, matters: Matters) -> None:
        self._waiting = dict.fromkeys(matters) | self._waiting
        self._wanted.set()

    async def _ask(self, matters: Matters) -> None:
        began = _now()
        await self.ask(matters)
        self.pace = self.pace.refilled(_now()).asked(_now() - began)


def _now() -> float:
    return asyncio.get_running_loop().time()
