"""Calls in the dialects that the demonstration's gateway speaks beside its own."""

import base64
import hashlib
import json
from typing import Any

import httpx
from fastapi import FastAPI

from tests.hall.demo_gateway import NOON, PURPOSE, SECRET, visit

WHY = PURPOSE.model_dump(mode="json")
ADDITIONAL = {
    "powerMatters": "food-licence",
    "subPowerMatters": "food-licence",
    "accesscardId": "clerk-01",
    "materialName": "premises-proof",
    "sponsorCode": "92330203MA00000000",
    "projectId": "2026-000042",
}
ROOT = "/provincial/gateway"


def provincial_signature(secret: str, seconds: float = 0, app_key: str = "onego") -> dict[str, str]:
    time = str(int((NOON.timestamp() + seconds) * 1000))
    sign = hashlib.md5(f"{app_key}{secret}{time}".encode()).hexdigest()
    return {"appKey": app_key, "requestTime": time, "sign": sign}


def provincial_secrets(gateway: FastAPI, seconds: float = 0) -> dict[str, Any]:
    form = provincial_signature(SECRET.get_secret_value(), seconds)
    path = f"{ROOT}/app/refreshTokenByKey.htm"
    answer = visit(gateway, lambda client: client.post(path, data=form)).json()
    assert answer["code"] == "00"
    return dict(answer["datas"])


def ask_province(
    gateway: FastAPI, register: str, secret: str | None = None, seconds: float = 0, **inputs: str
) -> httpx.Response:
    """A question as a form; with a new secret unless one is given."""
    secret = secret or provincial_secrets(gateway, seconds)["requestSecret"]
    signed = provincial_signature(secret, seconds)
    form = {**inputs, "additional": json.dumps(ADDITIONAL)}
    path = f"{ROOT}/api/{register}.htm"
    return visit(gateway, lambda client: client.post(path, params=signed, data=form))


def token(gateway: FastAPI, secret: str = SECRET.get_secret_value()) -> httpx.Response:
    coded = base64.b64encode(f"onego:{secret}".encode()).decode()
    return visit(
        gateway,
        lambda client: client.post(
            "/oauth2/token",
            data={"grant_type": "client_credentials"},
            headers={"authorization": f"Basic {coded}"},
        ),
    )


def ask_plainly(
    gateway: FastAPI, path: str, headers: dict[str, str], **query: str
) -> httpx.Response:
    body = {"query": query, "purpose": WHY}
    return visit(gateway, lambda client: client.post(path, json=body, headers=headers))


def bearer(gateway: FastAPI) -> dict[str, str]:
    return {"authorization": f"Bearer {token(gateway).json()['access_token']}"}


def ask_store(gateway: FastAPI, kind: str, holder: str, headers: dict[str, str]) -> httpx.Response:
    body = {"licence_type": kind, "holder": holder, "purpose": WHY}
    return visit(
        gateway, lambda client: client.post("/licences/search", json=body, headers=headers)
    )
