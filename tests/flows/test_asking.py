"""Questions of a wave on their way before its tasks begin: recorded once all are answered, and never asked twice."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest

from flows.carrying import Carrier, OutOfReach
from flows.installation import Installation
from flows.plan import Plan, plan
from flows.register_messages import RegisterAnswer, RegisterQuery
from matters.case import CheckAnswered, FindingOutcome
from matters.rules import Rules
from storage.database import Connection, Database, DatabaseAway
from tests.builders import a_check, a_matter, a_step
from tests.cases import facts_of
from tests.houses import Outside, begin, just_launched, publish, stored

NUMBER = "330200001260302000001"
CHECKS = (a_check("first"), a_check("second"))


class Slow(Outside):
    """Registers that answer when they are told to."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = asyncio.Event()

    async def ask_many(self, queries: Sequence[RegisterQuery]) -> tuple[RegisterAnswer, ...]:
        self.asked += queries
        await self.answer.wait()
        return tuple(self._answer(query) for query in queries)


class Vanishing(Database):
    """A database that is away while it is said so."""

    gone = False

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        if self.gone:
            raise DatabaseAway
        with super().transaction() as connection:
            yield connection


@pytest.fixture
def rules(house: Installation) -> Rules:
    rules = publish(house, a_matter(a_step("look"), checks=CHECKS))
    begin(house, rules, just_launched(rules, NUMBER))
    return rules


async def planned(carrier: Carrier, rules: Rules) -> Plan:
    numbers = await carrier.claim((rules.matter.digest,), 10)
    return plan(await carrier.due(numbers)).first()


async def carried(carrier: Carrier, made: Plan, *, last_try: bool = True) -> int:
    """Run the tasks of the plan; how many found a register out of reach."""
    away = 0
    for node, numbers in made.cases.items():
        try:
            await carrier.carry(node, numbers, last_try=last_try)
        except OutOfReach:
            away += 1
    return away


def outcomes(house: Installation) -> list[FindingOutcome]:
    return [fact.finding.outcome for fact in facts_of(stored(house, NUMBER), CheckAnswered)]


def test_all_questions_are_out_before_any_task_begins(house: Installation, rules: Rules):
    async def whole() -> None:
        outside = Slow()
        carrier = Carrier(house, outside, "wave")
        made = await planned(carrier, rules)
        await carrier.ask_ahead(made)
        assert sorted(query.check for query in outside.asked) == ["first", "second"]
        outside.answer.set()
        assert await carried(carrier, made) == 0
        assert len(outside.asked) == 2
        await carrier.questions.end()
        await carrier.take_in()

    asyncio.run(whole())
    assert outcomes(house) == [FindingOutcome.MATCH] * 2


def test_what_was_answered_is_recorded_though_no_task_has_run_yet(
    house: Installation, rules: Rules
):
    async def whole() -> None:
        carrier = Carrier(house, Outside(), "wave")
        await carrier.ask_ahead(await planned(carrier, rules))

    asyncio.run(whole())
    assert outcomes(house) == [FindingOutcome.MATCH] * 2


def test_a_task_that_is_tried_again_asks_only_the_register_that_was_silent(
    house: Installation, rules: Rules
):
    outside = Outside()

    async def whole() -> None:
        silent = rules.matter.check("second").check.register_key
        outside.down = {silent}
        carrier = Carrier(house, outside, "wave")
        made = await planned(carrier, rules)
        await carrier.ask_ahead(made)
        assert await carried(carrier, made, last_try=False) == 1
        assert await carried(carrier, made, last_try=True) == 0
        await carrier.questions.end()
        await carrier.take_in()

    asyncio.run(whole())
    assert [query.check for query in outside.asked] == ["first", "second", "second"]
    assert sorted(outcomes(house)) == [FindingOutcome.MATCH, FindingOutcome.UNAVAILABLE]


def test_an_answer_that_could_not_be_recorded_is_not_forgotten(
    house: Installation, rules: Rules, database_url: str
):
    outside, database = Outside(), Vanishing(database_url, size=2)

    async def whole() -> None:
        carrier = Carrier(replace(house, database=database), outside, "wave")
        made = await planned(carrier, rules)
        database.gone = True
        await carrier.ask_ahead(made)
        database.gone = False
        assert outcomes(house) == []
        assert await carried(carrier, made) == 0
        await carrier.take_in()

    asyncio.run(whole())
    database.close()
    assert outcomes(house) == [FindingOutcome.MATCH] * 2
    assert len(outside.asked) == 2
