"""The store of electronic licences over HTTP: those of one kind that one holder has."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ValidationError

from flows.register_messages import Purpose, Question, Reply
from hall.registers.answers import RegisterUnknown
from hall.registers.calls import body_of
from hall.registers.licences import BY_TYPE
from hall.registers.reception import Reception
from hall.registers.synthetic import REGISTERS
from hall.registers.tokens import Tokens
from matters.case import FindingOutcome
from matters.identifiers import compact


class _Call(BaseModel):
    licence_type: str
    """Code of the kind of licence."""
    holder: str
    """Identity number or credit code."""
    purpose: Purpose


class LicenceStore:
    """The route of the store."""

    def __init__(self, reception: Reception, tokens: Tokens) -> None:
        self._reception = reception
        self._tokens = tokens

    def add_to(self, app: FastAPI) -> None:
        app.add_api_route("/licences/search", self.search, methods=["POST"])

    async def search(self, request: Request) -> Response:
        """The licences of a holder. Raises RegisterUnknown for a kind that is not kept."""
        if not self._tokens.lets_call(request):
            return JSONResponse({"error": "invalid_token"}, 401)
        try:
            call = _Call.model_validate_json(await body_of(request))
        except ValidationError:
            return JSONResponse({"error": "invalid_request"}, 422)
        key = BY_TYPE.get(call.licence_type)
        if key is None:
            raise RegisterUnknown(call.licence_type)
        by = REGISTERS[key].searched_by[0]
        question = Question(inputs={by: compact(call.holder)}, purpose=call.purpose)
        match await self._reception.reply(request, key, question):
            case Response() as trouble:
                return trouble
            case Reply() as reply:
                return _answer(reply)


def _answer(reply: Reply) -> JSONResponse:
    found = {
        FindingOutcome.MATCH: 1,
        FindingOutcome.STALE: 1,
        FindingOutcome.MISMATCH: 1,
        FindingOutcome.MULTIPLE: 2,
    }.get(reply.outcome, 0)
    licence = {
        "status": "expired" if reply.outcome is FindingOutcome.MISMATCH else "valid",
        "as_of": reply.as_of.isoformat() if reply.as_of else None,
        "valid_until": reply.valid_until.isoformat() if reply.valid_until else None,
        "content": reply.values,
    }
    denied = reply.outcome is FindingOutcome.DENIED
    body = {"licences": [licence] * found, "request_id": reply.request_id}
    return JSONResponse(body, 403 if denied else 200)
