"""What registers send by themselves: the answer to a question that was pending, signed by the register."""

from datetime import UTC
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request

from flows.called_back import calls_back, take_answer
from flows.signing import APP_KEY, NONCE, REQUEST_TIME, SIGNATURE, Call
from hall.api.models import V1, Answer, refusals
from hall.doors import public
from hall.visitor import Visitor
from matters.errors import OneGoError
from matters.office import Key
from matters.registers import Register
from storage.named_settings import NamedSettings

router = APIRouter(prefix=V1, tags=["registers"])
Guest = Annotated[Visitor, Depends(public())]
WINDOW_MS = 5 * 60 * 1000
"""How far the time of a call may be from ours."""


async def _whole(request: Request) -> bytes:
    return await request.body()


Body = Annotated[bytes, Depends(_whole)]
_SHAPED_BY_REGISTER = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {"description": "The register's own JSON, as its `answer` in YAML reads it."}
        }
    },
}
Called = Annotated[Key, Path(description="The register that answers.")]
Ticket = Annotated[
    str, Path(description="The ticket that the register gave for the question.", max_length=300)
]


class AnswerTaken(Answer):
    """That the answer was received."""

    taken: bool
    """False: it had come before, and nothing has changed."""


class SignatureWrong(OneGoError):
    """A call that is not signed by the register it names."""

    status = 401

    def __init__(self) -> None:
        super().__init__(
            zh="签名不正确或已过时。请用约定的密钥签名，并校准时钟。",
            en="The signature is wrong or too old. Sign with the agreed secret, and set the clock.",
        )


@router.post(
    "/registers/{register}/answers/{ticket}",
    response_model=AnswerTaken,
    responses=refusals(404),
    openapi_extra={"requestBody": _SHAPED_BY_REGISTER},
    summary="数据源回送结果 · Send a later answer",
)
def answer(
    visitor: Guest, request: Request, body: Body, register: Called, ticket: Ticket
) -> AnswerTaken:
    """Send the answer to a pending question. It is signed like calls to the gateway; the app key is the register's.

    The body is of the same shape as an answer at once. Sending it again changes nothing.
    """
    house = visitor.hall.installation
    declared = calls_back(house, register)
    _require_signed(visitor, request, declared, body)
    return AnswerTaken(taken=take_answer(house, declared, ticket, body))


def _require_signed(visitor: Visitor, request: Request, register: Register, body: bytes) -> None:
    """Raises SignatureWrong."""
    headers = request.headers
    app_key, time, nonce = (headers.get(name, "") for name in (APP_KEY, REQUEST_TIME, NONCE))
    named = NamedSettings(visitor.hall.settings)
    secret = named(register.poll.secret) if register.poll and register.poll.secret else None
    digits = time.isascii() and time.isdigit()
    if secret is None or app_key != register.key or not digits or not nonce:
        raise SignatureWrong
    call = Call(
        method=request.method, path=request.url.path, time_ms=int(time[:15]), nonce=nonce, body=body
    )
    now_ms = int(visitor.hall.clock().astimezone(UTC).timestamp() * 1000)
    on_time = abs(now_ms - call.time_ms) <= WINDOW_MS
    # A call that is replayed within its time finds its answer taken already.
    if not on_time or not call.is_signed_by(secret, headers.get(SIGNATURE, "")):
        raise SignatureWrong
