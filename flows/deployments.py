"""What Prefect knows of our waves: a deployment for each published matter version, and two more."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import StateType
from prefect.context import AsyncClientContext
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed

from flows.engine import Wave
from flows.installation import read_clock
from flows.pool import POOL, ensure_pool

SEVERAL: Final = "several-matters"
WATCH: Final = "watch"


async def ensure_deployment(wave: Wave, name: str, *, pool: str = POOL) -> UUID:
    """The deployment of a wave in a pool; made when it is missing, else left alone.

    `name` is the reference of a published matter version (key and content hash): started by hand in
    Prefect's pages the deployment carries that matter. Or it is `SEVERAL` or `WATCH`. Raises what
    Prefect's client raises when the server is away.
    """
    async with AsyncClientContext.get_or_create() as opened:
        try:
            known = await opened.client.read_deployment_by_name(f"{wave.name}/{name}")
        except ObjectNotFound:
            return await _deploy(opened.client, wave, name, pool)
        if known.work_pool_name != pool:
            return await _deploy(opened.client, wave, name, pool)
        return known.id


async def _deploy(client: PrefectClient, wave: Wave, name: str, pool: str) -> UUID:
    # Prefect drops the waiting runs of a deployment made again: only missing or moved ones come here.
    await ensure_pool(pool)
    return await client.create_deployment(
        flow_id=await client.create_flow(wave),
        name=name,
        work_pool_name=pool,
        parameters={"matters": [] if name in {SEVERAL, WATCH} else [name]},
        enforce_parameter_schema=False,  # our own parameters to our own flows: one check less
        tags=["onego"],
    )


async def close_abandoned(pool: str = POOL, *, older_than: timedelta = timedelta(hours=1)) -> int:
    """Mark runs Crashed whose worker died in them; returns how many. Their cases are long elsewhere."""
    pools = WorkPoolFilter(name=WorkPoolFilterName(any_=[pool]))
    abandoned = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING])),
        start_time=FlowRunFilterStartTime(before_=read_clock() - older_than),
    )
    async with AsyncClientContext.get_or_create() as opened:
        runs = await opened.client.read_flow_runs(flow_run_filter=abandoned, work_pool_filter=pools)
        for run in runs:
            await opened.client.set_flow_run_state(run.id, Crashed(message="worker gone"))
    return len(runs)
