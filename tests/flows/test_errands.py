"""Errands of a wave: calls that go out once each, and other matters that are launched, told, or cannot be."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from flows.commands import act_on
from flows.installation import Installation
from flows.register_messages import Message, Receipt
from matters.acts import Accept, Act, AnswerCall, CallAgain, Withdraw
from matters.case import Actor, SystemCalled
from matters.delivery import channel_of
from matters.delivery_acts import ConfirmAddress
from matters.rules import Rules
from matters.spec import Call, Step, SubMatter
from matters.standing import standing
from storage import claims, incidents, published
from storage.database import DatabaseAway
from tests.builders import a_matter, a_step
from tests.cases import MONDAY, a_clerk, an_accepted_case, facts_of, granted
from tests.houses import Clock, Outside, a_wave, begin, publish, stored
from tests.stepping import a_part_of_work, by

NUMBER = "330200-2026-000001"
CHILD = "other-matter"


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
    rules = begun(house, CALL)
    outside = carry(house, rules, Outside())
    acts(house, NUMBER, by("food"), CallAgain(step="ask"))
    carry(house, rules, carry(house, rules, outside))
    calls = {key: sent for key, sent in outside.messages.items() if "/call:" in key}
    assert [len(sent) for sent in calls.values()] == [1, 1]


CALL = a_part_of_work("ask", "food", kind="call", call=Call(system="seals"))


class AnswersAtOnce(Outside):
    """The called system answers before anybody could note that it took the call."""

    def __init__(self, house: Installation) -> None:
        super().__init__()
        self._house = house

    async def deliver_many(self, messages: Sequence[Message]) -> tuple[Receipt, ...]:
        receipts = await super().deliver_many(messages)
        if any(self.is_first_call(message) for message in messages):
            acts(self._house, NUMBER, by("food"), AnswerCall(step="ask"))
            self.answered()
        return receipts

    def is_first_call(self, message: Message) -> bool:
        return message.channel == "system" and len(self.messages[message.key]) == 1

    def answered(self) -> None:
        """What happens next."""


class AnswersAndDies(AnswersAtOnce):
    """And the worker dies before it can note the receipt."""

    def answered(self) -> None:
        raise DatabaseAway


def calls_and_receipts(house: Installation, outside: Outside) -> tuple[list[int], list[str]]:
    """How often each call was handed over, and the receipts that the case knows."""
    sent = [len(every) for key, every in outside.messages.items() if "/call:" in key]
    known = facts_of(stored(house, NUMBER), SystemCalled)
    return sent, [fact.request for fact in known]


def test_the_receipt_of_a_call_that_was_answered_first_is_kept(house: Installation) -> None:
    rules = begun(house, CALL)
    outside = carry(house, rules, AnswersAtOnce(house))
    assert standing(stored(house, NUMBER)).step("ask").status == "answered"
    assert calls_and_receipts(house, outside) == ([1], [f"R-{NUMBER}/call:ask:1"])


def test_the_receipt_of_a_call_that_was_answered_before_a_crash_is_fetched_under_its_key(
    house: Installation,
) -> None:
    rules = begun(house, CALL)
    outside = AnswersAndDies(house)
    with pytest.raises(DatabaseAway):
        carry(house, rules, outside)
    assert standing(stored(house, NUMBER)).step("ask").status == "answered"
    assert calls_and_receipts(house, outside) == ([1], [])
    later = replace(house, clock=Clock(MONDAY + claims.LEASE * 2))
    carry(later, rules, outside)
    assert calls_and_receipts(house, outside) == ([2], [f"R-{NUMBER}/call:ask:1"])
    with house.database.transaction() as connection:
        assert claims.waiting(connection, MONDAY + timedelta(hours=1)) == {}


def test_who_is_answered_before_the_machine_has_begun_is_not_called(house: Installation) -> None:
    rules = begun(house, CALL)
    acts(house, NUMBER, by("food"), AnswerCall(step="ask"))
    assert calls_and_receipts(house, carry(house, rules, Outside())) == ([], [])


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


@pytest.mark.parametrize(
    ("confirmed", "channel"),
    [
        (ConfirmAddress(channel="pick-up"), "pick-up"),
        (ConfirmAddress(channel="post", address="中山西路1号"), "post"),
    ],
)
def test_what_was_confirmed_since_the_launch_holds_for_the_notices_of_the_other_case(
    house: Installation, confirmed: ConfirmAddress, channel: str
) -> None:
    publish(house, a_matter(a_step("food"), matter=CHILD))
    rules = begun(house, SUB)
    acts(house, NUMBER, a_clerk(), confirmed)
    carry(house, rules, Outside())
    child = standing(stored(house, the_child(house)))
    assert channel_of(child) == channel
    assert child.address is not None
    assert child.address.address == confirmed.address


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
