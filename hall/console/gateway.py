"""`onego registers`: the demonstration's gateway, or the dials of one that runs already."""

import asyncio
import ssl
from collections.abc import Mapping

import httpx
import uvicorn
from fastapi import FastAPI
from pydantic import SecretStr

from flows.installation import read_clock
from hall.console.listening import listening
from hall.console.speech import say
from hall.ports import free_socket, is_listening
from hall.registers.certificates import Certificates, certificates_in
from hall.registers.doorplates import answers_secret, doorplates, put_up
from hall.registers.faults import Dial, dial_from_option
from hall.registers.folders import certificates_of, deliveries_of, lists_of, posts_of
from hall.registers.gateway import create_gateway
from hall.registers.handed_over import hand_over, write_table
from hall.registers.settings import GatewaySettings, Recipient
from hall.registers.synthetic import Society
from hall.registers.turning import turn
from matters.case import business_date
from matters.errors import OneGoError
from storage.named_settings import FOLDER as SECRETS
from storage.settings import Settings

HERE = "127.0.0.1"
COURT = "ONEGO_COURT_URL"


class GatewayRuns(OneGoError):
    """A second gateway on the same port."""

    def __init__(self, port: int) -> None:
        super().__init__(
            zh=f"演示数据共享网关已在端口 {port} 运行。如需调节故障，请加上 --dial。",
            en=f"The demo registers run already on port {port}. To turn a fault there, add --dial.",
        )


def answer_checks(
    settings: Settings, seed: int, dials: tuple[str, ...], pending_seconds: float
) -> None:
    """Serve the demonstration's gateway, on this machine only, or turn the dials of the one that runs.

    Raises DialWrong, GatewayAway, GatewayRuns.
    """
    turned = dict(map(dial_from_option, dials))
    if is_listening(HERE, settings.registers_port):
        _turn_there(settings, turned)
        return
    society = Society(seed, business_date(read_clock()))
    secret = SecretStr(settings.registers_secret())
    hall = f"http://{HERE}:{settings.web_port}"
    gateway = GatewaySettings(
        callers={settings.registers_app_key: secret},
        recipient=Recipient(address=hall, secret=answers_secret(secret)),
        deliveries=deliveries_of(settings.data_dir),
        now=read_clock,
        dials=turned,
        fault_seed=seed,
        pending_seconds=pending_seconds,
    )
    asyncio.run(_serve(settings, create_gateway(society, gateway), society))


def _turn_there(settings: Settings, turned: Mapping[str, Dial]) -> None:
    port = settings.registers_port
    if not turned:
        raise GatewayRuns(port)
    asyncio.run(turn(f"http://{HERE}:{port}", turned))
    for key, dial in turned.items():
        say(f"{key}：{dial.option}", f"{key}: {dial.option}")


async def _serve(settings: Settings, app: FastAPI, society: Society) -> None:
    tls = certificates_in(certificates_of(settings.data_dir), read_clock())
    with free_socket(HERE, _last_port(settings)) as line:
        address = f"https://{HERE}:{line.getsockname()[1]}"
        _furnish(settings, address, tls, society)
        court = _program(app, settings, line.getsockname()[1], tls)
        plain = _program(app, settings, settings.registers_port, None)
        closing = asyncio.create_task(court.serve(sockets=[line]))
        await plain.serve()
        court.should_exit = True
        await closing


def _furnish(settings: Settings, court: str, tls: Certificates, society: Society) -> None:
    """Write what lets every other program find the registers."""
    data_dir = settings.data_dir
    app = (settings.registers_app_key, SecretStr(settings.registers_secret()))
    gateway = f"http://{HERE}:{settings.registers_port}"
    put_up(doorplates(gateway, court, app, data_dir, tls), data_dir / SECRETS)
    write_table(society, posts_of(data_dir))
    hand_over(society, lists_of(data_dir))


def _last_port(settings: Settings) -> int:
    """The port of the line to the court when it last ran, so that programs that know it find it again; or any."""
    try:
        written = (settings.data_dir / SECRETS / COURT).read_text(encoding="utf-8")
        return httpx.URL(written).port or 0
    except (OSError, httpx.InvalidURL):
        return 0


def _program(
    app: FastAPI, settings: Settings, port: int, tls: Certificates | None
) -> uvicorn.Server:
    config = listening(app, HERE, port, settings)
    if tls is not None:
        config.ssl_certfile, config.ssl_keyfile = str(tls.server), str(tls.server_key)
        config.ssl_ca_certs, config.ssl_cert_reqs = str(tls.authority), ssl.CERT_REQUIRED
    return uvicorn.Server(config)
