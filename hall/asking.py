"""Asking registers while somebody waits at the counter: in parallel, and never longer than a few seconds.

Pages run in threads; the client of the gateway lives in one event loop beside them, so that its connections and
breakers serve all requests of the process.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from threading import Lock, Thread
from typing import TypeAlias

from fastapi import FastAPI

from flows.checking import AsksRegisters, Inquiry, ask, finding_of
from flows.connectors.surroundings import Patience
from flows.register_messages import RegisterAnswer
from flows.register_refusals import OUT_OF_REACH, QuestionRefused
from flows.register_watch import BreakerSettings
from flows.registers import Registers
from flows.shared_watch import Manner
from hall.house import Hall
from hall.reaching import surroundings_of, watch_of
from matters.case import Finding, FindingOutcome

PATIENCE = 2.5
"""Seconds for one register; a slower one counts as unavailable and is asked again in the background."""
AT_MOST = 3.0
"""Seconds for all of a prefill."""
GRACE = 2.0
KEPT = 30.0
"""Seconds that an answer is kept which came after nobody waited any more: the next who asks need not ask again."""
OPEN = frozenset({FindingOutcome.PENDING, FindingOutcome.UNAVAILABLE})
AT_THE_COUNTER = Manner(
    turn_patience=timedelta(seconds=1),
    tells_timeouts=False,
    breaker=BreakerSettings(failures_to_open=2),
)
"""Nobody waits here for a register that is slow, but waves do: to them it is not away."""

log = logging.getLogger(__name__)

Asked: TypeAlias = tuple[str, str, str]
"""A question: whose draft, which check, and with what."""
Connect = Callable[[], AbstractAsyncContextManager[AsksRegisters]]


class Asker:
    """The registers as pages see them: a question is a plain call that returns in time."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None
        self._open = AsyncExitStack()
        self._registers: AsksRegisters | None = None
        self._asking: dict[Asked, asyncio.Task[Finding]] = {}

    def ask(
        self, inquiries: Sequence[Inquiry], at: datetime, seconds: float
    ) -> tuple[Finding, ...]:
        """What the registers say within so many seconds, in the order of the inquiries.

        One that does not answer in time is UNAVAILABLE; nothing is raised for it.
        """
        if not inquiries:
            return ()
        asked = asyncio.run_coroutine_threadsafe(
            self._ask(inquiries, at, max(0.0, seconds)), self._running()
        )
        return asked.result(seconds + GRACE)

    def close(self) -> None:
        """Close the connections and end the loop."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = self._registers = None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._end(), loop).result(GRACE)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(GRACE)
        loop.close()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = Thread(target=self._loop.run_forever, name="registers", daemon=True)
                self._thread.start()
            return self._loop

    async def _ask(
        self, inquiries: Sequence[Inquiry], at: datetime, seconds: float
    ) -> tuple[Finding, ...]:
        if self._registers is None:
            self._registers = await self._open.enter_async_context(self._connect())
        tasks = [self._asked(self._registers, one, at) for one in inquiries]
        _, late = await asyncio.wait(tasks, timeout=seconds)
        return tuple(
            _out_of_reach(one, at) if task in late else task.result()
            for one, task in zip(inquiries, tasks, strict=True)
        )

    def _asked(self, registers: AsksRegisters, one: Inquiry, at: datetime) -> asyncio.Task[Finding]:
        """The same question where it is under way, e.g. in another window of the clerk; else a new one."""
        key = (one.case, one.use.key, repr(sorted(one.query.inputs.items())))
        task = self._asking.get(key)
        if task is None:
            task = self._asking[key] = asyncio.create_task(_ask_one(registers, one, at))
            task.add_done_callback(lambda done: self._keep(key, done))
        return task

    def _keep(self, key: Asked, done: asyncio.Task[Finding]) -> None:
        """Nothing is kept that says nothing; an answer only for a moment."""
        if done.cancelled() or done.exception() or done.result().outcome in OPEN:
            self._asking.pop(key, None)
        else:
            asyncio.get_running_loop().call_later(KEPT, self._asking.pop, key, None)

    async def _end(self) -> None:
        under_way = tuple(self._asking.values())
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await self._open.aclose()


async def _ask_one(registers: AsksRegisters, one: Inquiry, at: datetime) -> Finding:
    try:
        async with asyncio.timeout(AT_MOST):
            return (await ask(registers, (one,), at))[0] or _out_of_reach(one, at)
    except TimeoutError:
        return _out_of_reach(one, at)
    except QuestionRefused:
        # A fault of the matter's definition must not stop an applicant; the sentence holds no answer.
        log.warning("check %s of %s was asked wrongly", one.use.key, one.query.purpose.item)
        return _out_of_reach(one, at)


def _out_of_reach(one: Inquiry, at: datetime) -> Finding:
    return finding_of(one, RegisterAnswer(check=one.query.check, **dict(OUT_OF_REACH)), at)


def connection_to(hall: Hall) -> Connect:
    """How the web process reaches the registers of this installation."""
    house = hall.installation

    @asynccontextmanager
    async def connect() -> AsyncIterator[AsksRegisters]:
        patience = Patience(connect_seconds=0.5, most_seconds=PATIENCE, pause_seconds=0.1)
        around = surroundings_of(house, hall.settings, patience)
        with watch_of(house, AT_THE_COUNTER) as watch:
            async with Registers(house.registers, around, watch) as registers:
                yield registers

    return connect


_first = Lock()


def asker_of(app: FastAPI, hall: Hall) -> Asker:
    """The application's own asker, made when it is first needed."""
    with _first:
        known = getattr(app.state, "asker", None)
        if not isinstance(known, Asker):
            known = app.state.asker = Asker(connection_to(hall))
        return known
