"""`onego work`: one worker process that carries waves until it is told to stop.

This module imports Prefect: `quiet_prefect` must have been called before.
"""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator
from datetime import timedelta

from flows.installation import Installation, open_installation, read_clock
from flows.registers import Registers
from flows.waves import WaveFlows
from flows.work import Work, carry_waves
from hall.console.catalogue import catalogue_for
from hall.console.programs import worker_mark
from hall.reaching import surroundings_of, watch_of
from matters.case import business_date
from storage import bell, claims, published
from storage.database import DatabaseAway
from storage.outages import DATABASE_AWAY
from storage.settings import Settings

AGAIN = 0.5
"""Seconds before PostgreSQL is tried again, and before what waits already is rung for."""

log = logging.getLogger(__name__)


def work(settings: Settings) -> None:
    """Carry waves until SIGTERM or SIGINT; running ones end first. The database must be there and migrated."""
    catalogue = catalogue_for(demo=settings.demo, today=business_date(read_clock()))
    house = open_installation(settings, catalogue)
    try:
        asyncio.run(_work(settings, house))
    finally:
        house.close()


async def _work(settings: Settings, house: Installation) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    around = surroundings_of(house, settings)
    with watch_of(house) as watch:
        async with Registers(house.registers, around, watch) as outside:
            build = WaveFlows(house, outside)
            mark = worker_mark(settings.data_dir)
            mark.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            mark.write_text(f"{os.getpid()}\n")
            await carry_waves(Work(build, requests=requests(house)), stop)


async def requests(house: Installation) -> AsyncIterator[str]:
    """The matters that want a wave, for ever: PostgreSQL may go and come back at any time."""
    while True:
        rings = asyncio.create_task(_ring_for_what_waits(house))
        try:
            async for reference in bell.listen(house.database.url, bell.WAVES):
                yield reference
        except DATABASE_AWAY:
            log.warning("The database is away; listening again when it is back")
        finally:
            rings.cancel()
        await asyncio.sleep(AGAIN)


async def _ring_for_what_waits(house: Installation) -> None:
    """Ask for what was due before anybody listened, a moment after the listening has begun."""
    await asyncio.sleep(AGAIN)
    try:
        waiting = await asyncio.to_thread(_waiting, house)
    except DatabaseAway:
        return  # listening fails as well, and is begun again
    for reference in waiting:
        house.bell.ring(bell.WAVES, reference)


def _waiting(house: Installation) -> list[str]:
    with house.database.transaction() as connection:
        due = claims.waiting(connection, house.clock() + timedelta(seconds=1))
        return [published.matter_of(connection, digest).reference for digest in due]
