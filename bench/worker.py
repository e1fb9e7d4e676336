"""The worker of the speed rows: the real one, with registers that answer at once or those of a gateway."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.checked import declared, surroundings
from bench.ground import Ground, an_installation
from bench.workload import AtOnce
from flows.carrying import Outside
from flows.installation import Installation
from flows.registers import Registers
from flows.waves import WaveFlows
from flows.work import Work, carry_waves
from hall.console.working import requests
from hall.reaching import watch_of


async def main(folder: Path, url: str, gateway: str) -> None:
    """Carry waves until SIGTERM."""
    house = an_installation(Ground(folder, url, ""))
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with outside_of(house, gateway) as outside:
        (folder / "worker-ready").touch()
        await carry_waves(Work(WaveFlows(house, outside), requests=requests(house)), stop)
    house.close()


@asynccontextmanager
async def outside_of(house: Installation, gateway: str) -> AsyncIterator[Outside]:
    """What answers the checks; behind a gateway it is watched and written down as everywhere."""
    if not gateway:
        yield AtOnce()
        return
    with watch_of(house) as watch:
        async with Registers(declared(), surroundings(gateway), watch) as registers:
            yield registers


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
