"""Published matters: one current version of each, whoever publishes at the same time."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.installation import Installation
from matters.errors import ActRefused
from matters.spec import Matter
from storage import published
from tests.builders import restaurant
from tests.houses import a_house, publish


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[Installation]:
    house = a_house(database_url, tmp_path)
    yield house
    house.close()


def a_version(version: int, promise: str = "7 working days") -> Matter:
    said = restaurant().model_dump(by_alias=True, mode="json")
    return Matter.model_validate(said | {"version": version, "promise": promise})


def versions(house: Installation) -> list[tuple[int, bool]]:
    with house.database.transaction() as connection:
        return [(one.version, one.retired_at is None) for one in published.versions(connection)]


def test_a_newer_version_retires_the_one_before(house: Installation) -> None:
    publish(house, a_version(1))
    publish(house, a_version(2))
    assert versions(house) == [(2, True), (1, False)]


def test_an_older_version_is_refused_beside_a_newer_one(house: Installation) -> None:
    publish(house, a_version(2))
    with pytest.raises(ActRefused) as refusal:
        publish(house, a_version(1))
    assert "version 改为3" in refusal.value.into("zh")


def test_the_same_again_changes_nothing(house: Installation) -> None:
    publish(house, a_version(1))
    publish(house, a_version(2))
    publish(house, a_version(1))
    assert versions(house) == [(2, True), (1, False)]


def test_of_two_who_publish_one_version_at_once_one_is_refused(house: Installation) -> None:
    refused: list[ActRefused] = []

    def second() -> None:
        try:
            publish(house, a_version(1, promise="9 working days"))
        except ActRefused as refusal:
            refused.append(refusal)

    other = threading.Thread(target=second)
    with house.database.transaction() as connection:
        published.publish(connection, a_version(1), "", "first", house.clock())
        other.start()
        other.join(0.3)  # it waits here; were it let through, it would be done by now
    other.join()
    assert versions(house) == [(1, True)]
    assert len(refused) == 1
