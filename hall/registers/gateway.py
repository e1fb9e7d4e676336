"""The data-sharing gateway as a web application: checks, deliveries, dials, one page for people."""

from ipaddress import ip_address
from pathlib import Path
from random import Random
from typing import TypeVar

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel, ValidationError

from flows.register_messages import (
    Message,
    MessageBatch,
    Question,
    QuestionBatch,
    ReceiptBatch,
    Reply,
    ReplyBatch,
)
from hall.registers.answers import RegisterUnknown
from hall.registers.deliveries import Deliveries
from hall.registers.desk import Desk, out_of_order
from hall.registers.faults import EVERY, Dial, Dials
from hall.registers.gatekeeper import Gatekeeper
from hall.registers.settings import GatewaySettings
from hall.registers.synthetic import REGISTERS, Society
from matters.case import FindingOutcome
from matters.errors import NotFound, OneGoError
from matters.words import Text

Body = TypeVar("Body", bound=BaseModel)

DELIVERIES = "deliveries"
"""The dial of the messages, beside those of the registers."""
LARGEST_BODY = 2_000_000
PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
)


class CallRefused(OneGoError):
    """A call that is not answered, and the code that says why."""

    status = 401

    def __init__(self, code: str, message: Text, *, status: int) -> None:
        super().__init__(zh=message.zh, en=message.en)
        self.code = code
        self.status = status


NO_PURPOSE = Text(
    zh="请求未说明用途：须填写事项编码、办件编号、经办人、替代材料和办理对象。",
    en="The call states no purpose: give item, case number, operator, material and subject.",
)
NOT_UNDERSTOOD = Text(
    zh="请求内容格式不正确。请对照接口说明。",
    en="The body cannot be read. Compare it with the interface.",
)
TOO_LARGE = Text(zh="请求内容过大。请分批提交。", en="The body is too large. Send less at once.")
ONLY_HERE = Text(
    zh="此功能仅供本机演示使用。", en="This is for the demonstration machine itself only."
)


class Gateway:
    """The routes of one gateway."""

    def __init__(self, society: Society, settings: GatewaySettings) -> None:
        chance = Random(settings.fault_seed)  # noqa: S311 - faults must be repeatable
        self._settings = settings
        self._dials = Dials(settings.dials, chance)
        self._desk = Desk(society, settings, self._dials)
        self._gatekeeper = Gatekeeper(settings.callers, settings.now)
        self._deliveries = Deliveries(settings.deliveries, settings.now)
        self._society = society

    async def check(self, request: Request, key: str) -> Response:
        """One question to one register."""
        question = await self._signed(request, Question)
        if await self._breaks_down(key):
            return _json(out_of_order(), 503)
        reply = self._desk.reply(key, question)
        return _json(reply, 403 if reply.outcome is FindingOutcome.DENIED else 200)

    async def checks(self, request: Request, key: str) -> Response:
        """Many questions to one register, answered in order."""
        batch = await self._signed(request, QuestionBatch)
        if await self._breaks_down(key):
            return _json(out_of_order(), 503)
        return _json(ReplyBatch(answers=tuple(self._desk.reply(key, q) for q in batch.questions)))

    async def deliver(self, request: Request) -> Response:
        """One message to an applicant."""
        message = await self._signed(request, Message)
        if await self._breaks_down(DELIVERIES):
            return _json(out_of_order(), 503)
        return _json(self._deliveries.take(message))

    async def deliver_many(self, request: Request) -> Response:
        """Many messages to applicants."""
        batch = await self._signed(request, MessageBatch)
        if await self._breaks_down(DELIVERIES):
            return _json(out_of_order(), 503)
        receipts = tuple(self._deliveries.take(message) for message in batch.messages)
        return _json(ReceiptBatch(receipts=receipts))

    async def delivered(self, request: Request, key: str) -> JSONResponse:
        """What was taken over under a key; on this machine only."""
        _on_this_machine(request)
        first, repeats = self._deliveries.find(key)
        if first is None:
            raise NotFound(Text(zh="该送达记录", en="That delivery"))
        return JSONResponse({**first.model_dump(mode="json"), "repeats": repeats})

    async def delivery_count(self, request: Request) -> JSONResponse:
        """How many messages and repeats there were; on this machine only."""
        _on_this_machine(request)
        messages, repeats = self._deliveries.count()
        return JSONResponse({"messages": messages, "repeats": repeats})

    async def dial(self, request: Request, key: str, dial: Dial) -> Response:
        """Turn the dial of one register, or of all; on this machine only."""
        _on_this_machine(request)
        if key not in REGISTERS and key not in (EVERY, DELIVERIES):
            raise RegisterUnknown(key)
        self._dials.turn(key, dial)
        return _json(dial)

    async def dials(self, request: Request) -> JSONResponse:
        """All dials; on this machine only."""
        _on_this_machine(request)
        keys = (*REGISTERS, DELIVERIES)
        return JSONResponse({key: self._dials.of(key).model_dump() for key in keys})

    async def page(self) -> HTMLResponse:
        """The registers, their state and their dials, for people."""
        messages, repeats = self._deliveries.count()
        rows = [(r, self._dials.of(r.key), self._desk.asked[r.key]) for r in REGISTERS.values()]
        text = PAGES.get_template("page.html").render(
            rows=rows,
            messages=messages,
            repeats=repeats,
            delivery_dial=self._dials.of(DELIVERIES),
            people=len(self._society.census.people),
            companies=len(self._society.census.companies),
        )
        return HTMLResponse(text)

    async def health(self) -> JSONResponse:
        """That the gateway answers."""
        return JSONResponse({"status": "ok", "registers": len(REGISTERS)})

    async def _signed(self, request: Request, kind: type[Body]) -> Body:
        """The body of a signed call. Raises CallRefused."""
        body = await _body(request)
        refusal = self._gatekeeper.refusal(request.method, request.url.path, request.headers, body)
        if refusal is not None:
            raise CallRefused(refusal.code, refusal.message, status=401)
        try:
            return kind.model_validate_json(body)
        except ValidationError as wrong:
            if any("purpose" in error["loc"] for error in wrong.errors()):
                raise CallRefused("20", NO_PURPOSE, status=403) from None
            raise CallRefused("21", NOT_UNDERSTOOD, status=422) from None

    async def _breaks_down(self, key: str) -> bool:
        dial = self._dials.of(key)
        if dial.latency_ms:
            await self._settings.sleep(dial.latency_ms / 1000)
        return self._dials.fails_now(dial)


def create_gateway(society: Society, settings: GatewaySettings) -> FastAPI:
    """The gateway over a society."""
    gateway = Gateway(society, settings)
    # The interactive pages would fetch their scripts from the internet.
    app = FastAPI(title="Data-sharing gateway (demonstration)", docs_url=None, redoc_url=None)
    app.add_api_route("/checks/{key}", gateway.check, methods=["POST"])
    app.add_api_route("/checks/{key}/batch", gateway.checks, methods=["POST"])
    app.add_api_route("/deliveries", gateway.deliver, methods=["POST"])
    app.add_api_route("/deliveries/batch", gateway.deliver_many, methods=["POST"])
    app.add_api_route("/deliveries", gateway.delivered, methods=["GET"])
    app.add_api_route("/deliveries/count", gateway.delivery_count, methods=["GET"])
    app.add_api_route("/faults/{key}", gateway.dial, methods=["PUT"])
    app.add_api_route("/faults", gateway.dials, methods=["GET"])
    app.add_api_route("/health", gateway.health, methods=["GET"])
    app.add_api_route("/", gateway.page, methods=["GET"], response_class=HTMLResponse)
    app.add_exception_handler(OneGoError, _say_refusal)
    return app


async def _say_refusal(request: Request, error: Exception) -> Response:
    match error:
        case CallRefused():
            reply = Reply(code=error.code, message=error.text, outcome=FindingOutcome.DENIED)
            return _json(reply, error.status)
        case OneGoError():
            body = {"code": str(error.status), "message": error.text.model_dump()}
            return JSONResponse(body, error.status)
        case _:
            raise error


async def _body(request: Request) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            raise CallRefused("22", TOO_LARGE, status=413)
        parts.append(part)
    return b"".join(parts)


def _on_this_machine(request: Request) -> None:
    if request.client is None or not ip_address(request.client.host).is_loopback:
        raise CallRefused("31", ONLY_HERE, status=403)


def _json(body: BaseModel, status: int = 200) -> Response:
    return Response(body.model_dump_json(), status, media_type="application/json")
