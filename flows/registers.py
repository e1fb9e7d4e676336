"""The client of the data-sharing gateway: questions that never fail, messages that may."""

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

import httpx
from pydantic import BaseModel, Field, ValidationError

from flows.breaker import Breaker
from flows.register_messages import (
    Message,
    MessageBatch,
    Question,
    QuestionBatch,
    Receipt,
    ReceiptBatch,
    RegisterAnswer,
    RegisterQuery,
    Reply,
    ReplyBatch,
)
from flows.register_refusals import OUT_OF_REACH, DeliveryFailed, denied
from flows.signing import Call, Credentials, signed_headers
from matters.words import Frozen

Body = TypeVar("Body", bound=BaseModel)
Thing = TypeVar("Thing")

DELIVERIES = "deliveries"
"""The line of the messages: its own places and breaker, beside those of the registers."""
MOST_AT_ONCE = 200
"""Questions or messages in one batch."""


class RegisterSettings(Frozen):
    """Where the gateway is and how patient we are with it."""

    address: str
    credentials: Credentials
    connect_seconds: float = 1.0
    total_seconds: float = 5.0
    at_once: int = 8
    """Calls to one register at the same time."""
    at_once_by_check: dict[str, int] = Field(default_factory=dict)
    failures_to_open: int = 5
    open_seconds: float = 30.0


class Clocks(Frozen):
    """The time of day for signatures, and a steady one in seconds for breakers."""

    now: Callable[[], datetime]
    steady: Callable[[], float]


class Registers:
    """The gateway as seen from one event loop; an async context manager."""

    def __init__(
        self,
        settings: RegisterSettings,
        clocks: Clocks,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._settings = settings
        self._clocks = clocks
        self._http = httpx.AsyncClient(
            base_url=settings.address,
            timeout=httpx.Timeout(settings.total_seconds, connect=settings.connect_seconds),
            # The places per register are the limit; the pool must not add another.
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=100),
            transport=transport,
            trust_env=False,
        )
        self._breakers: defaultdict[str, Breaker] = defaultdict(
            lambda: Breaker(settings.failures_to_open, settings.open_seconds)
        )
        self._places: dict[str, asyncio.Semaphore] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._http.aclose()

    async def ask(self, query: RegisterQuery) -> RegisterAnswer:
        """The register's answer; UNAVAILABLE when it is out of reach.

        Raises QuestionRefused when the question itself is wrong.
        """
        return await self._ask(query, query.question())

    async def poll(self, query: RegisterQuery, ticket: str) -> RegisterAnswer:
        """The answer to a pending question, or PENDING again. Raises QuestionRefused."""
        return await self._ask(query, query.question(ticket))

    async def ask_many(self, queries: Sequence[RegisterQuery]) -> tuple[RegisterAnswer, ...]:
        """The answers in the order of the questions, with few calls: one per register and batch.

        Raises QuestionRefused when one of them is wrong; then none is answered.
        """
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, query in enumerate(queries):
            places[query.check].append(place)
        batches = [batch for found in places.values() for batch in _batches(found)]
        replies = await asyncio.gather(
            *(self._ask_batch(tuple(queries[place] for place in batch)) for batch in batches)
        )
        answers = {
            place: answer
            for batch, answered in zip(batches, replies, strict=True)
            for place, answer in zip(batch, answered, strict=True)
        }
        return tuple(answers[place] for place in range(len(queries)))

    async def deliver(self, message: Message) -> Receipt:
        """Hand a message over; the same key again gives the same receipt. Raises DeliveryFailed."""
        receipt = await self._post(DELIVERIES, "/deliveries", message, Receipt)
        if not isinstance(receipt, Receipt):
            raise DeliveryFailed(1)
        return receipt

    async def deliver_many(self, messages: Sequence[Message]) -> tuple[Receipt, ...]:
        """Hand many messages over, receipts in their order. Raises DeliveryFailed."""
        receipts: list[Receipt] = []
        for batch in _batches(messages):
            body = MessageBatch(messages=tuple(batch))
            taken = await self._post(DELIVERIES, "/deliveries/batch", body, ReceiptBatch)
            if not isinstance(taken, ReceiptBatch) or len(taken.receipts) != len(batch):
                raise DeliveryFailed(len(messages) - len(receipts))
            receipts.extend(taken.receipts)
        return tuple(receipts)

    async def _ask(self, query: RegisterQuery, question: Question) -> RegisterAnswer:
        check = query.check
        match await self._post(check, f"/checks/{check}", question, Reply):
            case httpx.Response() as refusal:
                return _answer(check, denied(check, refusal))
            case Reply() as reply:
                return _answer(check, reply)
            case _:
                return _answer(check, OUT_OF_REACH)

    async def _ask_batch(self, queries: tuple[RegisterQuery, ...]) -> tuple[RegisterAnswer, ...]:
        check = queries[0].check
        batch = QuestionBatch(questions=tuple(query.question() for query in queries))
        match await self._post(check, f"/checks/{check}/batch", batch, ReplyBatch):
            case httpx.Response() as refusal:
                return (_answer(check, denied(check, refusal)),) * len(queries)
            case ReplyBatch(answers=answers) if len(answers) == len(queries):
                return tuple(_answer(check, reply) for reply in answers)
            case _:
                return (_answer(check, OUT_OF_REACH),) * len(queries)

    async def _post(
        self, line: str, path: str, body: BaseModel, kind: type[Body]
    ) -> Body | httpx.Response | None:
        """The body of a good response, the response of a refusal, or nothing in time."""
        # Waiting for a free place is our own doing, so it does not count against the register.
        async with self._place(line):
            breaker = self._breakers[line]
            if not breaker.lets_pass(self._clocks.steady()):
                return None
            ended = False
            try:
                said = _read(await self._send(path, body.model_dump_json().encode()), kind)
                ended = True
            finally:
                if not ended:
                    breaker.abandoned()
            if said is None:
                breaker.failed(self._clocks.steady())
            else:
                breaker.succeeded()
            return said

    async def _send(self, path: str, body: bytes) -> httpx.Response | None:
        request = self._http.build_request("POST", path, content=body)
        call = Call(
            method="POST",
            path=request.url.path,
            time_ms=int(self._clocks.now().timestamp() * 1000),
            nonce=secrets.token_hex(16),
            body=body,
        )
        request.headers.update(signed_headers(self._settings.credentials, call))
        request.headers["content-type"] = "application/json"
        try:
            async with asyncio.timeout(self._settings.total_seconds):
                response = await self._http.send(request)
        except (httpx.RequestError, TimeoutError):
            return None
        busy = response.status_code == httpx.codes.TOO_MANY_REQUESTS
        return None if response.is_server_error or busy else response

    def _place(self, line: str) -> asyncio.Semaphore:
        if line not in self._places:
            count = self._settings.at_once_by_check.get(line, self._settings.at_once)
            self._places[line] = asyncio.Semaphore(count)
        return self._places[line]


def _read(response: httpx.Response | None, kind: type[Body]) -> Body | httpx.Response | None:
    """The body, the refusal as it is, or nothing where the body cannot be read."""
    if response is None or response.is_client_error:
        return response
    try:
        return kind.model_validate_json(response.content)
    except ValidationError:
        return None


def _batches(things: Sequence[Thing]) -> list[Sequence[Thing]]:
    return [things[at : at + MOST_AT_ONCE] for at in range(0, len(things), MOST_AT_ONCE)]


def _answer(check: str, reply: Reply) -> RegisterAnswer:
    return RegisterAnswer(check=check, **dict(reply))
