"""Open clocks are written with their case, stand still while nothing moves them, and can be made anew."""

from datetime import date

import pytest

from flows.installation import Installation
from matters.rules import Rules
from storage import cases, clocks, rebuilding
from tests.builders import a_matter, a_step, an_item
from tests.cases import MONDAY, an_accepted_case, granted, played
from tests.houses import begin, publish


@pytest.fixture
def rules(house: Installation) -> Rules:
    promised = an_item("10 working days", promise="5 working days")
    return publish(house, a_matter(a_step("food", item=promised), a_step("fire", after=("food",))))


def rows(house: Installation, sql: str) -> list[tuple[object, ...]]:
    with house.database.transaction() as connection:
        return connection.execute(sql).fetchall()


def act(house: Installation, rules: Rules, number: str, *acts: object) -> None:
    with house.database.transaction() as connection:
        before = cases.load(connection, house.keyring, number, lock=True)
        after = played(rules, before.case, *acts)
        cases.append(connection, house.keyring, rules, before, after)


STEPS = "select kind, step, yellow_on, last_on from open_clocks where kind in ('T4', 'T5') order by 1, 2"


def test_an_open_step_has_its_statutory_and_its_promised_clock(
    house: Installation, rules: Rules
) -> None:
    begin(house, rules, an_accepted_case(rules))
    assert rows(house, STEPS) == [
        ("T4", "food", date(2026, 3, 12), date(2026, 3, 16)),
        ("T5", "food", date(2026, 3, 5), date(2026, 3, 9)),
    ]


def test_a_decided_step_has_no_clock_any_more(house: Installation, rules: Rules) -> None:
    case = an_accepted_case(rules)
    begin(house, rules, case)
    act(house, rules, case.number, granted("food"))
    assert rows(house, STEPS) == [("T4", "fire", date(2026, 3, 12), date(2026, 3, 16))]


def test_a_clock_that_did_not_move_is_not_told_of_again(house: Installation, rules: Rules) -> None:
    case = an_accepted_case(rules)
    begin(house, rules, case)
    with house.database.transaction() as connection:
        due = clocks.to_tell(connection, date(2026, 4, 1), 10)
        clocks.look_again(connection, [(one.case, one.key, None) for one in due])
        stored = cases.load(connection, house.keyring, case.number, lock=True)
        cases.append(connection, house.keyring, rules, stored, stored.case)
        assert clocks.to_tell(connection, date(2026, 4, 1), 10) == ()


def test_clocks_that_were_lost_are_made_anew_from_the_facts(
    house: Installation, rules: Rules
) -> None:
    case = an_accepted_case(rules)
    begin(house, rules, case)
    before = rows(house, "select * from open_clocks order by key")
    with house.database.transaction() as connection:
        connection.execute("delete from open_clocks")
        stored = cases.load(connection, house.keyring, case.number, lock=True)
        assert rebuilding.rebuild(connection, house.keyring, rules, stored) == ("clocks",)
    assert rows(house, "select * from open_clocks order by key") == before


def test_a_decided_case_is_history_for_the_forecast(house: Installation, rules: Rules) -> None:
    case = an_accepted_case(rules)
    begin(house, rules, case)
    act(house, rules, case.number, granted("food"), granted("fire"))
    assert rows(house, "select matter_key, closed_on, days from past_cases") == [
        ("test-matter", MONDAY.date(), 0)
    ]
