"""Two processes and one real server: it never gets more calls than it allows, and one probe when it is back."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from flows.installation import Installation
from flows.register_messages import RegisterAnswer
from flows.register_watch import BreakerSettings
from flows.shared_watch import Manner, SharedWatch
from matters.case import FindingOutcome
from storage import register_calls, register_states
from storage.register_calls import CallsWanted
from tests.flows.foreign_register import RECORD, a_query, a_register, answered, registers
from tests.houses import Clock

REST = 30
SECOND = timedelta(seconds=1)
NEVER = 3600.0
WAYS = Manner(
    turn_patience=timedelta(0),
    every=NEVER,
    breaker=BreakerSettings(failures_to_open=3, open_seconds=REST),
)


class Counting(ThreadingHTTPServer):
    """A register that answers at once and counts; it can be told to answer nothing but 500."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.calls = 0
        self.broken = False
        self.lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Answering(BaseHTTPRequestHandler):
    server: Counting
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        with self.server.lock:
            self.server.calls += 1
        body = json.dumps(answered(RECORD)).encode()
        self.send_response(500 if self.server.broken else 200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Counting]:
    with Counting() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def server() -> Iterator[Counting]:
    with serving() as server:
        yield server


@pytest.fixture
def processes(house: Installation, clock: Clock) -> Iterator[tuple[SharedWatch, SharedWatch]]:
    clocks = (clock, lambda: clock.at.timestamp())
    with ExitStack() as opened:
        watches = [
            opened.enter_context(SharedWatch(house.database, house.bell, clocks, WAYS))
            for _ in range(2)
        ]
        yield watches[0], watches[1]


def ask(server: Counting, watch: SharedWatch, count: int, **terms: object) -> list[RegisterAnswer]:
    """As many questions at once as one process has, each a call of its own; then it writes its journal."""

    async def all_at_once() -> list[RegisterAnswer]:
        register = a_register(at_once=64, **terms)
        async with registers(None, register, watch=watch, OFFICE_URL=server.address) as door:
            return list(await asyncio.gather(*(door.ask(a_query()) for _ in range(count))))

    try:
        return asyncio.run(all_at_once())
    finally:
        watch.flush()


def test_no_more_calls_reach_a_register_than_it_allows_from_both_together(server, processes):
    answers = [one for process in processes for one in ask(server, process, 20, rate="60 a minute")]
    assert server.calls == 6
    found = [one for one in answers if one.outcome is FindingOutcome.MATCH]
    assert len(found) == 6
    assert {one.code for one in answers if one not in found} == {"no-turn"}


def test_a_broken_register_is_asked_by_one_process_once_in_each_rest(
    house, server, processes, clock
):
    one, other = processes
    server.broken = True
    ask(server, one, 3)
    other.flush()
    for process in processes:
        ask(server, process, 5)
    assert server.calls == 3
    clock.at += REST * SECOND
    for process in processes:
        ask(server, process, 5)
    assert server.calls == 4
    with house.database.transaction() as connection:
        kept = register_calls.newest(connection, CallsWanted(), None, 100)
    assert len(kept) == 3 + 5 + 5 + 5 + 5
    assert sum(one.call.calls for one in kept) == server.calls


def test_the_first_answer_opens_it_for_both(house, server, processes, clock):
    one, other = processes
    server.broken = True
    ask(server, one, 3)
    other.flush()
    server.broken = False
    clock.at += REST * SECOND
    (answer,) = ask(server, other, 1)
    one.flush()
    assert answer.outcome is FindingOutcome.MATCH
    assert {said.outcome for said in ask(server, one, 5)} == {FindingOutcome.MATCH}
    with house.database.transaction() as connection:
        assert register_states.away(connection) == ()
