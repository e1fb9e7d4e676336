"""Waves carried through a real Prefect server by the worker that lives in this process."""

import asyncio
import gc
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest
from prefect import flow, task
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun
from prefect.context import AsyncClientContext
from prefect.events.worker import EventsWorker
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

from flows.deployments import ensure_deployment
from flows.desk import Desk
from flows.engine import Wave
from flows.pool import POOL
from flows.server import server_api_url, server_command, server_environment, wait_until_ready
from flows.work import Work, carry_waves
from flows.worker import OnegoWorker
from hall.program import Program, Running
from storage import embedded
from tests.cases import MONDAY

# A request that the worker's end breaks off leaves its socket to the garbage collector (httpcore).
pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")

PATIENCE = 20.0
RESTAURANT = "open-a-restaurant@1"
BROKEN = "broken@1"


@dataclass
class Server:
    """Prefect's server, which a test may kill."""

    program: Program
    folder: Path
    api_url: str
    running: Running | None = None

    def start(self) -> None:
        self.running = Running(self.program, self.folder)
        asyncio.run(wait_until_ready(self.api_url, 60))

    def kill(self) -> None:
        assert self.running is not None
        self.running.process.send_signal(signal.SIGKILL)
        self.running.clear()


@pytest.fixture(autouse=True)
def _sockets_collected() -> Iterator[None]:
    """Under this file's filter, so that no other file meets the warning."""
    yield
    gc.collect()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(postgres: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("prefect")
    embedded.create_database(postgres, "prefect")
    port = free_port()
    environment = server_environment(embedded.database_url(postgres, "prefect"), folder)
    program = Program("prefect", server_command(port), environment)
    server = Server(program, folder, server_api_url(port))
    with temporary_settings({PREFECT_API_URL: server.api_url, PREFECT_HOME: folder}):
        server.start()
        yield server
        EventsWorker.drain_all(timeout=60)  # the rest looks for it in vain
        server.kill()


@task
async def checked(matters: int) -> int:
    return matters


@dataclass
class Office:
    """Builds waves that write down what they carried."""

    carried: list[tuple[str, ...]] = field(default_factory=list)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    may_end: asyncio.Event = field(default_factory=asyncio.Event)
    requests: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    _something: asyncio.Condition = field(default_factory=asyncio.Condition)

    def __post_init__(self) -> None:
        self.may_end.set()

    def build(self, matters: tuple[str, ...]) -> Wave:
        titles = {0: "巡查", 1: f"事项 {'、'.join(matters)}"}

        @flow(name=titles.get(len(matters), "多事项"))
        async def wave(matters: list[str]) -> str:
            await self._carry(tuple(matters))
            return f"共办理 {len(matters)} 件"

        return wave

    async def _carry(self, matters: tuple[str, ...]) -> None:
        if BROKEN in matters:
            raise ValueError("张三 330203199001011234")
        if matters:
            await checked.with_options(name="核验营业执照")(len(matters))
            self.begun.set()
            await self.may_end.wait()
        async with self._something:
            self.carried.append(matters)
            self._something.notify_all()

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE), self._something:
            await self._something.wait_for(true)

    async def asked(self) -> AsyncIterator[str]:
        while True:
            yield await self.requests.get()

    async def named(self, matters: tuple[str, ...]) -> str:
        return f"共 {len(matters)} 个事项"

    def waves_of(self, matter: str) -> int:
        return sum(matter in matters for matters in self.carried)


@asynccontextmanager
async def at_work(office: Office, stop: asyncio.Event | None = None) -> AsyncIterator[None]:
    stop = stop or asyncio.Event()
    worker = asyncio.create_task(
        carry_waves(Work(office.build, office.asked(), office.named), stop)
    )
    yield
    stop.set()
    await worker


def a_worker(office: Office) -> OnegoWorker:
    return OnegoWorker(POOL, build=office.build)


async def runs_of(matter: str) -> list[FlowRun]:
    async with get_client() as client:
        runs = await client.read_flow_runs(limit=200)
    return [run for run in runs if matter in run.parameters.get("matters", [])]


def test_a_request_becomes_a_wave_with_a_right_history(server: Server):
    async def play() -> tuple[list[FlowRun], list[str]]:
        office = Office()
        async with at_work(office):
            office.requests.put_nowait(RESTAURANT)
            await office.until(lambda: office.waves_of(RESTAURANT) > 0)
        runs = await runs_of(RESTAURANT)
        async with get_client() as client:
            states = await client.read_flow_run_states(runs[0].id)
        return runs, [state.name or "" for state in states]

    [run], states = asyncio.run(play())
    assert run.name == "共 1 个事项"
    assert states == ["Scheduled", "Running", "Completed"]
    assert run.state is not None
    assert run.state.message == "共办理 1 件"
    assert run.work_pool_name == "onego"


def test_ten_requests_at_once_become_a_couple_of_waves(server: Server):
    async def play() -> int:
        office = Office()
        async with at_work(office):
            for _ in range(10):
                office.requests.put_nowait("ten@1")
            await office.until(lambda: office.waves_of("ten@1") > 0)
        return len(await runs_of("ten@1"))

    assert asyncio.run(play()) <= 2


def test_many_waiting_matters_share_one_wave(server: Server):
    many = tuple(f"matter-{number}@1" for number in range(10))

    async def play() -> list[tuple[str, ...]]:
        office = Office()
        for matter in many:
            office.requests.put_nowait(matter)
        async with at_work(office):
            await office.until(lambda: all(office.waves_of(matter) for matter in many))
        return [matters for matters in office.carried if matters]

    assert len(asyncio.run(play())) <= 3


def test_a_request_after_a_wave_has_begun_gets_a_wave_of_its_own(server: Server):
    async def play() -> int:
        office = Office()
        office.may_end.clear()
        async with at_work(office):
            office.requests.put_nowait("later@1")
            await office.begun.wait()
            office.begun.clear()
            office.requests.put_nowait("later@1")
            await office.begun.wait()
            office.may_end.set()
            await office.until(lambda: office.waves_of("later@1") == 2)
        return len(await runs_of("later@1"))

    assert asyncio.run(play()) == 2


def test_a_wave_that_fails_stops_nothing_and_tells_nothing(server: Server):
    async def play() -> list[FlowRun]:
        office = Office()
        async with at_work(office):
            office.requests.put_nowait(BROKEN)
            office.requests.put_nowait("sound@1")
            await office.until(lambda: office.waves_of("sound@1") > 0)
        return await runs_of(BROKEN)

    [run] = asyncio.run(play())
    assert run.state is not None
    assert (run.state.name, run.state.message) == ("Failed", "ValueError")


def test_two_workers_that_want_the_same_get_one_run_and_one_carries_it(server: Server):
    async def play() -> int:
        office, taken = Office(), list[FlowRun]()
        async with AsyncClientContext():
            for _ in range(2):
                desk = Desk(office.build, taken.extend, clock=lambda: MONDAY)
                await desk.ask(("shared@1",))
            async with a_worker(office) as one, a_worker(office) as other:
                one.take(taken[:1])
                other.take(taken[1:])
                await one.finish(PATIENCE)
                await other.finish(PATIENCE)
        assert len(await runs_of("shared@1")) == 1
        return office.waves_of("shared@1")

    assert asyncio.run(play()) == 1


def test_a_worker_told_to_stop_lets_its_wave_end(server: Server):
    async def play() -> list[FlowRun]:
        office, stop = Office(), asyncio.Event()
        office.may_end.clear()
        async with at_work(office, stop):
            office.requests.put_nowait("last@1")
            await office.begun.wait()
            stop.set()
            office.may_end.set()
        return await runs_of("last@1")

    [run] = asyncio.run(play())
    assert run.state is not None
    assert run.state.is_completed()


def test_a_deployment_is_made_once(server: Server):
    async def play() -> tuple[UUID, UUID]:
        wave = Office().build((RESTAURANT,))
        first = await ensure_deployment(wave, RESTAURANT)
        return first, await ensure_deployment(wave, RESTAURANT)

    first, second = asyncio.run(play())
    assert first == second


def test_a_request_made_while_the_server_is_dead_is_carried_when_it_is_back(server: Server):
    async def play() -> None:
        office = Office()
        async with at_work(office):
            office.requests.put_nowait(RESTAURANT)
            await office.until(lambda: office.waves_of(RESTAURANT) == 1)
            server.kill()
            office.requests.put_nowait(RESTAURANT)
            await asyncio.to_thread(server.start)
            await office.until(lambda: office.waves_of(RESTAURANT) == 2)

    asyncio.run(play())


def test_a_worker_may_start_before_the_server(server: Server):
    async def play() -> None:
        office = Office()
        server.kill()
        async with at_work(office):
            office.requests.put_nowait("early@1")
            await asyncio.to_thread(server.start)
            await office.until(lambda: office.waves_of("early@1") == 1)

    asyncio.run(play())
