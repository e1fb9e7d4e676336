"""OAuth2 client credentials (RFC 6749, 4.4): tokens that last some minutes."""

import base64
import binascii
import hmac
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import SecretStr

from hall.registers.calls import body_of

LASTS = 600
"""Seconds."""


class Tokens:
    """The tokens that one gateway gave out."""

    def __init__(self, clients: Mapping[str, SecretStr], now: Callable[[], datetime]) -> None:
        self._clients = clients
        self._now = now
        self._until: dict[str, float] = {}

    def add_to(self, app: FastAPI) -> None:
        app.add_api_route("/oauth2/token", self.give, methods=["POST"])

    async def give(self, request: Request) -> JSONResponse:
        """A new token for a client that shows its secret."""
        form = dict(parse_qsl((await body_of(request)).decode(errors="replace")))
        if form.get("grant_type") != "client_credentials":
            return JSONResponse({"error": "unsupported_grant_type"}, 400)
        client, secret = _basic(request.headers.get("authorization", "")) or (
            form.get("client_id", ""),
            form.get("client_secret", ""),
        )
        known = self._clients.get(client)
        if known is None or not _same(known, secret):
            return JSONResponse({"error": "invalid_client"}, 401)
        token, now = secrets.token_urlsafe(24), self._now().timestamp()
        self._until = {one: until for one, until in self._until.items() if until > now}
        self._until[token] = now + LASTS
        answer = {"access_token": token, "token_type": "Bearer", "expires_in": LASTS}
        return JSONResponse(answer, headers={"cache-control": "no-store"})

    def forget(self) -> None:
        """Nothing that was given out holds any more."""
        self._until.clear()

    def lets_call(self, request: Request) -> bool:
        """Whether the call carries a token that holds."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        holds = self._until.get(token, 0) > self._now().timestamp()
        return kind.lower() == "bearer" and holds


class ApiKeys:
    """Keys that are sent with every call."""

    def __init__(self, callers: Mapping[str, SecretStr]) -> None:
        self._callers = callers

    def lets_call(self, request: Request) -> bool:
        """Whether the call carries the key of one of the callers."""
        key = request.headers.get("x-api-key", "")
        return any(_same(known, key) for known in self._callers.values())


def over_mutual_tls(request: Request) -> bool:
    """Whether the call came through the listener that asks for certificates."""
    return request.url.scheme == "https"


def _same(known: SecretStr, given: str) -> bool:
    return hmac.compare_digest(known.get_secret_value().encode(), given.encode())


def _basic(header: str) -> tuple[str, str] | None:
    kind, _, coded = header.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        client, _, secret = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return client, secret
