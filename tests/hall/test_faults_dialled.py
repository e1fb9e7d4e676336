"""Faults dialled in while the gateway runs, on its page too, and what it counts meanwhile."""

import asyncio
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from hall.registers.faults import Dial, dial_from_option
from hall.registers.traits import PersonTraits
from matters.case import FindingOutcome
from tests.hall.demo_gateway import SetClock, a_client, a_gateway, a_query, society
from tests.hall.dialects import visit

PERSON = society().person(PersonTraits(employed=True, insured=True))
QUESTION = a_query("social-insurance", id_number=PERSON.id_number)


def outcome(gateway: FastAPI) -> FindingOutcome:
    async def ask() -> FindingOutcome:
        async with a_client(gateway) as registers:
            return (await registers.ask(QUESTION)).outcome

    return asyncio.run(ask())


def counts(gateway: FastAPI, register: str = "social-insurance") -> dict[str, int]:
    return dict(visit(gateway, lambda client: client.get("/counts")).json()[register])


@pytest.mark.parametrize(
    ("dial", "expected"),
    [
        (Dial(), FindingOutcome.MATCH),
        (Dial(mismatch_rate=1), FindingOutcome.MISMATCH),
        (Dial(multiple_rate=1), FindingOutcome.MULTIPLE),
        (Dial(stale_rate=1), FindingOutcome.STALE),
        (Dial(pending=True), FindingOutcome.PENDING),
        (Dial(denied=True), FindingOutcome.DENIED),
        (Dial(down=True), FindingOutcome.UNAVAILABLE),
        (Dial(error_rate=1), FindingOutcome.UNAVAILABLE),
        (Dial(nonsense="shape"), FindingOutcome.UNAVAILABLE),
        (Dial(nonsense="json"), FindingOutcome.UNAVAILABLE),
        (Dial(nonsense="html"), FindingOutcome.UNAVAILABLE),
        (Dial(hang=True), FindingOutcome.UNAVAILABLE),
    ],
)
def test_a_dial_brings_about_every_outcome(tmp_path: Path, dial: Dial, expected: FindingOutcome):
    assert outcome(a_gateway(tmp_path, social_insurance=dial)) is expected


def test_a_register_that_is_asked_too_often_says_when_to_come_again(tmp_path: Path):
    clock = SetClock()
    gateway = a_gateway(tmp_path, clock, social_insurance=Dial(per_second=1))
    path = "/utilities/social-insurance"
    body = {"query": {"id_number": PERSON.id_number}, "purpose": QUESTION.purpose.model_dump()}
    key = {"x-api-key": "a demonstration's secret"}

    def call() -> httpx.Response:
        return visit(gateway, lambda client: client.post(path, json=body, headers=key))

    assert call().status_code == 200
    too_soon = call()
    assert (too_soon.status_code, too_soon.headers["retry-after"]) == (429, "1")
    clock.forward(1)
    assert call().status_code == 200
    assert counts(gateway)["troubles"] == {"429": 1}


def test_a_dial_that_is_turned_back_lets_the_register_answer_again(tmp_path: Path):
    gateway = a_gateway(tmp_path, social_insurance=Dial(pending=True))
    assert outcome(gateway) is FindingOutcome.PENDING
    visit(gateway, lambda client: client.put("/faults/social-insurance", json={}))
    assert outcome(gateway) is FindingOutcome.MATCH


def turn(gateway: FastAPI, register: str, dial: str, **headers: str) -> httpx.Response:
    form = {"register": register, "dial": dial}
    return visit(gateway, lambda client: client.post("/faults", data=form, headers=headers))


def test_the_page_turns_dials_without_a_script(tmp_path: Path):
    gateway = a_gateway(tmp_path)
    turned = turn(gateway, "social-insurance", "nonsense=html")
    assert (turned.status_code, turned.headers["location"]) == (303, "/#social-insurance")
    assert outcome(gateway) is FindingOutcome.UNAVAILABLE
    page = visit(gateway, lambda client: client.get("/")).text
    assert '<option value="nonsense=html" selected>' in page
    turn(gateway, "all", "off")
    assert outcome(gateway) is FindingOutcome.MATCH


def test_another_site_s_page_turns_nothing(tmp_path: Path):
    gateway = a_gateway(tmp_path)
    other = turn(gateway, "social-insurance", "down=true", **{"sec-fetch-site": "cross-site"})
    assert other.status_code == 403
    assert outcome(gateway) is FindingOutcome.MATCH


@pytest.mark.parametrize(
    "dial",
    [
        Dial(),
        Dial(down=True),
        Dial(nonsense="shape", latency_ms=200),
        Dial(error_rate=0.25, per_second=3),
    ],
)
def test_a_dial_is_written_as_it_is_read(dial: Dial):
    assert dial_from_option(f"marriage:{dial.option}") == ("marriage", dial)


def test_what_a_case_was_told_and_asks_again_is_doubled(tmp_path: Path):
    clock = SetClock()
    gateway = a_gateway(tmp_path, clock)
    outcome(gateway)
    assert counts(gateway)["doubled"] == 0
    outcome_later(gateway, clock, days=1)
    assert counts(gateway)["doubled"] == 1
    outcome_later(gateway, clock, days=40)
    assert counts(gateway)["doubled"] == 1


def outcome_later(gateway: FastAPI, clock: SetClock, days: int) -> None:
    clock.forward(days * 86400)

    async def ask() -> None:
        async with a_client(gateway, clock) as registers:
            await registers.ask(QUESTION)

    asyncio.run(ask())


def test_another_case_or_a_call_that_failed_doubles_nothing(tmp_path: Path):
    gateway = a_gateway(tmp_path, social_insurance=Dial(down=True))
    outcome(gateway)
    visit(gateway, lambda client: client.put("/faults/social-insurance", json={}))
    outcome(gateway)

    async def ask_for_another_case() -> None:
        purpose = QUESTION.purpose.model_copy(update={"case_number": "2026-000043"})
        async with a_client(gateway) as registers:
            await registers.ask(QUESTION.model_copy(update={"purpose": purpose}))

    asyncio.run(ask_for_another_case())
    seen = counts(gateway)
    assert (seen["calls"], seen["doubled"], seen["troubles"]) == (3, 0, {"503": 1})


def test_calls_within_a_second_and_a_minute_are_counted(tmp_path: Path):
    clock = SetClock()
    gateway = a_gateway(tmp_path, clock)

    async def ask(count: int) -> None:
        queries = [
            a_query("social-insurance", id_number=one.id_number)
            for one in society().people(PersonTraits())[:count]
        ]
        async with a_client(gateway, clock) as registers:
            await registers.ask_many(queries)
            await registers.ask(queries[0])

    asyncio.run(ask(5))
    clock.forward(2)
    asyncio.run(ask(3))
    seen = counts(gateway)
    assert (seen["calls"], seen["questions"]) == (4, 10)
    assert (seen["most_calls_in_a_second"], seen["most_calls_in_a_minute"]) == (2, 4)
    assert (seen["most_questions_in_a_second"], seen["most_questions_in_a_minute"]) == (6, 10)
    assert visit(gateway, lambda client: client.delete("/counts")).status_code == 204
    assert visit(gateway, lambda client: client.get("/counts")).json() == {}


def test_whoever_leaves_while_a_slow_register_thinks_has_heard_nothing(tmp_path: Path):
    gateway = a_gateway(tmp_path, social_insurance=Dial(hang=True))
    outcome(gateway)
    seen = counts(gateway)
    assert (seen["troubles"], seen["outcomes"]) == ({"0": 1}, {})


@pytest.mark.parametrize(("method", "path"), [("GET", "/counts"), ("DELETE", "/counts")])
def test_counts_are_for_this_machine_only(tmp_path: Path, method: str, path: str):
    gateway = a_gateway(tmp_path)
    answer = visit(gateway, lambda client: client.request(method, path), host="10.0.0.9")
    assert answer.status_code == 403
    posted = visit(gateway, lambda client: client.post("/faults", data={}), host="10.0.0.9")
    assert posted.status_code == 403
