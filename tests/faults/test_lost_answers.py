"""An answer that is lost on its way: the act is committed, nobody is told, and the same form comes again."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest

from flows.commands import Application, act_on, launch_case
from flows.installation import Installation
from flows.register_messages import Message, Receipt
from matters.acts import Accept
from matters.case import Accepted, NoticeDelivered, NoticeIssued
from matters.errors import Refused
from matters.rules import Rules
from storage import claims
from storage.database import Connection, Database, DatabaseAway
from storage.idempotency import Once
from tests.builders import restaurant
from tests.cases import MONDAY, a_clerk, a_launch, an_accepted_case, facts_of
from tests.houses import Clock, Outside, a_wave, begin, just_launched, publish, stored


class Interrupted(Database):
    """A database whose server dies just after the next commit, before it can say so."""

    dies = False
    gone = False
    """Away before the next transaction can begin."""

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        if self.gone:
            self.gone = False
            raise DatabaseAway
        with super().transaction() as connection:
            yield connection
        if self.dies:
            self.dies = False
            raise DatabaseAway


class DiesAfterTaking(Outside):
    """Takes the first messages over; then the database is away, so that nobody can write it down."""

    def __init__(self, database: Interrupted) -> None:
        super().__init__()
        self._database = database

    async def deliver_many(self, messages: Sequence[Message]) -> tuple[Receipt, ...]:
        self._database.gone = not self.messages
        return await super().deliver_many(messages)


@pytest.fixture
def database(database_url: str) -> Iterator[Interrupted]:
    database = Interrupted(database_url, size=2)
    yield database
    database.close()


@pytest.fixture
def house(house: Installation, database: Interrupted) -> Installation:
    return replace(house, database=database)


@pytest.fixture
def rules(house: Installation) -> Rules:
    return publish(house, restaurant())


def application(rules: Rules) -> Application:
    return Application(
        matter=rules.matter.matter,
        answers=a_launch(area_m2=60, by_promise=False).answers,
        delivery="electronic",
        consent_in="zh",
    )


def how_many(house: Installation) -> int:
    with house.database.transaction() as connection:
        return len(connection.execute("select number from cases").fetchall())


def test_an_application_sent_again_under_its_key_is_the_same_case(
    house: Installation, database: Interrupted, rules: Rules
):
    form, once = application(rules), Once("clerk-01", "k1", "form")
    database.dies = True
    with pytest.raises(DatabaseAway):
        launch_case(house, form, a_clerk(), once)
    number = launch_case(house, form, a_clerk(), once)
    assert launch_case(house, form, a_clerk(), once) == number
    assert how_many(house) == 1


def test_without_a_key_it_would_be_a_second_case(
    house: Installation, database: Interrupted, rules: Rules
):
    database.dies = True
    with pytest.raises(DatabaseAway):
        launch_case(house, application(rules), a_clerk())
    launch_case(house, application(rules), a_clerk())
    assert how_many(house) == 2


def accepting(house: Installation, rules: Rules) -> str:
    """A case that waits to be accepted."""
    case = just_launched(rules)
    begin(house, rules, case)
    asyncio.run(a_wave(house, Outside(), rules))
    return case.number


def test_an_act_sent_again_under_its_key_is_done_once(
    house: Installation, database: Interrupted, rules: Rules
):
    number, once = accepting(house, rules), Once("clerk-01", "k2", "accept")
    database.dies = True
    with pytest.raises(DatabaseAway):
        act_on(house, number, Accept(), a_clerk(), once)
    act_on(house, number, Accept(), a_clerk(), once)
    assert len(facts_of(stored(house, number), Accepted)) == 1


def test_without_a_key_the_second_time_is_refused_and_changes_nothing(
    house: Installation, database: Interrupted, rules: Rules
):
    number = accepting(house, rules)
    database.dies = True
    with pytest.raises(DatabaseAway):
        act_on(house, number, Accept(), a_clerk())
    with pytest.raises(Refused):
        act_on(house, number, Accept(), a_clerk())
    assert len(facts_of(stored(house, number), Accepted)) == 1


def test_a_message_whose_delivery_was_not_recorded_is_handed_over_under_the_same_key(
    house: Installation, database: Interrupted, rules: Rules
):
    case = an_accepted_case(rules)
    begin(house, rules, case)
    outside = DiesAfterTaking(database)
    with pytest.raises(DatabaseAway):
        asyncio.run(a_wave(house, outside, rules, "first"))
    assert facts_of(stored(house, case.number), NoticeDelivered) == ()
    later = replace(house, clock=Clock(MONDAY + claims.LEASE * 2))
    asyncio.run(a_wave(later, outside, rules, "second"))
    issued = facts_of(stored(house, case.number), NoticeIssued)
    assert len(issued) == len({fact.key for fact in issued})
    assert {f"{case.number}/{fact.key}" for fact in issued} == outside.messages.keys()
    assert max(len(sent) for sent in outside.messages.values()) == 2
