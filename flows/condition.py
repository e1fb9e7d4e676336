"""What the doctor asks Prefect, over its API: nothing here imports Prefect."""

import httpx
from pydantic import TypeAdapter, ValidationError

from flows.server import is_ready
from matters.words import Frozen

POOL = "onego"
"""As `flows.pool` calls it, which imports Prefect."""
SOON = 3.0


class _Worker(Frozen):
    """What we read of a worker."""

    model_config = {"extra": "ignore"}

    name: str
    status: str


def workers_online(api_url: str) -> int | None:
    """How many workers the server knows to be alive; None while it does not answer."""
    if not is_ready(api_url):
        return None
    try:
        answer = httpx.post(
            f"{api_url}/work_pools/{POOL}/workers/filter", json={}, timeout=SOON, trust_env=False
        )
        workers = TypeAdapter(list[_Worker]).validate_json(answer.content)
    except (httpx.HTTPError, ValidationError):
        return 0
    return sum(worker.status == "ONLINE" for worker in workers)
