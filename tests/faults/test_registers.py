"""Cases in play while the registers break in every way, and one is away for an hour: nobody loses by it.

`ONEGO_FAULT_CASES=1000 make test ARGS=tests/faults/test_registers.py` plays the full number, 100 a short one. It is
played only when asked for: it wants a machine of its own, as people who are slowed down let days of the play pass.
"""

import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from math import inf
from pathlib import Path
from random import Random

import pytest

from hall.registers.tally import Counts
from tests.faults.books import Books, books_of
from tests.faults.counters import Counters
from tests.faults.hours import SetForward, clock_of
from tests.faults.place import Place, a_place
from tests.faults.players import Crowd, a_cast
from tests.faults.rated_worker import TIMEOUT, rated
from tests.faults.seeds import SEED, TOLD
from tests.faults.storms import FAULTS, Storm, behind_gateway

CASES = int(os.environ.get("ONEGO_FAULT_CASES") or 100)
GUSTS = 12
"""How often the dials of some registers are turned, once the first cases are in play."""
GUST = 1.5
"""Seconds between them."""
AWAY = timedelta(hours=1)
STRETCH = timedelta(minutes=10)
"""The hour passes in such stretches, so that the cases that ask again meanwhile ask in vain."""
ACTS = 4
"""Between two gusts one act for so many cases, so that some are received in each."""
PUBLICITIES = 3
PUBLICITY = timedelta(days=10)
"""What was made public in a play has its days, before those who wait for that only may end."""
BACK = 300.0
"""Seconds at most until all who waited for a register that is back have heard from it."""
LAUNCHING = 600.0
QUIET = 3.0
"""Seconds after which whoever was refused has tried again: without a new fact nobody has anything to do."""


@dataclass
class Weather:
    """The play, its storm, and what is known when both are over."""

    place: Place
    clock: SetForward
    crowd: Counters
    storm: Storm
    waited: int = 0
    """Cases that waited for a register at the end of the hour."""
    back: float = 0.0
    """Seconds after which all of them had heard from it."""
    counts: dict[str, Counts] = field(default_factory=dict)

    @property
    def books(self) -> Books:
        return books_of(self.place.house, self.crowd.parts)

    def rage(self, crowd: Crowd, over: Callable[[], bool]) -> None:
        """Break and mend registers by lot, then break them all for an hour; at last all are well."""
        registers = behind_gateway(self.place.house.registers)
        for number in range(1, GUSTS + 1):
            self.crowd.limit = number * CASES / ACTS
            self.storm.gust(registers)
            self.place.pause(GUST)
        self.crowd.limit = inf
        self.storm.everywhere(registers)
        self.quieten()
        for _ in range(AWAY // STRETCH):
            self.pass_time(STRETCH)
        self.waited = len(self.waiting())
        self.storm.calm()
        began = time.monotonic()
        self.place.until(lambda: over() or not self.waiting(), BACK)
        self.back = time.monotonic() - began
        self.quieten()
        for _ in range(PUBLICITIES):
            self.pass_time(PUBLICITY)

    def pass_time(self, length: timedelta) -> None:
        """Let time pass at once, and wait until all is done that is due by then."""
        self.clock.forward(length)
        self.quieten()

    def quieten(self) -> None:
        """Wait until all are received and nothing more happens."""
        self.place.until(lambda: all(part.number for part in self.crowd.parts), LAUNCHING)
        while True:
            facts, rounds = self.facts(), self.crowd.rounds()
            self.place.pause(QUIET)
            # However slow the machine is: everybody has looked at everything since, twice.
            self.place.until(
                lambda rounds=rounds: all(
                    now >= before + 2
                    for before, now in zip(rounds, self.crowd.rounds(), strict=True)
                ),
                LAUNCHING,
            )
            if facts == self.facts() and not self.carried():
                return

    def carried(self) -> int:
        """Cases that the machine carries, or must carry by now; those that wait for a register it asks all the time."""
        [row] = self.books.rows(
            "select count(*) from cases where cardinality(awaits) = 0"
            " and (wake_at <= %s or leased_until is not null)",
            self.clock(),
        )
        return int(str(row[0]))

    def facts(self) -> int:
        [row] = self.books.rows("select count(*) from facts")
        return int(str(row[0]))

    def waiting(self) -> list[str]:
        """Cases that are under way, and whose last word from some register is that it does not answer."""
        rows = self.books.rows(
            "select number from cases where cardinality(awaits) > 0 and closed_at is null"
        )
        return [str(row[0]) for row in rows]


@pytest.fixture(scope="module")
def weather() -> Iterator[Weather]:
    if "ONEGO_FAULT_CASES" not in os.environ:
        pytest.skip("wants a machine of its own: ONEGO_FAULT_CASES=100 plays it")
    folder = Path(tempfile.mkdtemp(prefix="onego-", dir="/tmp"))  # a socket's path must be short
    clock, chance = clock_of(folder), Random(SEED)
    try:
        with a_place(folder, "tests.faults.rated_worker", clock) as place:
            cast = a_cast("storm", place.catalogue, CASES, chance)
            crowd = Counters(place.house, cast, under_way=CASES)
            weather = Weather(place, clock, crowd, Storm(place, chance))
            crowd.play(weather.rage)
            place.until(lambda: not weather.books.leases())
            weather.counts = weather.storm.counts()
            tell(weather)
            yield weather
    finally:
        shutil.rmtree(folder)


def tell(weather: Weather) -> None:
    seen = weather.counts.values()
    answers, troubles = Counter[str](), Counter[int]()
    for one in seen:
        answers.update(one.outcomes)
        troubles.update(one.troubles)
    without = set[str]().union(*(one.without for one in weather.crowd.players))
    waited = set[str]().union(*(one.waited for one in weather.crowd.players))
    TOLD.extend(
        (
            f"registers: {CASES} cases, {len(weather.crowd.done)} acts; troubles dialled: {dict(weather.storm.turned)}",
            f"{sum(one.calls for one in seen)} calls with {sum(one.questions for one in seen)} questions:"
            f" answers {dict(answers)}, troubles by status {dict(troubles)}",
            f"most calls of a register, as a share of its rate: {max(pressed(weather)):.0%};"
            f" doubled: {sum(one.doubled for one in seen)}",
            f"{len(without)} applicants were asked for a paper or waited ({len(waited)}) at the counter;"
            f" {weather.waited} waited for a register at the end of the hour,"
            f" and all had heard from it {weather.back:.1f} s after it was back",
        )
    )


def pressed(weather: Weather) -> list[float]:
    """By register, the most calls within the time of its rate, as a share of it."""
    rates = {one.key: one.rate for one in rated(weather.place.house.registers).registers}
    shares = []
    for key, seen in weather.counts.items():
        rate = rates[key]
        assert rate is not None
        assert rate.seconds in (1, 60)
        most = seen.most_calls_in_a_second if rate.seconds == 1 else seen.most_calls_in_a_minute
        shares.append(most / rate.count)
    return shares


def test_registers_broke_in_every_way(weather: Weather):
    assert weather.storm.turned.keys() == FAULTS.keys()
    assert weather.waited > 0


def test_nobody_is_sent_away_or_stuck(weather: Weather):
    assert [why for one in weather.crowd.players for why in one.sent_away.values()] == []
    assert weather.crowd.trouble == []


def test_no_case_is_lost(weather: Weather):
    assert len(weather.books.cases) == CASES
    assert weather.books.waiting() == []
    assert weather.books.leases() == []
    assert weather.books.open_incidents() == []
    assert weather.books.broken_chains() == []


def test_no_case_is_refused_or_broken_off_because_of_a_register(weather: Weather):
    assert weather.books.ended_worse(weather.crowd.parts) == []


def test_no_register_is_called_more_often_than_its_rate_allows(weather: Weather):
    assert max(pressed(weather)) <= 1


def test_the_rates_were_felt(weather: Weather):
    assert max(pressed(weather)) > 0.5


def test_nothing_is_asked_again_that_was_answered(weather: Weather):
    again = weather.books.rows(
        "select register, check_key, case_number, count(*) from register_calls"
        " where outcome in ('match', 'mismatch', 'no-record', 'multiple') group by 1, 2, 3"
        " having count(*) > 1"
    )
    assert again == []


def test_a_register_answers_twice_only_where_its_first_answer_came_too_late(weather: Weather):
    late = weather.books.rows(
        "select register, count(*) from register_calls where outcome = 'unavailable'"
        " and milliseconds >= %s group by 1",
        TIMEOUT.seconds * 1000,
    )
    given_up = {str(row[0]): int(str(row[1])) for row in late}
    doubled = {key: seen.doubled for key, seen in weather.counts.items() if seen.doubled}
    assert {key: n for key, n in doubled.items() if n > given_up.get(key, 0)} == {}


def test_every_notice_is_issued_and_arrives_once(weather: Weather):
    assert weather.books.gaps_in_numbers() == []
    assert weather.books.notices_not_issued_once() == []
    assert weather.books.notices_not_delivered_once(weather.place.settings.data_dir) == []


def test_what_is_kept_beside_the_facts_is_what_the_facts_give(weather: Weather):
    assert weather.books.stale_projections() == []
