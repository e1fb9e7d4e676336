"""Cases that the machine cannot carry stop alone: nobody waits behind them, and a person sees them."""

import asyncio
from datetime import datetime, timedelta

import pytest

from flows.carrying import Carrier, OutOfReach
from flows.commands import act_on
from flows.installation import Installation
from flows.plan import Node, plan
from flows.setting_aside import (
    PUT_OFF,
    NodeFailed,
    due_of_each,
    let_rest,
    own_sentence,
    passes_by_itself,
    put_off,
    stop,
)
from matters.acts import Withdraw
from matters.rules import Rules
from matters.words import Text
from storage import claims, incidents
from storage.incidents import IncidentSeen
from tests.builders import restaurant
from tests.cases import MONDAY, a_clerk
from tests.houses import Outside, a_wave, begin, just_launched, publish

NUMBERS = ("330200001260302000001", "330200001260302000002")
A_SENTENCE = Text(zh="未能办理。", en="It could not be done.")
NODE = Node("digest", "step", "food", "食品经营许可")


@pytest.fixture
def rules(house: Installation) -> Rules:
    return publish(house, restaurant())


def open_incidents(house: Installation) -> list[IncidentSeen]:
    with house.database.transaction() as connection:
        return list(incidents.unresolved(connection))


def damage(house: Installation, number: str) -> None:
    """Make the case one that nobody can read: a fact of no kind."""
    with house.database.transaction() as connection:
        connection.execute(
            'update facts set body = \'{"fact":"unheard-of"}\' where case_number = %s and seq = 1',
            (number,),
        )


def wakes(house: Installation, number: str) -> datetime | None:
    with house.database.transaction() as connection:
        row = connection.execute("select wake_at from cases where number = %s", (number,))
        found: datetime | None = (row.fetchone() or (None,))[0]
    return found


def waiting(house: Installation, at: datetime) -> dict[str, int]:
    with house.database.transaction() as connection:
        return claims.waiting(connection, at)


def test_a_case_that_cannot_be_read_stops_alone(house: Installation, rules: Rules) -> None:
    for number in NUMBERS:
        begin(house, rules, just_launched(rules, number))
    damage(house, NUMBERS[0])
    due = asyncio.run(due_of_each(Carrier(house, Outside(), "wave"), NUMBERS))
    assert [one.case for one in open_incidents(house)] == [NUMBERS[0]]
    assert due.keys() == {NUMBERS[1]}
    assert due[NUMBERS[1]].actions
    assert wakes(house, NUMBERS[0]) is None


def test_a_case_for_which_nothing_is_due_is_not_claimed_again(
    house: Installation, rules: Rules
) -> None:
    number = NUMBERS[0]
    begin(house, rules, just_launched(rules, number))
    outside = Outside()
    asyncio.run(a_wave(house, outside, rules))
    with house.database.transaction() as connection:
        incidents.record(connection, number, "wave", A_SENTENCE, MONDAY)
        [seen] = incidents.unresolved(connection)
        incidents.resolve(connection, seen.id, "admin", MONDAY)
    assert waiting(house, MONDAY) == {rules.matter.digest: 1}
    asyncio.run(let_rest(Carrier(house, outside, "next"), (number,)))
    assert waiting(house, MONDAY) == {}
    timer = wakes(house, number)
    assert timer is not None  # the law's period for the one-time notice still runs
    assert timer > MONDAY + timedelta(days=1)


def test_cases_that_cannot_move_now_leave_their_turn_to_those_behind_them(
    house: Installation, rules: Rules
) -> None:
    for number in NUMBERS:
        begin(house, rules, just_launched(rules, number))
    digests = (rules.matter.digest,)
    carrier = Carrier(house, Outside(), "wave")

    async def stuck_at_the_head() -> tuple[str, ...]:
        first = await carrier.claim(digests, 1)
        await put_off(carrier, await carrier.due(first))
        await carrier.release(first)
        return first + await carrier.claim(digests, 1)

    assert set(asyncio.run(stuck_at_the_head())) == set(NUMBERS)
    assert waiting(house, MONDAY + PUT_OFF + claims.LEASE)[digests[0]] == len(NUMBERS)


def test_a_case_that_somebody_moved_while_it_was_stuck_is_not_put_off(
    house: Installation, rules: Rules
) -> None:
    number = NUMBERS[0]
    begin(house, rules, just_launched(rules, number))
    carrier = Carrier(house, Outside(), "wave")
    due = asyncio.run(carrier.due((number,)))
    act_on(house, number, Withdraw(reason="不办了。"), a_clerk())
    asyncio.run(put_off(carrier, due))
    assert waiting(house, MONDAY) == {rules.matter.digest: 1}


def test_a_case_that_was_acted_on_meanwhile_stays_awake(house: Installation, rules: Rules) -> None:
    number = NUMBERS[0]
    begin(house, rules, just_launched(rules, number))
    with house.database.transaction() as connection:
        claims.rest(connection, (claims.Rest(number, 0, None),))
    assert waiting(house, MONDAY) == {rules.matter.digest: 1}


def test_a_case_with_an_incident_is_not_woken_by_resting(house: Installation, rules: Rules) -> None:
    number = NUMBERS[0]
    begin(house, rules, just_launched(rules, number))
    with house.database.transaction() as connection:
        incidents.record(connection, number, "wave", A_SENTENCE, MONDAY)
    asyncio.run(let_rest(Carrier(house, Outside(), "wave"), (number,)))
    assert wakes(house, number) is None


def test_what_leaves_a_task_names_the_kind_of_an_error_and_never_its_text() -> None:
    said = own_sentence(NODE, ValueError("张三 330203199001011234"))
    assert isinstance(said, NodeFailed)
    assert "ValueError" in str(said)
    assert "张三" not in str(said) + said.into("zh")


def test_an_error_of_ours_leaves_a_task_as_it_is() -> None:
    error = OutOfReach("核验", 3)
    assert own_sentence(NODE, error) is error
    assert passes_by_itself(error)
    assert not passes_by_itself(NodeFailed("核验", ValueError()))


def test_only_the_cases_that_are_still_at_a_failed_task_get_an_incident(
    house: Installation, rules: Rules
) -> None:
    for number in NUMBERS:
        begin(house, rules, just_launched(rules, number))
    carrier = Carrier(house, Outside(), "wave")

    async def fail_at_the_receipts() -> None:
        made = plan(await carrier.due(NUMBERS))
        [letter] = [node for node in made.cases if node.key == "received"]
        await carrier.carry(letter, NUMBERS[:1], last_try=True)
        await stop(carrier, letter, NUMBERS, NodeFailed(letter.name, ValueError()))

    asyncio.run(fail_at_the_receipts())
    assert [one.case for one in open_incidents(house)] == [NUMBERS[1]]
