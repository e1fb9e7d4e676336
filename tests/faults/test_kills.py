"""Two hundred cases played while the worker, Prefect's server and PostgreSQL are killed by force, again and again."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import inf
from random import Random
from typing import NamedTuple

import pytest

from tests.faults.books import Books, books_of
from tests.faults.place import Place
from tests.faults.players import Crowd, a_cast
from tests.faults.seeds import SEED, TOLD

CASES = 200
TIMES = {"work": 4, "prefect": 3, "postgres": 4}
"""How often each is killed."""
ACTS = range(20, 5 * CASES)
"""The play has a few more."""
SLACK = 25
"""Acts that people may go on with while whoever is killed next is still starting."""


class Blow(NamedTuple):
    """A kill to come: after so many acts, and a little later (seconds)."""

    acts: int
    later: float
    name: str


@dataclass(frozen=True)
class Aftermath:
    """The play when it is over."""

    place: Place
    crowd: Crowd
    books: Books
    killed: Counter[str]
    cases_before: int


def planned(chance: Random) -> list[Blow]:
    """At which moments of the play who is killed."""
    names = [name for name, times in TIMES.items() for _ in range(times)]
    return sorted(Blow(chance.choice(ACTS), chance.uniform(0, 0.6), name) for name in names)


def strikes(place: Place, blows: list[Blow], killed: Counter[str]) -> Callable[..., None]:
    """Deal the blows while a crowd plays."""

    def strike(crowd: Crowd, over: Callable[[], bool]) -> None:
        for blow in blows:
            crowd.limit = blow.acts + SLACK
            place.until(partial(is_time, blow, crowd, over), seconds=240)
            place.pause(blow.later)
            killed[blow.name] += not over() and place.kill(blow.name)
        crowd.limit = inf

    def is_time(blow: Blow, crowd: Crowd, over: Callable[[], bool]) -> bool:
        return over() or (crowd.acts >= blow.acts and place.serves(blow.name))

    return strike


@pytest.fixture(scope="module")
def aftermath(place: Place) -> Aftermath:
    chance, killed = Random(SEED), Counter[str]()
    crowd = Crowd(place.house, a_cast("kills", place.catalogue, CASES, chance))
    before = count_cases(place)
    crowd.play(strikes(place, planned(chance), killed))
    books = books_of(place.house, crowd.parts)
    place.until(lambda: not books.leases())
    told = (
        f"killed: {dict(killed)}; acknowledged acts: {len(crowd.done)}",
        f"the database was away for an act {crowd.tried_again} times,"
        f" {books.answers_lost(crowd.done)} answers were lost;"
        f" messages handed over again: {books.repeated_messages(place.settings.data_dir)}",
    )
    TOLD.extend(told)
    return Aftermath(place, crowd, books, killed, before)


def count_cases(place: Place) -> int:
    with place.house.database.transaction() as connection:
        [row] = connection.execute("select count(*) from cases").fetchall()
    return int(row[0])


def test_each_program_was_killed_several_times(aftermath: Aftermath):
    assert dict(aftermath.killed) == TIMES


def test_nobody_met_anything_but_a_database_that_is_away(aftermath: Aftermath):
    assert aftermath.crowd.trouble == []


def test_every_case_ends_as_its_script_says(aftermath: Aftermath):
    assert len(aftermath.books.cases) == CASES
    assert aftermath.books.wrong_outcomes(aftermath.crowd.parts) == []


def test_no_application_was_received_twice(aftermath: Aftermath):
    assert count_cases(aftermath.place) - aftermath.cases_before == CASES


def test_every_acknowledged_act_is_in_the_facts_exactly_once(aftermath: Aftermath):
    assert aftermath.books.acts_not_kept_once(aftermath.crowd.done) == []


def test_no_act_is_in_the_facts_that_nobody_was_told_of(aftermath: Aftermath):
    assert aftermath.books.acts_of_nobody(aftermath.crowd.done) == []


def test_no_number_of_a_notice_is_missing_or_given_twice(aftermath: Aftermath):
    assert aftermath.books.gaps_in_numbers() == []


def test_every_notice_is_issued_once(aftermath: Aftermath):
    assert aftermath.books.notices_not_issued_once() == []


def test_every_notice_arrives_and_none_arrives_twice(aftermath: Aftermath):
    data_dir = aftermath.place.settings.data_dir
    assert aftermath.books.notices_not_delivered_once(data_dir) == []


def test_every_chain_of_facts_is_whole(aftermath: Aftermath):
    assert aftermath.books.broken_chains() == []


def test_what_is_kept_beside_the_facts_is_what_the_facts_give(aftermath: Aftermath):
    assert aftermath.books.stale_projections() == []


def test_no_wave_holds_a_case_any_more(aftermath: Aftermath):
    assert aftermath.books.leases() == []


def test_no_case_stands_still_with_an_incident(aftermath: Aftermath):
    assert aftermath.books.open_incidents() == []
