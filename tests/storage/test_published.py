"""Published matters: one current version of each, whoever publishes at the same time."""

import threading
from datetime import date, datetime

import pytest

from flows.installation import Installation
from matters.errors import ActRefused
from matters.spec import Matter
from storage import matter_drafts, published
from tests.builders import restaurant
from tests.cases import on
from tests.houses import publish


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


def current(house: Installation, at: datetime) -> list[int]:
    with house.database.transaction() as connection:
        return [one.version for one in published.current(connection, at)]


def publish_draft(house: Installation, matter: Matter, by: str, since: date | None = None) -> bool:
    with house.database.transaction() as connection:
        return matter_drafts.publish_draft(connection, matter, by, house.clock(), since)


def hand_in(house: Installation, matter: Matter, author: str) -> str:
    with house.database.transaction() as connection:
        return matter_drafts.hand_in(connection, matter, "yaml", author, house.clock()).author


def test_a_version_takes_cases_from_its_day_and_the_one_before_until_then(
    house: Installation,
) -> None:
    publish(house, a_version(1))
    hand_in(house, a_version(2), "editor")
    assert publish_draft(house, a_version(2), "admin", date(2026, 12, 1))
    assert current(house, house.clock()) == [1]
    assert current(house, on("2026-11-30", 23)) == [1]
    assert current(house, on("2026-12-01", 0)) == [2]


def test_a_version_that_is_overtaken_before_its_day_never_takes_cases(house: Installation) -> None:
    publish(house, a_version(1))
    for version, day in ((2, date(2026, 12, 1)), (3, date(2026, 11, 1))):
        hand_in(house, a_version(version), "editor")
        publish_draft(house, a_version(version), "admin", day)
    assert current(house, on("2026-10-31")) == [1]
    assert current(house, on("2026-11-01")) == [3]
    assert current(house, on("2026-12-02")) == [3]


def test_a_retired_matter_does_not_come_back_on_the_day_of_its_next_version(
    house: Installation,
) -> None:
    publish(house, a_version(1))
    hand_in(house, a_version(2), "editor")
    publish_draft(house, a_version(2), "admin", date(2026, 12, 1))
    with house.database.transaction() as connection:
        published.retire(connection, "restaurant", "admin", house.clock())
    assert current(house, house.clock()) == []
    assert current(house, on("2026-12-02")) == []


def test_the_author_does_not_publish_and_stays_the_author(house: Installation) -> None:
    assert hand_in(house, a_version(1), "editor") == "editor"
    assert hand_in(house, a_version(1), "admin") == "editor"
    with pytest.raises(ActRefused, match="nobody publishes the own draft"):
        publish_draft(house, a_version(1), "editor")
    assert publish_draft(house, a_version(1), "admin")
    with house.database.transaction() as connection:
        kept = published.versions(connection)[0]
        assert (kept.author, kept.published_by) == ("editor", "admin")
        assert published.source_of(connection, kept.digest) == "yaml"
        assert matter_drafts.waiting(connection) == ()


def test_a_draft_that_was_changed_after_it_was_handed_in_is_another(house: Installation) -> None:
    hand_in(house, a_version(1), "editor")
    with pytest.raises(ActRefused, match="was not handed in"):
        publish_draft(house, a_version(1, promise="9 working days"), "admin")


def test_no_version_begins_in_the_past(house: Installation) -> None:
    hand_in(house, a_version(1), "editor")
    with pytest.raises(ActRefused, match="a day that is past"):
        publish_draft(house, a_version(1), "admin", date(2026, 3, 1))
