"""A register of somebody else: its own JSON, its own ways to sign, answers that come when it likes."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from pydantic import SecretStr

from flows.connectors.surroundings import Clocks, Kept, Patience, Surroundings
from flows.register_messages import Purpose, RegisterAnswer, RegisterQuery
from flows.register_watch import WatchesRegisters
from flows.registers import Registers
from matters.case import FindingOutcome
from matters.connectors import Connector
from matters.fields import FieldType, Value
from matters.reading_registers import KINDS
from matters.registers import Register, RegisterList
from tests.hall.demo_gateway import PURPOSE, SetClock

GIVES: dict[str, FieldType] = {"area": "decimal", "owner": "text", "sealed": "yes-no"}
RECORD = {"qlr": "王小明", "mj": "89.50", "cf": "0", "gxrq": "20260301"}
SHAPE = {
    "answered_if": "answer.code == '00'",
    "denied_if": "answer.code == '31'",
    "pending_if": "answer.code == '02'",
    "ticket": "answer.ticket",
    "records": "answer.data",
    "found_if": "answer.data",
    "compares": {"owner": "record.qlr"},
    "as_of": "record.gxrq",
    "request": "answer.serial",
    "values": {"area": "record.mj", "owner": "record.qlr", "sealed": "record.cf"},
}
LAND = {
    "register": "land",
    "name": "不动产登记",
    "holder": "自然资源和规划局",
    "connector": "office",
    "path": "/land/query",
    "ask": {"owner": "inputs.owner", "purpose": "purpose"},
    "answer": SHAPE,
    "poll": {"path": "/land/fetch", "ask": {"number": "ticket"}},
}


def a_connector(kind: str = "http", **terms: Any) -> Connector:
    """A connector called `office`; over HTTP it is unsigned unless told otherwise."""
    over_http = {"address": "OFFICE_URL", "sign": {"kind": "none"}}
    written = {"connector": "office", "kind": kind}
    return KINDS[kind].model_validate(  # type: ignore[index]
        written | (over_http if kind in ("http", "licences") else {}) | terms
    )


def a_register(**terms: Any) -> Register:
    """The land register, declared otherwise where told; a term of None is left out."""
    written = {key: value for key, value in (LAND | terms).items() if value is not None}
    return Register.model_validate(written)


def a_query(
    gives: dict[str, FieldType] | None = None,
    purpose: Purpose = PURPOSE,
    max_age_days: int | None = None,
    **inputs: Value,
) -> RegisterQuery:
    return RegisterQuery(
        check="title",
        register_key="land",
        inputs=inputs or {"owner": "王小明"},
        gives=GIVES if gives is None else gives,
        purpose=purpose,
        max_age_days=max_age_days,
    )


@dataclass
class Office:
    """A server that answers what it is told to, and keeps what it was asked."""

    says: Callable[[dict[str, Any]], Any] = lambda _: answered(RECORD)
    status: int = 200
    asked: list[tuple[str, dict[str, Any], Request]] = field(default_factory=list)
    fetched: int = 0

    def app(self) -> FastAPI:
        app = FastAPI()
        app.add_api_route("/{path:path}", self._any, methods=["POST"])
        return app

    async def _any(self, request: Request, path: str) -> Response:
        body = await request.body()
        if request.headers["content-type"].startswith("application/json"):
            said = await request.json()
        else:
            said = {key: values[0] for key, values in parse_qs(body.decode()).items()}
        self.asked.append((f"/{path}", said, request))
        reply = self.says(said)
        if isinstance(reply, Response):
            return reply
        return JSONResponse(reply, self.status)


def answered(*records: Any, code: str = "00", **more: Any) -> dict[str, Any]:
    return {"code": code, "data": list(records), "serial": "Q-1", **more}


def registers(
    app: Any,
    register: Register,
    connector: Connector | None = None,
    *,
    clock: SetClock | None = None,
    watch: WatchesRegisters | None = None,
    kept: Kept | None = None,
    **secrets: str,
) -> Registers:
    """The door to that one register, without a network if there is an application."""
    clock = clock or SetClock()
    named = {"OFFICE_URL": "http://office.test"} | secrets
    around = Surroundings(
        clocks=Clocks(now=clock.now, steady=clock.steady),
        named=lambda name: SecretStr(named[name]) if name in named else None,
        kept=kept,
        patience=Patience(pause_seconds=0),
        transport=httpx.ASGITransport(app) if isinstance(app, FastAPI) else app,
    )
    listed = RegisterList(connectors=(connector or a_connector(),), registers=(register,))
    return Registers(listed, around, watch)


def md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


def talk(door: Registers, *pauses: tuple[SetClock, float]) -> list[RegisterAnswer]:
    """One question, and one more after each pause."""

    async def whole() -> list[RegisterAnswer]:
        async with door:
            answers = [await door.ask(a_query())]
            for clock, seconds in pauses:
                clock.forward(seconds)
                answers.append(await door.ask(a_query()))
            return answers

    return asyncio.run(whole())


def outcomes(answers: list[RegisterAnswer]) -> list[FindingOutcome]:
    return [one.outcome for one in answers]
