"""Two workers at once on one database and one Prefect server."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

import pytest

from tests.faults.books import Books, books_of
from tests.faults.place import Place
from tests.faults.players import Crowd, Part, a_cast
from tests.faults.seeds import SEED, TOLD

CASES = 60
CASTS = 4
"""At most; another cast plays only if one worker got no case: who gets a wave is a race, and one wave carries all."""
WORKERS = frozenset({"work", "work-2"})

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
    """What two workers carried."""

    place: Place
    crowds: tuple[Crowd, ...]
    books: Books
    claims: list[tuple[str, str, bool]]
    """Worker, case, and whether another wave's lease on it was still good."""

    @property
    def parts(self) -> list[Part]:
        return parts_of(self.crowds)


@pytest.fixture(scope="module")
def shared(place: Place) -> Shared:
    chance, crowds, claims = Random(SEED), list[Crowd](), list[tuple[str, str, bool]]()
    with place.another_worker("work-2"), claims_watched(place):
        while len(crowds) < CASTS and (left_out := WORKERS - {worker for worker, _, _ in claims}):
            if left_out == {"work-2"}:
                place.kill("work")  # nobody carries anything now: the other has a head start
            cast = a_cast(f"two {len(crowds)}", place.catalogue, CASES, chance)
            crowds.append(Crowd(place.house, cast))
            crowds[-1].play(lambda _crowd, _over: None)
            claims = claims_seen(place)
    books = books_of(place.house, parts_of(crowds))
    counts = {name: sum(one[0] == name for one in claims) for name in sorted(WORKERS)}
    TOLD.append(f"two workers claimed cases: {counts}, in {len(crowds)} cast(s)")
    return Shared(place, tuple(crowds), books, claims)


def claims_seen(place: Place) -> list[tuple[str, str, bool]]:
    """All claims so far, once nobody carries anything any more."""
    books = books_of(place.house, ())
    place.until(lambda: not books.leases())
    return [(str(row[0]), str(row[1]), bool(row[2])) for row in books.rows("table claims_seen")]


def parts_of(crowds: Sequence[Crowd]) -> list[Part]:
    return [part for crowd in crowds for part in crowd.parts]


@contextmanager
def claims_watched(place: Place) -> Iterator[None]:
    with place.house.database.transaction() as connection:
        connection.execute(WATCH_THE_CLAIMS)
    yield
    with place.house.database.transaction() as connection:
        connection.execute(LOOK_AWAY)


def test_both_carry_cases(shared: Shared):
    assert {worker for worker, _, _ in shared.claims} == WORKERS


def test_no_case_is_carried_by_both_at_once(shared: Shared):
    assert [claim for claim in shared.claims if claim[2]] == []


def test_nothing_is_issued_or_delivered_twice_not_even_to_one_who_knows_it(shared: Shared):
    data_dir = shared.place.settings.data_dir
    assert shared.books.gaps_in_numbers() == []
    assert shared.books.notices_not_issued_once() == []
    assert shared.books.notices_not_delivered_once(data_dir) == []
    assert shared.books.repeated_messages(data_dir) == 0


def test_every_case_ends_as_its_script_says(shared: Shared):
    assert [trouble for crowd in shared.crowds for trouble in crowd.trouble] == []
    assert shared.books.wrong_outcomes(shared.parts) == []
    assert shared.books.open_incidents() == []
    assert shared.books.stale_projections() == []
