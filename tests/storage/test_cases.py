"""Cases as they are kept: facts chained and sealed, projections that can be rebuilt."""

import pytest

from flows.installation import Installation
from matters.case import Case, Launched
from matters.errors import NotFound
from matters.rules import Rules
from storage import cases
from storage.encryption import PREFIX
from storage.fact_codec import ChainBroken
from storage.projection import project
from tests.builders import restaurant
from tests.cases import an_accepted_case, granted, played, refused
from tests.houses import begin, just_launched, publish, stored


@pytest.fixture
def rules(house: Installation) -> Rules:
    return publish(house, restaurant())


def append(house: Installation, rules: Rules, number: str, *acts: object) -> Case:
    with house.database.transaction() as connection:
        before = cases.load(connection, house.keyring, number, lock=True)
        after = played(rules, before.case, *acts)
        cases.append(connection, house.keyring, rules, before, after)
    return after


def rows(house: Installation, sql: str) -> list[tuple[object, ...]]:
    with house.database.transaction() as connection:
        return connection.execute(sql).fetchall()


def test_a_case_comes_back_as_it_was_written(house: Installation, rules: Rules) -> None:
    case = an_accepted_case(rules)
    begin(house, rules, case)
    assert stored(house, case.number) == case


def test_an_act_appends_facts_and_moves_the_open_work(house: Installation, rules: Rules) -> None:
    case = an_accepted_case(rules)
    begin(house, rules, case)
    after = append(house, rules, case.number, granted("a"))
    assert stored(house, case.number) == after
    assert rows(house, "select step from work_items order by step") == [("b",), ("c",)]


def test_the_projection_kept_is_the_one_rebuilt_from_facts(
    house: Installation, rules: Rules
) -> None:
    case = an_accepted_case(rules)
    begin(house, rules, case)
    after = append(house, rules, case.number, granted("a"), refused("b"), granted("c"))
    seen = project(rules, stored(house, case.number))
    assert seen == project(rules, after)
    kept = rows(house, "select state, outcome, due_on, wake_at from cases")
    assert kept == [(seen.state, seen.outcome, seen.due_on, seen.wake_at)]


def test_a_fact_that_somebody_altered_is_noticed(house: Installation, rules: Rules) -> None:
    case = an_accepted_case(rules)
    begin(house, rules, case)
    with house.database.transaction() as connection:
        cases.verify(connection, case.number)
        connection.execute("update facts set body = replace(body, '2026', '2025') where seq = 2")
        with pytest.raises(ChainBroken, match="fact 2"):
            cases.verify(connection, case.number)


def test_what_a_register_said_is_not_readable_in_the_database(
    house: Installation, rules: Rules
) -> None:
    case = an_accepted_case(rules)
    begin(house, rules, case)
    bodies = "".join(str(row[0]) for row in rows(house, "select body from facts"))
    assert "check-answered" in bodies
    assert "存续" not in bodies


def test_nobody_makes_a_case_unreadable_by_typing_what_a_seal_begins_with(
    house: Installation, rules: Rules
) -> None:
    case = just_launched(rules)
    launched = case.facts[0]
    assert isinstance(launched, Launched)
    typed = dict.fromkeys(("company.name", "online_platform"), f"{PREFIX}test:AAAA")
    poisoned = launched.model_copy(update={"answers": dict(launched.answers) | typed})
    case = case.model_copy(update={"facts": (poisoned, *case.facts[1:])})
    begin(house, rules, case)
    assert stored(house, case.number) == case


def test_a_case_that_does_not_exist_is_a_sentence(house: Installation) -> None:
    with pytest.raises(NotFound, match="Case 42 was not found"):
        stored(house, "42")


def test_a_new_case_waits_for_the_machine(house: Installation, rules: Rules) -> None:
    case = just_launched(rules)
    begin(house, rules, case)
    assert rows(house, "select wake_at from cases") == [(case.facts[0].at,)]
