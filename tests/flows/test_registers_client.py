"""The client of the gateway: eight outcomes kept apart, outages that raise nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from flows.connectors.surroundings import Patience
from flows.register_messages import RegisterAnswer, RegisterQuery
from flows.register_refusals import DeliveryFailed, QuestionRefused
from flows.registers import Registers
from hall.registers.faults import Dial
from hall.registers.traits import CompanyTraits, PersonTraits
from matters.case import FindingOutcome
from tests.hall.demo_gateway import (
    SetClock,
    a_client,
    a_gateway,
    a_message,
    a_query,
    society,
)

Result = TypeVar("Result")

PERSON = society().person(PersonTraits(lived_months_at_least=6, lease="filed"))
COMPANY = society().company(CompanyTraits(sound=True, premises="lease"))
IDENTITY = a_query("id-verify", id_number=PERSON.id_number, name=PERSON.name)
LICENCE = a_query("business-licence", uscc=COMPANY.uscc)


def talk(client: Registers, words: Callable[[Registers], Awaitable[Result]]) -> Result:
    async def whole() -> Result:
        async with client:
            return await words(client)

    return asyncio.run(whole())


def asked(client: Registers, query: RegisterQuery) -> RegisterAnswer:
    return talk(client, lambda registers: registers.ask(query))


class Line(httpx.AsyncBaseTransport):
    """A register that answers, fails or keeps silent as told; it counts its calls."""

    def __init__(self, *replies: int | str | Exception) -> None:
        self.replies = list(replies)
        self.calls = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.calls += 1
        match self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]:
            case int(status):
                return httpx.Response(status, content=GOOD if status == 200 else b"{}")
            case str(text):
                return httpx.Response(200, text=text)
            case Exception() as error:
                raise error


GOOD = b'{"code": "00", "message": "ok", "outcome": "match", "values": {"status": "ok"}}'


@pytest.mark.parametrize(
    ("query", "dial", "outcome"),
    [
        (IDENTITY, Dial(), FindingOutcome.MATCH),
        (
            a_query("id-verify", id_number=PERSON.id_number, name="某某"),
            Dial(),
            FindingOutcome.MISMATCH,
        ),
        (a_query("id-verify", id_number="nobody", name="某某"), Dial(), FindingOutcome.NO_RECORD),
        (
            a_query(
                "residence-record",
                id_number=society().person(PersonTraits(registration="double")).id_number,
            ),
            Dial(),
            FindingOutcome.MULTIPLE,
        ),
        (IDENTITY, Dial(down=True), FindingOutcome.UNAVAILABLE),
        (IDENTITY, Dial(error_rate=1), FindingOutcome.UNAVAILABLE),
        (IDENTITY, Dial(denied=True), FindingOutcome.DENIED),
        (IDENTITY, Dial(stale_rate=1), FindingOutcome.STALE),
        (a_query("hukou-info", id_number=PERSON.id_number), Dial(), FindingOutcome.PENDING),
    ],
)
def test_each_of_the_eight_outcomes_arrives_as_itself(
    tmp_path: Path, query: RegisterQuery, dial: Dial, outcome: FindingOutcome
):
    answer = asked(a_client(a_gateway(tmp_path, all=dial)), query)
    assert (answer.check, answer.outcome) == (query.check, outcome)
    many = talk(
        a_client(a_gateway(tmp_path, all=dial)), lambda registers: registers.ask_many([query])
    )
    assert [one.outcome for one in many] == [outcome]


def test_a_caller_without_rights_is_denied_not_crashed(tmp_path: Path):
    bare = asked(a_client(Line(403)), IDENTITY)
    assert (bare.outcome, bare.code) == (FindingOutcome.DENIED, "refused")


def test_a_caller_that_is_not_known_takes_it_for_no_answer_of_the_register(tmp_path: Path):
    for client in (a_client(a_gateway(tmp_path), app_key="stranger"), a_client(Line(401))):
        answer = asked(client, IDENTITY)
        assert (answer.outcome, answer.code) == (FindingOutcome.UNAVAILABLE, "not-known")


def test_a_register_that_does_not_know_us_is_left_alone_like_one_that_is_away():
    line = Line(401)

    async def story(registers: Registers) -> None:
        for _ in range(20):
            assert (await registers.ask(IDENTITY)).outcome is FindingOutcome.UNAVAILABLE

    talk(a_client(line), story)
    away = Line(500)
    talk(a_client(away), story)
    assert 1 < line.calls <= away.calls


def test_a_pending_answer_is_fetched_with_its_ticket_even_after_a_restart(tmp_path: Path):
    clock = SetClock()
    query = a_query("hukou-info", id_number=PERSON.id_number)

    def gateway_anew() -> Registers:
        return a_client(a_gateway(tmp_path, clock, pending_seconds=60), clock)

    first = asked(gateway_anew(), query)
    ticket = first.ticket
    assert ticket is not None
    assert first.values == {}
    clock.forward(59)
    early = talk(gateway_anew(), lambda registers: registers.poll(query, ticket))
    assert (early.outcome, early.ticket) == (FindingOutcome.PENDING, ticket)
    clock.forward(1)
    late = talk(gateway_anew(), lambda registers: registers.poll(query, ticket))
    assert (late.outcome, late.values["relation"]) == (FindingOutcome.MATCH, "户主")


def test_a_ticket_does_not_open_the_record_of_another(tmp_path: Path):
    query = a_query("hukou-info", id_number=PERSON.id_number)
    other = a_query("hukou-info", id_number=COMPANY.legal_rep_id)
    gateway = a_gateway(tmp_path)
    ticket = asked(a_client(gateway), query).ticket
    assert ticket is not None
    answer = talk(a_client(gateway), lambda registers: registers.poll(other, ticket))
    assert answer.outcome is FindingOutcome.PENDING


def test_many_questions_keep_their_order_and_cost_one_call_per_register(tmp_path: Path):
    line = Line(200)
    answers = talk(a_client(line), lambda r: r.ask_many([IDENTITY, LICENCE, IDENTITY, LICENCE]))
    # The fake answers a single reply, which is no batch: nothing may be guessed from it.
    assert [answer.outcome for answer in answers] == [FindingOutcome.UNAVAILABLE] * 4
    assert line.calls == 2
    gateway = a_gateway(tmp_path)
    answers = talk(a_client(gateway), lambda r: r.ask_many([IDENTITY, LICENCE, IDENTITY]))
    assert [answer.check for answer in answers] == ["id-verify", "business-licence", "id-verify"]
    assert answers[1].values["name"] == COMPANY.name
    assert talk(a_client(gateway), lambda r: r.ask_many([])) == ()


def test_a_wrong_question_is_our_mistake_and_says_how_to_mend_it(tmp_path: Path):
    with pytest.raises(QuestionRefused, match=r"business-licence.*lacks.*uscc"):
        asked(a_client(a_gateway(tmp_path)), a_query("business-licence", id_number="1"))


def test_a_register_that_is_not_declared_is_not_asked_and_stops_nobody():
    answer = asked(a_client(Line(200)), a_query("horoscope", sign="leo"))
    assert (answer.outcome, answer.code) == (FindingOutcome.UNAVAILABLE, "not-declared")


@pytest.mark.parametrize(
    "trouble",
    [
        500,
        503,
        429,
        "not JSON",
        '{"code": "00"}',
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("slow"),
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("cut off"),
    ],
)
def test_an_outage_is_an_answer_and_never_an_error(trouble: int | str | Exception):
    answer = asked(a_client(Line(trouble)), IDENTITY)
    assert (answer.outcome, answer.values) == (FindingOutcome.UNAVAILABLE, {})
    with pytest.raises(DeliveryFailed, match="sending again is safe"):
        talk(a_client(Line(trouble)), lambda registers: registers.deliver(a_message()))
    with pytest.raises(DeliveryFailed):
        talk(a_client(Line(trouble)), lambda registers: registers.deliver_many([a_message()]))


def test_a_register_that_never_ends_its_answer_is_left_after_the_total_time():
    class Endless(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            await asyncio.Event().wait()
            raise AssertionError

    client = a_client(Endless(), patience=Patience(most_seconds=0.01))
    assert asked(client, IDENTITY).outcome is FindingOutcome.UNAVAILABLE


def test_after_five_failures_a_register_is_left_alone_then_asked_once():
    clock, line = SetClock(), Line(*[503] * 6, 200)

    async def ask(registers: Registers, times: int) -> list[FindingOutcome]:
        return [(await registers.ask(IDENTITY)).outcome for _ in range(times)]

    async def story(registers: Registers) -> None:
        assert await ask(registers, 7) == [FindingOutcome.UNAVAILABLE] * 7
        assert line.calls == 5
        clock.forward(30)
        assert await ask(registers, 2) == [FindingOutcome.UNAVAILABLE] * 2
        assert line.calls == 6
        clock.forward(30)
        assert await ask(registers, 2) == [FindingOutcome.MATCH] * 2
        assert line.calls == 8

    talk(a_client(line, clock), story)


def test_a_question_that_is_cancelled_while_probing_does_not_close_the_register_for_good():
    class Stuck(Line):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            response = await super().handle_async_request(request)
            if response.status_code == 202:
                await asyncio.Event().wait()
            return response

    clock, line = SetClock(), Stuck(*[503] * 5, 202, 200)

    async def story(registers: Registers) -> None:
        for _ in range(5):
            await registers.ask(IDENTITY)
        clock.forward(30)
        probe = asyncio.create_task(registers.ask(IDENTITY))
        while line.calls < 6:
            await asyncio.sleep(0)
        assert (await registers.ask(IDENTITY)).outcome is FindingOutcome.UNAVAILABLE
        probe.cancel()
        with pytest.raises(asyncio.CancelledError):
            await probe
        assert (await registers.ask(IDENTITY)).outcome is FindingOutcome.MATCH

    talk(a_client(line, clock), story)


def test_one_register_that_is_down_does_not_close_the_others(tmp_path: Path):
    async def story(registers: Registers) -> None:
        for _ in range(6):
            await registers.ask(IDENTITY)
        assert (await registers.ask(LICENCE)).outcome is FindingOutcome.MATCH

    talk(a_client(a_gateway(tmp_path, id_verify=Dial(down=True))), story)


def test_a_refusal_is_no_failure_of_the_register():
    line = Line(403)

    async def story(registers: Registers) -> None:
        for _ in range(8):
            assert (await registers.ask(IDENTITY)).outcome is FindingOutcome.DENIED

    talk(a_client(line), story)
    assert line.calls == 8


def test_unreadable_answers_open_the_breaker_too():
    line = Line("not JSON")

    async def story(registers: Registers) -> None:
        for _ in range(8):
            await registers.ask(IDENTITY)

    talk(a_client(line), story)
    assert line.calls == 5


def test_no_more_calls_at_once_than_a_register_has_places():
    class Crowd(httpx.AsyncBaseTransport):
        now = most = 0

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            self.now += 1
            self.most = max(self.most, self.now)
            await asyncio.sleep(0)
            self.now -= 1
            return httpx.Response(200, content=GOOD)

    crowd = Crowd()
    talk(a_client(crowd), lambda r: asyncio.gather(*(r.ask(IDENTITY) for _ in range(30))))
    assert crowd.most == 8
