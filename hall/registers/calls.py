"""One call to the gateway: its body, where it comes from, and how it is refused."""

from ipaddress import ip_address

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel

from matters.errors import OneGoError
from matters.words import Text

LARGEST_BODY = 2_000_000

NO_PURPOSE = Text(
    zh="请求未说明用途：须填写事项编码、办件编号、经办人、替代材料、办理对象和依据。",
    en="The call states no purpose: give item, case number, operator, material, subject and basis.",
)
NOT_UNDERSTOOD = Text(
    zh="请求内容格式不正确。请对照接口说明。",
    en="The body cannot be read. Compare it with the interface.",
)
_TOO_LARGE = Text(zh="请求内容过大。请分批提交。", en="The body is too large. Send less at once.")
_ONLY_HERE = Text(
    zh="此功能仅供本机演示使用。", en="This is for the demonstration machine itself only."
)
_FROM_ELSEWHERE = Text(
    zh="请在本平台的页面上操作。", en="Turn it on the gateway's own page, not from elsewhere."
)


class CallRefused(OneGoError):
    """A call that is not answered, and the code that says why."""

    status = 401

    def __init__(self, code: str, message: Text, *, status: int) -> None:
        super().__init__(zh=message.zh, en=message.en)
        self.code = code
        self.status = status


async def body_of(request: Request) -> bytes:
    """The whole body. Raises CallRefused."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            raise CallRefused("22", _TOO_LARGE, status=413)
        parts.append(part)
    return b"".join(parts)


def need_this_machine(request: Request) -> None:
    """Raises CallRefused for a call over the network."""
    if request.client is None or not ip_address(request.client.host).is_loopback:
        raise CallRefused("31", _ONLY_HERE, status=403)


def need_own_page(request: Request) -> None:
    """Raises CallRefused for a form that some other page sends."""
    need_this_machine(request)
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise CallRefused("32", _FROM_ELSEWHERE, status=403)


def as_json(body: BaseModel, status: int = 200) -> Response:
    return Response(body.model_dump_json(), status, media_type="application/json")
