"""The worker of the speed rows: the real one, with registers that answer at once."""

import asyncio
import signal
import sys
from pathlib import Path

from bench.ground import Ground, an_installation
from bench.workload import AtOnce
from flows.waves import WaveFlows
from flows.work import Work, carry_waves
from hall.console.working import requests


async def main(folder: Path, url: str) -> None:
    """Carry waves until SIGTERM."""
    house = an_installation(Ground(folder, url, ""))
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    (folder / "worker-ready").touch()
    await carry_waves(Work(WaveFlows(house, AtOnce()), requests=requests(house)), stop)
    house.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
