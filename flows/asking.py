"""The questions of one wave: asked as soon as they are known, recorded as soon as the last register has spoken."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Final

from flows import checking
from flows.checking import AsksRegisters, Inquiry
from flows.installation import Clock
from flows.plan import Node
from matters.case import Finding, FindingOutcome
from storage.database import DatabaseAway

HEAD_START: Final = 0.1
"""Seconds at most that questions get to be on their way, before Prefect's tasks want the machine for themselves."""

Silent = list[tuple[str, Finding]]
"""By case, that its register does not answer."""


class Questions:
    """Asks registers, and keeps what they said until the cases have taken it in."""

    def __init__(
        self, outside: AsksRegisters, clock: Clock, record: Callable[[], Awaitable[None]]
    ) -> None:
        self._outside = outside
        self._clock = clock
        self._record = record
        self._said: dict[str, list[Finding]] = {}
        self._heard: set[tuple[str, str]] = set()
        self._asking: dict[Node, asyncio.Task[Silent]] = {}
        self._open = 0

    async def begin(self, wanted: Mapping[Node, Sequence[Inquiry]]) -> None:
        """Ask everything of a round; returns when it is under way.

        Registers think while Prefect begins the tasks that stand for them.
        """
        self._heard.clear()
        self._open = len(wanted)
        self._asking = {
            node: asyncio.create_task(self._asked(inquiries)) for node, inquiries in wanted.items()
        }
        if self._asking:
            await asyncio.wait(self._asking.values(), timeout=HEAD_START)

    async def end(self) -> None:
        """Nobody waits any more for what is still asked."""
        left, self._asking = tuple(self._asking.values()), {}
        for one in left:
            one.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def silent(self, node: Node, inquiries: Sequence[Inquiry]) -> Silent:
        """Wait for the answers to the node's questions; those whose register does not answer.

        They are asked once more where the first time has been told already.
        """
        asking = self._asking.pop(node, None)
        return await (asking or self._ask(inquiries))

    def keep(self, silent: Silent) -> None:
        """Let the cases know that their register does not answer."""
        for case, finding in silent:
            self._said.setdefault(case, []).append(finding)

    def knows(self, case: str) -> bool:
        """Whether something was said that the case has not taken in yet."""
        return case in self._said

    def taken(self) -> dict[str, list[Finding]]:
        """What was said since the last time, by case."""
        said, self._said = self._said, {}
        return said

    async def _asked(self, inquiries: Sequence[Inquiry]) -> Silent:
        try:
            return await self._ask(inquiries)
        finally:
            self._open -= 1
            if not self._open:
                with suppress(DatabaseAway):  # it is tried once more at the end of the round
                    await self._record()

    async def _ask(self, inquiries: Sequence[Inquiry]) -> Silent:
        """Ask those who have no answer yet, and keep what comes."""
        left = [one for one in inquiries if (one.case, one.use.key) not in self._heard]
        findings = await checking.ask(self._outside, left, self._clock())
        silent: Silent = []
        for one, finding in zip(left, findings, strict=True):
            if finding is None:
                continue  # it had no turn yet; it has one in the next round
            if finding.outcome is FindingOutcome.UNAVAILABLE:
                silent.append((one.case, finding))
            else:
                self._heard.add((one.case, one.use.key))
                self._said.setdefault(one.case, []).append(finding)
        return silent
