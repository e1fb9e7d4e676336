"""The data-sharing gateway as a web application: its own protocol, deliveries, and the other dialects."""

from random import Random
from typing import TypeVar

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
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
from hall.registers.calling_back import CallingBack
from hall.registers.calls import (
    NO_PURPOSE,
    NOT_UNDERSTOOD,
    CallRefused,
    as_json,
    body_of,
    need_this_machine,
)
from hall.registers.deliveries import Deliveries
from hall.registers.desk import Desk
from hall.registers.dialling import DELIVERIES, Dialling
from hall.registers.faults import Dials
from hall.registers.gatekeeper import Gatekeeper
from hall.registers.licence_store import LicenceStore
from hall.registers.plain import Plain
from hall.registers.provincial import Provincial, Secrets
from hall.registers.reception import Reception
from hall.registers.settings import GatewaySettings
from hall.registers.synthetic import REGISTERS, Society
from hall.registers.tokens import ApiKeys, Tokens, over_mutual_tls
from matters.case import FindingOutcome
from matters.errors import NotFound, OneGoError
from matters.words import Text

Body = TypeVar("Body", bound=BaseModel)


class Gateway:
    """The routes of the gateway's own protocol."""

    def __init__(self, reception: Reception, settings: GatewaySettings) -> None:
        self._reception = reception
        self._gatekeeper = Gatekeeper(settings.callers, settings.now)
        self.deliveries = Deliveries(settings.deliveries, settings.now)

    def add_to(self, app: FastAPI) -> None:
        app.add_api_route("/checks/{key}", self.check, methods=["POST"])
        app.add_api_route("/checks/{key}/batch", self.checks, methods=["POST"])
        app.add_api_route("/deliveries", self.deliver, methods=["POST"])
        app.add_api_route("/deliveries/batch", self.deliver_many, methods=["POST"])
        app.add_api_route("/deliveries", self.delivered, methods=["GET"])
        app.add_api_route("/deliveries/count", self.delivery_count, methods=["GET"])
        app.add_api_route("/health", self.health, methods=["GET"])

    async def check(self, request: Request, key: str) -> Response:
        """One question to one register."""
        question = await self._signed(request, Question)
        match await self._reception.reply(request, key, question):
            case Response() as trouble:
                return trouble
            case Reply() as reply:
                return as_json(reply, 403 if reply.outcome is FindingOutcome.DENIED else 200)

    async def checks(self, request: Request, key: str) -> Response:
        """Many questions to one register, answered in order."""
        batch = await self._signed(request, QuestionBatch)
        match await self._reception.replies(request, key, batch.questions):
            case Response() as trouble:
                return trouble
            case replies:
                return as_json(ReplyBatch(answers=replies))

    async def deliver(self, request: Request) -> Response:
        """One message to an applicant."""
        message = await self._signed(request, Message)
        trouble = await self._reception.trouble(request, DELIVERIES)
        return trouble or as_json(self.deliveries.take(message))

    async def deliver_many(self, request: Request) -> Response:
        """Many messages to applicants."""
        batch = await self._signed(request, MessageBatch)
        trouble = await self._reception.trouble(request, DELIVERIES)
        if trouble is not None:
            return trouble
        receipts = tuple(self.deliveries.take(message) for message in batch.messages)
        return as_json(ReceiptBatch(receipts=receipts))

    async def delivered(self, request: Request, key: str) -> JSONResponse:
        """What was taken over under a key; on this machine only."""
        need_this_machine(request)
        first, repeats = self.deliveries.find(key)
        if first is None:
            raise NotFound(Text(zh="该送达记录", en="That delivery"))
        return JSONResponse({**first.model_dump(mode="json"), "repeats": repeats})

    async def delivery_count(self, request: Request) -> JSONResponse:
        """How many messages and repeats there were; on this machine only."""
        need_this_machine(request)
        messages, repeats = self.deliveries.count()
        return JSONResponse({"messages": messages, "repeats": repeats})

    async def health(self) -> JSONResponse:
        """That the gateway answers."""
        return JSONResponse({"status": "ok", "registers": len(REGISTERS)})

    async def _signed(self, request: Request, kind: type[Body]) -> Body:
        """The body of a signed call. Raises CallRefused."""
        body = await body_of(request)
        refusal = self._gatekeeper.refusal(request.method, request.url.path, request.headers, body)
        if refusal is not None:
            raise CallRefused(refusal.code, refusal.message, status=401)
        try:
            return kind.model_validate_json(body)
        except ValidationError as wrong:
            if any("purpose" in error["loc"] for error in wrong.errors()):
                raise CallRefused("20", NO_PURPOSE, status=403) from None
            raise CallRefused("21", NOT_UNDERSTOOD, status=422) from None


def create_gateway(society: Society, settings: GatewaySettings) -> FastAPI:
    """The gateway over a society."""
    chance = Random(settings.fault_seed)  # noqa: S311 - faults must be repeatable
    dials = Dials(settings.dials, chance)
    reception = Reception(Desk(society, settings, dials), dials, settings)
    tokens = Tokens(settings.callers, settings.now)
    given_out = Secrets(settings.callers, settings.now)
    gateway = Gateway(reception, settings)
    # The interactive pages would fetch their scripts from the internet.
    app = FastAPI(title="Data-sharing gateway (demonstration)", docs_url=None, redoc_url=None)
    gateway.add_to(app)
    Provincial(reception, given_out).add_to(app)
    Plain("/justice", reception, tokens.lets_call).add_to(app)
    Plain("/utilities", reception, ApiKeys(settings.callers).lets_call).add_to(app)
    Plain("/court", reception, over_mutual_tls).add_to(app)
    CallingBack("/benefits", reception, ApiKeys(settings.callers).lets_call, settings).add_to(app)
    tokens.add_to(app)
    LicenceStore(reception, tokens).add_to(app)
    Dialling(society, dials, reception.tally, gateway.deliveries).add_to(app)
    app.add_exception_handler(OneGoError, _say_refusal)
    return app


async def _say_refusal(request: Request, error: Exception) -> Response:
    match error:
        case CallRefused():
            reply = Reply(code=error.code, message=error.text, outcome=FindingOutcome.DENIED)
            return as_json(reply, error.status)
        case OneGoError():
            body = {"code": str(error.status), "message": error.text.model_dump()}
            return JSONResponse(body, error.status)
        case _:
            raise error
