"""Errands of a wave: calls that go out once each, and other matters that are launched, told, or cannot be."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.commands import act_on
from flows.installation import Installation
from matters.acts import Accept, Act, CallAgain, Withdraw
from matters.case import Actor
from matters.rules import Rules
from matters.spec import Call, Step, SubMatter
from matters.standing import standing
from storage import incidents, published
from tests.builders import a_matter, a_step
from tests.cases import MONDAY, a_clerk, an_accepted_case, granted
from tests.houses import Outside, a_house, a_wave, begin, publish, stored
from tests.stepping import a_part_of_work, by

NUMBER = "330200-2026-000001"
CHILD = "other-matter"


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[Installation]:
    house = a_house(database_url, tmp_path)
    yield house
    house.close()


def begun(house: Installation, *steps: Step) -> Rules:
    rules = publish(house, a_matter(*steps))
    begin(house, rules, an_accepted_case(rules))
    return rules


def carry(house: Installation, rules: Rules, outside: Outside) -> Outside:
    asyncio.run(a_wave(house, outside, rules))
    return outside


def acts(house: Installation, number: str, who: Actor, act: Act) -> None:
    act_on(house, number, act, who)


def test_a_second_call_really_goes_out(house: Installation) -> None:
    call = a_part_of_work("ask", "food", kind="call", call=Call(system="seals"))
    rules = begun(house, call)
    outside = carry(house, rules, Outside())
    acts(house, NUMBER, by("food"), CallAgain(step="ask"))
    carry(house, rules, carry(house, rules, outside))
    calls = {key: sent for key, sent in outside.messages.items() if "/call:" in key}
    assert [len(sent) for sent in calls.values()] == [1, 1]


SUB = a_part_of_work("sub", "food", kind="matter", matter=SubMatter(key=CHILD))


def the_child(house: Installation) -> str:
    child = standing(stored(house, NUMBER)).step("sub").child
    assert child is not None
    return child


def ended_child(house: Installation, rules: Rules, child: Rules) -> None:
    """The other case is accepted, granted and told of."""
    acts(house, the_child(house), a_clerk(), Accept())
    acts(house, the_child(house), by("food"), granted("food"))
    carry(house, child, Outside())


def test_another_matter_is_carried_and_ends_the_step(house: Installation) -> None:
    child = publish(house, a_matter(a_step("food"), matter=CHILD, checks=()))
    rules = begun(house, SUB)
    carry(house, rules, Outside())
    ended_child(house, rules, child)
    assert standing(stored(house, NUMBER)).step("sub").status == "granted"
    assert standing(stored(house, the_child(house))).parent_told


def test_a_case_that_was_withdrawn_hears_of_its_child_and_stays_as_it_is(
    house: Installation,
) -> None:
    child = publish(house, a_matter(a_step("food"), matter=CHILD))
    rules = begun(house, SUB)
    carry(house, rules, Outside())
    acts(house, NUMBER, a_clerk(), Withdraw(reason="不办了。"))
    carry(house, rules, Outside())
    before = stored(house, NUMBER)
    ended_child(house, rules, child)
    assert stored(house, NUMBER) == before
    assert standing(stored(house, the_child(house))).parent_told


def test_a_matter_that_nobody_published_stops_only_this_case_until_somebody_retries(
    house: Installation,
) -> None:
    rules = begun(house, SUB)
    carry(house, rules, Outside())
    assert standing(stored(house, NUMBER)).step("sub").child is None
    with house.database.transaction() as connection:
        assert [one.case for one in incidents.unresolved(connection)] == [NUMBER]


def test_a_retired_matter_takes_no_new_case_as_a_step_either(house: Installation) -> None:
    publish(house, a_matter(a_step("food"), matter=CHILD))
    with house.database.transaction() as connection:
        published.retire(connection, CHILD, "head-01", MONDAY)
    rules = begun(house, SUB)
    carry(house, rules, Outside())
    assert standing(stored(house, NUMBER)).step("sub").child is None
