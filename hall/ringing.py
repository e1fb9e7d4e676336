"""Who waits for news: one task listens to the database for the whole process and tells every open page.

A page is told that something changed, never what: it fetches its own part again, with its own rights. Whenever the line
to the database has begun, everybody is told, for something may have happened before; so is a page that comes a moment
after its case has changed, for it may have been drawn a moment before.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

from matters.errors import OneGoError
from storage import bell
from storage.outages import DATABASE_AWAY

log = logging.getLogger(__name__)

MOST_LISTENERS = 500
PAUSE = 1.0
"""Seconds before the database is asked again after it went away."""
JUST_NOW = 3.0
"""Seconds for which a change is told to pages that come after it: longer than a browser takes to draw one."""
MOST_REMEMBERED = 2000
EVERY_CASE = "*"
Listen = Callable[[Callable[[], None]], AsyncIterator[str]]
"""The cases that change; the call that it is given tells that from now on none is missed."""


class TooManyListeners(OneGoError):
    """So many pages are open that this one is not told of news; it works all the same."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            zh="同时打开的页面过多，本页暂不自动更新，请手动刷新。",
            en="Too many pages are open: this one does not renew itself. Reload it by hand.",
        )


class Ears:
    """The pages of this process that wait for news, by case; EVERY_CASE hears of all."""

    def __init__(self, listen: Listen, *, most: int = MOST_LISTENERS, pause: float = PAUSE) -> None:
        self._listen = listen
        self._most = most
        self._pause = pause
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._changed_at: dict[str, float] = {}
        self._task: asyncio.Task[None] | None = None

    @property
    def count(self) -> int:
        return sum(map(len, self._waiting.values()))

    @property
    def is_full(self) -> bool:
        return self.count >= self._most

    @contextmanager
    def at(self, case: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever the case changes, or has just changed. Raises TooManyListeners."""
        if self.is_full:
            raise TooManyListeners
        rung = asyncio.Event()
        self._waiting.setdefault(case, set()).add(rung)
        if self._now() - self._changed_at.get(case, -JUST_NOW) < JUST_NOW:
            rung.set()
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._hear())
        try:
            yield rung
        finally:
            self._leave(case, rung)

    def _leave(self, case: str, rung: asyncio.Event) -> None:
        self._waiting[case].discard(rung)
        if not self._waiting[case]:
            del self._waiting[case]
        if not self._waiting and self._task is not None:
            self._task.cancel()  # nobody is left; the next one begins again
            self._task = None

    async def _hear(self) -> None:
        while True:
            try:
                async for case in self._listen(lambda: self._tell(*self._waiting)):
                    self._remember(case)
                    self._tell(case, EVERY_CASE)
            except DATABASE_AWAY as error:
                log.warning("no news from the database: %s", type(error).__qualname__)
            await asyncio.sleep(self._pause)

    def _remember(self, case: str) -> None:
        now = self._now()
        if len(self._changed_at) >= MOST_REMEMBERED:
            recent = {one: at for one, at in self._changed_at.items() if now - at < JUST_NOW}
            self._changed_at = recent
        self._changed_at |= {case: now, EVERY_CASE: now}

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    def _tell(self, *cases: str) -> None:
        for case in cases:
            for rung in self._waiting.get(case, ()):
                rung.set()


def ears_on(database_url: str) -> Ears:
    """The ears of one web process."""
    return Ears(lambda began: bell.listen(database_url, bell.CASES, began))


async def news(
    ears: Ears, case: str, *, beat: float, apart: float, lasts: float
) -> AsyncIterator[str]:
    """Server-sent events: `changed` when the case changes, a heartbeat every `beat` seconds.

    Two events are at least `apart` seconds apart; after `lasts` seconds it ends and the browser comes again, so that
    whoever is signed out hears no more.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + lasts
    with ears.at(case) as rung:
        yield "retry: 2000\n\n"
        while loop.time() < end:
            try:
                async with asyncio.timeout(min(beat, max(end - loop.time(), 0.01))):
                    await rung.wait()
            except TimeoutError:
                yield ": still here\n\n"
                continue
            rung.clear()
            yield f"data: {'changed' if case == EVERY_CASE else case}\n\n"
            await asyncio.sleep(apart)
