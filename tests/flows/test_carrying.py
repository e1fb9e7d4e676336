"""What a wave does to its cases, without Prefect: checks, notices, deliveries, and one bad case among good ones."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from flows.carrying import OutOfReach
from flows.installation import Installation
from flows.register_messages import Message, Receipt
from flows.register_refusals import DeliveryFailed
from forms.press import press
from matters.case import FindingOutcome, Outcome
from matters.rules import Rules
from matters.standing import standing
from matters.verbs import launch
from storage import claims, incidents
from tests.builders import restaurant
from tests.cases import MONDAY, a_launch, an_accepted_case, granted, issued, played
from tests.forms.font_builders import NOBODYS, install_font
from tests.houses import Outside, a_wave, begin, just_launched, publish, stored

NUMBERS = ("330200001260302000001", "330200001260302000002")


@pytest.fixture
def rules(house: Installation) -> Rules:
    return publish(house, restaurant())


def carry(house: Installation, rules: Rules, outside: Outside | None = None) -> Outside:
    outside = outside or Outside()
    asyncio.run(a_wave(house, outside, rules))
    return outside


def count(house: Installation, sql: str) -> int:
    with house.database.transaction() as connection:
        row = connection.execute(sql).fetchone()
    assert row is not None
    return int(row[0])


def test_a_wave_asks_the_registers_and_opens_the_acceptance(
    house: Installation, rules: Rules
) -> None:
    case = just_launched(rules)
    begin(house, rules, case)
    outside = carry(house, rules)
    now = standing(stored(house, case.number))
    assert len(outside.asked) == len(rules.matter.checks)
    assert {finding.outcome for finding in now.findings.values()} == {FindingOutcome.MATCH}
    assert now.acceptance_opened is not None


def test_every_notice_is_issued_once_and_delivered_once(house: Installation, rules: Rules) -> None:
    case = an_accepted_case(rules)
    begin(house, rules, case)
    outside = carry(house, rules)
    carry(house, rules, outside)
    now = standing(stored(house, case.number))
    assert now.issued.keys() == now.delivered.keys() != set()
    assert all(len(sent) == 1 for sent in outside.messages.values())


def test_a_register_that_is_down_holds_nobody_up(house: Installation, rules: Rules) -> None:
    case = just_launched(rules)
    begin(house, rules, case)
    outside = Outside()
    outside.down = {rules.matter.checks[0].check.register_key}
    carry(house, rules, outside)
    now = standing(stored(house, case.number))
    assert now.findings[rules.matter.checks[0].key].outcome == FindingOutcome.UNAVAILABLE
    assert now.acceptance_opened is not None
    assert now.outcome is None


def test_numbers_of_notices_have_no_gap(house: Installation, rules: Rules) -> None:
    for number in NUMBERS:
        case = an_accepted_case(rules).model_copy(update={"number": number})
        begin(house, rules, case)
    carry(house, rules)
    gaps = (
        "select count(*) from number_series s where last <>"
        " (select count(*) from notices n where n.department = s.department"
        " and n.series = s.series and n.year = s.year)"
    )
    assert count(house, "select count(*) from notices") > 0
    assert count(house, gaps) == 0


def test_one_bad_case_gets_an_incident_and_the_others_go_on(
    house: Installation, rules: Rules
) -> None:
    for number in NUMBERS:
        begin(house, rules, just_launched(rules, number))
    with house.database.transaction() as connection:
        # A text in the place of the first case's receipt number makes its notice impossible.
        connection.execute(
            "insert into notices select number, 'received', 'receipt', 'hall', null, 'x', 2020, 1,"
            " 'x', 'x', '', now() from cases where number = %s",
            (NUMBERS[0],),
        )
    carry(house, rules)
    with house.database.transaction() as connection:
        assert [one.case for one in incidents.unresolved(connection)] == [NUMBERS[0]]
    assert "received" in standing(stored(house, NUMBERS[1])).delivered


def test_two_waves_never_carry_the_same_case_at_once(house: Installation, rules: Rules) -> None:
    case = just_launched(rules)
    begin(house, rules, case)
    with house.database.transaction() as connection:
        digests = (rules.matter.digest,)
        first = claims.claim(connection, claims.Lease("one", MONDAY), digests, 10)
        second = claims.claim(connection, claims.Lease("two", MONDAY), digests, 10)
        after = claims.Lease("three", MONDAY + claims.LEASE * 2)
        late = claims.claim(connection, after, digests, 10)
    assert first == (case.number,)
    assert second == ()
    assert late == first


def test_a_late_word_of_a_wave_does_not_hold_what_it_released(
    house: Installation, rules: Rules
) -> None:
    case = just_launched(rules)
    begin(house, rules, case)
    with house.database.transaction() as connection:
        lease = claims.Lease("one", MONDAY)
        taken = claims.claim(connection, lease, (rules.matter.digest,), 10)
        claims.release(connection, lease.wave, taken)
        claims.hold(connection, lease, taken)
        next_one = claims.Lease("two", MONDAY)
        again = claims.claim(connection, next_one, (rules.matter.digest,), 10)
    assert again == taken == (case.number,)


def test_a_whole_case_ends_with_its_completion_delivered(house: Installation, rules: Rules) -> None:
    steps = [*(granted(key) for key in "abcdefg"), issued("h")]
    case = played(rules, an_accepted_case(rules), *steps)
    begin(house, rules, case)
    carry(house, rules)
    now = standing(stored(house, case.number))
    assert now.outcome == Outcome.GRANTED
    assert "done" in now.delivered


class OneBadAddress(Outside):
    """A channel that refuses every batch with one receiver in it."""

    async def deliver_many(self, messages: Sequence[Message]) -> tuple[Receipt, ...]:
        if any(one.case_number == NUMBERS[0] for one in messages):
            raise DeliveryFailed(len(messages))
        return await super().deliver_many(messages)


def test_one_message_that_is_refused_holds_up_no_other(house: Installation, rules: Rules) -> None:
    for number in NUMBERS:
        begin(house, rules, just_launched(rules, number))
    with pytest.raises(OutOfReach):
        carry(house, rules, OneBadAddress())
    assert "received" not in standing(stored(house, NUMBERS[0])).delivered
    assert "received" in standing(stored(house, NUMBERS[1])).delivered


def test_a_notice_with_a_character_that_no_font_has_waits_unnumbered_until_the_font_is_there(
    house: Installation, rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    rare, plain = NUMBERS
    said = a_launch(**{"company.name": f"宁波{NOBODYS}记餐饮有限公司"})
    begin(house, rules, launch(rules, rare, said))
    begin(house, rules, just_launched(rules, plain))
    carry(house, rules)
    assert standing(stored(house, rare)).issued == {}
    assert (
        count(house, "select max(sequence) from notices") == 1
    )  # the first number went to the other
    with house.database.transaction() as connection:
        (incident,) = incidents.unresolved(connection)
        assert incident.case == rare
        assert f"“{NOBODYS}”（U+3FF00）" in incident.sentence.zh
        incidents.resolve(connection, incident.id, "admin", house.clock())
    install_font(tmp_path / "own")
    carry(house, rules)
    press.cache_clear()
    assert "received" in standing(stored(house, rare)).delivered
    assert count(house, "select max(sequence) from notices") == 2
