"""Twenty checks in parallel on registers that answer in 200 ms, through the real gateway and client."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
from pydantic import SecretStr

from bench.ground import free_port, started
from bench.row import Row, middle
from flows.connectors.surroundings import Clocks, Surroundings
from flows.register_messages import Purpose, RegisterQuery
from flows.registers import Registers
from matters.reading import shipped_catalogue
from matters.registers import RegisterList

CHECKS = 20
LATENCY = 200
ROUNDS = 6
SECRET = "a secret of the speed test"


def rows() -> Iterator[Row]:
    """How long twenty questions take that each take 200 ms."""
    with tempfile.TemporaryDirectory(prefix="onego-bench-") as folder:
        port = free_port()
        environment = {
            **os.environ,
            "ONEGO_DATA_DIR": folder,
            "ONEGO_REGISTERS_PORT": str(port),
            "ONEGO_REGISTERS_APP_SECRET": SECRET,
            "ONEGO_DEMO": "true",
        }
        command = (
            sys.executable,
            "-m",
            "hall.command_line",
            "registers",
            "--dial",
            f"all:latency_ms={LATENCY}",
        )
        with started(command, environment, Path(folder) / "gateway.log"):
            _wait(port)
            times = asyncio.run(_ask(port))
    yield Row("20 checks in parallel, registers answer in 200 ms", middle(times), "ms", 260)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False)
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return


async def _ask(port: int) -> list[float]:
    named = {
        "ONEGO_REGISTERS_URL": SecretStr(f"http://127.0.0.1:{port}"),
        "ONEGO_REGISTERS_APP_KEY": SecretStr("onego"),
        "ONEGO_REGISTERS_APP_SECRET": SecretStr(SECRET),
    }
    clocks = Clocks(now=lambda: datetime.now(UTC), steady=time.monotonic)
    async with Registers(_declared(), Surroundings(clocks, named.get)) as registers:
        return [await _round(registers) for _ in range(ROUNDS)]


def _declared() -> RegisterList:
    """The shipped registers, each taking all questions at the same time."""
    shipped = shipped_catalogue().registers
    wide = tuple(one.model_copy(update={"at_once": CHECKS}) for one in shipped.registers)
    return shipped.model_copy(update={"registers": wide})


async def _round(registers: Registers) -> float:
    began = time.perf_counter()
    await asyncio.gather(*(registers.ask(_query(number)) for number in range(CHECKS)))
    return (time.perf_counter() - began) * 1000


def _query(number: int) -> RegisterQuery:
    purpose = Purpose(
        item="bench",
        case_number=str(number),
        operator="bench",
        material="bench",
        subject="bench",
        basis="bench",
    )
    return RegisterQuery(
        check="business-licence",
        register_key="business-licence",
        inputs={"uscc": "91330200MA2XKT001T"},
        purpose=purpose,
    )
