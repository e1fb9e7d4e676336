"""Two workers at once on one database and one Prefect server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

import pytest

from tests.faults.books import Books, books_of
from tests.faults.place import Place
from tests.faults.players import Crowd, a_cast
from tests.faults.seeds import SEED, TOLD

CASES = 60

WATCH_THE_CLAIMS = """
create table claims_seen (worker text, number text, crossed bool);
create function see_claim() returns trigger language plpgsql as $$
begin
    insert into claims_seen values (current_setting('application_name'), new.number,
        coalesce(old.leased_until > clock_timestamp(), false));
    return new;
end $$;
create trigger see_claim after update on cases for each row
    when (new.wave is distinct from old.wave) execute function see_claim();
"""
LOOK_AWAY = "drop trigger see_claim on cases; drop function see_claim; drop table claims_seen"


@dataclass(frozen=True)
class Shared:
    """A play that two workers carried."""

    place: Place
    crowd: Crowd
    books: Books
    claims: list[tuple[str, str, bool]]
    """Worker, case, and whether another wave's lease on it was still good."""


@pytest.fixture(scope="module")
def shared(place: Place) -> Shared:
    crowd = Crowd(place.house, a_cast("two", place.catalogue, CASES, Random(SEED)))
    with place.another_worker("work-2"), claims_watched(place):
        crowd.play(lambda _crowd, _over: None)
        books = books_of(place.house, crowd.parts)
        place.until(lambda: not books.leases())
        claims = [(str(r[0]), str(r[1]), bool(r[2])) for r in books.rows("table claims_seen")]
    counts = {name: sum(one[0] == name for one in claims) for name in ("work", "work-2")}
    TOLD.append(f"two workers claimed cases: {counts}")
    return Shared(place, crowd, books, claims)


@contextmanager
def claims_watched(place: Place) -> Iterator[None]:
    with place.house.database.transaction() as connection:
        connection.execute(WATCH_THE_CLAIMS)
    yield
    with place.house.database.transaction() as connection:
        connection.execute(LOOK_AWAY)


def test_both_carry_cases(shared: Shared):
    assert {worker for worker, _, _ in shared.claims} == {"work", "work-2"}


def test_no_case_is_carried_by_both_at_once(shared: Shared):
    assert [claim for claim in shared.claims if claim[2]] == []


def test_nothing_is_issued_or_delivered_twice_not_even_to_one_who_knows_it(shared: Shared):
    data_dir = shared.place.settings.data_dir
    assert shared.books.gaps_in_numbers() == []
    assert shared.books.notices_not_issued_once() == []
    assert shared.books.notices_not_delivered_once(data_dir) == []
    assert shared.books.repeated_messages(data_dir) == 0


def test_every_case_ends_as_its_script_says(shared: Shared):
    assert shared.crowd.trouble == []
    assert shared.books.wrong_outcomes(shared.crowd.parts) == []
    assert shared.books.open_incidents() == []
    assert shared.books.stale_projections() == []
