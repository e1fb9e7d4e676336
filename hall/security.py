"""What protects every page: headers, the origin of what is sent, the mark in each form, a bound on bodies."""

import hmac
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hall.refusals import BodyTooLarge, FormTooOld

CONTENT_SECURITY: Final = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
    "font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip
HEADERS: Final = {
    "content-security-policy": CONTENT_SECURITY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
STATIC = "/static/"
FORM_ROOM = 1_000_000
"""Bytes that a form may have besides its upload."""


class SecurityHeaders:
    """Puts the headers on every answer; only the look may be kept by browsers."""

    def __init__(self, app: ASGIApp, *, is_https: bool) -> None:
        self._app = app
        self._headers = dict(HEADERS)
        if is_https:
            self._headers["strict-transport-security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._put(MutableHeaders(scope=message), scope["path"], message["status"])
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)

    def _put(self, headers: MutableHeaders, path: str, status: int) -> None:
        headers.update(self._headers)
        if path.startswith(STATIC) and status in (200, 304):
            headers["cache-control"] = "public, max-age=31536000, immutable"
        elif "cache-control" not in headers:
            headers["cache-control"] = "no-store"


class BoundedBodies:
    """Refuses a body that is larger than the limit, whatever its head says. The limit is in bytes."""

    def __init__(self, app: ASGIApp, *, limit: int) -> None:
        self._app = app
        self._limit = limit + FORM_ROOM

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        left = self._limit

        async def bounded() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise BodyTooLarge(self._limit - FORM_ROOM)
            return message

        await self._app(scope, bounded if scope["type"] == "http" else receive, send)


def mark(session_key: str, bound_to: str) -> str:
    """The mark of the forms of one browser: HMAC-SHA-256 over its session token."""
    return hmac.new(session_key.encode(), f"form {bound_to}".encode(), "sha256").hexdigest()


def require_mark(session_key: str, bound_to: str | None, given: str) -> None:
    """Raise FormTooOld unless the form was made for this browser."""
    if bound_to is None or not hmac.compare_digest(
        mark(session_key, bound_to).encode(), given.encode()
    ):
        raise FormTooOld


def require_own_origin(request: Request, public_url: str) -> None:
    """Raise FormTooOld if a browser says that another site sent the form.

    Our pages send no referrer, for which browsers say `Origin: null`: it then tells nothing, and
    the mark decides.
    """
    if not _is_own(request.headers, urlsplit(public_url).netloc):
        raise FormTooOld


def _is_own(headers: Mapping[str, str], public_host: str) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc in (headers.get("host"), public_host)
