"""Requests are kept, joined and paced; no server is needed to see it."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.dispatch import SEVERAL_AT_MOST, Dispatcher, Matters
from flows.pace import BURST, LONGEST, SHORTEST, Pace
from flows.server import (
    ServerNotReady,
    server_command,
    server_environment,
    wait_until_ready,
)
from matters.errors import OneGoError


@dataclass
class Prefect:
    """A fake of the desk: notes what was asked for; may be away at first."""

    enough: int
    away: int = 0
    unknown: str = ""
    asked: list[Matters] = field(default_factory=list)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def ask(self, matters: Matters) -> None:
        if self.away:
            self.away -= 1
            raise httpx.ConnectError("connection refused")
        if self.unknown in matters:
            raise OneGoError(zh="没有此事项。", en="There is no such matter.")
        self.asked.append(matters)
        if sum(map(len, self.asked)) >= self.enough:
            self.done.set()


def waves_for(requests: list[str], prefect: Prefect) -> list[Matters]:
    async def play() -> list[Matters]:
        dispatcher = Dispatcher(prefect.ask)
        for matter in requests:
            dispatcher.request(matter)
        running = asyncio.create_task(dispatcher.run())
        async with asyncio.timeout(5):
            await prefect.done.wait()
        running.cancel()
        return prefect.asked

    return asyncio.run(play())


def test_requests_for_one_matter_that_wait_become_one_wave():
    assert waves_for(["a@1"] * 10, Prefect(enough=1)) == [("a@1",)]


def test_two_matters_get_a_wave_each():
    assert waves_for(["a@1", "b@1"], Prefect(enough=2)) == [("a@1",), ("b@1",)]


def test_from_three_matters_on_one_wave_carries_them():
    assert waves_for(["a@1", "b@1", "c@1"], Prefect(enough=3)) == [("a@1", "b@1", "c@1")]


def test_a_wave_carries_a_bounded_number_of_matters():
    many = [f"{number}@1" for number in range(SEVERAL_AT_MOST + 10)]
    assert [len(wave) for wave in waves_for(many, Prefect(enough=len(many)))] == [50, 10]


def test_a_request_is_kept_while_prefect_is_away():
    assert waves_for(["a@1"], Prefect(enough=1, away=2)) == [("a@1",)]


def test_a_matter_that_cannot_be_built_does_not_hold_up_the_next():
    prefect = Prefect(enough=1, unknown="broken@1")
    assert waves_for(["broken@1", "a@1"], prefect) == [("a@1",)]


@given(st.lists(st.floats(0, 5), min_size=1, max_size=60))
def test_waves_are_bounded_however_fast_the_server_answers(answers: list[float]):
    pace, now = Pace(), 100.0
    for took in answers:
        pace = pace.refilled(now)
        now += pace.wait()
        pace = pace.refilled(now).asked(took)
    assert len(answers) <= BURST + (now - 100.0) / SHORTEST + 1


def test_an_idle_machine_is_asked_at_once_and_a_busy_one_seldom():
    fresh = Pace().refilled(100.0)
    assert fresh.wait() == 0
    spent = Pace(tokens=1.0, at=100.0).asked(took=0.5)
    assert spent.wait() == LONGEST


def test_the_server_is_bound_to_loopback_and_reports_to_nobody(tmp_path: Path):
    environment = server_environment(
        "postgresql://onego@/prefect?host=/run/x", tmp_path, keep_runs=timedelta(hours=2)
    )
    assert server_command(4200)[-4:] == ("--host", "127.0.0.1", "--port", "4200")
    assert environment["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert environment["PREFECT_SERVER_DATABASE_CONNECTION_URL"] == (
        "postgresql+asyncpg://onego@/prefect?host=/run/x"
    )
    assert environment["PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD"] == "7200"


def test_a_server_that_does_not_answer_is_named():
    with pytest.raises(ServerNotReady, match=r"http://127\.0\.0\.1:9/api"):
        asyncio.run(wait_until_ready("http://127.0.0.1:9/api", timeout=0))
