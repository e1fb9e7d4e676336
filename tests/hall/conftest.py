"""Halls over a fresh database, each closed when its test ends, and those who stand in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hall.console.speech import LANGUAGE
from hall.house import Hall
from tests.hall.console_desk import Desk
from tests.hall.counter import Clerk, a_counter
from tests.hall.desk import MONDAY, Browser, MakeHall, a_hall, signed_in, with_accounts
from tests.hall.hands import Hands
from tests.hall.town import Town
from tests.houses import Clock


@pytest.fixture(autouse=True)
def _every_command_speaks_chinese_at_first() -> Iterator[None]:
    """Whatever language a test before this one ran a command in."""
    before = LANGUAGE.set("zh")
    yield
    LANGUAGE.reset(before)


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY)


@pytest.fixture
def make_hall(database_url: str, clock: Clock) -> Iterator[MakeHall]:
    """Makes a hall of this test: with demo accounts, or outside a demonstration."""
    made: list[Hall] = []

    def make(*, demo: bool = True, public: str | None = None) -> Hall:
        hall = with_accounts(a_hall(database_url, clock, demo=demo, public=public))
        made.append(hall)
        return hall

    yield make
    for hall in made:
        hall.close()


@pytest.fixture
def hall(make_hall: MakeHall) -> Hall:
    return make_hall()


@pytest.fixture
def town(hall: Hall) -> Town:
    return Town(hall)


@pytest.fixture
def hands(hall: Hall) -> Hands:
    return Hands(hall)


@pytest.fixture
def admin(hall: Hall) -> Browser:
    return signed_in(hall, "admin")


@pytest.fixture
def clerk(hall: Hall, tmp_path: Path) -> Iterator[Clerk]:
    """A clerk at the counter, with registers that answer."""
    with a_counter(hall, tmp_path) as clerk:
        yield clerk


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    """The command line."""
    return Desk(lambda: "".join(capsys.readouterr()))
