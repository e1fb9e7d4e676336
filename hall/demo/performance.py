"""The performance: a full case of each matter step by step, then the crowd, all at once."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from hall.demo.casting import Programme, by_faults
from hall.demo.faults import down
from hall.demo.player import Played, Player, Watch
from matters.plays import Play

Begun = Callable[[Play], Watch]
Ended = Callable[[Played], None]


@dataclass
class Performance:
    """Plays a programme; `gateway` is where registers are taken down."""

    player: Player
    gateway: str
    begun: Begun
    """Told of each shown case before it is played; what it returns sees the case move."""
    ended: Ended
    """Told of each case of the crowd when it is over."""

    async def play(self, programme: Programme) -> tuple[Played, ...]:
        """All plays: those that are shown, then the crowd. Raises GatewayAway."""
        async with self.player.listening():
            shown = [await self._shown(play) for play in programme.shown]
            running: list[asyncio.Task[Played]] = []
            for faults, plays in by_faults(programme.crowd):
                if faults:
                    launched = await self._launched_while_down(faults, plays)
                    running += [asyncio.create_task(self._carried(one)) for one in launched]
                else:
                    crowd = [asyncio.create_task(self._one(play)) for play in plays]
                    await asyncio.gather(*crowd)
                    running += crowd
            return (*shown, *await asyncio.gather(*running))

    async def _launched_while_down(
        self, faults: frozenset[str], plays: tuple[Play, ...]
    ) -> list[Played]:
        """The cases, launched and asked about while the registers are down; these are up again afterwards."""
        async with down(self.gateway, faults):
            launched = [await self.player.launch(play) for play in plays]
            await asyncio.gather(*(self.player.checks_answered(one, faults) for one in launched))
        return launched

    async def _shown(self, play: Play) -> Played:
        watch = self.begun(play)
        return await self.player.carry(await self.player.launch(play), watch)

    async def _one(self, play: Play) -> Played:
        return await self._carried(await self.player.launch(play))

    async def _carried(self, launched: Played) -> Played:
        played = await self.player.carry(launched)
        self.ended(played)
        return played
