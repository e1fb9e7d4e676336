"""The three ways in which the stories of the patterns are played."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest

from storage import embedded
from tests.conftest import TEMPLATE
from tests.patterns.core_desk import plays_on_the_core
from tests.patterns.crashes import Town, a_town, plays_with_crashes
from tests.patterns.telling import Story
from tests.patterns.three_ways import Way


def a_database(postgres: Path, name: str) -> str:
    """A migrated database that lives as long as the whole run."""
    with psycopg.connect(
        embedded.database_url(postgres, "postgres"), autocommit=True
    ) as connection:
        connection.execute(f"create database {name} template {TEMPLATE} strategy file_copy")  # type: ignore[arg-type]
    return embedded.database_url(postgres, name)


@pytest.fixture(scope="session")
def town(postgres: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Where processes die after each commit."""
    town = a_town(a_database(postgres, "patterns_crashes"), tmp_path_factory.mktemp("crashes"))
    yield town
    town.house.close()


@pytest.fixture(scope="session")
def played(
    request: pytest.FixtureRequest, postgres: Path, tmp_path_factory: pytest.TempPathFactory
) -> Way:
    """All chosen stories, played together through real waves."""
    from tests.patterns.waves import Place, played_through_waves  # Prefect's import takes long

    embedded.create_database(postgres, "patterns_prefect")
    folder = tmp_path_factory.mktemp("waves")
    place = Place(folder, embedded.database_url(postgres, "patterns_prefect"))
    return played_through_waves(
        chosen(request.session.items), a_database(postgres, "patterns_waves"), place
    )


def chosen(tests: list[pytest.Item]) -> list[Story]:
    """The stories that this run plays through waves."""
    calls = [
        one.callspec.params
        for one in tests
        if isinstance(one, pytest.Function) and hasattr(one, "callspec")
    ]
    return [one["story"] for one in calls if one.get("way") == "waves"]


@pytest.fixture
def way(request: pytest.FixtureRequest) -> Way:
    """The way that the test is run in, by its name."""
    match request.param:
        case "core":
            return plays_on_the_core
        case "crashes":
            return partial(plays_with_crashes, town=request.getfixturevalue("town"))
        case "waves":
            played: Way = request.getfixturevalue("played")
            return played
        case name:
            raise LookupError(name)
