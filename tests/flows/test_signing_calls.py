"""How calls are signed: rotating secrets, tokens, keys and certificates, fetched anew when they lose their force."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from fastapi.responses import Response

from flows.connectors.surroundings import Kept
from flows.register_messages import RegisterAnswer
from flows.register_watch import Entry, LocalWatch
from flows.registers import Registers
from matters.case import FindingOutcome
from matters.lengths import Rate
from storage.database import Database
from storage.encryption import keyring_from, new_key
from tests.flows.foreign_register import (
    RECORD,
    Office,
    a_connector,
    a_query,
    a_register,
    answered,
    md5,
    outcomes,
    registers,
    talk,
)
from tests.hall.demo_gateway import SetClock

MATCH, UNAVAILABLE = FindingOutcome.MATCH, FindingOutcome.UNAVAILABLE
PROVINCIAL = {
    "kind": "provincial",
    "app_key": "OFFICE_KEY",
    "secret": "OFFICE_SECRET",
    "by_key": "/token/key",
    "by_refresh": "/token/refresh",
}
OAUTH = {
    "kind": "oauth2",
    "token": "/oauth/token",
    "client_id": "OFFICE_KEY",
    "client_secret": "OFFICE_SECRET",
    "scope": "land",
}
API_KEY = {"kind": "api-key", "header": "X-Office-Key", "secret": "OFFICE_SECRET"}


class Province(Office):
    """The provincial gateway: two secrets that it hands out, and calls signed with the one in force."""

    def __init__(self, clock: SetClock) -> None:
        super().__init__(says=self._says)
        self.clock, self.pairs, self.paths = clock, 0, []
        self.secret = "app-secret"

    def _says(self, body: dict[str, Any]) -> Any:
        path, _, request = self.asked[-1]
        self.paths.append(path)
        if path == "/token/key":
            return self._pair(body, self.secret)
        if path == "/token/refresh":
            return self._pair(body, f"refresh-{self.pairs}")
        asked = request.query_params
        right = md5(f"office{self.request_secret}{asked['requestTime']}")
        assert asked["appKey"] == "office"
        return answered(RECORD) if asked["sign"] == right else Response(status_code=401)

    @property
    def request_secret(self) -> str:
        return f"request-{self.pairs}"

    def _pair(self, body: dict[str, Any], secret: str) -> Any:
        if body["sign"] != md5(f"office{secret}{body['requestTime']}"):
            return {"code": "14", "msg": "签名错误"}
        self.pairs += 1
        now = int(self.clock.now().timestamp() * 1000)
        pair = {
            "refreshSecret": f"refresh-{self.pairs}",
            "refreshSecretEndTime": now + 48 * 3600 * 1000,
            "requestSecret": f"request-{self.pairs}",
            "requestSecretEndTime": now + 15 * 60 * 1000,
        }
        return {"code": "00", "datas": pair}


def provincial(
    office: Office,
    clock: SetClock,
    secret: str = "app-secret",
    kept: Kept | None = None,
    way: httpx.AsyncBaseTransport | None = None,
) -> Registers:
    return registers(
        way or office.app(),
        a_register(),
        a_connector(sign=PROVINCIAL),
        clock=clock,
        kept=kept,
        OFFICE_KEY="office",
        OFFICE_SECRET=secret,
    )


def test_the_request_secret_is_fetched_once_and_renewed_before_its_15_minutes_end():
    clock = SetClock()
    office = Province(clock)
    answers = talk(provincial(office, clock), (clock, 14 * 60), (clock, 60), (clock, 60))
    assert outcomes(answers) == [MATCH] * 4
    assert [one for one in office.paths if "token" in one] == ["/token/key", "/token/refresh"]


def test_after_48_hours_the_refresh_secret_is_fetched_with_the_apps_own():
    clock = SetClock()
    office = Province(clock)
    answers = talk(provincial(office, clock), (clock, 49 * 3600))
    assert outcomes(answers) == [MATCH] * 2
    assert [one for one in office.paths if "token" in one] == ["/token/key", "/token/key"]


async def around_a_loss(
    door: Registers, office: Province, clock: SetClock, at_once: int = 1
) -> list[RegisterAnswer]:
    """One question, then so many at once after the gateway has lost our secret."""
    async with door:
        first = await door.ask(a_query())
        clock.forward(60)
        office.pairs += 7
        return [first, *await asyncio.gather(*(door.ask(a_query()) for _ in range(at_once)))]


def test_a_gateway_that_lost_our_secret_is_asked_for_another_and_the_question_goes_through():
    clock = SetClock()
    office = Province(clock)
    answers = asyncio.run(around_a_loss(provincial(office, clock), office, clock))
    assert outcomes(answers) == [MATCH] * 2


class TakesItsTime(httpx.AsyncBaseTransport):
    """Answers only after everybody else had a turn, so that all who may ask at once have asked."""

    def __init__(self, office: Office) -> None:
        self._office = httpx.ASGITransport(office.app())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._office.handle_async_request(request)
        await response.aread()
        for _ in range(1000):
            await asyncio.sleep(0)
        return response


def test_a_secret_that_is_lost_under_many_questions_at_once_costs_none_of_them_its_answer():
    clock = SetClock()
    office = Province(clock)
    door = provincial(office, clock, way=TakesItsTime(office))
    answers = asyncio.run(around_a_loss(door, office, clock, at_once=40))
    assert outcomes(answers) == [MATCH] * 41
    assert [one for one in office.paths if "token" in one] == ["/token/key"] * 2


def test_a_wrong_app_secret_is_no_answer_and_not_asked_for_without_end():
    clock = SetClock()
    office = Province(clock)
    answers = talk(provincial(office, clock, secret="wrong"), (clock, 1))
    assert outcomes(answers) == [UNAVAILABLE] * 2
    assert office.paths == ["/token/key"] * 2


def test_twenty_questions_at_once_fetch_one_pair():
    clock = SetClock()
    office = Province(clock)

    async def story(door: Registers) -> list[RegisterAnswer]:
        async with door:
            return list(await door.ask_many([a_query()] * 20))

    assert outcomes(asyncio.run(story(provincial(office, clock)))) == [MATCH] * 20
    assert office.pairs == 1


def test_processes_share_the_pair_where_only_the_last_one_counts(database_url: str):
    clock = SetClock()
    office = Province(clock)
    kept = Kept(Database(database_url, size=2), keyring_from(new_key("test")))

    async def story() -> list[RegisterAnswer]:
        async with (
            provincial(office, clock, kept=kept) as worker,
            provincial(office, clock, kept=kept) as counter,
        ):
            answers = [await worker.ask(a_query()), await counter.ask(a_query())]
            clock.forward(15 * 60)
            answers += [await counter.ask(a_query()), await worker.ask(a_query())]
            return answers

    assert outcomes(asyncio.run(story())) == [MATCH] * 4
    assert [one for one in office.paths if "token" in one] == ["/token/key", "/token/refresh"]
    with kept.database.transaction() as connection:
        stored = connection.execute("select body from register_secrets").fetchone()
    assert "request-" not in str(stored)
    kept.database.close()


def test_a_gateway_that_refuses_what_it_just_handed_out_is_not_asked_without_end(
    database_url: str,
):
    clock = SetClock()
    kept = Kept(Database(database_url, size=2), keyring_from(new_key("test")))

    class Strict(Province):
        @property
        def request_secret(self) -> str:
            return "something else"

    office = Strict(clock)
    answers = talk(provincial(office, clock, kept=kept), (clock, 1), (clock, 1))
    assert outcomes(answers) == [UNAVAILABLE] * 3
    assert [one for one in office.paths if "token" in one] == ["/token/key"]
    kept.database.close()


class Identity(Office):
    """An OAuth2 server and the register behind it."""

    def __init__(self) -> None:
        super().__init__(says=self._says)
        self.tokens, self.valid = 0, True

    def _says(self, body: dict[str, Any]) -> Any:
        path, _, request = self.asked[-1]
        if path == "/oauth/token":
            assert request.headers["authorization"] == "Basic b2ZmaWNlOm91ci1zZWNyZXQ="
            assert body == {"grant_type": "client_credentials", "scope": "land"}
            self.tokens += 1
            return {"access_token": f"token-{self.tokens}", "expires_in": 600}
        known = request.headers["authorization"] == f"Bearer token-{self.tokens}"
        return answered(RECORD) if known else Response(status_code=401)


def oauth(office: Office, clock: SetClock, watch: LocalWatch | None = None) -> Registers:
    connector = a_connector(sign=OAUTH)
    secrets = {"OFFICE_KEY": "office", "OFFICE_SECRET": "our-secret"}
    return registers(office.app(), a_register(), connector, clock=clock, watch=watch, **secrets)


def test_a_token_serves_until_it_ends_and_is_then_fetched_anew():
    clock, office = SetClock(), Identity()
    assert outcomes(talk(oauth(office, clock), (clock, 500), (clock, 100))) == [MATCH] * 3
    assert office.tokens == 2


def test_a_token_that_was_taken_back_is_replaced_and_the_question_goes_through():
    clock, office = SetClock(), Identity()

    async def story(door: Registers) -> list[RegisterAnswer]:
        async with door:
            first = await door.ask(a_query())
            clock.forward(60)
            office.tokens = 7
            return [first, await door.ask(a_query())]

    assert outcomes(asyncio.run(story(oauth(office, clock)))) == [MATCH] * 2


class Turnstile(LocalWatch):
    """Counts who is let through to the register."""

    turns = 0

    async def enter(self, register: str, rate: Rate | None) -> Entry:
        self.turns += 1
        return await super().enter(register, rate)


def test_a_call_that_is_made_again_with_a_new_token_takes_a_turn_of_its_own():
    clock, office = SetClock(), Identity()
    watch = Turnstile(clock.steady)

    async def story() -> None:
        async with oauth(office, clock, watch) as door:
            await door.ask(a_query())
            clock.forward(60)
            office.tokens = 7
            await door.ask(a_query())

    asyncio.run(story())
    calls = [path for path, _, _ in office.asked if path != "/oauth/token"]
    assert (len(calls), watch.turns) == (3, 3)


def test_a_token_server_that_is_away_makes_the_register_unavailable():
    office = Office(says=lambda _: Response(status_code=502))
    assert outcomes(talk(oauth(office, SetClock()))) == [UNAVAILABLE]


def test_an_api_key_goes_into_its_header():
    office = Office()
    connector = a_connector(sign=API_KEY)
    talk(registers(office.app(), a_register(), connector, OFFICE_SECRET="our-secret"))
    assert office.asked[0][2].headers["x-office-key"] == "our-secret"


def test_a_secret_that_nobody_set_is_named_and_nothing_is_sent():
    office = Office()
    connector = a_connector(sign=API_KEY)
    assert outcomes(talk(registers(office.app(), a_register(), connector))) == [UNAVAILABLE]
    assert office.asked == []


@pytest.mark.parametrize("signed", [provincial, oauth])
def test_no_secret_and_nothing_that_was_asked_stands_in_a_log(
    caplog: pytest.LogCaptureFixture, signed: Callable[[Office, SetClock], Registers]
):
    clock = SetClock()
    office = Province(clock) if signed is provincial else Identity()
    with caplog.at_level("DEBUG"):
        assert outcomes(talk(signed(office, clock))) == [MATCH]
    for word in ("app-secret", "our-secret", "request-1", "refresh-1", "token-1", "王小明"):
        assert word not in caplog.text
