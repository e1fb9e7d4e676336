"""Checks through real waves: twenty in parallel for one case, and many cases launched together."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

from bench.checked import CHECKS, SINGLE, at_once, one_by_one, unasked
from bench.driver import CLERK
from bench.ground import an_installation, free_port, postgres, prefect, publish, started, worker
from bench.row import Row, middle, percentile
from bench.workload import an_application
from flows.commands import launch_case
from flows.installation import Installation
from matters.spec import Matter
from storage import bell

ROUNDS = 12
REST = 2.5
"""Seconds between two rounds: the machine is idle again, and the next wave need not wait for its turn."""
TOGETHER = 500
HANDS = 4
PATIENCE = 120.0
FINDINGS = """select count(*) from facts where body like '%%"check-answered"%%"match"%%'"""


def rows() -> Iterator[Row]:
    """All on one ground: the empty wave, the wave with twenty checks, and the rush."""
    with postgres() as ground, registers(ground.folder) as address:
        house = an_installation(ground)
        many, single, nothing = at_once(), one_by_one(), unasked()
        for matter in (many, single, nothing):
            publish(house, matter)
        with prefect(ground) as (api, _), worker(ground, api, address):
            time.sleep(2)
            answer_after(address, 200)
            yield from _parallel(house, many, nothing)
            answer_after(address, 20)
            yield from _rush(house, many, CHECKS, "registers that take many questions a call")
            yield from _rush(house, single, SINGLE, "registers that take one question a call")
        house.close()


@contextmanager
def registers(folder: Path) -> Iterator[str]:
    """Registers in a process of their own: their address."""
    port, ready = free_port(), folder / "registers-ready"
    command = (sys.executable, "-m", "bench.registers", str(port), str(ready))
    with started(command, dict(os.environ), folder / "registers.log"):
        _wait(ready.exists)
        yield f"http://127.0.0.1:{port}"


def answer_after(address: str, milliseconds: int) -> None:
    """Let every register take so long."""
    httpx.post(f"{address}/latency/{milliseconds}", trust_env=False).raise_for_status()


def _parallel(house: Installation, matter: Matter, nothing: Matter) -> Iterator[Row]:
    """By turns, so that whatever else the machine does meets both alike; the first of each warms up."""
    empty, asked = [], []
    for _ in range(ROUNDS + 1):
        time.sleep(REST)
        empty.append(_empty_wave(house, nothing))
        time.sleep(REST)
        asked.append(_asked(house, matter))
    floor, whole = middle(empty[1:]), middle(asked[1:])
    above = "20 checks at 200 ms in a wave: launch to all findings stored, above an empty wave"
    yield Row("an empty wave: asked for to ended", floor, "ms", note="Prefect's own floor")
    yield Row("20 checks at 200 ms in a wave: launch to all findings stored", whole, "ms",
              note=f"p95 {percentile(asked[1:], 0.95):.0f} ms")  # fmt: skip
    yield Row(above, whole - floor, "ms", 260)


def _empty_wave(house: Installation, matter: Matter) -> float:
    before = _count(house, "select count(*) from waves")
    began = time.perf_counter()
    house.bell.ring(bell.WAVES, matter.reference)
    _wait(lambda: _count(house, "select count(*) from waves") > before)
    return (time.perf_counter() - began) * 1000


def _asked(house: Installation, matter: Matter) -> float:
    began = time.perf_counter()
    number = launch_case(house, an_application(matter.matter), CLERK)
    _wait(lambda: _count(house, f"{FINDINGS} and case_number = %s", number) == CHECKS)
    return (time.perf_counter() - began) * 1000


def _rush(house: Installation, matter: Matter, checks: int, whose: str) -> Iterator[Row]:
    before = _count(house, FINDINGS)
    application = an_application(matter.matter)
    began = time.perf_counter()
    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(lambda _: launch_case(house, application, CLERK), range(TOGETHER)))
        launched = time.perf_counter() - began
        _wait(lambda: _count(house, FINDINGS) >= before + TOGETHER * checks, pause=0.05)
    seconds = time.perf_counter() - began
    yield Row(f"{TOGETHER} cases together, {whose}, 20 ms", TOGETHER * checks / seconds, "checks/s",
              note=f"{checks} checks a case; {seconds:.1f} s, of which launching {launched:.1f} s",
              more_is_better=True)  # fmt: skip


def _count(house: Installation, sql: str, *given: str) -> int:
    with house.database.transaction() as connection:
        row = connection.execute(sql.encode(), given).fetchone()
    return int(row[0]) if row else 0


def _wait(true: Callable[[], bool], pause: float = 0.004) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > until:
            raise TimeoutError("waited in vain; look into the logs of the speed test")
        time.sleep(pause)
