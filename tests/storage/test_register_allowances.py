"""Turns at a register: whatever processes ask for, no stretch of time holds more calls than the register allows."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.register_allowances import Allowance, take_turns
from tests.cases import MONDAY

PATIENT = timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def connection(database_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database_url, autocommit=True) as connection:
        yield connection


def fullest(moments: list[float], seconds: int = 60) -> int:
    """The most calls in any stretch of so many seconds."""
    ordered = sorted(moments)
    return max(sum(begin <= one < begin + seconds for one in ordered) for begin in ordered)


def test_a_tenth_of_the_calls_may_go_at_once(connection):
    turns = take_turns(connection, Allowance("titles", 100), 11, PATIENT, MONDAY)
    assert turns[:10] == (0.0,) * 10
    assert turns[10] > 0


def test_a_turn_that_would_come_too_late_is_not_taken(connection):
    allowance = Allowance("titles", 60)
    first = take_turns(connection, allowance, 1000, 5 * SECOND, MONDAY)
    assert max(first) <= 5
    assert take_turns(connection, allowance, 1, timedelta(0), MONDAY) == ()
    later = MONDAY + 5 * SECOND
    assert len(take_turns(connection, allowance, 1, 5 * SECOND, later)) == 1


def test_registers_do_not_wait_for_each_other(connection):
    take_turns(connection, Allowance("titles", 1), 5, PATIENT, MONDAY)
    assert take_turns(connection, Allowance("licences", 1), 1, timedelta(0), MONDAY) == (0.0,)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    calls=st.integers(1, 300),
    seconds=st.sampled_from([1, 60, 3600]),
    asked=st.lists(st.tuples(st.floats(0, 100), st.integers(1, 80)), min_size=1, max_size=12),
)
def test_no_stretch_holds_more_than_the_rate_whoever_asks_when(connection, calls, seconds, asked):
    connection.execute("truncate register_allowances")
    moments, at = [], 0.0
    for later, wanted in asked:
        at += later
        now = MONDAY + at * SECOND
        turns = take_turns(connection, Allowance("titles", calls, seconds), wanted, PATIENT, now)
        moments += [at + wait for wait in turns]
    assert fullest(moments, seconds) <= calls


def test_processes_that_ask_at_the_same_moment_get_different_turns(database_url):
    def a_process(_: int) -> tuple[float, ...]:
        with psycopg.connect(database_url, autocommit=True) as connection:
            return take_turns(connection, Allowance("titles", 60), 5, PATIENT, MONDAY)

    with ThreadPoolExecutor(8) as pool:
        taken = [turn for turns in pool.map(a_process, range(8)) for turn in turns]
    assert len(taken) == 40
    later = [turn for turn in taken if turn > 0]
    assert len(set(later)) == len(later)
    assert fullest(taken) <= 60
