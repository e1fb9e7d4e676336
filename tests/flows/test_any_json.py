"""Registers of any JSON: the eight outcomes by declared JMESPath, and what does not fit blamed on the register."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest
from fastapi.responses import Response

from flows.connectors.surroundings import AnsweredCall
from flows.register_messages import RegisterAnswer, RegisterQuery
from flows.register_watch import LocalWatch
from flows.registers import Registers
from matters.case import FindingOutcome
from tests.flows.foreign_register import (
    RECORD,
    SHAPE,
    Office,
    a_connector,
    a_query,
    a_register,
    answered,
    registers,
)
from tests.hall.demo_gateway import PURPOSE, SetClock

OUTCOMES = FindingOutcome


def ask(door: Registers, *queries: RegisterQuery) -> tuple[RegisterAnswer, ...]:
    async def whole() -> tuple[RegisterAnswer, ...]:
        async with door:
            return await door.ask_many(queries)

    return asyncio.run(whole())


def asked(office: Office, query: RegisterQuery | None = None, **terms: Any) -> RegisterAnswer:
    return ask(registers(office.app(), a_register(**terms)), query or a_query())[0]


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (answered(RECORD), OUTCOMES.MATCH),
        (answered(RECORD | {"qlr": "李四"}), OUTCOMES.MISMATCH),
        (answered(), OUTCOMES.NO_RECORD),
        (answered(code="00") | {"data": None}, OUTCOMES.NO_RECORD),
        (answered(RECORD, RECORD), OUTCOMES.MULTIPLE),
        (answered(code="99"), OUTCOMES.UNAVAILABLE),
        (Response(status_code=503), OUTCOMES.UNAVAILABLE),
        (Response(status_code=429), OUTCOMES.UNAVAILABLE),
        (answered(code="31"), OUTCOMES.DENIED),
        (Response(status_code=403), OUTCOMES.DENIED),
        (answered(RECORD | {"gxrq": "2025年12月1日"}), OUTCOMES.STALE),
        (answered(code="02", ticket="T-7"), OUTCOMES.PENDING),
    ],
)
def test_each_of_the_eight_outcomes_is_told_from_the_others(reply: Any, outcome: OUTCOMES):
    office = Office(says=lambda _: reply)
    assert asked(office, a_query(max_age_days=30)).outcome is outcome


def test_an_answer_brings_its_values_in_the_kinds_that_the_check_declares():
    answer = asked(Office())
    assert answer.values == {"area": 89.5, "owner": "王小明", "sealed": False}
    assert (str(answer.as_of), answer.request_id) == ("2026-03-01", "Q-1")
    assert answer.source is not None
    assert answer.source.zh == "自然资源和规划局"
    assert answer.digest is not None


def test_a_question_carries_its_whole_purpose_and_the_approval_of_its_register():
    office = Office()
    asked(office, sharing="conditional", approval="甬数〔2026〕12号")
    path, body, request = office.asked[0]
    assert path == "/land/query"
    assert body["owner"] == "王小明"
    assert body["purpose"] == PURPOSE.model_dump() | {"approval": "甬数〔2026〕12号"}
    assert request.url.query == ""


def test_a_form_is_sent_where_the_register_wants_one():
    office = Office()
    asked(office, send="form")
    _, body, _ = office.asked[0]
    assert body["owner"] == "王小明"
    assert json.loads(body["purpose"])["item"] == PURPOSE.item


def test_a_pending_answer_is_fetched_as_declared():
    later = answered(code="02", ticket="T-7")
    office = Office(says=lambda body: answered(RECORD) if "number" in body else later)

    async def story() -> RegisterAnswer:
        async with registers(office.app(), a_register()) as door:
            first = await door.ask(a_query())
            return await door.poll(a_query(), first.ticket or "")

    assert asyncio.run(story()).values["area"] == 89.5
    assert [(path, body.get("number")) for path, body, _ in office.asked] == [
        ("/land/query", None),
        ("/land/fetch", "T-7"),
    ]


class Watched(LocalWatch):
    """Keeps what the journal would get."""

    def __init__(self, clock: SetClock) -> None:
        super().__init__(clock.steady)
        self.calls: list[AnsweredCall] = []

    def answered(self, call: AnsweredCall) -> None:
        self.calls.append(call)


def journal(office: Office, queries: Sequence[RegisterQuery], **terms: Any) -> list[AnsweredCall]:
    watch = Watched(SetClock())
    ask(registers(office.app(), a_register(**terms), watch=watch), *queries)
    return watch.calls


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ({"surprise": RECORD}, "gave no answer"),
        (answered(RECORD | {"mj": "about ninety"}), "“area” should be decimal; it is text of 12"),
        (answered(RECORD | {"gxrq": "31.12."}), "“as_of” should be date"),
        (answered(RECORD | {"cf": "perhaps"}), "“sealed” should be yes-no"),
        (answered("王小明"), "no records where"),
        (answered({"zzz": 1}, code="00"), "not one of the values"),
        (answered(code="02"), "there is no ticket"),
        (Response("<html>王小明</html>", media_type="text/html"), "it is no JSON"),
        (Response("[" * 200_000), "it is no JSON"),
        (Response(status_code=404), "something else went wrong"),
    ],
)
def test_a_wrong_shape_is_the_registers_trouble_and_says_no_value(reply: Any, said: str):
    office = Office(says=lambda _: reply)
    shape = {key: value for key, value in SHAPE.items() if key != "compares"}
    (call,) = journal(office, [a_query()], answer=shape)
    assert call.outcome is OUTCOMES.UNAVAILABLE
    assert call.trouble is not None
    assert said in call.trouble.en
    for language in ("zh", "en"):
        assert "王小明" not in call.trouble.into(language)
        assert "ninety" not in call.trouble.into(language)


@pytest.mark.parametrize("shape", [SHAPE, SHAPE | {"mismatch_if": "record.cf == '0'"}])
def test_a_key_that_the_register_renamed_is_not_held_against_the_applicant(shape: Any):
    renamed = {"owner" if key == "qlr" else key: said for key, said in RECORD.items()}
    (call,) = journal(Office(says=lambda _: answered(renamed)), [a_query()], answer=shape)
    assert call.outcome is OUTCOMES.UNAVAILABLE
    assert call.trouble is not None
    assert "nothing is there where `compares` points for “owner”" in call.trouble.en
    assert "王小明" not in call.trouble.en + call.trouble.zh


def test_an_input_that_the_matter_does_not_give_is_not_compared():
    assert asked(Office(), a_query(house="2-301")).outcome is OUTCOMES.MATCH


def test_a_difference_that_the_register_tells_by_itself_is_a_mismatch_too():
    shape = SHAPE | {"mismatch_if": "record.cf == '0'"}
    assert asked(Office(), answer=shape).outcome is OUTCOMES.MISMATCH


def test_every_question_is_told_to_the_journal_once_with_how_it_ended():
    calls = journal(Office(), [a_query(), a_query(owner="李四")])
    assert [(one.register, one.check, one.outcome) for one in calls] == [
        ("land", "title", OUTCOMES.MATCH),
        ("land", "title", OUTCOMES.MISMATCH),
    ]
    assert all(one.sent and one.request == "Q-1" for one in calls)


def test_a_question_without_its_purpose_is_not_sent():
    office = Office()
    blank = PURPOSE.model_copy(update={"subject": " "})
    (call,) = journal(office, [a_query(purpose=blank)])
    assert (call.outcome, call.sent, office.asked) == (OUTCOMES.DENIED, False, [])


def test_conditional_data_is_not_asked_for_without_the_record_of_its_approval():
    office = Office()
    assert asked(office, sharing="conditional").code == "no-purpose"
    assert office.asked == []


def test_a_call_that_got_no_answer_is_repeated_as_often_as_declared():
    replies = [Response(status_code=503), Response(status_code=503), answered(RECORD)]
    office = Office(says=lambda _: replies.pop(0))
    assert asked(office, retries=2).outcome is OUTCOMES.MATCH
    assert len(office.asked) == 3


def test_a_refusal_is_not_repeated():
    office = Office(says=lambda _: Response(status_code=403))
    assert asked(office, retries=5).outcome is OUTCOMES.DENIED
    assert len(office.asked) == 1


def test_a_register_that_says_by_its_status_that_there_is_nobody_is_understood():
    shape = {"found_if": "status == `200`", "values": {"owner": "record.qlr"}}
    office = Office(says=lambda _: Response("", status_code=404))
    answer = asked(office, a_query(gives={"owner": "text"}), answer=shape, poll=None)
    assert answer.outcome is OUTCOMES.NO_RECORD


def test_an_address_that_nobody_set_is_trouble_and_no_crash():
    connector = a_connector(address="NOBODY_SET_IT")
    door = registers(Office().app(), a_register(), connector)
    assert ask(door, a_query())[0].outcome is OUTCOMES.UNAVAILABLE


def test_an_answer_without_end_is_not_read_to_its_end():
    office = Office(says=lambda _: Response(b"[" + b"1," * 3_000_000))
    assert asked(office).outcome is OUTCOMES.UNAVAILABLE
