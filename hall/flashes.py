"""A message that the next page shows once, carried there by a signed cookie. It never holds a personal value."""

from typing import Literal

from itsdangerous import BadSignature, URLSafeSerializer
from pydantic import ValidationError
from starlette.requests import Request

from matters.words import Frozen, Text

COOKIE = "onego_said"
Tone = Literal["done", "note", "warning", "wrong"]


class Said(Frozen):
    """What happened, and how good that is."""

    tone: Tone
    text: Text


def written(session_key: str, said: Said) -> str:
    """The cookie's value."""
    return _serializer(session_key).dumps(said.model_dump_json())


def read(session_key: str, request: Request) -> Said | None:
    """What the page before said; a cookie that was altered says nothing."""
    cookie = request.cookies.get(COOKIE)
    if cookie is None:
        return None
    try:
        return Said.model_validate_json(_serializer(session_key).loads(cookie))
    except (BadSignature, ValidationError, TypeError):
        return None


def _serializer(session_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(session_key, salt="said once")
