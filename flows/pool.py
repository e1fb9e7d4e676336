"""The work pool: where runs wait for a worker of ours."""

from typing import Final

from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import WorkPool
from prefect.context import AsyncClientContext
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound

POOL: Final = "onego"
WORKER_TYPE: Final = "onego"


async def ensure_pool(name: str = POOL) -> WorkPool:
    """The work pool, made when it is missing. Raises what Prefect's client raises."""
    async with AsyncClientContext.get_or_create() as opened:
        try:
            return await opened.client.read_work_pool(name)
        except ObjectNotFound:
            pool = WorkPoolCreate(name=name, type=WORKER_TYPE)
        try:
            return await opened.client.create_work_pool(pool)
        except ObjectAlreadyExists:  # another process was quicker
            return await opened.client.read_work_pool(name)
