"""Halls over a fresh database; each is closed when its test ends."""

from collections.abc import Iterator

import pytest

from hall.console.speech import LANGUAGE
from hall.house import Hall
from tests.hall.desk import MONDAY, MakeHall, a_hall, with_accounts
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
