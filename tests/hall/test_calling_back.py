"""A register that gives a ticket and sends the answer by itself."""

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from flows.connectors.later import sent_answer
from flows.signing import APP_KEY, NONCE, REQUEST_TIME, SIGNATURE, Call
from hall.registers.faults import Dial
from hall.registers.settings import Recipient
from hall.registers.traits import PersonTraits
from matters.case import FindingOutcome
from matters.reading import shipped_catalogue
from tests.hall.demo_gateway import NOON, SECRET, SetClock, a_gateway, a_query, browser, society
from tests.hall.dialects import WHY

OURS = SecretStr("what the register signs with")
PERSON = society().person(PersonTraits(employed=True, insured=True))
PATH = "/benefits/insurance-history"
BODY = {"query": {"idNumber": PERSON.id_number}, "purpose": WHY}


@dataclass
class Hall:
    """Where the answers are sent; it may be away at first."""

    away_for: int = 0
    got: list[httpx.Request] = field(default_factory=list)
    asked: int = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        if self.asked <= self.away_for:
            return httpx.Response(503)
        self.got.append(request)
        return httpx.Response(200, json={"taken": True})


def told(hall: Hall, folder: Path, body: dict[str, Any] = BODY, **dials: Dial) -> dict[str, Any]:
    """What the register said at once, after all that it had to send was sent."""
    recipient = Recipient(
        address="http://hall.test", secret=OURS, transport=httpx.MockTransport(hall)
    )
    gateway = a_gateway(folder, SetClock(), recipient=recipient, **dials)

    async def ask() -> dict[str, Any]:
        async with browser(gateway) as client:
            key = {"x-api-key": SECRET.get_secret_value()}
            answer = await client.post(PATH, json=body, headers=key)
            others = asyncio.all_tasks() - {asyncio.current_task()}
            await asyncio.gather(*others)
            return dict(answer.json())

    return asyncio.run(ask())


def test_the_answer_is_sent_for_its_ticket_and_signed(tmp_path: Path):
    hall = Hall()
    at_once = told(hall, tmp_path)
    assert (at_once["state"], at_once["results"]) == ("LATER", [])
    (sent,) = hall.got
    path = f"/api/v1/registers/insurance-history/answers/{at_once['ticket']}"
    assert sent.url.path == path
    call = Call(
        method="POST",
        path=path,
        time_ms=int(sent.headers[REQUEST_TIME]),
        nonce=sent.headers[NONCE],
        body=sent.content,
    )
    assert call.is_signed_by(OURS, sent.headers[SIGNATURE])
    assert sent.headers[APP_KEY] == "insurance-history"


def test_what_is_sent_is_understood_by_the_declaration_of_the_register(tmp_path: Path):
    hall = Hall()
    told(hall, tmp_path)
    library = shipped_catalogue()
    register = library.registers.register_of("insurance-history")
    check = next(one for one in library.checks if one.key == "insurance-history")
    assert register is not None
    query = a_query("insurance-history", id_number=PERSON.id_number)
    query = query.model_copy(update={"gives": check.gives})
    reply = sent_answer(register, query, hall.got[0].content, NOON).reply
    assert reply.outcome is FindingOutcome.MATCH
    assert reply.values["months_paid"] == PERSON.insured_months
    assert reply.values["retired"] is False


def test_an_answer_is_sent_again_while_the_hall_is_away(tmp_path: Path):
    hall = Hall(away_for=2)
    told(hall, tmp_path)
    assert (hall.asked, len(hall.got)) == (3, 1)


def test_nobody_asks_for_ever(tmp_path: Path):
    hall = Hall(away_for=1000)
    told(hall, tmp_path)
    assert hall.asked == 6


@pytest.mark.parametrize(
    ("dial", "state"), [(Dial(pending=True), "LATER"), (Dial(denied=True), "FORBIDDEN")]
)
def test_nothing_is_sent_that_is_no_answer(tmp_path: Path, dial: Dial, state: str):
    hall = Hall()
    assert told(hall, tmp_path, insurance_history=dial)["state"] == state
    assert hall.asked == 0


def test_that_there_is_no_record_is_sent_too(tmp_path: Path):
    hall = Hall()
    told(hall, tmp_path, {**BODY, "query": {"idNumber": "nobody"}})
    assert json.loads(hall.got[0].content)["state"] == "NONE"
