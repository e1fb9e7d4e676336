"""The worker type `onego`: it runs waves inside its own long-lived process, at once when handed one.

A claim is the transition Scheduled to Running under one transition id for each run: of two workers
that want the same run the server lets one through. Whatever else a worker of Prefect asks around a
run (its deployment, its flow, a job configuration, labels, Pending, Submitting) serves infrastructure
that we do not start.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias
from uuid import uuid5

import anyio
from prefect.client.schemas import OrchestrationResult
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.responses import SetStateStatus, WorkerFlowRunResponse
from prefect.context import AsyncClientContext, FlowRunContext
from prefect.states import Running, to_state_create
from prefect.workers.base import (
    BaseJobConfiguration,
    BaseVariables,
    BaseWorker,
    BaseWorkerResult,
)

from flows.engine import Wave, carry, described
from flows.pool import WORKER_TYPE, ensure_pool

WavesByMatter: TypeAlias = Callable[[tuple[str, ...]], Wave]
"""The wave that carries these matters; one is named after its matter; for none it is the watch."""

WAVES_AT_ONCE: Final = 4
HEARTBEAT_SECONDS: Final = 30

log = logging.getLogger(__name__)


class OnegoWorker(BaseWorker[BaseJobConfiguration, BaseVariables, BaseWorkerResult]):
    """Takes flow runs of one work pool and carries each as a wave."""

    type = WORKER_TYPE
    job_configuration = BaseJobConfiguration
    _description = "Runs OneGo's waves inside the long-lived worker process."

    def __init__(
        self, work_pool_name: str, *, build: WavesByMatter, at_once: int = WAVES_AT_ONCE
    ) -> None:
        super().__init__(
            work_pool_name,
            prefetch_seconds=0,
            limit=at_once,
            heartbeat_interval_seconds=HEARTBEAT_SECONDS,
        )
        self._build = build
        self._had_no_room = False
        self._running: set[asyncio.Task[None]] = set()
        self.look_again = asyncio.Event()
        """Set when runs may be waiting that this worker had no room for."""

    def take(self, flow_runs: Iterable[FlowRun]) -> None:
        """Carry these runs now, as far as there is room; the others stay in the pool."""
        for flow_run in flow_runs:
            if flow_run.id in self._submitting_flow_run_ids:
                continue
            try:
                self.limiter.acquire_on_behalf_of_nowait(flow_run.id)
            except anyio.WouldBlock:
                self._had_no_room = True
                return
            self._submitting_flow_run_ids.add(flow_run.id)
            running = asyncio.create_task(self._submit_run(flow_run))
            self._running.add(running)
            running.add_done_callback(self._running.discard)

    async def finish(self, grace: float) -> None:
        """Wait for the running waves; after `grace` seconds break them off (their leases expire)."""
        if not self._running:
            return
        _, late = await asyncio.wait(self._running, timeout=grace)
        for wave in late:
            wave.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def sync_with_backend(self) -> None:
        """Tell the server that we are here, by two requests instead of a connection kept open."""
        self._record_work_pool_snapshot(await ensure_pool(self._work_pool_name))
        await self.client.send_worker_heartbeat(
            work_pool_name=self._work_pool_name,
            worker_name=self.name,
            heartbeat_interval_seconds=self.heartbeat_interval_seconds,
        )
        await self._initialize_after_sync()

    async def run(
        self, flow_run: FlowRun, configuration: BaseJobConfiguration, task_status: Any = None
    ) -> BaseWorkerResult:
        """Carry one run that Prefect's own machinery submits."""
        if task_status is not None:
            task_status.started(str(flow_run.id))
        await self._submit_run(flow_run)
        return BaseWorkerResult(status_code=0, identifier=str(flow_run.id))

    async def _submit_scheduled_flow_runs(
        self, flow_run_response: list[WorkerFlowRunResponse]
    ) -> list[FlowRun]:
        flow_runs = [response.flow_run for response in flow_run_response]
        self.take(flow_runs)
        return [flow_run for flow_run in flow_runs if flow_run.id in self._submitting_flow_run_ids]

    async def _submit_run(self, flow_run: FlowRun) -> None:
        try:
            if await self._claimed(flow_run):
                matters = tuple(flow_run.parameters.get("matters", ()))
                await carry(self._build(matters), flow_run)
        except Exception as error:  # one wave that fails must not end the worker
            log.error("Flow run %s ended with %s", flow_run.name, described(error))
        finally:
            self._submitting_flow_run_ids.discard(flow_run.id)
            self._release_limit_slot(flow_run.id)
            if self._had_no_room:
                self._had_no_room = False
                self.look_again.set()

    async def _claimed(self, flow_run: FlowRun) -> bool:
        running = to_state_create(Running(message=self.name))
        running.state_details.flow_run_id = flow_run.id
        running.state_details.transition_id = uuid5(flow_run.id, "running")
        response = await self.client.request(
            "POST",
            "/flow_runs/{id}/set_state",
            path_params={"id": flow_run.id},
            json={"state": running.model_dump(mode="json"), "force": False},
        )
        answer: OrchestrationResult[Any] = OrchestrationResult.model_validate(response.json())
        flow_run.state = answer.state
        return answer.status is SetStateStatus.ACCEPT


async def rename_wave(name: str) -> None:
    """Name the running wave from inside it (a request more, 10 ms); never with a personal value."""
    context = FlowRunContext.get()
    if context is not None and context.flow_run is not None:
        async with AsyncClientContext.get_or_create() as opened:
            await opened.client.set_flow_run_name(context.flow_run.id, name)
