"""Turns at registers, taken together by all who wait for one in this process: one statement for many calls."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from itertools import zip_longest
from typing import Final, NamedTuple

from matters.lengths import Rate
from storage.database import Database
from storage.register_allowances import Allowance, take_turns

MOST_AT_ONCE: Final = 256
"""Turns that one statement takes."""


class Turn(NamedTuple):
    """When a call may go, on the clock of this process."""

    seconds: float
    """From when it is told."""
    latest: float
    """The moment from which the turn is lost."""


class Turns:
    """Gives each call its turn, however many processes call the same register."""

    def __init__(
        self, database: Database, patience: timedelta, steady: Callable[[], float]
    ) -> None:
        self._database = database
        self._patience = patience
        self._steady = steady
        self._lines: dict[Allowance, list[asyncio.Future[Turn | None]]] = {}
        self._serving: set[asyncio.Task[None]] = set()

    async def wait(self, register: str, rate: Rate) -> bool:
        """Wait for a turn; False at once if none comes within our patience. Raises DatabaseAway."""
        allowance = Allowance(register, rate.count, rate.seconds)
        while (turn := await self._turn(allowance)) is not None:
            if turn.seconds:
                await asyncio.sleep(turn.seconds)
            if self._steady() < turn.latest:
                return True
        return False

    async def _turn(self, allowance: Allowance) -> Turn | None:
        """The next turn, or none within our patience."""
        turn: asyncio.Future[Turn | None] = asyncio.get_running_loop().create_future()
        line = self._lines.setdefault(allowance, [])
        line.append(turn)
        if len(line) == 1:
            serving = asyncio.create_task(self._serve(allowance))
            self._serving.add(serving)
            serving.add_done_callback(self._serving.discard)
        return await turn

    async def _serve(self, allowance: Allowance) -> None:
        """Take turns for all who came in the same round of the loop."""
        await asyncio.sleep(0)
        line = self._lines.pop(allowance)
        for at in range(0, len(line), MOST_AT_ONCE):
            await self._give(allowance, line[at : at + MOST_AT_ONCE])

    async def _give(self, allowance: Allowance, waiting: list[asyncio.Future[Turn | None]]) -> None:
        # From before the question: what a busy machine takes to hand the turn over makes it late too.
        asked = self._steady()
        try:
            taken = await asyncio.to_thread(self._take, allowance, len(waiting))
        except Exception as error:  # whoever waits is told; the next one tries anew
            for one in waiting:
                if not one.done():
                    one.set_exception(error)
            return
        turns = (Turn(seconds, asked + seconds + allowance.late) for seconds in taken)
        for one, turn in zip_longest(waiting, turns):
            if not one.done():
                one.set_result(turn)

    def _take(self, allowance: Allowance, wanted: int) -> tuple[float, ...]:
        with self._database.transaction() as connection:
            return take_turns(connection, allowance, wanted, self._patience)
