"""The journal of questions to registers: figures by register, and pages that are found by an index."""

from datetime import timedelta

import psycopg
import pytest

from storage import register_calls
from storage.register_calls import CallsWanted
from tests.cases import MONDAY
from tests.storage.journals import CASE, a_call

SECOND = timedelta(seconds=1)


def test_figures_count_calls_and_the_questions_that_rode_along(connection):
    batch = [a_call(milliseconds=100), *(a_call(calls=0, milliseconds=100) for _ in range(9))]
    register_calls.write(connection, [*batch, a_call(milliseconds=200)])
    (seen,) = register_calls.figures(connection, MONDAY)
    assert (seen.questions, seen.calls, seen.p50) == (11, 2, 150)


def test_what_was_not_sent_is_neither_slow_nor_an_error(connection):
    held_back = a_call(outcome="unavailable", calls=0, milliseconds=None)
    register_calls.write(connection, [a_call(), held_back, held_back])
    (seen,) = register_calls.figures(connection, MONDAY)
    assert (seen.calls, seen.not_sent, seen.failed, seen.p95) == (1, 2, 0, 20)


def test_the_error_rate_is_of_calls_that_were_sent(connection):
    failed = a_call(outcome="unavailable", milliseconds=5000)
    register_calls.write(connection, [a_call(), a_call(), a_call(), failed])
    (seen,) = register_calls.figures(connection, MONDAY)
    assert seen.error_rate == 0.25


def test_only_the_last_minute_counts_for_the_quota_and_only_the_last_hour_for_the_rest(connection):
    moments = [MONDAY - timedelta(minutes=61), MONDAY - timedelta(minutes=59), MONDAY - SECOND]
    register_calls.write(connection, [a_call(at) for at in moments])
    (seen,) = register_calls.figures(connection, MONDAY)
    assert (seen.calls, seen.last_minute, seen.quota_use(10 / 60)) == (2, 1, 0.1)


def test_pages_follow_each_other_without_gap_or_overlap_though_moments_are_equal(connection):
    register_calls.write(connection, [a_call(request=f"Q-{n}") for n in range(7)])
    shown, place = [], None
    while page := register_calls.newest(connection, CallsWanted(), place, 3):
        shown += [one.call.request for one in page]
        place = page[-1].place
    assert shown == [f"Q-{n}" for n in reversed(range(7))]


@pytest.mark.parametrize(
    "narrowed",
    [{"register": "titles"}, {"case": "2"}, {"operator": "clerk"}, {"outcome": "denied"}],
    ids=lambda one: next(iter(one)),
)
def test_the_journal_is_searched_by(connection, narrowed):
    wanted = a_call(**narrowed)
    register_calls.write(connection, [a_call(), wanted])
    found = register_calls.newest(connection, CallsWanted(**narrowed), None, 10)
    assert [one.call for one in found] == [wanted]


@pytest.mark.parametrize("narrowed", [{}, {"register": "licences"}, {"case": CASE}])
def test_a_page_walks_an_index_and_sorts_nothing(connection, narrowed):
    rows = [a_call(MONDAY + n * SECOND, case=str(n)) for n in range(3000)]
    register_calls.write(connection, rows)
    connection.execute("analyze register_calls")
    steps = plan_of(connection, CallsWanted(**narrowed))
    assert "Index Scan" in steps
    assert "Seq Scan" not in steps


def plan_of(connection: psycopg.Connection, wanted: CallsWanted) -> str:
    """What PostgreSQL does for the page: the statement itself is explained."""
    spied = Explaining(connection)
    register_calls.newest(spied, wanted, None, 50)
    return spied.steps


class Explaining:
    """A connection that explains the one statement it is given."""

    steps = ""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def execute(self, statement: bytes, given: dict[str, object]) -> psycopg.Cursor:
        steps = self._connection.execute(b"explain " + statement, given).fetchall()
        self.steps = "\n".join(row[0] for row in steps)
        return self._connection.execute("select 1 where false")
