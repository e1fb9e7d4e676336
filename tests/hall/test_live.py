"""Pages that renew themselves: who hears of what, how often, and what happens when the line is down."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import psycopg
import pytest

from hall.pages.live import inbox_apart
from hall.ringing import EVERY_CASE, Ears, TooManyListeners, ears_on, news
from hall.web import create_web
from storage.bell import CASES, Bell
from tests.hall.desk import a_browser, signed_in
from tests.hall.town import Town


class Line:
    """A line to the database that a test speaks into, and may cut."""

    def __init__(self) -> None:
        self.said: asyncio.Queue[str | None] = asyncio.Queue()
        self.opened = 0

    async def __call__(self, began: Callable[[], None]) -> AsyncIterator[str]:
        self.opened += 1
        began()
        while True:
            case = await self.said.get()
            if case is None:
                raise psycopg.OperationalError("the line is cut")
            yield case


def played(test: Callable[[Line, Ears], Awaitable[None]], most: int = 9) -> None:
    async def whole() -> None:
        line = Line()
        async with asyncio.timeout(5):
            await test(line, Ears(line, most=most, pause=0.001))

    asyncio.run(whole())


def test_a_page_hears_of_its_own_case_and_an_inbox_of_all():
    async def test(line: Line, ears: Ears) -> None:
        with ears.at("1") as one, ears.at("2") as two, ears.at(EVERY_CASE) as inbox:
            await told(one, two, inbox)
            await line.said.put("1")
            await inbox.wait()
            assert (one.is_set(), two.is_set()) == (True, False)
            assert line.opened == 1

    played(test)


async def told(*pages: asyncio.Event) -> None:
    """All are told that the line has begun."""
    for page in pages:
        await page.wait()
        page.clear()


def test_a_page_that_was_drawn_just_before_a_change_hears_of_it_all_the_same():
    async def test(line: Line, ears: Ears) -> None:
        with ears.at("2") as other:
            await told(other)
            await line.said.put("1")
            await line.said.put("2")
            await other.wait()
            with ears.at("1") as late, ears.at("3") as unchanged, ears.at(EVERY_CASE) as inbox:
                assert late.is_set()
                assert inbox.is_set()
                assert not unchanged.is_set()

    played(test)


def test_everybody_is_told_once_the_line_is_back():
    async def test(line: Line, ears: Ears) -> None:
        with ears.at("1") as one:
            await told(one)
            await line.said.put(None)
            await told(one)
            await line.said.put("1")
            await one.wait()
            assert line.opened == 2

    played(test)


def test_nobody_listens_any_more_when_the_last_page_is_closed():
    async def test(line: Line, ears: Ears) -> None:
        with ears.at("1"):
            await asyncio.sleep(0)
            assert ears.count == 1
        assert ears.count == 0
        await asyncio.sleep(0.01)
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        assert not tasks

    played(test)


def test_the_number_of_pages_is_bounded():
    async def test(line: Line, ears: Ears) -> None:
        with ears.at("1"), pytest.raises(TooManyListeners), ears.at("2"):
            pass

    played(test, most=1)


def test_an_event_names_the_case_and_nothing_else_and_silence_beats():
    async def test(line: Line, ears: Ears) -> None:
        events = news(ears, "1", beat=0.005, apart=0, lasts=60)
        assert await anext(events) == "retry: 2000\n\n"
        assert await anext(events) == "data: 1\n\n"  # the line has begun
        assert await anext(events) == ": still here\n\n"
        await line.said.put("1")
        heard = ""
        while not heard.startswith("data"):
            heard = await anext(events)
        assert heard == "data: 1\n\n"
        await events.aclose()
        assert ears.count == 0

    played(test)


def test_a_stream_ends_after_a_while_so_that_the_session_is_looked_at_again():
    async def test(line: Line, ears: Ears) -> None:
        events = [one async for one in news(ears, "1", beat=0.005, apart=0, lasts=0.02)]
        assert events[0].startswith("retry")

    played(test)


def test_an_inbox_hears_at_once_and_under_load_at_most_every_two_seconds():
    assert inbox_apart(0) == inbox_apart(8) == 0.25
    assert inbox_apart(50) == 1.0
    assert inbox_apart(400) == 2.0


def test_the_database_itself_rings_also_after_the_line_was_cut(database_url):
    async def whole(bell: Bell) -> None:
        ears = ears_on(database_url)
        async with asyncio.timeout(20):
            with ears.at("330200") as rung:
                await heard(bell, rung)
                cut_the_line(database_url)
                await rung.wait()  # told because something may have happened
                rung.clear()
                await heard(bell, rung)

    bell = Bell(database_url)
    try:
        asyncio.run(whole(bell))
    finally:
        bell.close()


async def heard(bell: Bell, rung: asyncio.Event) -> None:
    while not rung.is_set():
        bell.ring(CASES, "330200")
        await asyncio.sleep(0.02)
    rung.clear()


def cut_the_line(database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where query like 'listen%' and datname = current_database()"
        )


def test_only_those_who_may_see_the_case_hear_of_it(hall):
    number = Town(hall).case("open-a-restaurant", "small-shop")
    officer = signed_in(hall, "education")
    assert officer.get(f"/live/cases/{number}").status_code == 404
    assert a_browser(hall).get("/live/inbox").status_code == 303


class Waiting:
    """A browser that holds a stream open until it leaves."""

    def __init__(self, path: str, cookies: str) -> None:
        self.left = asyncio.Event()
        self.sent: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        self._first = True
        self.scope = {
            "type": "http", "method": "GET", "path": path, "query_string": b"", "state": {},
            "headers": [(b"cookie", cookies.encode())], "http_version": "1.1", "scheme": "http",
            "root_path": "", "server": ("testserver", 80), "client": ("test", 1),
            "asgi": {"version": "3.0", "spec_version": "2.3"},
        }  # fmt: skip

    async def receive(self) -> dict[str, object]:
        if self._first:
            self._first = False
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def hears(self, what: str) -> None:
        body = ""
        while what not in body:
            body += (await self.sent.get()).get("body", b"").decode()


def test_the_stream_closes_when_the_browser_leaves(hall):
    number = Town(hall).case("open-a-restaurant", "small-shop")
    clerk = signed_in(hall, "chen")
    cookies = "; ".join(f"{name}={value}" for name, value in clerk.client.cookies.items())
    app = create_web(hall)

    async def whole() -> None:
        line = Line()
        app.state.ears = ears = Ears(line)
        page = Waiting(f"/live/cases/{number}", cookies)
        async with asyncio.timeout(10):
            call = asyncio.create_task(app(page.scope, page.receive, page.sent.put))
            await page.hears("retry")
            await line.said.put(number)
            await page.hears(number)
            page.left.set()
            await call
        assert ears.count == 0

    asyncio.run(whole())
