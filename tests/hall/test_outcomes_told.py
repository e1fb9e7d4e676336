"""Whatever a register says, nobody is refused by it: each of the eight answers is told, and the paper has its way."""

from collections.abc import Sequence

import pytest

from flows.register_messages import RegisterAnswer, RegisterQuery
from hall.case_words import FINDINGS_SAID
from hall.house import Hall
from matters.acts import Accept, Supply
from matters.case import FindingOutcome, business_date
from matters.ladder import ladders_of
from matters.ladder_words import WHY_WORDS
from matters.office import HALL
from matters.plays_papers import Brought, evidence_of
from matters.spec import Matter
from matters.standing import Standing, standing
from storage import cases
from tests.hall.desk import signed_in
from tests.hall.town import Registers, Town

LICENCE = ("business-licence", "trade-licence")
PROVED = FindingOutcome.MATCH


class Saying(Registers):
    """Registers that say the same of every business licence."""

    def __init__(self, outcome: FindingOutcome) -> None:
        super().__init__()
        self.outcome = outcome

    async def ask_many(self, queries: Sequence[RegisterQuery]) -> tuple[RegisterAnswer, ...]:
        answers = await super().ask_many(queries)
        return tuple(
            answer.model_copy(update={"outcome": self.outcome, "ticket": "T"})
            if query.register_key in LICENCE
            else answer
            for query, answer in zip(queries, answers, strict=True)
        )

    async def poll(self, query: RegisterQuery, ticket: str) -> RegisterAnswer:
        return (await self.ask_many([query]))[0]


def now_of(hall: Hall, number: str) -> Standing:
    with hall.database.transaction() as connection:
        return standing(cases.load(connection, hall.keyring, number).case)


def supplied(matter: Matter, missing: frozenset[str]) -> Supply:
    return Supply(evidence=evidence_of(matter, Brought(uploads=missing), missing))


def seen_by_clerk(hall: Hall, path: str) -> str:
    browser = signed_in(hall, "chen")
    return browser.get(path).text


@pytest.mark.parametrize("outcome", FindingOutcome)
def test_each_answer_is_told_and_leaves_the_applicant_a_way(hall: Hall, outcome: FindingOutcome):
    town = Town(hall)
    town.outside = Saying(outcome)
    number = town.case("open-a-restaurant", "small-shop")
    assert FINDINGS_SAID[outcome][0].zh in seen_by_clerk(hall, f"/cases/{number}/checks")
    rules, now = town.rules_of(number), now_of(hall, number)
    today = business_date(hall.installation.clock())
    ladders = ladders_of(rules.matter, now, today)
    [licence] = [one for one in ladders if one.material.key == "business-licence"]
    assert (licence.by is not None) == (outcome is PROVED)
    if outcome is not PROVED:
        assert WHY_WORDS[licence.skipped[0].why].zh in seen_by_clerk(hall, f"/cases/{number}")
    # What was asked with the answer of this register was not asked: its papers come in as well.
    missing = frozenset(one.material.key for one in ladders if one.missing)
    assert bool(missing) == (outcome is not PROVED)
    if missing:
        town.act(number, supplied(rules.matter, missing), HALL)
    town.act(number, Accept(), HALL)
    assert now_of(hall, number).accepted is not None
