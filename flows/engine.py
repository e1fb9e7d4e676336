"""Prefect's flow engine without what a wave does not need.

The engine as it comes asks the server six things around every run, watches for a suspension with a
thread that holds up the worker's event loop, and takes over SIGTERM. A wave is never suspended, its
run was read and claimed a moment ago, and the worker ends in its own order. What stays: the run's
context (so that tasks belong to it) and its states.
"""

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeAlias

import httpx
from prefect import Flow
from prefect._flow_run_suspension import FlowRunSuspensionRequest
from prefect.client.schemas.objects import FlowRun, State
from prefect.concurrency.context import ConcurrencyContext
from prefect.context import AsyncClientContext, FlowRunContext
from prefect.filesystems import NullFileSystem, WritableFileSystem
from prefect.flow_engine import AsyncFlowRunEngine
from prefect.results import ResultStore
from prefect.states import Completed, Failed

from flows.patience import patiently
from matters.errors import OneGoError

Wave: TypeAlias = Flow[..., Coroutine[Any, Any, str | None]]
"""An async flow; the sentence it may return becomes the message of its completed state."""

SERVER_MAY_BE_AWAY: Final = 120.0


class Nowhere(WritableFileSystem):
    """Keeps no result: what tasks return or raise may hold an applicant's value."""

    async def read_path(self, path: str) -> bytes:
        raise FileNotFoundError(path)

    async def write_path(self, path: str, content: bytes) -> None:
        return None


NOWHERE: Final = ResultStore(result_storage=Nowhere(), metadata_storage=NullFileSystem())


@dataclass
class WaveEngine(AsyncFlowRunEngine[..., str | None]):
    """Runs one wave that this process has claimed."""

    @asynccontextmanager
    async def initialize_run(self) -> AsyncGenerator["WaveEngine", None]:
        async with AsyncClientContext.get_or_create() as opened:
            self._client, self._is_started = opened.client, True
            try:
                yield self
            except asyncio.CancelledError as cancelled:
                if not self.state.is_final():
                    with suppress(
                        httpx.HTTPError
                    ):  # the process ends; it does not wait for Prefect
                        await self.handle_crash(cancelled)
                raise
            finally:
                self._client, self._is_started = None, False

    @contextmanager
    def setup_flow_run_suspension_request(self) -> Generator[FlowRunSuspensionRequest, None, None]:
        yield self._flow_run_suspension_request

    async def begin_run(self) -> State:
        return self.state

    @asynccontextmanager
    async def run_context(self) -> AsyncGenerator["WaveEngine", None]:
        async with self.setup_run_context():
            try:
                async with asyncio.timeout(self.flow.timeout_seconds):
                    yield self
            except Exception as error:  # the run fails; the worker and the watch go on
                await self.handle_exception(error)

    @asynccontextmanager
    async def setup_run_context(self, client: object = None) -> AsyncGenerator[None, None]:
        with (
            self.flow.task_runner.duplicate() as task_runner,
            FlowRunContext(
                flow=self.flow,
                flow_run=self.flow_run,
                parameters=self.parameters,
                client=self.client,
                result_store=NOWHERE,
                task_runner=task_runner,
                persist_result=False,
                flow_run_suspension_request=self._flow_run_suspension_request,
            ),
            ConcurrencyContext(),
        ):
            yield

    async def set_state(self, state: State, force: bool = False) -> State:
        propose = partial(super().set_state, state, force)
        patience = 0.0 if state.is_crashed() else SERVER_MAY_BE_AWAY
        return await patiently(propose, for_seconds=patience)

    async def handle_success(self, result: str | None) -> str | None:
        await self.set_state(Completed(message=result))
        self._return_value = result
        return result

    async def handle_exception(
        self, exc: Exception, msg: str | None = None, result_store: ResultStore | None = None
    ) -> State:
        self._raised = exc
        return await self.set_state(Failed(message=described(exc)))


def described(error: Exception) -> str:
    """What the run history and the log may say of an error: our sentences, of others only the kind.

    The text of another library's error may hold an applicant's value.
    """
    kind = type(error).__name__
    return f"{kind}: {error}" if isinstance(error, OneGoError) else kind


async def carry(wave: Wave, flow_run: FlowRun) -> None:
    """Run the wave to its end under the flow run, which the caller has set Running."""
    engine = WaveEngine(flow=wave, flow_run=flow_run, parameters=dict(flow_run.parameters))
    async with engine.start():
        while engine.is_running():
            async with engine.run_context():
                _ = await engine.call_flow_fn()
