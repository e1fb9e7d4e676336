"""Registers asked over HTTP: in our own gateway's protocol, or in any JSON that a declaration explains."""

import asyncio
import json
from collections.abc import Sequence
from urllib.parse import urlencode

import httpx
from pydantic import ValidationError

from flows.connectors.hearing import Heard, digest_of, lost, refused, unknown, wrong_shape
from flows.connectors.later import NO_JSON, came_for, sent_answer, still_pending
from flows.connectors.lines import FORM, JSON, Came, Line, away
from flows.connectors.mapping import Document, asked, body_of, understood
from flows.connectors.surroundings import Surroundings
from flows.register_messages import QuestionBatch, RegisterQuery, Reply, ReplyBatch
from flows.register_refusals import NOT_KNOWN, denied
from matters.json_paths import JsonPath, JsonPathFailed
from matters.registers import AnswerShape, Later, Register
from matters.words import Text

MOST_AT_ONCE = 200
"""Questions in one batch of our own protocol."""

NO_REPLY = Text(zh="不是本平台协议的回答。", en="it is no answer of the gateway's protocol.")
NOT_ASKED = Text(zh="状态码不是成功。", en="its status says that something else went wrong.")
IS_AWAY = Text(zh="对方出错或者过载。", en="it is out of order or overrun.")
CANNOT_WAIT = Text(
    zh="登记中没有写明怎样取后到的回答。", en="it is not declared how a later answer is fetched."
)


class OwnProtocol:
    """Registers behind our own gateway: many questions in one call."""

    most = MOST_AT_ONCE

    def __init__(self, line: Line) -> None:
        self._line = line

    async def ask(self, register: Register, queries: Sequence[RegisterQuery]) -> list[Heard]:
        """Raises QuestionRefused where the gateway does not understand the question."""
        if len(queries) == 1:
            return [await self._one(register, queries[0], None)]
        batch = QuestionBatch(questions=tuple(query.question() for query in queries))
        came = await self._line.post(f"{register.path}/batch", batch.model_dump_json().encode())
        response = _answered(came)
        if isinstance(response, Heard):
            return [response] * len(queries)
        if response.is_client_error:
            return [_denied(register, response)] * len(queries)
        try:
            answers = ReplyBatch.model_validate_json(response.content).answers
        except ValidationError:
            answers = ()
        if len(answers) != len(queries):
            # Nothing may be guessed from an answer that does not say what belongs to whom.
            return [wrong_shape(NO_REPLY, lost=True)] * len(queries)
        return [_own(reply) for reply in answers]

    async def poll(self, register: Register, query: RegisterQuery, ticket: str) -> Heard:
        """Raises QuestionRefused."""
        return await self._one(register, query, ticket)

    async def _one(self, register: Register, query: RegisterQuery, ticket: str | None) -> Heard:
        body = query.question(ticket).model_dump_json().encode()
        response = _answered(await self._line.post(register.path or "/", body))
        if isinstance(response, Heard):
            return response
        if response.is_client_error:
            return _denied(register, response)
        try:
            return _own(Reply.model_validate_json(response.content))
        except ValidationError:
            return wrong_shape(NO_REPLY, digest_of(response.content), lost=True)


def _denied(register: Register, response: httpx.Response) -> Heard:
    """Raises QuestionRefused."""
    reply = denied(register.key, response)
    return unknown() if reply is NOT_KNOWN else Heard(reply)


def _own(reply: Reply) -> Heard:
    return Heard(reply, digest_of(reply.model_dump_json().encode()))


class AnyJson:
    """Registers whose JSON is explained by JMESPath: one question in one call."""

    most = 1

    def __init__(self, line: Line, around: Surroundings) -> None:
        self._line = line
        self._around = around

    async def ask(self, register: Register, queries: Sequence[RegisterQuery]) -> list[Heard]:
        return list(await asyncio.gather(*(self._one(register, query) for query in queries)))

    async def poll(self, register: Register, query: RegisterQuery, ticket: str) -> Heard:
        later = register.poll
        if later is not None and later.callback:
            return await self._sent(register, query, ticket)
        if later is None or later.path is None:
            return wrong_shape(CANNOT_WAIT)
        return await self._told(register, query, _fetching(register, later), ticket)

    async def _sent(self, register: Register, query: RegisterQuery, ticket: str) -> Heard:
        """What the register sent by itself meanwhile; nothing is fetched."""
        kept = self._around.kept
        body = await asyncio.to_thread(came_for, kept, register.key, ticket) if kept else None
        if body is None:
            return still_pending(ticket)
        return sent_answer(register, query, body.encode(), self._around.clocks.now())

    async def _one(self, register: Register, query: RegisterQuery) -> Heard:
        ask = (register.path or "/", register.ask)
        heard = await self._told(register, query, ask, None)
        if heard.reply.code == "refused" and not heard.renewed:
            # Some gateways say in a good answer that what signed the call has lost its force.
            return heard._replace(renewed=self._line.renew())
        return heard

    async def _told(
        self,
        register: Register,
        query: RegisterQuery,
        ask: tuple[str, dict[str, JsonPath]],
        ticket: str | None,
    ) -> Heard:
        path, fields = ask
        document = asked(register, query, self._around.clocks.now())
        document |= {"ticket": ticket} if ticket is not None else {}
        try:
            body, kind = _written(register, body_of(fields, document))
        except JsonPathFailed as wrong:
            return wrong_shape(wrong.text)
        response = _answered(await self._line.post(path, body, kind))
        if isinstance(response, Heard):
            return response
        return _understood(register, query, document, response)


def _fetching(register: Register, later: Later) -> tuple[str, dict[str, JsonPath]]:
    return later.path or "/", later.ask or {**register.ask, "ticket": JsonPath.compile("ticket")}


def _written(register: Register, body: dict[str, object]) -> tuple[bytes, str]:
    """The body as the register wants it, and its content type."""
    if register.send == "json":
        return json.dumps(body, ensure_ascii=False).encode(), JSON
    fields = {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in body.items()
        if value is not None
    }
    return urlencode(fields).encode(), FORM


def _understood(
    register: Register, query: RegisterQuery, document: Document, response: httpx.Response
) -> Heard:
    """What a response means by the register's declaration."""
    shape = register.answer or AnswerShape()
    digest = digest_of(response.content)
    if response.status_code == httpx.codes.UNAUTHORIZED:
        return unknown(digest=digest)
    if response.status_code == httpx.codes.FORBIDDEN:
        return refused(digest=digest)
    try:
        answer: object = json.loads(response.content)
    except (ValueError, RecursionError):
        answer = None
    if not response.is_success and not _reads_status(shape):
        return wrong_shape(NOT_ASKED, digest, lost=True)
    if answer is None and response.is_success:
        return wrong_shape(NO_JSON, digest, lost=True)
    whole = {**document, "answer": answer, "status": response.status_code}
    return understood(shape, query, whole, digest)


def _reads_status(shape: AnswerShape) -> bool:
    return any(isinstance(path, JsonPath) and "status" in path.names for _, path in shape)


def _answered(came: Came) -> httpx.Response | Heard:
    if came.refused:
        return unknown(came.trouble)
    if came.renewed:
        forbidden = came.response and came.response.status_code == httpx.codes.FORBIDDEN
        return (refused if forbidden else unknown)(came.trouble)._replace(renewed=True)
    if came.response is None:
        return lost(came.trouble)
    return lost(IS_AWAY) if away(came.response) else came.response
