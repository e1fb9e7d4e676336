"""What people only read of registers is erased in its time, though the chain stays whole and nothing else changes."""

import asyncio
from datetime import timedelta

import pytest

from flows.installation import Installation
from forms.casefile.fact_lines import chain_differences, fact_lines
from matters.acts import Accept
from matters.case import Case, CheckAnswered, ValuesErased
from matters.limits import Limit
from matters.rules import Rules
from matters.standing import standing
from matters.verbs import found
from storage import cases
from storage.case_exports import kept_facts
from storage.fact_codec import ChainBroken
from tests.builders import a_check, a_matter, a_step
from tests.cases import a_case, a_finding, answered, facts_of, granted
from tests.houses import Clock, Outside, a_wave, begin, publish, stored

SAID = {"status": "在册", "note": "病历摘要"}
HALF_A_YEAR = timedelta(days=185)


@pytest.fixture
def rules(house: Installation) -> Rules:
    check = a_check(
        "title",
        keep=Limit.parse("6 months"),
        gives=dict.fromkeys(SAID, "text"),
        stops_if="status == '注销'",
        stops_because="已注销。",
    )
    return publish(house, a_matter(a_step("food"), checks=(check,)))


def closed(house: Installation, rules: Rules) -> Case:
    case = a_case(
        rules,
        Accept(),
        granted("food"),
        registers=lambda check, at: a_finding(check, at=at, values=SAID),
    )
    begin(house, rules, case)
    return case


def kept_apart(house: Installation) -> list[str]:
    with house.database.transaction() as connection:
        rows = connection.execute("select sealed from shown_values").fetchall()
    return [row[0] for row in rows]


def said(case: Case) -> dict[str, object]:
    (answer,) = facts_of(case, CheckAnswered)
    return dict(answer.finding.values)


def after_its_time(house: Installation, rules: Rules, clock: Clock) -> Case:
    case = closed(house, rules)
    asyncio.run(a_wave(house, Outside(), rules))
    clock.at += HALF_A_YEAR
    asyncio.run(a_wave(house, Outside(), rules, "later"))
    return stored(house, case.number)


def test_until_its_time_everything_is_read(house: Installation, rules: Rules) -> None:
    case = closed(house, rules)
    assert stored(house, case.number) == case
    assert len(kept_apart(house)) == 1
    assert "病历摘要" not in kept_apart(house)[0]


def test_in_its_time_what_people_only_read_is_gone_from_the_database(
    house: Installation, rules: Rules, clock: Clock
) -> None:
    case = after_its_time(house, rules, clock)
    assert len(facts_of(case, ValuesErased)) == 1
    assert kept_apart(house) == []
    assert said(case) == {"status": "在册"}
    assert standing(case).known["title"].values == {"status": "在册"}


def test_the_chain_is_whole_after_it_and_the_case_file_agrees(
    house: Installation, rules: Rules, clock: Clock
) -> None:
    case = after_its_time(house, rules, clock)
    with house.database.transaction() as connection:
        cases.verify(connection, case.number)
        lines = fact_lines(kept_facts(connection, case.number), case.facts)
        assert list(chain_differences(tuple(lines))) == []


@pytest.mark.parametrize("left", [{}, {"status": "在册"}])
def test_a_case_file_that_leaves_out_what_is_still_kept_does_not_agree(
    house: Installation, rules: Rules, left: dict[str, str]
) -> None:
    case = closed(house, rules)
    with house.database.transaction() as connection:
        lines = list(fact_lines(kept_facts(connection, case.number), case.facts))
    answer = lines[1].opened
    assert isinstance(answer, CheckAnswered)
    less = answer.model_copy(update={"finding": answer.finding.model_copy(update={"values": left})})
    lines[1] = lines[1].model_copy(update={"opened": less})
    told = [one.says.zh for one in chain_differences(tuple(lines))]
    assert any("与原始记录不一致" in one for one in told)


@pytest.mark.parametrize(
    "wrong", ["update shown_values set sealed = sealed || 'A'", "delete from shown_values"]
)
def test_what_somebody_alters_or_takes_away_is_found_out(
    house: Installation, rules: Rules, wrong: str
) -> None:
    case = closed(house, rules)
    with house.database.transaction() as connection:
        connection.execute(wrong)
    with pytest.raises(ChainBroken, match="fact 2"):
        stored(house, case.number)


def test_what_was_answered_after_an_erasure_is_missed_when_somebody_takes_it_away(
    house: Installation, rules: Rules, clock: Clock
) -> None:
    before = after_its_time(house, rules, clock)
    with house.database.transaction() as connection:
        held = cases.load(connection, house.keyring, before.number, lock=True)
        again = answered(a_finding("title", at=clock.at, values=SAID), clock.at)
        cases.append(connection, house.keyring, rules, held, found(rules, held.case, again))
        connection.execute("delete from shown_values")
    with pytest.raises(ChainBroken):
        stored(house, before.number)
