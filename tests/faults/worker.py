"""The worker of the fault tests: `onego work` with shorter times, and calm about a machine that is busy."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flows.connectors.surroundings import Patience
from flows.installation import Installation, open_installation, read_clock
from flows.registers import Registers
from flows.waves import WaveFlows
from flows.work import Work, carry_waves
from hall.console.catalogue import catalogue_for
from hall.console.working import requests
from hall.reaching import surroundings_of, watch_of
from matters.case import business_date
from matters.lengths import WaitingTime
from matters.registers import RegisterList
from storage.settings import Settings, read_settings

LEASE = timedelta(seconds=4)
WATCH_EVERY = 2.0
GRACE = 10.0
MARK = "ONEGO_FAULTS_MARK"
"""The environment variable that names the file this worker writes its process number into."""


def patient(declared: RegisterList) -> RegisterList:
    """A register that is only slow, because everything shares two cores, must not count as down."""
    minute = WaitingTime.parse("1 minute")
    slow = tuple(one.model_copy(update={"timeout": minute}) for one in declared.registers)
    return declared.model_copy(update={"registers": slow})


async def main(house: Installation, settings: Settings, mark: Path) -> None:
    """Carry waves until SIGTERM, asking the registers of the installation as they are declared there."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    around = surroundings_of(house, settings, Patience(connect_seconds=30))
    with watch_of(house) as watch:
        async with Registers(house.registers, around, watch) as outside:
            mark.write_text(str(os.getpid()))
            work = Work(
                WaveFlows(house, outside),
                requests=requests(house),
                grace=GRACE,
                watch_every=WATCH_EVERY,
            )
            await carry_waves(work, stop)


def run(change: Callable[[Installation, Settings], Installation]) -> None:
    """Be a worker, on an installation that is changed in some way."""
    logging.basicConfig(level="WARNING", format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    mark = Path(os.environ.pop(MARK))
    here = read_settings()
    catalogue = catalogue_for(demo=here.demo, today=business_date(read_clock()))
    opened = replace(open_installation(here, catalogue), lease=LEASE, lays_out=False)
    try:
        asyncio.run(main(change(opened, here), here, mark))
    finally:
        opened.close()


if __name__ == "__main__":
    run(lambda house, _: replace(house, registers=patient(house.registers)))
