"""A register that was away is back: who asked in vain asks again at once, and nothing is asked or recorded twice."""

import asyncio
from datetime import timedelta

import pytest

from flows.carrying import Carrier
from flows.installation import Installation
from flows.register_messages import RegisterAnswer, RegisterQuery
from flows.register_refusals import NO_TURN
from flows.setting_aside import let_rest
from matters.case import CheckAnswered, FindingOutcome
from matters.rules import Rules
from storage import claims, incidents, register_states
from storage.register_states import Heard
from tests.builders import restaurant
from tests.houses import (
    Outside,
    a_wave,
    begin,
    just_launched,
    publish,
    stored,
)

NUMBER = "330200001260302000001"
OTHER = "330200001260302000002"
MINUTE = timedelta(minutes=1)
CHECK = "check-1"


@pytest.fixture
def rules(house: Installation) -> Rules:
    return publish(house, restaurant())


@pytest.fixture
def outside() -> Outside:
    outside = Outside()
    outside.down = {register_of(CHECK)}
    return outside


def register_of(check: str) -> str:
    return restaurant().check(check).check.register_key


def carry(house: Installation, outside: Outside, rules: Rules) -> None:
    """Wake every case and let a wave carry it."""
    with house.database.transaction() as connection:
        connection.execute("update cases set wake_at = %s", (house.clock(),))
    outside.asked.clear()
    asyncio.run(a_wave(house, outside, rules))


def hear(house: Installation, state: register_states.State) -> None:
    with house.database.transaction() as connection:
        heard = Heard(register_of(CHECK), state, house.clock(), 3)
        register_states.hear(connection, [heard])


def said(house: Installation, number: str = NUMBER) -> list[FindingOutcome]:
    return [
        fact.finding.outcome
        for fact in stored(house, number).facts
        if isinstance(fact, CheckAnswered) and fact.finding.check == CHECK
    ]


def in_vain(house: Installation, outside: Outside, rules: Rules, *numbers: str) -> None:
    """Cases of which one check was asked while its register was away."""
    for number in numbers or (NUMBER,):
        begin(house, rules, just_launched(rules, number))
    carry(house, outside, rules)
    hear(house, "down")


def test_a_case_waits_for_the_registers_that_were_away_until_they_have_answered(
    house, rules, outside, clock
):
    def awaits() -> object:
        with house.database.transaction() as connection:
            return connection.execute("select awaits from cases").fetchone()

    in_vain(house, outside, rules)
    assert awaits() == ([register_of(CHECK)],)
    clock.at += MINUTE
    hear(house, "up")
    outside.down.clear()
    carry(house, outside, rules)
    assert awaits() == (None,)


def test_who_is_woken_while_a_wave_puts_it_to_rest_stays_awake(house, rules, outside, clock):
    in_vain(house, outside, rules)
    clock.at += MINUTE
    with house.database.transaction() as connection:
        connection.execute("update cases set wake_at = %s", (clock.at,))
    carrier = Carrier(house, outside, "wave")
    numbers = asyncio.run(carrier.claim((rules.matter.digest,), 1))
    hear(house, "up")  # between the look and the rest
    asyncio.run(let_rest(carrier, numbers))
    with house.database.transaction() as connection:
        assert connection.execute("select wake_at from cases").fetchone() == (clock.at,)


def test_a_case_asks_again_as_soon_as_the_register_is_back(house, rules, outside, clock):
    in_vain(house, outside, rules)
    clock.at += MINUTE
    hear(house, "up")
    outside.down.clear()
    carry(house, outside, rules)
    assert said(house) == [FindingOutcome.UNAVAILABLE, FindingOutcome.MATCH]
    assert [query.check for query in outside.asked] == [CHECK]


def test_while_it_is_away_nobody_asks_before_the_time(house, rules, outside, clock):
    in_vain(house, outside, rules)
    clock.at += MINUTE
    carry(house, outside, rules)
    assert outside.asked == []


def test_after_an_hour_and_all_its_attempts_a_case_still_hears_that_it_is_back(
    house, rules, outside, clock
):
    in_vain(house, outside, rules)
    for _ in range(6):
        clock.at += 13 * MINUTE
        carry(house, outside, rules)
    assert outside.asked == []  # it has given up
    hear(house, "up")
    outside.down.clear()
    carry(house, outside, rules)
    assert said(house)[-1] is FindingOutcome.MATCH


def test_only_the_chosen_case_tries_a_register_and_its_failure_is_no_news(
    house, rules, outside, clock
):
    in_vain(house, outside, rules, NUMBER, OTHER)
    clock.at += MINUTE
    with house.database.transaction() as connection:
        connection.execute(
            "update register_states set probe_case = %s, chosen_at = %s", (OTHER, clock.at)
        )
    carry(house, outside, rules)
    assert {query.purpose.case_number for query in outside.asked} == {OTHER}
    assert said(house, OTHER) == [FindingOutcome.UNAVAILABLE]


def test_the_answer_of_the_chosen_case_is_taken_in(house, rules, outside, clock):
    in_vain(house, outside, rules)
    clock.at += MINUTE
    with house.database.transaction() as connection:
        connection.execute(
            "update register_states set probe_case = %s, chosen_at = %s", (NUMBER, clock.at)
        )
    outside.down.clear()
    carry(house, outside, rules)
    assert said(house)[-1] is FindingOutcome.MATCH


def test_what_was_answered_is_not_asked_again_when_a_register_comes_back(
    house, rules, outside, clock
):
    outside.down.clear()
    begin(house, rules, just_launched(rules, NUMBER))
    carry(house, outside, rules)
    hear(house, "down")
    clock.at += MINUTE
    hear(house, "up")
    carry(house, outside, rules)
    assert outside.asked == []


def test_two_waves_at_once_never_ask_for_the_same_case(house, rules, outside, clock):
    for number in (NUMBER, OTHER):
        begin(house, rules, just_launched(rules, number))
    with house.database.transaction() as connection:
        held = claims.claim(
            connection, claims.Lease("another", clock.at), (rules.matter.digest,), 1
        )
    asyncio.run(a_wave(house, outside, rules))
    asked = [(query.purpose.case_number, query.check) for query in outside.asked]
    assert not {number for number, _ in asked} & set(held)
    assert len(asked) == len(set(asked)) == 6


class Busy(Outside):
    """Registers of which one has no turn left."""

    def _answer(self, query: RegisterQuery) -> RegisterAnswer:
        answer = super()._answer(query)
        if query.check != CHECK:
            return answer
        return answer.model_copy(update=dict(NO_TURN))


def test_a_question_that_had_no_turn_is_no_answer_and_waits_for_the_next_round(house, rules):
    begin(house, rules, just_launched(rules, NUMBER))
    carry(house, Busy(), rules)
    assert said(house) == []
    with house.database.transaction() as connection:
        assert incidents.unresolved(connection) == ()
    carry(house, Outside(), rules)
    assert said(house) == [FindingOutcome.MATCH]


def test_cases_that_wait_do_not_all_come_back_at_the_same_moment(house, rules, outside):
    in_vain(house, outside, rules, NUMBER, OTHER)
    moments = set()
    for number in (NUMBER, OTHER):
        facts = stored(house, number).facts
        moments |= {
            fact.finding.ask_again_at
            for fact in facts
            if isinstance(fact, CheckAnswered) and fact.finding.check == CHECK
        }
    assert len(moments) == 2
