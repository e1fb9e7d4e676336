"""The dialect of the provincial platform: MD5 signatures with rotating secrets, `datas`, `additional` (domain 3.5)."""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field, Json, SecretStr, ValidationError
from pydantic.alias_generators import to_camel

from flows.register_messages import Purpose, Question, Reply
from hall.registers.calls import body_of
from hall.registers.gatekeeper import WINDOW_MS
from hall.registers.reception import Reception
from hall.registers.wording import as_words, compact_day, snake
from matters.case import FindingOutcome
from matters.fields import Value

REFRESH_MS = 48 * 3600 * 1000
REQUEST_MS = 15 * 60 * 1000
NO_BASIS = "按登记的共享条件"
TRUE_OF_ALL = ("additional", "ticket", "appKey", "requestTime", "sign")
"""Fields of a call that are no search terms."""


class Additional(BaseModel):
    """For what a call is made; one without it is refused."""

    model_config = ConfigDict(alias_generator=to_camel)

    power_matters: Annotated[str, Field(min_length=1)]
    """Code of the item."""
    sub_power_matters: str = ""
    accesscard_id: Annotated[str, Field(min_length=1)]
    """Who asks."""
    material_name: Annotated[str, Field(min_length=1)]
    sponsor_name: str = ""
    sponsor_code: Annotated[str, Field(min_length=1)]
    """Identity number or credit code of the applicant."""
    project_id: Annotated[str, Field(min_length=1)]
    """Number of the case."""

    def purpose(self) -> Purpose:
        return Purpose(
            item=self.power_matters,
            case_number=self.project_id,
            operator=self.accesscard_id,
            material=self.material_name,
            subject=self.sponsor_code,
            basis=NO_BASIS,
        )


class _Call(BaseModel):
    """The body of a call, whether it came as a form or as JSON."""

    model_config = ConfigDict(extra="allow")

    additional: Additional | Json[Additional]
    ticket: str | None = None

    def question(self) -> Question:
        terms = (self.model_extra or {}).items()
        inputs: dict[str, Value] = {
            snake(name): tuple(map(str, value)) if isinstance(value, list) else value
            for name, value in terms
            if name not in TRUE_OF_ALL and isinstance(value, str | list)
        }
        return Question(inputs=inputs, purpose=self.additional.purpose(), ticket=self.ticket)


class Secrets:
    """The secrets that one gateway gave out, and until when each holds."""

    def __init__(self, callers: Mapping[str, SecretStr], now: Callable[[], datetime]) -> None:
        self._callers = callers
        self._now = now
        self._refresh: dict[str, int] = {}
        self._request: dict[str, int] = {}

    def forget(self) -> None:
        """Nothing that was given out holds any more."""
        self._refresh.clear()
        self._request.clear()

    def by_key(self, given: Mapping[str, str]) -> dict[str, object] | None:
        """A first pair for whoever signs with the secret of their app; none for others."""
        secret = self._callers.get(given.get("appKey", ""))
        known = [] if secret is None else [secret.get_secret_value()]
        return self._pair() if self._signed(given, known) else None

    def by_refresh(self, given: Mapping[str, str]) -> dict[str, object] | None:
        """The next pair for whoever signs with a refresh secret that holds."""
        return self._pair() if self._signed(given, self._holding(self._refresh)) else None

    def lets_call(self, given: Mapping[str, str]) -> bool:
        """Whether the call is signed with a request secret that holds."""
        return self._signed(given, self._holding(self._request))

    def _pair(self) -> dict[str, object]:
        now = self._now_ms()
        refresh, request = secrets.token_hex(16), secrets.token_hex(16)
        self._refresh[refresh], self._request[request] = now + REFRESH_MS, now + REQUEST_MS
        return {
            "refreshSecret": refresh,
            "refreshSecretEndTime": now + REFRESH_MS,
            "requestSecret": request,
            "requestSecretEndTime": now + REQUEST_MS,
        }

    def _holding(self, given_out: dict[str, int]) -> list[str]:
        now = self._now_ms()
        for secret in [one for one, until in given_out.items() if until <= now]:
            del given_out[secret]
        return list(given_out)

    def _signed(self, given: Mapping[str, str], known: list[str]) -> bool:
        app_key, time, sign = (given.get(name, "") for name in ("appKey", "requestTime", "sign"))
        in_time = time.isascii() and time.isdigit() and self._is_near(int(time[:15]))
        if app_key not in self._callers or not in_time:
            return False
        return any(
            hmac.compare_digest(_md5(f"{app_key}{one}{time}").encode(), sign.encode())
            for one in known
        )

    def _is_near(self, time_ms: int) -> bool:
        return abs(self._now_ms() - time_ms) <= WINDOW_MS

    def _now_ms(self) -> int:
        return int(self._now().timestamp() * 1000)


class Provincial:
    """The routes of the dialect."""

    def __init__(self, reception: Reception, given_out: Secrets) -> None:
        self._reception = reception
        self._secrets = given_out

    def add_to(self, app: FastAPI) -> None:
        root = "/provincial/gateway"
        app.add_api_route(f"{root}/app/refreshTokenByKey.htm", self.by_key, methods=["POST"])
        app.add_api_route(f"{root}/app/refreshTokenBySec.htm", self.by_refresh, methods=["POST"])
        app.add_api_route(f"{root}/api/{{key}}.htm", self.ask, methods=["POST"])

    async def by_key(self, request: Request) -> JSONResponse:
        """The first pair of secrets."""
        return _given_out(self._secrets.by_key(await _fields(request)))

    async def by_refresh(self, request: Request) -> JSONResponse:
        """The next pair of secrets."""
        return _given_out(self._secrets.by_refresh(await _fields(request)))

    async def ask(self, request: Request, key: str) -> Response:
        """One question to one register."""
        if not self._secrets.lets_call(request.query_params):
            return _said("14", "签名错误或者密钥已失效")
        body = await body_of(request)
        try:
            if request.headers.get("content-type", "").startswith("application/json"):
                call = _Call.model_validate_json(body)
            else:
                call = _Call.model_validate(dict(parse_qsl(body.decode())))
        except (ValidationError, UnicodeDecodeError):
            return _said("20", "缺少 additional 参数或者参数格式错误")
        match await self._reception.reply(request, key, call.question()):
            case Response() as trouble:
                return trouble
            case Reply() as reply:
                return _answer(reply)


async def _fields(request: Request) -> dict[str, str]:
    body = await body_of(request)
    return {**request.query_params, **dict(parse_qsl(body.decode(errors="replace")))}


def _given_out(pair: dict[str, object] | None) -> JSONResponse:
    return _said("14", "签名错误") if pair is None else _said("00", "成功", pair, 1)


def _answer(reply: Reply) -> JSONResponse:
    number = reply.request_id
    match reply.outcome:
        case FindingOutcome.DENIED:
            return _said("31", "未获授权", request=number)
        case FindingOutcome.PENDING:
            return _said("02", "已受理，请稍后查询", [{"ticket": reply.ticket}], 1, number)
        case FindingOutcome.NO_RECORD:
            return _said("00", "查询无数据", [], 0, number)
        case FindingOutcome.MULTIPLE:
            records = [{"consistent": "1"}] * 2
            return _said("00", "成功", records, len(records), number)
        case _:
            return _said("00", "成功", [_record(reply)], 1, number)


def _record(reply: Reply) -> dict[str, object]:
    return {
        **as_words(reply.values),
        "consistent": "0" if reply.outcome is FindingOutcome.MISMATCH else "1",
        "dataTime": compact_day(reply.as_of),
        "validTime": compact_day(reply.valid_until),
    }


def _said(
    code: str, message: str, datas: object = None, count: int = 0, request: str | None = None
) -> JSONResponse:
    return JSONResponse(
        {"code": code, "msg": message, "datas": datas, "dataCount": count, "requestId": request}
    )


def _md5(text: str) -> str:
    # The platform's own signature; its secrets are short-lived for that reason.
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
