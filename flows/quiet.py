"""What Prefect's client must know before it is imported: send nothing, store nothing, be quick."""

import os
from typing import Final

SILENCE: Final = {
    # An intranet has nobody to report to.
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
}

CLIENT: Final = {
    # A wave lives for seconds and its cases carry leases: a heartbeat says nothing new.
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "86400",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_TASKS_DEFAULT_NO_CACHE": "true",
    # One request less each; the server is our own, of the same version, on the same machine.
    "PREFECT_CLIENT_CSRF_SUPPORT_ENABLED": "false",
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
    # We wait by our own rule (`flows.patience`): Prefect's starts at two seconds and doubles.
    "PREFECT_CLIENT_MAX_RETRIES": "0",
}


def quiet_prefect(api_url: str | None = None) -> None:
    """Set the environment of Prefect's client before its first import; what is set already stays.

    Only `api_url` (`http://127.0.0.1:4200/api`) is set in any case: the server we start or are told.
    """
    for name, value in (SILENCE | CLIENT).items():
        os.environ.setdefault(name, value)
    if api_url is not None:
        os.environ["PREFECT_API_URL"] = api_url
