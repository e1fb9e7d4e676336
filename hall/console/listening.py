"""How the programs that answer requests listen."""

import uvicorn
from fastapi import FastAPI

from storage.settings import Settings

GRACE = 5
"""Seconds for what is being answered when a program is told to stop."""


def listening(app: FastAPI, host: str, port: int, settings: Settings) -> uvicorn.Config:
    # No access log: addresses of pages name cases, and who looked at which is for the audit only.
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level=settings.log_level.lower(),
        access_log=False,
        timeout_graceful_shutdown=GRACE,
    )
