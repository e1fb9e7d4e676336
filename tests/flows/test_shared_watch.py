"""Several processes watch the registers as one: who is away, who tries it, whose turn it is, what is kept."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import timedelta

import pytest

from flows.connectors.surroundings import AnsweredCall
from flows.installation import Installation
from flows.register_journal import Journal
from flows.register_messages import Purpose
from flows.register_watch import Entry
from flows.shared_watch import SPREAD, Manner, SharedWatch
from matters.case import FindingOutcome
from matters.lengths import Rate
from matters.rules import Rules
from matters.words import Text
from storage import bell, register_calls, register_states
from storage.database import DatabaseAway
from storage.register_calls import CallsWanted, RegisterCall
from storage.register_states import RegisterState
from tests.builders import a_matter, a_step
from tests.houses import Clock, begin, just_launched, publish

REST = timedelta(seconds=30)
SECOND = timedelta(seconds=1)
NEVER = 3600.0
NUMBER = "330200001260302000001"
Process = Callable[..., SharedWatch]


@pytest.fixture
def process(house: Installation, clock: Clock) -> Iterator[Process]:
    """Makes watches as further processes would have them; each writes only when it is told to."""
    with ExitStack() as opened:

        def make(**manner: object) -> SharedWatch:
            wanted = Manner(**{"every": NEVER, **manner})
            clocks = (clock, lambda: clock.at.timestamp())
            return opened.enter_context(SharedWatch(house.database, house.bell, clocks, wanted))

        yield make


def enter(watch: SharedWatch, register: str = "licences", rate: Rate | None = None) -> Entry:
    return asyncio.run(watch.enter(register, rate))


def fail(watch: SharedWatch, times: int = 3, *, timed_out: bool = False) -> None:
    for _ in range(times):
        assert enter(watch) == "go"
        watch.kept_silent("licences", timed_out=timed_out)
    watch.flush()


def state(house: Installation) -> RegisterState:
    with house.database.transaction() as connection:
        return register_states.of_all(connection)["licences"]


def kept(house: Installation) -> list[RegisterCall]:
    with house.database.transaction() as connection:
        return [one.call for one in register_calls.newest(connection, CallsWanted(), None, 100)]


def a_question(clock: Clock, case: str = NUMBER, **changes: object) -> AnsweredCall:
    purpose = Purpose(
        item="open-a-shop", case_number=case, operator="onego", material="licence",
        subject="91330200MA2CK1234X", basis="《食品安全法》第三十五条",
    )  # fmt: skip
    usual = {
        "register": "licences", "check": "business-licence", "purpose": purpose,
        "outcome": FindingOutcome.MATCH, "milliseconds": 20.4, "request": "Q-1", "at": clock.at,
    }  # fmt: skip
    return AnsweredCall(**{**usual, **changes})


def test_what_one_process_found_away_no_other_asks(house, process):
    one, other = process(), process()
    fail(one)
    assert enter(other) == "go"  # it has not heard of it yet
    other.abandoned("licences")
    other.flush()
    assert (enter(one), enter(other)) == ("away", "away")
    assert state(house).state == "down"


def test_after_its_rest_one_process_tries_a_register_and_the_others_wait_for_what_it_finds(
    process, clock
):
    one, other = process(), process()
    fail(one)
    other.flush()
    clock.at += REST
    assert (enter(other), enter(one)) == ("go", "away")
    other.kept_silent("licences")
    clock.at += REST - SECOND
    assert enter(one) == "away"
    clock.at += SECOND
    assert enter(one) == "go"


def test_one_answer_brings_it_back_for_all(house, process, clock):
    one, other = process(), process()
    fail(one)
    other.flush()
    clock.at += REST
    assert enter(other) == "go"
    other.spoke("licences")
    other.flush()
    one.flush()
    assert enter(one) == "go"
    assert state(house).back_since == clock.at


def test_what_was_only_too_slow_for_the_counter_is_not_away_for_waves(house, process):
    counter, wave = process(tells_timeouts=False), process()
    fail(counter, timed_out=True)
    wave.flush()
    assert (enter(counter), enter(wave)) == ("away", "go")
    with house.database.transaction() as connection:
        assert register_states.away(connection) == ()


def test_the_journal_keeps_why_was_asked_and_never_who_it_was_about(house, process, clock):
    watch = process()
    watch.answered(a_question(clock))
    watch.flush()
    (call,) = kept(house)
    assert (call.case, call.milliseconds, call.calls) == (NUMBER, 20, 1)
    assert call.basis == "《食品安全法》第三十五条"
    assert "91330200MA2CK1234X" not in repr(call)


def test_what_was_held_back_has_no_time_and_is_no_call(house, process, clock):
    watch = process()
    watch.answered(a_question(clock, sent=False, outcome=FindingOutcome.UNAVAILABLE))
    watch.flush()
    (call,) = kept(house)
    assert (call.calls, call.milliseconds) == (0, None)


def test_a_process_that_ends_writes_what_it_still_has(house, process, clock):
    watch = process()
    with watch:
        watch.answered(a_question(clock))
    assert len(kept(house)) == 1


def test_while_the_database_is_away_rows_wait_in_their_order():
    written: list[list[object]] = []
    broken = [True]

    def write(rows: Sequence[object]) -> None:
        if broken:
            raise DatabaseAway
        written.append(list(rows))

    journal = Journal(write, every=NEVER)
    journal.keep("one")
    journal.flush()
    journal.keep("two")
    broken.clear()
    journal.flush()
    assert written == [["one", "two"]]
    journal.close()


def test_what_was_wrong_with_a_register_is_an_incident_of_its_own(house, process, clock):
    watch = process()
    trouble = Text(zh="返回内容与登记的格式不符。", en="What came is not of the declared shape.")
    watch.answered(a_question(clock, trouble=trouble))
    watch.flush()
    assert state(house).trouble.sentence == trouble


def waiting(house: Installation, watch: SharedWatch, *numbers: str) -> Rules:
    """Cases that asked in vain, and sleep."""
    rules = publish(house, a_matter(a_step("food")))
    for number in numbers:
        begin(house, rules, just_launched(rules, number))
    fail(watch)
    with house.database.transaction() as connection:
        connection.execute("update cases set wake_at = null, awaits = '{licences}'")
    return rules


def wakes(house: Installation) -> list[object]:
    with house.database.transaction() as connection:
        return [row[0] for row in connection.execute("select wake_at from cases order by number")]


def test_after_the_rest_one_waiting_case_is_woken_and_its_wave_is_rung_for(house, process, clock):
    watch = process()
    rules = waiting(house, watch, NUMBER, "330200001260302000002")
    clock.at += REST
    watch.flush()
    assert sorted(wakes(house), key=str) == [clock.at, None]
    assert (bell.WAVES, rules.matter.reference) in house.bell.rung


def test_the_first_answer_wakes_all_who_wait_and_rings_until_the_last_is_awake(
    house, process, clock
):
    watch = process()
    numbers = [f"3302000012603020{n:05}" for n in range(1, 11)]
    waiting(house, watch, *numbers)
    clock.at += REST
    assert enter(watch) == "go"
    watch.spoke("licences")
    watch.flush()
    assert all(clock.at <= moment <= clock.at + SPREAD for moment in wakes(house))
    house.bell.rung.clear()
    clock.at += SPREAD
    watch.flush()
    assert house.bell.rung


def test_all_processes_together_stay_within_the_rate(process):
    rate = Rate.model_validate("20 a minute")
    watches = [process(turn_patience=timedelta(0)) for _ in range(3)]

    async def all_at_once(watch: SharedWatch) -> list[Entry]:
        return await asyncio.gather(*(watch.enter("titles", rate) for _ in range(10)))

    entered = [one for watch in watches for one in asyncio.run(all_at_once(watch))]
    assert sorted(entered) == ["busy"] * 28 + ["go"] * 2


def test_a_register_without_a_rate_asks_the_database_nothing(house, process):
    watch = process()
    house.database.close()
    assert enter(watch) == "go"
    watch.abandoned("licences")
