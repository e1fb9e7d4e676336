"""Where waves are asked for: Prefect makes the run, the worker of this process gets it at once.

The key of a run is its deployment, the ten seconds it falls in, and a number. Whoever asks for the
same while the run still waits gets that run; once it has begun it may have read its cases already,
so the next number is asked for. The state the server answers with decides: no request is lost
between two processes, and at most one run waits for each deployment.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeAlias
from uuid import UUID

from prefect.client.schemas.objects import FlowRun
from prefect.context import AsyncClientContext
from prefect.exceptions import ObjectNotFound

from flows.deployments import SEVERAL, WATCH, ensure_deployment
from flows.dispatch import Matters
from flows.installation import read_clock
from flows.pool import POOL
from flows.worker import WavesByMatter

NameWave: TypeAlias = Callable[[Matters], Awaitable[str]]
"""What a wave about to carry these matters is called in the run history; no personal value."""

KEY_SECONDS: Final = 10.0


@dataclass(frozen=True)
class _Asked:
    """The run last asked for under one deployment, and the key it was asked with."""

    window: int
    number: int
    flow_run: FlowRun


@dataclass
class Desk:
    """Asks Prefect for runs that will carry matters, and for the rounds of the watch."""

    build: WavesByMatter
    take: Callable[[Iterable[FlowRun]], None]
    pool: str = POOL
    name_wave: NameWave | None = None
    clock: Callable[[], datetime] = read_clock
    """The same for all processes that ask."""
    _deployments: dict[str, UUID] = field(default_factory=dict)
    _asked: dict[str, _Asked] = field(default_factory=dict)

    async def ask(self, matters: Matters) -> None:
        """Ask for a wave. Raises what Prefect's client raises, and what `build` raises."""
        name = matters[0] if len(matters) == 1 else SEVERAL
        window = self._window(KEY_SECONDS)
        number = self._first_number(name, window)
        flow_run = await self._run(name, matters, f"{window} {number}")
        while not _will_carry(flow_run, matters):
            number += 1
            flow_run = await self._run(name, matters, f"{window} {number}")
        self._asked[name] = _Asked(window, number, flow_run)
        self.take([flow_run])

    async def watch(self, every: float) -> None:
        """Ask for this round of the watch: one in `every` seconds, however many workers ask."""
        flow_run = await self._run(WATCH, (), str(self._window(every)))
        if _waits(flow_run):
            self.take([flow_run])

    def _window(self, seconds: float) -> int:
        return int(self.clock().timestamp() // seconds)

    def _first_number(self, name: str, window: int) -> int:
        last = self._asked.get(name)
        if last is None or last.window != window:
            return 0
        # The worker of this process notes on the run itself that it has begun.
        return last.number if _waits(last.flow_run) else last.number + 1

    async def _run(self, name: str, matters: Matters, key: str) -> FlowRun:
        deployment = await self._deployment(name, matters)
        called = await self.name_wave(matters) if self.name_wave else _first_name(matters)
        async with AsyncClientContext.get_or_create() as opened:
            try:
                return await opened.client.create_flow_run_from_deployment(
                    deployment,
                    parameters={"matters": list(matters)},
                    name=called,
                    idempotency_key=f"{name} {key}",
                )
            except ObjectNotFound:
                self._deployments.clear()  # Prefect has a new database: deploy at the next try
                raise

    async def _deployment(self, name: str, matters: Matters) -> UUID:
        if name not in self._deployments:
            wave = self.build(matters)
            self._deployments[name] = await ensure_deployment(wave, name, pool=self.pool)
        return self._deployments[name]


def _waits(flow_run: FlowRun) -> bool:
    return flow_run.state is not None and flow_run.state.is_scheduled()


def _will_carry(flow_run: FlowRun, matters: Matters) -> bool:
    return _waits(flow_run) and set(matters) <= set(flow_run.parameters["matters"])


def _first_name(matters: Matters) -> str:
    """What a run is called until it knows its cases: one that finds none keeps it."""
    return "波次（无待办件）" if matters else "巡查"
