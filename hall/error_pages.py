"""What people and systems are told when something was refused or went wrong: a sentence and a way on."""

import logging
import secrets
import traceback
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hall.doors import API, account_at, hall_of
from hall.posted import Posted
from hall.refusals import SignInNeeded, TooManyAttempts
from hall.visitor import visitor_at
from matters.errors import AnswersWrong, OneGoError
from matters.words import Text
from storage.accounts import Account
from storage.database import DatabaseAway
from storage.outages import DATABASE_AWAY

log = logging.getLogger(__name__)

KNOWN: tuple[type[Exception], ...] = (OneGoError, *DATABASE_AWAY)


class Trouble(NamedTuple):
    """What is told of an error."""

    status: int
    kind: str
    text: Text
    problems: dict[str, Text] = {}
    headers: dict[str, str] = {}
    again: bool = False
    """It will pass by itself: the page loads again."""


HTTP_TEXTS = {
    404: Text(
        zh="没有找到该页面。请核对地址，或从首页重新进入。",
        en="There is no such page. Check the address, or start from the first page.",
    ),
    405: Text(
        zh="该地址不接受这种操作。请返回上一页，从页面上的按钮办理。",
        en="This address does not take that. Go back and use the buttons of the page.",
    ),
}
HEADINGS = {
    401: Text(zh="需要登录", en="Sign in first"),
    403: Text(zh="无权操作", en="Not allowed"),
    404: Text(zh="没有找到", en="Not found"),
    409: Text(zh="当前不能办理", en="Not possible now"),
    413: Text(zh="内容过大", en="Too large"),
    422: Text(zh="内容需要更正", en="A correction is needed"),
    429: Text(zh="请稍后再试", en="Try again later"),
    500: Text(zh="系统出错", en="Something went wrong"),
    503: Text(zh="系统暂时不可用", en="Not available at the moment"),
}
HEADING = Text(zh="未能办理", en="This was not done")
NOT_UNDERSTOOD = Text(
    zh="提交的内容格式不正确。请返回上一页核对后重新提交。",
    en="What was sent cannot be read. Go back, check it and submit again.",
)
WILL_COME_BACK = Text(
    zh="系统暂时无法连接数据库，已提交的内容未受影响。本页每5秒自动重试；如持续超过5分钟，请联系系统管理员。",
    en="The database cannot be reached at the moment; nothing that was submitted is lost. This page"
    " tries again every 5 seconds. If it lasts over 5 minutes, tell your administrator.",
)
"""Where nothing was being submitted, the page loads itself again."""


def answer_errors(app: FastAPI) -> None:
    """Let the application answer errors as pages, and under /api/ as JSON."""
    app.add_exception_handler(OneGoError, refusal_of)
    app.add_exception_handler(HTTPException, refusal_of)
    app.add_exception_handler(RequestValidationError, refusal_of)
    for away in DATABASE_AWAY:
        app.add_exception_handler(away, refusal_of)


class Unexpected:
    """Answers an error that nobody foresaw with a reference number, and logs where it happened.

    Neither the request nor the error's own text goes into the log: both may hold personal values.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:  # the outermost edge: it is logged and answered
            trouble = _noted(error)
            if not begun:
                await _told(Request(scope), trouble)(scope, receive, send)


def _noted(error: Exception) -> Trouble:
    reference = secrets.token_hex(4).upper()
    log.error("reference %s\n%s", reference, "\n".join(_places(error)))
    text = Text(
        zh=f"系统出现未预料的错误，本次操作未完成。请重试；如仍出现，请将编号 {reference} 告知系统管理员。",
        en="Something went wrong that was not foreseen; this was not done. Try again; if it stays,"
        f" tell your administrator the reference {reference}.",
    )
    return Trouble(500, "unexpected", text)


def _places(error: BaseException | None) -> Sequence[str]:
    """Kind and place of the error and of those that caused it, without their texts."""
    lines: list[str] = []
    while error is not None:
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        lines += [kind, "".join(traceback.format_tb(error.__traceback__)).rstrip()]
        error = error.__cause__ or error.__context__
    return lines


def refusal_of(request: Request, error: Exception) -> Response:
    """The answer to a request that was refused or went wrong: a page, or JSON under /api/."""
    wants_page = request.method in ("GET", "HEAD") and not _is_call(request)
    if isinstance(error, SignInNeeded) and wants_page:
        return RedirectResponse(f"/sign-in?{urlencode({'next': _here(request)})}", status_code=303)
    trouble = _trouble(error)
    if trouble.again and wants_page:
        trouble = trouble._replace(text=WILL_COME_BACK)
    return _told(request, trouble)


def _trouble(error: Exception) -> Trouble:
    match error:
        case DatabaseAway():
            return _away(error.text)
        case OneGoError():
            return _refusal(error)
        case HTTPException(__cause__=OneGoError() as cause):
            return _refusal(cause)  # raised while the body was read
        case HTTPException():
            text = HTTP_TEXTS.get(error.status_code, NOT_UNDERSTOOD)
            headers = dict(error.headers or {})
            return Trouble(error.status_code, "http", text, headers=headers)
        case RequestValidationError():
            return Trouble(422, "not-understood", NOT_UNDERSTOOD, _unreadable(error))
        case _:
            # Its text may hold values of the statement; that it happened is enough.
            log.warning("the database is away: %s", type(error).__qualname__)
            return _away(DatabaseAway().text)


def _away(text: Text) -> Trouble:
    return Trouble(503, "database-away", text, headers={"retry-after": "5"}, again=True)


def _refusal(error: OneGoError) -> Trouble:
    if error.status >= 500:  # noqa: PLR2004 - the house's own trouble, not the visitor's
        log.error("%s: %s", _kind(error), error.text.en)
    problems = error.problems if isinstance(error, AnswersWrong) else {}
    headers: dict[str, str] = {}
    if isinstance(error, TooManyAttempts):
        headers["retry-after"] = str(error.seconds)
    if error.status == 401:  # noqa: PLR2004 - RFC 9110, 15.5.2
        headers["www-authenticate"] = "Bearer"
    return Trouble(error.status, _kind(error), error.text, problems, headers)


def _unreadable(error: RequestValidationError) -> dict[str, Text]:
    """The places that cannot be read; never the values that stood there."""
    return {
        ".".join(str(part) for part in one["loc"][1:]) or "body": Text(
            zh="缺失或格式不正确。",
            en=str(one["msg"]) if one["type"] == "missing" else "Not valid.",
        )
        for one in error.errors()
    }


def _told(request: Request, trouble: Trouble) -> Response:
    if _is_call(request):
        response: Response = JSONResponse(_as_json(trouble), status_code=trouble.status)
    else:
        account = None if trouble.again else _who(request)
        visitor = visitor_at(hall_of(request), request, Posted(FormData()), account)
        heading = HEADINGS.get(trouble.status, HEADING)
        response = visitor.page("error.html", trouble.status, trouble=trouble, heading=heading)
    response.headers.update(trouble.headers)
    return response


def _who(request: Request) -> Account | None:
    """Who is signed in, also where no door was passed: the error page keeps their ways."""
    try:
        return account_at(request)
    except KNOWN:
        return None


def _as_json(trouble: Trouble) -> dict[str, object]:
    problems = {place: text.model_dump() for place, text in trouble.problems.items()}
    told = {"kind": trouble.kind, **trouble.text.model_dump(), "problems": problems}
    return {"error": told}


def _kind(error: OneGoError) -> str:
    """`NotYours` is told as `not-yours`."""
    name = type(error).__name__
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).removeprefix("-")


def _is_call(request: Request) -> bool:
    return request.url.path.startswith(API)


def _here(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}{query}"
