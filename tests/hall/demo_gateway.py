"""A small society, a gateway over it without sockets, and a client that asks it."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import httpx
from fastapi import FastAPI
from pydantic import SecretStr

from flows.register_messages import Message, Purpose, RegisterQuery
from flows.registers import Clocks, Registers, RegisterSettings
from flows.signing import Credentials
from hall.registers.faults import Dial
from hall.registers.gateway import create_gateway
from hall.registers.settings import GatewaySettings
from hall.registers.synthetic import Society
from matters.fields import Value

TODAY = date(2026, 3, 5)
NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)
SECRET = SecretStr("a demonstration's secret")
PURPOSE = Purpose(
    item="food-licence",
    case_number="2026-000042",
    operator="clerk-01",
    material="premises-proof",
    subject="92330203MA00000000",
)


@cache
def society() -> Society:
    return Society(seed=20260305, today=TODAY)


class SetClock:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.moment = NOON
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.moment

    def steady(self) -> float:
        return self.moment.timestamp()

    def forward(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


def a_gateway(
    folder: Path,
    clock: SetClock | None = None,
    pending_seconds: float = 0,
    **dials: Dial,
) -> FastAPI:
    clock = clock or SetClock()
    settings = GatewaySettings(
        callers={"onego": SECRET},
        deliveries=folder / "deliveries.jsonl",
        now=clock.now,
        sleep=clock.sleep,
        dials={key.replace("_", "-"): dial for key, dial in dials.items()},
        pending_seconds=pending_seconds,
    )
    return create_gateway(society(), settings)


def a_client(
    gateway: FastAPI | httpx.AsyncBaseTransport,
    clock: SetClock | None = None,
    app_key: str = "onego",
) -> Registers:
    clock = clock or SetClock()
    transport = httpx.ASGITransport(gateway) if isinstance(gateway, FastAPI) else gateway
    settings = RegisterSettings(
        address="http://gateway.test",
        credentials=Credentials(app_key=app_key, secret=SECRET),
    )
    return Registers(settings, Clocks(now=clock.now, steady=clock.steady), transport)


def browser(gateway: FastAPI, host: str = "127.0.0.1") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(gateway, client=(host, 50000))
    return httpx.AsyncClient(transport=transport, base_url="http://gateway.test")


def a_query(check: str, max_age_days: int | None = None, **inputs: Value) -> RegisterQuery:
    return RegisterQuery(check=check, inputs=inputs, purpose=PURPOSE, max_age_days=max_age_days)


def a_message(key: str = "2026-000042/accepted", text: str = "您的申请已受理。") -> Message:
    return Message(
        key=key,
        case_number="2026-000042",
        channel="sms",
        to_name="张三丰",
        to_address="13805740023",
        title="受理通知",
        text=text,
    )
