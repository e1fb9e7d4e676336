"""Where every call ends up, in whichever dialect it was made: dialled faults, answers, counts."""

import json
from collections import deque
from collections.abc import Sequence

from fastapi import Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from flows.register_messages import Question, Reply
from hall.registers.calls import as_json
from hall.registers.desk import Desk, out_of_order
from hall.registers.faults import Dial, Dials, Nonsense
from hall.registers.settings import GatewaySettings
from hall.registers.tally import Tally

LONGEST_HANG = 600
"""Seconds; by then the caller is long gone."""
NO_END = 0
WRONG_SHAPE = json.dumps({"code": "00", "outcome": "perhaps", "values": ["?"], "datas": {"?": 1}})
SIGN_IN = "<!doctype html><title>统一认证</title><h1>请先登录</h1><form method=post></form>"


class Reception:
    """Lets calls through to the desk, unless a dial says otherwise."""

    def __init__(self, desk: Desk, dials: Dials, settings: GatewaySettings) -> None:
        self._desk = desk
        self._dials = dials
        self._settings = settings
        self._accepted: dict[str, deque[float]] = {}
        self.tally = Tally(settings.now)

    async def reply(self, request: Request, key: str, question: Question) -> Reply | Response:
        """The answer to one question, or what comes instead. Raises as `replies` does."""
        replies = await self.replies(request, key, (question,))
        return replies if isinstance(replies, Response) else replies[0]

    async def replies(
        self, request: Request, key: str, questions: Sequence[Question]
    ) -> tuple[Reply, ...] | Response:
        """The answers in the order of the questions, or what comes instead of them.

        Raises RegisterUnknown and QuestionIncomplete.
        """
        self.tally.called(key, len(questions))
        trouble = await self.trouble(request, key)
        if trouble is not None:
            return trouble
        answers = tuple(self._desk.reply(key, question) for question in questions)
        for question, answer in zip(questions, answers, strict=True):
            self.tally.answered(key, question, answer)
        return answers

    async def trouble(self, request: Request, key: str) -> Response | None:
        """What a call gets instead of an answer, if the dial of the register says so."""
        dial = self._dials.of(key)
        trouble = self._sent_away(key, dial)
        if trouble is None and (dial.hang or dial.latency_ms):
            seconds = LONGEST_HANG if dial.hang else dial.latency_ms / 1000
            # Whoever left meanwhile has heard nothing, and may rightly ask again.
            if await self._left_meanwhile(request, seconds) or dial.hang:
                self.tally.troubled(key, NO_END)
                return PlainTextResponse("", 504)
        trouble = trouble or self._broken(dial)
        if trouble is not None:
            self.tally.troubled(key, trouble.status_code)
        return trouble

    async def _left_meanwhile(self, request: Request, seconds: float) -> bool:
        whole, rest = divmod(seconds, 1)
        for pause in (*(1.0 for _ in range(int(whole))), rest):
            if pause:
                await self._settings.sleep(pause)
            if await request.is_disconnected():
                return True
        return False

    def _sent_away(self, key: str, dial: Dial) -> Response | None:
        if dial.lost_secret:
            return PlainTextResponse("unknown caller", 401)
        if dial.per_second is None:
            return None
        now = self._settings.now().timestamp()
        accepted = self._accepted.setdefault(key, deque())
        while accepted and accepted[0] <= now - 1:
            accepted.popleft()
        if len(accepted) >= dial.per_second:
            return PlainTextResponse("too many calls", 429, headers={"retry-after": "1"})
        accepted.append(now)
        return None

    def _broken(self, dial: Dial) -> Response | None:
        if dial.down:
            return as_json(out_of_order(), 503)
        if dial.error_rate and self._dials.happens(dial.error_rate):
            return PlainTextResponse("Internal Server Error", 500)
        return _nonsense(dial.nonsense)


def _nonsense(kind: Nonsense) -> Response | None:
    match kind:
        case "none":
            return None
        case "shape":
            return Response(WRONG_SHAPE, media_type="application/json")
        case "json":
            return Response(WRONG_SHAPE[:30], media_type="application/json")
        case "html":
            return HTMLResponse(SIGN_IN)
