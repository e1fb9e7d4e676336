"""The dialect of systems of their own: plain JSON behind a token, a key, or a certificate."""

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from flows.register_messages import Purpose, Question, Reply, Values
from hall.registers.calls import body_of
from hall.registers.reception import Reception
from hall.registers.wording import as_json, snake
from matters.case import FindingOutcome

STATES = {
    FindingOutcome.MATCH: "FOUND",
    FindingOutcome.STALE: "FOUND",
    FindingOutcome.MISMATCH: "DIFFERENT",
    FindingOutcome.NO_RECORD: "NONE",
    FindingOutcome.MULTIPLE: "SEVERAL",
    FindingOutcome.PENDING: "LATER",
    FindingOutcome.DENIED: "FORBIDDEN",
    FindingOutcome.UNAVAILABLE: "OUT_OF_ORDER",
}


class PlainCall(BaseModel):
    """What is searched for, and why; with a ticket, what was asked before."""

    model_config = ConfigDict(alias_generator=to_camel)

    query: Values
    purpose: Purpose
    ticket: str | None = None

    def question(self) -> Question:
        inputs = {snake(name): value for name, value in self.query.items()}
        return Question(inputs=inputs, purpose=self.purpose, ticket=self.ticket)


class Plain:
    """The routes of one such system."""

    def __init__(
        self, root: str, reception: Reception, lets_call: Callable[[Request], bool]
    ) -> None:
        self._root = root
        self._reception = reception
        self._lets_call = lets_call

    def add_to(self, app: FastAPI) -> None:
        app.add_api_route(f"{self._root}/{{key}}", self.ask, methods=["POST"])

    async def ask(self, request: Request, key: str) -> Response:
        """One question to one register."""
        if not self._lets_call(request):
            return JSONResponse({"state": "UNKNOWN_CALLER"}, 401)
        try:
            call = PlainCall.model_validate_json(await body_of(request))
        except ValidationError:
            return JSONResponse({"state": "NOT_UNDERSTOOD"}, 422)
        match await self._reception.reply(request, key, call.question()):
            case Response() as trouble:
                return trouble
            case Reply() as reply:
                return self._answer(key, reply)

    def _answer(self, key: str, reply: Reply) -> Response:
        return plain_answer(reply)


def plain_answer(reply: Reply) -> JSONResponse:
    """The answer as such systems write it."""
    records: list[dict[str, object]] = []
    if reply.outcome is FindingOutcome.MULTIPLE:
        records = [{}, {}]
    elif reply.values or reply.outcome is FindingOutcome.MISMATCH:
        records = [as_json(reply.values)]
    body = {
        "state": STATES[reply.outcome],
        "results": records,
        "trueOn": reply.as_of.isoformat() if reply.as_of else None,
        "reusableUntil": reply.valid_until.isoformat() if reply.valid_until else None,
        "requestNo": reply.request_id,
        "ticket": reply.ticket,
    }
    return JSONResponse(body, 403 if reply.outcome is FindingOutcome.DENIED else 200)
