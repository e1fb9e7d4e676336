"""`onego web` and `onego registers`: the programs that answer requests, each in one process."""

from pathlib import Path

import uvicorn
from fastapi import FastAPI
from pydantic import SecretStr

from flows.installation import read_clock
from hall.console.catalogue import catalogue_for
from hall.house import open_hall
from hall.registers.faults import dial_from_option
from hall.registers.gateway import create_gateway
from hall.registers.settings import GatewaySettings
from hall.registers.synthetic import Society
from hall.web import create_web
from matters.case import business_date
from storage.settings import Settings

SEED = 20260305
"""The society of every demonstration, unless another seed is asked for."""
GRACE = 5


def answer_people(settings: Settings) -> None:
    """Serve the hall until SIGTERM or SIGINT."""
    catalogue = catalogue_for(demo=settings.demo, today=business_date(read_clock()))
    hall = open_hall(settings, catalogue)
    try:
        _run(create_web(hall), settings.web_host, settings.web_port, settings)
    finally:
        hall.close()


def answer_checks(
    settings: Settings, seed: int, dials: tuple[str, ...], pending_seconds: float
) -> None:
    """Serve the demonstration's gateway, on this machine only. Raises DialWrong."""
    society = Society(seed, business_date(read_clock()))
    gateway = GatewaySettings(
        callers={settings.registers_app_key: SecretStr(settings.registers_secret())},
        deliveries=deliveries_of(settings.data_dir),
        now=read_clock,
        dials=dict(map(dial_from_option, dials)),
        fault_seed=seed,
        pending_seconds=pending_seconds,
    )
    _run(create_gateway(society, gateway), "127.0.0.1", settings.registers_port, settings)


def deliveries_of(data_dir: Path) -> Path:
    """The book of the messages that the demonstration's gateway took over."""
    return data_dir / "registers" / "deliveries.jsonl"


def _run(app: FastAPI, host: str, port: int, settings: Settings) -> None:
    # No access log: addresses of pages name cases, and who looked at which is for the audit only.
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level=settings.log_level.lower(),
        access_log=False,
        timeout_graceful_shutdown=GRACE,
    )
    uvicorn.Server(config).run()
