"""What one worker process does until it is told to stop: `onego work`."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import cycle
from typing import Final

import httpx
from prefect.context import AsyncClientContext
from prefect.exceptions import PrefectException

from flows.deployments import close_abandoned
from flows.desk import Desk, NameWave
from flows.dispatch import Dispatcher
from flows.engine import described
from flows.patience import waits
from flows.pool import POOL
from flows.worker import HEARTBEAT_SECONDS, WAVES_AT_ONCE, OnegoWorker, WavesByMatter

LOOK_EVERY: Final = 5.0  # for runs that nobody handed us: another process's, or started by hand
CLOSE_EVERY: Final = 100  # rounds of the watch
GRACE: Final = 20.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Work:
    """What a worker process needs to know."""

    build: WavesByMatter
    requests: AsyncIterator[str]
    """References of matters that want a wave. If it fails, so does the process."""
    name_wave: NameWave | None = None
    pool: str = POOL
    at_once: int = WAVES_AT_ONCE
    grace: float = GRACE
    """Seconds that running waves get to end when the process is told to stop."""
    watch_every: float = 30.0


async def carry_waves(work: Work, stop: asyncio.Event) -> None:
    """Carry waves until `stop` is set, then let the running ones end.

    Prefect's server may be away at any time, also now. Its address must be in the environment
    (`quiet_prefect(api_url)`) before this module is imported.
    """
    worker = OnegoWorker(work.pool, build=work.build, at_once=work.at_once)
    desk = Desk(work.build, worker.take, work.pool, work.name_wave)
    dispatcher = Dispatcher(desk.ask)
    async with worker, AsyncClientContext():
        try:
            async with asyncio.TaskGroup() as group:
                duties = (
                    group.create_task(dispatcher.run()),
                    group.create_task(dispatcher.listen(work.requests)),
                    group.create_task(_look_for_runs(worker)),
                    group.create_task(_stay_known(worker)),
                    group.create_task(_keep_watch(desk, work)),
                )
                await stop.wait()
                for duty in duties:
                    duty.cancel()
        finally:
            await worker.finish(work.grace)


async def _look_for_runs(worker: OnegoWorker) -> None:
    while True:
        worker.look_again.clear()
        try:
            await worker.get_and_submit_flow_runs()
        except httpx.HTTPError as error:
            log.debug("Prefect could not be asked for runs: %s", described(error))
        try:
            await asyncio.wait_for(worker.look_again.wait(), LOOK_EVERY)
        except TimeoutError:
            continue


async def _stay_known(worker: OnegoWorker) -> None:
    """Tell the server every half minute that we are here; sooner while it does not answer."""
    away = waits()
    while True:
        try:
            await worker.sync_with_backend()
        except httpx.HTTPError as error:
            log.warning("Prefect's server is away: %s", described(error))
            await asyncio.sleep(next(away))
        else:
            away = waits()
            await asyncio.sleep(HEARTBEAT_SECONDS)


async def _keep_watch(desk: Desk, work: Work) -> None:
    for turn in cycle(range(CLOSE_EVERY)):
        try:
            await desk.watch(work.watch_every)
            if turn == 0:
                await close_abandoned(work.pool)
        except (httpx.HTTPError, PrefectException) as error:
            log.debug("No round of the watch: %s", described(error))
        await asyncio.sleep(work.watch_every)
