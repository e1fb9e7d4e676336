"""Prefect's server as a child process: its command, its environment, and the wait until it answers.

Nothing here imports Prefect: a supervisor may use it before the first import.
"""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Final

import httpx

from flows.quiet import SILENCE
from matters.errors import OneGoError

LOOPBACK: Final = "127.0.0.1"  # the open server has no users: whoever reaches it may do anything

UNNEEDED: Final = (
    "TRIGGERS",  # we declare no automations
    "EVENT_PERSISTER",  # task runs are recorded without it; it doubles the database
    "SCHEDULER",  # fails with SQLAlchemy 2.1; the worker asks for the watch's rounds itself
    "FOREMAN",  # whether a worker is alive is the supervisor's question
    "LATE_RUNS",  # a wave that waits is asked for again by the watch
    "PAUSE_EXPIRATIONS",  # a human wait is a row of ours, never a paused run
    "CANCELLATION_CLEANUP",
    "CLEANUP_RECONCILER",
    "REPOSSESSOR",
)

SERVER: Final = {
    "PREFECT_SERVER_EVENTS_STREAM_OUT_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # The pages ask the server that they come from, on whatever port it is.
    "PREFECT_SERVER_UI_API_URL": "/api",
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    # Task runs are written in batches; a second is soon enough for a page that shows history.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    # The run history is for looking at; of a case nothing is lost with it.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "flow_runs",
}


class ServerNotReady(OneGoError):
    """Prefect's server did not answer in time."""

    status = 503

    def __init__(self, api_url: str, seconds: float) -> None:
        super().__init__(
            zh=f"流程服务 {api_url} 在 {seconds:.0f} 秒内没有应答。"
            "请查看其日志，确认端口未被占用、数据库可以连接。",
            en=f"The Prefect server at {api_url} did not answer within {seconds:.0f} s."
            " Look into its log; check that the port is free and the database can be reached.",
        )


def server_api_url(port: int) -> str:
    """The address of the server's API as its clients on this machine see it."""
    return f"http://{LOOPBACK}:{port}/api"


def server_command(port: int) -> tuple[str, ...]:
    """What to start, with the interpreter that runs us."""
    start = (sys.executable, "-m", "prefect", "server", "start")
    return (*start, "--host", LOOPBACK, "--port", str(port))


def server_environment(
    database_url: str, home: Path, *, keep_runs: timedelta = timedelta(days=1)
) -> dict[str, str]:
    """What the server needs to know, to be laid over the environment of the process that starts it.

    `database_url` is a PostgreSQL database of Prefect's own, with the extension `pg_trgm`, in the
    form `postgresql://…`. `home` is a folder it may write into. Finished runs are deleted after
    `keep_runs` (Prefect demands more than an hour).
    """
    return (
        SILENCE
        | {f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in UNNEEDED}
        | SERVER
        | {
            "PREFECT_HOME": str(home),
            "PREFECT_SERVER_DATABASE_CONNECTION_URL": _for_asyncpg(database_url),
            "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(
                int(keep_runs.total_seconds())
            ),
        }
    )


def _for_asyncpg(database_url: str) -> str:
    _, address = database_url.split("://", 1)
    return f"postgresql+asyncpg://{address}"


def is_ready(api_url: str) -> bool:
    """Whether the server answers now; asks for two seconds at most and never raises."""
    try:
        return httpx.get(f"{api_url}/health", timeout=2, trust_env=False).is_success
    except httpx.HTTPError:
        return False


async def wait_until_ready(api_url: str, timeout: float) -> None:
    """Return when the server answers; after `timeout` seconds raise `ServerNotReady`."""
    until = monotonic() + timeout
    while not await asyncio.to_thread(is_ready, api_url):
        if monotonic() > until:
            raise ServerNotReady(api_url, timeout)
        await asyncio.sleep(0.1)
