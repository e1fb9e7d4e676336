"""The gateway: who may ask, what it answers, its faults, its deliveries."""

import asyncio
import logging
from html import unescape
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from flows.signing import NONCE, REQUEST_TIME, SIGNATURE, Call, Credentials, signed_headers
from hall.registers.deliveries import Deliveries, DeliveriesDamaged
from hall.registers.faults import Dial, DialWrong, dial_from_option
from hall.registers.synthetic import REGISTERS
from hall.registers.traits import CompanyTraits, PersonTraits
from matters.case import FindingOutcome
from tests.hall.demo_gateway import (
    NOON,
    SECRET,
    SetClock,
    a_client,
    a_gateway,
    a_message,
    a_query,
    society,
    visit,
)

PERSON = society().person(PersonTraits(lived_months_at_least=6, lease="filed"))
COMPANY = society().company(CompanyTraits(sound=True))
LICENCE = a_query("business-licence", uscc=COMPANY.uscc)
BODY = LICENCE.question().model_dump_json().encode()
PATH = "/checks/business-licence"


def signed(
    path: str = PATH, body: bytes = BODY, nonce: str = "n-1", seconds: float = 0
) -> dict[str, str]:
    time_ms = int((NOON.timestamp() + seconds) * 1000)
    call = Call(method="POST", path=path, time_ms=time_ms, nonce=nonce, body=body)
    return dict(signed_headers(Credentials(app_key="onego", secret=SECRET), call))


def post(
    gateway: FastAPI, headers: dict[str, str], body: bytes = BODY, path: str = PATH
) -> httpx.Response:
    return visit(gateway, lambda client: client.post(path, content=body, headers=headers))


def test_a_signed_question_is_answered_with_its_source_and_dates(tmp_path: Path):
    response = post(a_gateway(tmp_path), signed())
    answer = response.json()
    assert response.status_code == 200
    assert (answer["code"], answer["outcome"]) == ("00", "match")
    assert answer["values"]["name"] == COMPANY.name
    assert (answer["as_of"], answer["valid_until"]) == ("2026-03-05", "2026-04-04")
    assert answer["source"]["zh"] == "宁波市市场监督管理局"
    assert answer["request_id"]


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "10"),
        ({**signed(), NONCE: ""}, "10"),
        ({**signed(), REQUEST_TIME: "noon"}, "10"),
        ({**signed(), "x-app-key": "stranger"}, "11"),
        ({**signed(), SIGNATURE: "0" * 64}, "11"),
        ({**signed(), NONCE: "n-2"}, "11"),
        (signed(path="/checks/real-estate"), "11"),
        (signed(body=BODY + b" "), "11"),
        (signed(seconds=-301), "12"),
        (signed(seconds=301), "12"),
    ],
)
def test_a_call_that_is_not_signed_as_it_stands_is_refused(
    tmp_path: Path, headers: dict[str, str], code: str
):
    response = post(a_gateway(tmp_path), headers)
    assert (response.status_code, response.json()["code"]) == (401, code)
    assert response.json()["outcome"] == "denied"
    assert response.json()["values"] == {}


@pytest.mark.parametrize("seconds", [-299, 299])
def test_a_clock_that_is_less_than_five_minutes_off_is_accepted(tmp_path: Path, seconds: float):
    assert post(a_gateway(tmp_path), signed(seconds=seconds)).status_code == 200


def test_the_same_call_is_not_answered_twice(tmp_path: Path):
    clock = SetClock()
    gateway = a_gateway(tmp_path, clock)
    ahead = signed(seconds=299)
    assert post(gateway, ahead).status_code == 200
    clock.forward(597)
    replay = post(gateway, ahead)
    assert (replay.status_code, replay.json()["code"]) == (401, "13")
    assert post(gateway, signed(nonce="n-2", seconds=597)).status_code == 200


@pytest.mark.parametrize(
    "part", ["item", "case_number", "operator", "material", "subject", "basis", None]
)
def test_a_question_without_its_purpose_is_denied(tmp_path: Path, part: str | None):
    question = LICENCE.question().model_dump(mode="json")
    if part is None:
        del question["purpose"]
    else:
        question["purpose"][part] = ""
    body = httpx.Request("POST", "http://x", json=question).content
    response = post(a_gateway(tmp_path), signed(body=body), body)
    assert (response.status_code, response.json()["code"]) == (403, "20")
    assert "用途" in response.json()["message"]["zh"]


def test_a_body_that_cannot_be_read_and_an_unknown_register_are_told_apart(tmp_path: Path):
    gateway = a_gateway(tmp_path)
    broken = post(gateway, signed(body=b"{"), b"{")
    assert (broken.status_code, broken.json()["code"]) == (422, "21")
    unknown = post(gateway, signed("/checks/horoscope", nonce="n-2"), path="/checks/horoscope")
    assert unknown.status_code == 404
    assert "horoscope" in unknown.json()["message"]["en"]


def test_a_body_too_large_is_not_read_to_its_end(tmp_path: Path):
    body = b" " * 2_000_001
    assert post(a_gateway(tmp_path), signed(body=body), body).status_code == 413


def test_every_register_takes_an_own_dial(tmp_path: Path):
    gateway = a_gateway(tmp_path)
    down = visit(gateway, lambda c: c.put("/faults/business-licence", json={"down": True}))
    assert down.json()["down"] is True
    assert post(gateway, signed()).status_code == 503
    lease = a_query("real-estate", uscc=COMPANY.uscc).question().model_dump_json().encode()
    headers = signed("/checks/real-estate", lease, "n-2")
    assert post(gateway, headers, lease, "/checks/real-estate").status_code == 200
    visit(gateway, lambda c: c.put("/faults/all", json={}))
    assert post(gateway, signed(nonce="n-3")).status_code == 200


def test_latency_passes_before_the_answer(tmp_path: Path):
    clock = SetClock()
    post(a_gateway(tmp_path, clock, business_licence=Dial(latency_ms=250)), signed())
    assert clock.slept == [0.25]


def test_an_error_rate_hits_that_share_of_calls(tmp_path: Path):
    gateway = a_gateway(tmp_path, business_licence=Dial(error_rate=0.3))
    codes = [post(gateway, signed(nonce=f"n-{n}")).status_code for n in range(100)]
    assert 15 <= codes.count(500) <= 45
    assert codes.count(200) == 100 - codes.count(500)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/faults/business-licence"),
        ("GET", "/faults"),
        ("GET", "/deliveries?key=k"),
        ("GET", "/deliveries/count"),
    ],
)
def test_dials_and_the_book_are_for_this_machine_only(tmp_path: Path, method: str, path: str):
    gateway = a_gateway(tmp_path)
    response = visit(gateway, lambda c: c.request(method, path, json={}), host="10.0.0.9")
    assert response.status_code == 403


def test_a_dial_that_does_not_exist_is_refused(tmp_path: Path):
    gateway = a_gateway(tmp_path)
    assert visit(gateway, lambda c: c.put("/faults/horoscope", json={})).status_code == 404
    wrong = visit(gateway, lambda c: c.put("/faults/all", json={"slow": True}))
    assert wrong.status_code == 422


def test_a_start_option_sets_a_dial():
    assert dial_from_option("lease-filing:latency_ms=200,error_rate=0.1,down=true") == (
        "lease-filing",
        Dial(latency_ms=200, error_rate=0.1, down=True),
    )
    for wrong in ("lease-filing", "lease-filing:slow=1", "lease-filing:error_rate=2", ":down=true"):
        with pytest.raises(DialWrong, match="cannot be read"):
            dial_from_option(wrong)


def test_the_page_shows_every_register_in_both_languages_and_its_state(tmp_path: Path):
    gateway = a_gateway(tmp_path, lease_filing=Dial(down=True))
    page = visit(gateway, lambda c: c.get("/"))
    assert page.status_code == 200
    shown = unescape(page.text)
    for register in REGISTERS.values():
        assert register.name.zh in shown
        assert register.name.en in shown
    assert "停用" in page.text
    assert "<script" not in page.text
    assert visit(gateway, lambda c: c.get("/health")).json()["status"] == "ok"


def test_the_log_names_the_check_and_the_outcome_and_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    query = a_query("id-verify", id_number=PERSON.id_number, name=PERSON.name)

    async def talk() -> None:
        async with a_client(a_gateway(tmp_path)) as registers:
            await registers.ask(query)
            await registers.deliver(a_message())

    asyncio.run(talk())
    assert "check=id-verify outcome=match" in caplog.text
    for secret in (PERSON.id_number, PERSON.name, query.purpose.subject, "13805740023", "张三丰"):
        assert secret not in caplog.text


def test_a_message_is_taken_once_even_across_a_restart(tmp_path: Path):
    async def hand_over(message_key: str) -> str:
        async with a_client(a_gateway(tmp_path)) as registers:
            return (await registers.deliver(a_message(message_key))).receipt

    first, again, other = (asyncio.run(hand_over(key)) for key in ("a", "a", "b"))
    assert first == again != other
    gateway = a_gateway(tmp_path)
    count = visit(gateway, lambda c: c.get("/deliveries/count")).json()
    assert count == {"messages": 2, "repeats": 1}
    kept = visit(gateway, lambda c: c.get("/deliveries", params={"key": "a"})).json()
    assert (kept["receipt"], kept["repeats"]) == (first, 1)
    assert (kept["to_name"], kept["to_address"]) == ("张**", "138****0023")
    assert visit(gateway, lambda c: c.get("/deliveries?key=c")).status_code == 404


def test_many_messages_go_in_one_call_and_repeats_are_marked(tmp_path: Path):
    async def hand_over() -> list[tuple[str, bool]]:
        async with a_client(a_gateway(tmp_path)) as registers:
            taken = await registers.deliver_many([a_message("a"), a_message("b"), a_message("a")])
            return [(receipt.receipt, receipt.repeat) for receipt in taken]

    first, second, third = asyncio.run(hand_over())
    assert first[0] == third[0] != second[0]
    assert [first[1], second[1], third[1]] == [False, False, True]


def test_a_line_cut_off_by_a_crash_is_forgotten_and_a_damaged_one_is_named(tmp_path: Path):
    book = tmp_path / "deliveries.jsonl"
    Deliveries(book, SetClock().now).take(a_message("a"))
    with book.open("ab") as file:
        file.write(b'{"key": "b", "rec')
    again = Deliveries(book, SetClock().now)
    assert again.count() == (1, 0)
    again.take(a_message("c"))
    assert Deliveries(book, SetClock().now).count() == (2, 0)
    with book.open("ab") as file:
        file.write(b"nonsense\n")
    with pytest.raises(DeliveriesDamaged, match=r"deliveries\.jsonl is damaged"):
        Deliveries(book, SetClock().now)


def test_an_old_record_is_stale_only_beyond_the_allowed_age(tmp_path: Path):
    outdated = society().person(PersonTraits(registration="outdated"))

    async def ask(age: int | None) -> FindingOutcome:
        query = a_query("residence-record", max_age_days=age, id_number=outdated.id_number)
        async with a_client(a_gateway(tmp_path)) as registers:
            return (await registers.ask(query)).outcome

    assert asyncio.run(ask(None)) is FindingOutcome.STALE
    assert asyncio.run(ask(399)) is FindingOutcome.STALE
    assert asyncio.run(ask(400)) is FindingOutcome.MATCH
