"""A small society, a gateway over it without sockets, and a client that asks it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import httpx
from fastapi import FastAPI
from pydantic import SecretStr

from flows.connectors.surroundings import Clocks, Patience, Surroundings
from flows.register_messages import Message, Purpose, RegisterQuery
from flows.register_watch import BreakerSettings, LocalWatch
from flows.registers import Registers
from hall.registers.faults import Dial
from hall.registers.gateway import create_gateway
from hall.registers.settings import GatewaySettings, Recipient
from hall.registers.synthetic import REGISTERS, Society
from matters.connectors import OnegoSign, OverHttp
from matters.fields import Value
from matters.registers import Register, RegisterList

Act = Callable[[httpx.AsyncClient], Awaitable[httpx.Response]]
TODAY = date(2026, 3, 5)
NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)
SECRET = SecretStr("a demonstration's secret")
PURPOSE = Purpose(
    item="food-licence",
    case_number="2026-000042",
    operator="clerk-01",
    material="premises-proof",
    subject="92330203MA00000000",
    basis="《政务数据共享条例》",
)


@cache
def declared() -> RegisterList:
    """Every register of the society, behind the gateway."""
    sign = OnegoSign(
        kind="onego",
        app_key="ONEGO_REGISTERS_APP_KEY",
        secret="ONEGO_REGISTERS_APP_SECRET",
    )
    gateway = OverHttp(kind="http", connector="gateway", address="ONEGO_REGISTERS_URL", sign=sign)
    registers = (
        Register(
            register=one.key,
            name=one.name,
            holder=one.holder,
            connector="gateway",
            path=f"/checks/{one.key}",
        )
        for one in REGISTERS.values()
    )
    return RegisterList(connectors=(gateway,), registers=tuple(registers))


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
    recipient: Recipient | None = None,
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
        recipient=recipient,
    )
    return create_gateway(society(), settings)


def a_client(
    gateway: FastAPI | httpx.AsyncBaseTransport,
    clock: SetClock | None = None,
    app_key: str = "onego",
    patience: Patience | None = None,
) -> Registers:
    clock = clock or SetClock()
    transport = httpx.ASGITransport(gateway) if isinstance(gateway, FastAPI) else gateway
    named = {
        "ONEGO_REGISTERS_URL": SecretStr("http://gateway.test"),
        "ONEGO_REGISTERS_APP_KEY": SecretStr(app_key),
        "ONEGO_REGISTERS_APP_SECRET": SECRET,
    }
    around = Surroundings(
        clocks=Clocks(now=clock.now, steady=clock.steady),
        named=named.get,
        patience=patience or Patience(),
        transport=transport,
    )
    watch = LocalWatch(clock.steady, BreakerSettings(failures_to_open=5))
    return Registers(declared(), around, watch)


def browser(gateway: FastAPI, host: str = "127.0.0.1") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(gateway, client=(host, 50000))
    return httpx.AsyncClient(transport=transport, base_url="http://gateway.test")


def visit(gateway: FastAPI, act: Act, host: str = "127.0.0.1") -> httpx.Response:
    """What one visit of a browser brings."""

    async def stay() -> httpx.Response:
        async with browser(gateway, host) as client:
            return await act(client)

    return asyncio.run(stay())


def a_query(check: str, max_age_days: int | None = None, **inputs: Value) -> RegisterQuery:
    return RegisterQuery(
        check=check,
        register_key=check,
        inputs=inputs,
        purpose=PURPOSE,
        max_age_days=max_age_days,
    )


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
