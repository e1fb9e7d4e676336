"""The worker of the fault tests: `onego work` with shorter times, and calm about a machine that is busy."""

import asyncio
import logging
import os
import signal
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from flows.installation import Installation, open_installation, read_clock
from flows.registers import Clocks, Registers, RegisterSettings
from flows.signing import Credentials
from flows.waves import WaveFlows
from flows.work import Work, carry_waves
from hall.console.catalogue import catalogue_for
from hall.console.working import requests
from matters.case import business_date
from storage.settings import Settings, read_settings

LEASE = timedelta(seconds=4)
WATCH_EVERY = 2.0
GRACE = 10.0
MARK = "ONEGO_FAULTS_MARK"
"""The environment variable that names the file this worker writes its process number into."""


def gateway(settings: Settings) -> RegisterSettings:
    """A register that is only slow, because everything shares two cores, must not count as down."""
    secret = SecretStr(settings.registers_secret())
    credentials = Credentials(app_key=settings.registers_app_key, secret=secret)
    return RegisterSettings(
        address=settings.registers, credentials=credentials, connect_seconds=30, total_seconds=60
    )


async def main(house: Installation, settings: Settings, mark: Path) -> None:
    """Carry waves until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    clocks = Clocks(now=read_clock, steady=time.monotonic)
    async with Registers(gateway(settings), clocks) as outside:
        mark.write_text(str(os.getpid()))
        work = Work(
            WaveFlows(house, outside),
            requests=requests(house),
            grace=GRACE,
            watch_every=WATCH_EVERY,
        )
        await carry_waves(work, stop)


if __name__ == "__main__":
    logging.basicConfig(level="WARNING", format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    mark = Path(os.environ.pop(MARK))
    here = read_settings()
    catalogue = catalogue_for(demo=here.demo, today=business_date(read_clock()))
    opened = replace(open_installation(here, catalogue), lease=LEASE, lays_out=False)
    try:
        asyncio.run(main(opened, here, mark))
    finally:
        opened.close()
