"""A department's system in front of the API: it has a token, and keys of its own."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from hall.accounts import give_token
from hall.admin.drafts import read_draft
from hall.house import Hall
from hall.web import create_web
from matters.reading import SHIPPED
from matters.spec import Matter
from storage import published
from tests.builders import a_form, a_material, a_matter, a_promise, a_question, a_step
from tests.cases import USCC
from tests.hall.desk import TestClient

PDF = b"%PDF-1.7 a paper"


def a_small_matter(**changes: Any) -> Matter:
    """Two departments of the shipped office, one paper, one promise, no checks."""
    fields: dict[str, Any] = {
        "questions": (a_question("area_m2", "decimal"),),
        "form": a_form("uscc", "name"),
        "lead": "market-regulation",
        "steps": (
            a_step("food", "market-regulation"),
            a_step("fire", "fire-rescue"),
        ),
        "materials": (
            a_material("layout-plan", "upload", **{"for": ("food",)}),
            a_material("fire-plan", "promise:fire-safety", **{"for": ("fire",)}),
        ),
        "promises": (a_promise("fire-safety"),),
        "letters": {"received": "receipt", "accepted": "acceptance", "granted": "grant"},
    }
    return a_matter(**{**fields, **changes})


def publish(hall: Hall, matter: Matter) -> Matter:
    with hall.database.transaction() as connection:
        published.publish(connection, matter, "", "admin", hall.clock())
    return matter


def source(key: str, kind: str = "matters") -> str:
    """The text of a shipped file."""
    return (SHIPPED / kind / f"{key}.yaml").read_text(encoding="utf-8")


def shipped(hall: Hall, key: str) -> str:
    """Published with its text, as the shipped ones are; the address of its tools."""
    matter = read_draft(source(key)).matter
    assert matter is not None
    with hall.database.transaction() as connection:
        published.publish(connection, matter, source(key), "system", hall.clock())
    return f"/admin/workbench/{key}@{matter.version}"


@dataclass
class System:
    """One department's system."""

    client: TestClient
    token: str
    keys: Iterator[int] = field(default_factory=count)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.client.get(f"/api/v1{path}", headers={**self._bearer, **headers})

    def post(self, path: str, body: object, key: str | None = None) -> httpx.Response:
        headers = {**self._bearer, "idempotency-key": key or f"key-{next(self.keys)}"}
        return self.client.post(f"/api/v1{path}", json=body, headers=headers)

    def upload(self, content: bytes = PDF, key: str | None = None) -> httpx.Response:
        headers = {**self._bearer, "idempotency-key": key or f"key-{next(self.keys)}"}
        files = {"file": ("秘密.pdf", content)}
        return self.client.post("/api/v1/files", files=files, headers=headers)

    @property
    def _bearer(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}


def a_system(hall: Hall, department: str = "market-regulation") -> System:
    client = TestClient(create_web(hall), base_url=hall.settings.public, follow_redirects=False)
    return System(client, give_token(hall, department))


def a_promise_digest() -> str:
    return hashlib.sha256("本人承诺所述属实。".encode()).hexdigest()


def an_application(system: System, **changes: Any) -> dict[str, Any]:
    return {
        "matter": "test-matter",
        "answers": {"area_m2": 80, "company.uscc": USCC, "company.name": "宁波示例餐饮有限公司"},
        "evidence": [
            {"material": "layout-plan", "rung": "upload", "digest": system.upload().json()["digest"],
             "label": "application/pdf"},
            {"material": "fire-plan", "rung": "promise", "digest": a_promise_digest(),
             "label": "fire-safety"},
        ],
        "delivery": "electronic",
        "consent_in": "zh",
        **changes,
    }  # fmt: skip


def launched(system: System, **changes: Any) -> str:
    answer = system.post("/cases", an_application(system, **changes))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["number"])


def accepted(hall: Hall) -> str:
    desk = a_system(hall, "hall")
    number = launched(desk)
    answer = desk.post(f"/cases/{number}/acts", {"act": "accept"})
    assert answer.status_code == 200, answer.text
    return number
