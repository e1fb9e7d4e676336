"""How registers stand: one answer for all processes, one probe at a time, and nobody waits longer than needed."""

from datetime import datetime, timedelta

import pytest

from flows.installation import Installation
from matters.rules import Rules
from matters.words import Text
from storage import incidents, register_states
from storage.register_states import Heard
from tests.builders import a_matter, a_step
from tests.cases import MONDAY
from tests.houses import begin, just_launched, publish

SECOND = timedelta(seconds=1)
REST = timedelta(seconds=30)
LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def rules(house: Installation) -> Rules:
    return publish(house, a_matter(a_step("food")))


def number(place: int) -> str:
    return f"3302000012603020{place:05}"


def hear(house: Installation, state: str, at: datetime, failures: int = 0) -> None:
    with house.database.transaction() as connection:
        register_states.hear(connection, [Heard("licences", state, at, failures)])


def waiting(house: Installation, rules: Rules, *places: int) -> None:
    """Cases that asked the register in vain; the machine sleeps on them."""
    for place in places:
        begin(house, rules, just_launched(rules, number(place)))
    with house.database.transaction() as connection:
        connection.execute("update cases set wake_at = null, awaits = '{licences}'")


def wakes(house: Installation) -> dict[str, datetime | None]:
    with house.database.transaction() as connection:
        return dict(connection.execute("select number, wake_at from cases").fetchall())


def test_a_register_is_away_only_while_it_is_down(house):
    hear(house, "failing", MONDAY, 2)
    with house.database.transaction() as connection:
        assert register_states.away(connection) == ()
    hear(house, "down", MONDAY + SECOND, 5)
    with house.database.transaction() as connection:
        (away,) = register_states.away(connection)
    assert (away.register, away.since, away.failures) == ("licences", MONDAY + SECOND, 5)


def test_one_more_failure_of_another_process_makes_a_register_that_is_down_no_better(house):
    hear(house, "down", MONDAY, 5)
    hear(house, "failing", MONDAY + SECOND, 1)
    with house.database.transaction() as connection:
        assert register_states.of_all(connection)["licences"].state == "down"


def test_an_older_word_does_not_undo_a_newer_one(house):
    hear(house, "up", MONDAY + SECOND)
    hear(house, "down", MONDAY, 5)
    with house.database.transaction() as connection:
        assert register_states.of_all(connection)["licences"].state == "up"


def test_since_is_when_it_changed_not_when_it_was_said_again(house):
    hear(house, "down", MONDAY, 5)
    hear(house, "down", MONDAY + SECOND, 6)
    hear(house, "up", LATER)
    with house.database.transaction() as connection:
        state = register_states.of_all(connection)["licences"]
    assert (state.down_since, state.back_since) == (MONDAY, LATER)


def test_a_register_that_never_failed_is_not_back(house):
    hear(house, "up", MONDAY)
    with house.database.transaction() as connection:
        assert register_states.of_all(connection)["licences"].back_since is None


def test_in_each_rest_one_process_may_probe(house):
    hear(house, "down", MONDAY, 5)
    with house.database.transaction() as connection:
        may = [
            register_states.take_probe(connection, "licences", MONDAY + seconds * SECOND, REST)
            for seconds in (29, 30, 31, 59, 60)
        ]
    assert may == [False, True, False, False, True]


def test_a_register_that_is_up_is_not_probed(house):
    hear(house, "up", MONDAY)
    with house.database.transaction() as connection:
        assert not register_states.take_probe(connection, "licences", LATER, REST)


def test_one_case_of_those_that_wait_is_woken_to_probe(house, rules):
    waiting(house, rules, 1, 2)
    hear(house, "down", MONDAY, 5)
    with house.database.transaction() as connection:
        (probe,) = register_states.choose_probes(connection, MONDAY + REST, REST)
    assert (probe.register, probe.digest) == ("licences", rules.matter.digest)
    woken = {one for one, moment in wakes(house).items() if moment == MONDAY + REST}
    assert woken == {probe.case}


def test_a_probe_that_is_under_way_is_waited_for_and_the_next_one_is_another_case(house, rules):
    waiting(house, rules, 1, 2)
    hear(house, "down", MONDAY, 5)
    chosen: list[list[str]] = []
    for seconds in (30, 31, 60):
        with house.database.transaction() as connection:
            probes = register_states.choose_probes(connection, MONDAY + seconds * SECOND, REST)
        chosen.append([one.case for one in probes])
    assert chosen[1] == []
    assert {*chosen[0], *chosen[2]} == {number(1), number(2)}


def test_a_register_that_nobody_waits_for_is_not_probed(house):
    hear(house, "down", MONDAY, 5)
    with house.database.transaction() as connection:
        assert register_states.choose_probes(connection, LATER, REST) == ()


def test_while_a_register_rests_nobody_is_woken(house, rules):
    waiting(house, rules, 1)
    hear(house, "down", MONDAY, 5)
    with house.database.transaction() as connection:
        assert register_states.choose_probes(connection, MONDAY + 29 * SECOND, REST) == ()


def test_when_it_is_back_all_who_asked_in_vain_wake_within_the_spread(house, rules):
    waiting(house, rules, *range(1, 21))
    hear(house, "down", MONDAY, 5)
    hear(house, "up", LATER)
    with house.database.transaction() as connection:
        woken = register_states.wake_waiting(connection, "licences", LATER, 5 * SECOND)
    assert woken == {rules.matter.digest: 20}
    moments = set(wakes(house).values())
    assert all(LATER <= moment <= LATER + 5 * SECOND for moment in moments)
    assert len(moments) > 1


def test_a_case_with_an_incident_sleeps_on_until_a_person_has_looked(house, rules):
    waiting(house, rules, 1)
    hear(house, "down", MONDAY, 5)
    with house.database.transaction() as connection:
        incidents.record(connection, number(1), "wave", Text(zh="错", en="wrong"), MONDAY)
        assert register_states.wake_waiting(connection, "licences", LATER, SECOND) == {}
        assert register_states.choose_probes(connection, LATER, REST) == ()


def test_a_case_that_is_due_anyway_is_not_put_later(house, rules):
    waiting(house, rules, 1)
    hear(house, "down", MONDAY, 5)
    with house.database.transaction() as connection:
        connection.execute("update cases set wake_at = %s", (MONDAY,))
        assert register_states.wake_waiting(connection, "licences", LATER, SECOND) == {}
    assert wakes(house) == {number(1): MONDAY}


def test_who_waits_for_another_register_is_left_alone(house, rules):
    waiting(house, rules, 1)
    with house.database.transaction() as connection:
        register_states.hear(connection, [Heard("titles", "down", MONDAY, 5)])
        assert register_states.wake_waiting(connection, "titles", LATER, SECOND) == {}
