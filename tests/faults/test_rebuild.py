"""Random acts by anybody at any time on random small matters: what is kept is always what the facts give."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from flows.commands import act_on
from flows.installation import Installation
from flows.register_messages import RegisterAnswer, RegisterQuery
from matters.acts import Act
from matters.case import Case
from matters.errors import OneGoError
from matters.rules import Rules
from matters.spec import Matter
from matters.verbs import launch
from matters.words import Text
from tests.cases import MONDAY, Registers, a_clerk, a_launch, an_officer, whose
from tests.faults.books import Books
from tests.faults.seeds import SEED
from tests.houses import Clock, Outside, a_wave, begin, publish, stored
from tests.matters.random_matters import acts, likely_acts, random_rules, registers

people = st.sampled_from(["whose"] * 6 + ["hall", "fire"])
hours = st.sampled_from([0, 0, 0, 1, 26, 200, 400])
versions = count(1)


class Lots(Outside):
    """Registers that answer by lot."""

    def __init__(self, answer: Registers, clock: Clock) -> None:
        super().__init__()
        self._say, self._clock = answer, clock

    async def poll(self, query: RegisterQuery, ticket: str) -> RegisterAnswer:
        return self._answer(query)

    async def ask_many(self, queries: Sequence[RegisterQuery]) -> tuple[RegisterAnswer, ...]:
        return tuple(map(self._answer, queries))

    def _answer(self, query: RegisterQuery) -> RegisterAnswer:
        finding = self._say(query.check, self._clock.at)
        return RegisterAnswer(
            check=query.check,
            code="00",
            message=Text(zh="核验完成", en="checked"),
            outcome=finding.outcome,
            values={"status": "存续"},
            request_id=finding.request,
            ticket="T",
        )


class Story:
    """One case in a database, acted on by the commands of people and by waves."""

    def __init__(self, house: Installation, clock: Clock, matter: Matter, said: Registers) -> None:
        version = next(versions)
        self.house, self.clock, self.outside = house, clock, Lots(said, clock)
        self.rules = publish(house, matter.model_copy(update={"version": version}))
        self.number = f"330200001260302{version:06}"
        case = launch(self.rules, self.number, a_launch(clock.at, area_m2=60))
        begin(house, self.rules, case)

    @property
    def case(self) -> Case:
        return stored(self.house, self.number)

    def wave(self) -> None:
        asyncio.run(a_wave(self.house, self.outside, self.rules, f"wave {len(self.case.facts)}"))

    def act(self, act: Act, who: str) -> None:
        officials = {"hall": a_clerk(), "fire": an_officer("fire")}
        by = officials.get(who) or whose(self.rules, self.case, act)
        with suppress(OneGoError):
            act_on(self.house, self.number, act, by)

    def wrong(self) -> list[object]:
        books = Books(self.house, (self.number,))
        return [*books.stale_projections(), *books.notices_not_issued_once(), *books.broken_chains(),
                *books.gaps_in_numbers(), *books.open_incidents()]  # fmt: skip


@seed(SEED)
@settings(
    max_examples=60,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.data())
def test_what_is_kept_is_what_the_facts_give_after_every_act_and_wave(
    house: Installation, clock: Clock, data: st.DataObject
):
    clock.at = MONDAY
    rules: Rules = data.draw(random_rules())
    story = Story(house, clock, rules.matter, data.draw(registers()))
    for _ in range(data.draw(st.integers(1, 16))):
        clock.at += timedelta(hours=data.draw(hours))
        if data.draw(st.booleans()):
            story.wave()
            assert story.wrong() == []
        likely = st.sampled_from(likely_acts(story.rules, story.case))
        story.act(
            data.draw(acts if data.draw(st.integers(0, 5)) == 0 else likely), data.draw(people)
        )
        assert story.wrong() == []
