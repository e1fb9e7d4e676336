"""Registers that send their answers by themselves: signed, once, and into the case that waits."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from flows.signing import Call, Credentials, signed_headers
from hall.house import Hall
from hall.web import create_web
from matters.case import Case, Finding, FindingOutcome
from matters.registers import RegisterList
from matters.rules import Rules
from matters.standing import standing
from storage import register_tickets
from storage.register_tickets import Ticket, Waiting
from tests.builders import a_check, a_matter, a_step
from tests.cases import a_case, a_finding
from tests.flows.foreign_register import RECORD, a_connector, a_register, answered
from tests.hall.desk import MakeHall
from tests.houses import begin, publish, stored

SECRET = "what the land register and we agreed on"
NUMBER = "330200-2026-000001"
TICKET = "T-7"
LAND = a_register(poll={"callback": True, "secret": "LAND_SENDS"})
PATH = f"/api/v1/registers/land/answers/{TICKET}"


@pytest.fixture
def hall(make_hall: MakeHall, monkeypatch: pytest.MonkeyPatch) -> Hall:
    """A hall whose land register calls back."""
    monkeypatch.setenv("LAND_SENDS", SECRET)
    hall = make_hall()
    listed = RegisterList(connectors=(a_connector(),), registers=(LAND,))
    return replace(hall, installation=replace(hall.installation, registers=listed))


@pytest.fixture
def client(hall: Hall) -> Iterator[TestClient]:
    with TestClient(create_web(hall), base_url=hall.settings.public) as client:
        yield client


def a_waiting_case(hall: Hall) -> Rules:
    """A case that asked, and was told to wait under the ticket."""
    gives = {"area": "decimal", "owner": "text"}
    check = a_check("title", asks={"owner": "company.name"}, gives=gives)
    check = check.model_copy(
        update={"check": check.check.model_copy(update={"register_key": "land"})}
    )
    rules = publish(hall.installation, a_matter(a_step("food"), checks=(check,)))
    at = hall.clock()
    pending = a_finding("title", FindingOutcome.PENDING, at, ticket=TICKET)
    case = a_case(rules, at=at, registers=lambda _, __: pending, **{"company.name": "王小明"})
    begin(hall.installation, rules, case)
    expected(hall, NUMBER)
    return rules


def expected(hall: Hall, case: str) -> None:
    house = hall.installation
    with house.database.transaction() as connection:
        register_tickets.expect(
            connection, house.keyring, Ticket("land", TICKET), Waiting(case, "title"), hall.clock()
        )


def sent(
    hall: Hall,
    client: TestClient,
    body: Any,
    *,
    path: str = PATH,
    secret: str = SECRET,
    late_ms: int = 0,
) -> httpx.Response:
    """What the register sends, signed with the secret."""
    content = json.dumps(body, ensure_ascii=False).encode()
    time_ms = int(hall.clock().timestamp() * 1000) - late_ms
    call = Call(method="POST", path=path, time_ms=time_ms, nonce="n-1", body=content)
    headers = signed_headers(Credentials(app_key="land", secret=SecretStr(secret)), call)
    return client.post(
        path, content=content, headers={**headers, "content-type": "application/json"}
    )


def finding_in(case: Case) -> Finding:
    return standing(case).findings["title"]


def test_the_answer_stands_in_the_case_as_soon_as_it_came(hall: Hall, client: TestClient):
    a_waiting_case(hall)
    response = sent(hall, client, answered(RECORD))
    assert (response.status_code, response.json()) == (200, {"taken": True})
    finding = finding_in(stored(hall.installation, NUMBER))
    assert finding.outcome is FindingOutcome.MATCH
    assert finding.values == {"area": 89.5, "owner": "王小明"}


def test_the_same_answer_again_changes_nothing(hall: Hall, client: TestClient):
    a_waiting_case(hall)
    sent(hall, client, answered(RECORD))
    facts = len(stored(hall.installation, NUMBER).facts)
    again = sent(hall, client, answered(RECORD | {"mj": "1"}))
    assert again.json() == {"taken": False}
    assert len(stored(hall.installation, NUMBER).facts) == facts


@pytest.mark.parametrize(
    "wrong", [{"secret": "a guess"}, {"late_ms": 600_000}, {"late_ms": -600_000}]
)
def test_who_does_not_sign_rightly_and_in_time_is_not_heard(
    hall: Hall, client: TestClient, wrong: dict[str, Any]
):
    a_waiting_case(hall)
    assert sent(hall, client, answered(RECORD), **wrong).status_code == 401
    assert client.post(PATH, json=answered(RECORD)).status_code == 401
    assert finding_in(stored(hall.installation, NUMBER)).outcome is FindingOutcome.PENDING


def test_a_ticket_that_nobody_waits_for_and_a_register_that_never_calls_are_not_found(
    hall: Hall, client: TestClient
):
    for path in ("/api/v1/registers/land/answers/T-8", "/api/v1/registers/sea/answers/T-7"):
        assert sent(hall, client, answered(RECORD), path=path).status_code == 404


def test_an_answer_of_a_wrong_shape_is_not_taken_and_may_come_again(hall: Hall, client: TestClient):
    a_waiting_case(hall)
    response = sent(hall, client, answered(RECORD | {"mj": "ninety"}))
    assert response.status_code == 422
    assert "ninety" not in response.text
    assert sent(hall, client, answered(code="02", ticket=TICKET)).status_code == 422
    assert sent(hall, client, answered(RECORD)).json() == {"taken": True}


def test_an_answer_that_comes_before_the_case_is_kept_sealed_until_it_is_fetched(
    hall: Hall, client: TestClient
):
    expected(hall, "draft-1")
    assert sent(hall, client, answered(RECORD)).json() == {"taken": True}
    house = hall.installation
    with house.database.transaction() as connection:
        row = connection.execute("select ticket::text, answer from register_tickets").fetchone()
        assert "王小明" not in str(row)
        kept = register_tickets.answer_of(connection, house.keyring, Ticket("land", TICKET))
    assert kept is not None
    assert json.loads(kept)["data"] == [RECORD]
