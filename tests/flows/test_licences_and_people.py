"""E-licence stores, which say whether a licence is in force, and people, whose answer is work of their department."""

import asyncio
from typing import Any

import pytest
from fastapi.responses import Response

from flows.register_messages import RegisterAnswer
from matters.case import FindingOutcome
from matters.fields import FieldType
from matters.registers import Register
from tests.flows.foreign_register import Office, a_connector, a_query, a_register, registers

OUTCOMES = FindingOutcome
GIVES: dict[str, FieldType] = {"number": "text", "open_air": "yes-no"}
LICENCE = {
    "status": "valid",
    "as_of": "2026-03-05",
    "valid_until": "2030-12-31",
    "content": {"number": "JY23302030012345", "open_air": False},
}
HELD = {"path": None, "ask": None, "answer": None, "poll": None}
STORED = HELD | {"licence": "11100000MB0010012", "held_by": "uscc"}


def held(*licences: dict[str, Any]) -> dict[str, Any]:
    return {"licences": list(licences), "request_id": "Z-9"}


def asked(office: Office, register: Register, kind: str, days: int | None = None) -> RegisterAnswer:
    async def whole() -> RegisterAnswer:
        async with registers(office.app(), register, a_connector(kind)) as door:
            return await door.ask(a_query(GIVES, max_age_days=days, uscc="91330203MA2XKT001T"))

    return asyncio.run(whole())


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (held(LICENCE), OUTCOMES.MATCH),
        (held(LICENCE | {"status": "suspended"}), OUTCOMES.MISMATCH),
        (held(), OUTCOMES.NO_RECORD),
        (held(LICENCE | {"status": "cancelled"}), OUTCOMES.NO_RECORD),
        (held(LICENCE, LICENCE), OUTCOMES.MULTIPLE),
        ({"licence": "?"}, OUTCOMES.UNAVAILABLE),
        (Response(status_code=500), OUTCOMES.UNAVAILABLE),
        (Response(status_code=401), OUTCOMES.UNAVAILABLE),
        (Response(status_code=403), OUTCOMES.DENIED),
        (held(LICENCE | {"as_of": "2026-01-01"}), OUTCOMES.STALE),
    ],
)
def test_a_store_of_licences_needs_no_more_than_the_kind_and_the_holder(
    reply: Any, outcome: FindingOutcome
):
    office = Office(says=lambda _: reply)
    answer = asked(office, a_register(**STORED), "licences", days=30)
    assert answer.outcome is outcome
    path, body, _ = office.asked[0]
    assert (path, body["licence_type"]) == ("/licences/search", "11100000MB0010012")
    assert body["holder"] == "91330203MA2XKT001T"
    assert body["purpose"]["item"] == "food-licence"


def test_what_stands_on_the_licence_is_taken_in_with_its_last_day():
    answer = asked(Office(says=lambda _: held(LICENCE)), a_register(**STORED), "licences")
    assert answer.values == {"number": "JY23302030012345", "open_air": False}
    assert (str(answer.valid_until), answer.request_id) == ("2030-12-31", "Z-9")


def test_a_store_that_has_to_fetch_the_licence_first_may_say_that_it_is_pending():
    shape = {"pending_if": "answer.wait", "ticket": "answer.wait", "records": "answer.licences"}
    terms = STORED | {"answer": shape, "poll": {"path": "/licences/later"}}
    office = Office(says=lambda body: held(LICENCE) if "ticket" in body else {"wait": "T-1"})

    async def story() -> tuple[RegisterAnswer, RegisterAnswer]:
        register = a_register(**terms)
        query = a_query({}, uscc="91330203MA2XKT001T")
        async with registers(office.app(), register, a_connector("licences")) as door:
            first = await door.ask(query)
            return first, await door.poll(query, first.ticket or "")

    first, later = asyncio.run(story())
    assert (first.outcome, later.outcome) == (OUTCOMES.PENDING, OUTCOMES.MATCH)


def test_people_are_pending_until_their_work_is_done_and_nobody_is_called():
    register = a_register(**HELD, department="market-regulation", within="5 working days")
    office = Office()
    answer = asked(office, register, "people")
    assert (answer.outcome, answer.ticket) == (OUTCOMES.PENDING, "market-regulation")
    assert office.asked == []
