"""What a register has answered, or is being asked, is not asked again: at the counter, at the launch, in a wave."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager

import pytest

from flows.checking import Inquiry, inquiry_at
from flows.register_messages import RegisterAnswer, RegisterQuery
from hall.asking import Asker
from hall.counter.draft import begin
from matters.case import FindingOutcome
from matters.rules import checks_to_ask
from tests.cases import MONDAY
from tests.hall.counter import Clerk, a_play
from tests.houses import Outside, a_wave

PLAY = a_play("open-a-restaurant", "small-shop")


class Slow(Outside):
    """Registers that answer only when they are told to."""

    def __init__(self, outcome: FindingOutcome = FindingOutcome.MATCH) -> None:
        super().__init__()
        self.go_on = asyncio.Event()
        self.outcome = outcome

    def release(self) -> None:
        self.loop.call_soon_threadsafe(self.go_on.set)

    async def ask_many(self, queries: Sequence[RegisterQuery]) -> tuple[RegisterAnswer, ...]:
        self.loop = asyncio.get_running_loop()
        answers = await super().ask_many(queries)
        await self.go_on.wait()
        return tuple(one.model_copy(update={"outcome": self.outcome}) for one in answers)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator["Slow"]:
        yield self


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def asker(slow: Slow) -> Iterator[Asker]:
    asker = Asker(slow.connected)
    yield asker
    asker.close()


def a_question(clerk: Clerk) -> Inquiry:
    desk = begin(clerk.browser.hall.installation, "open-a-restaurant", "chen", "zh")
    desk = desk.with_draft(answers=PLAY.answers)
    now = desk.filling.standing
    use = next(iter(checks_to_ask(desk.matter, now, desk.on)))
    made = inquiry_at(desk.rules, f"draft-{desk.id}", now, use.key, "chen")
    assert made is not None
    return made


def test_the_same_question_at_the_same_time_is_asked_once(clerk, asker, slow):
    question = a_question(clerk)
    slow.go_on.set()
    heard = asker.ask((question, question), MONDAY, 2.0)
    assert [one.outcome for one in heard] == [FindingOutcome.MATCH] * 2
    assert len(slow.asked) == 1


def test_an_answer_that_came_too_late_is_there_for_whoever_asks_next(clerk, asker, slow):
    question = a_question(clerk)
    (gave_up,) = asker.ask((question,), MONDAY, 0.01)
    slow.release()
    (heard,) = asker.ask((question,), MONDAY, 2.0)
    assert (gave_up.outcome, heard.outcome) == (FindingOutcome.UNAVAILABLE, FindingOutcome.MATCH)
    assert len(slow.asked) == 1


def test_who_was_away_may_be_asked_again_at_once(clerk, asker, slow):
    question = a_question(clerk)
    slow.outcome = FindingOutcome.UNAVAILABLE
    slow.go_on.set()
    for _ in range(2):
        asker.ask((question,), MONDAY, 2.0)
    assert len(slow.asked) == 2


def test_other_inputs_are_another_question(clerk, asker, slow):
    question = a_question(clerk)
    inputs = dict.fromkeys(question.query.inputs, "另一个")
    other = Inquiry(
        question.case, question.use, question.query.model_copy(update={"inputs": inputs})
    )
    slow.go_on.set()
    asker.ask((question, other), MONDAY, 2.0)
    assert len(slow.asked) == 2


def test_what_the_counter_has_asked_is_taken_along_and_no_wave_asks_it_again(clerk):
    house = clerk.browser.hall.installation
    draft = clerk.prepare(PLAY)
    clerk.give_papers(draft, PLAY)
    clerk.launch(draft)
    with house.database.transaction() as connection:
        rules = house.rules(connection, PLAY.matter.digest)
    outside = Outside()
    asyncio.run(a_wave(house, outside, rules))
    assert outside.asked == []
