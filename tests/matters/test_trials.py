"""Trying a matter: virtual time, registers, acts that must be refused, and what differed."""

from datetime import date
from pathlib import Path

import pytest

from matters.case import FindingOutcome, Outcome
from matters.errors import OneGoError
from matters.identifiers import check_credit_code, check_id_number
from matters.mistakes import MistakesFound
from matters.reading import read_catalogue, read_matter
from matters.rules import Rules
from matters.workbench.subjects import invented
from matters.workbench.trials import run
from matters.workbench.trials_files import Tried, read_script, tried
from matters.workbench.trials_observed import Observed

FIXTURES = Path("docs/examples")
SHIPPED = read_catalogue(Path("matters/catalogue"))
STALL = read_matter(FIXTURES / "matters" / "breakfast-stall.yaml", SHIPPED)
RULES = Rules(STALL, SHIPPED.office, SHIPPED.calendar)
USUAL = (
    (FIXTURES / "scenarios" / "breakfast-stall.yaml").read_text("utf-8").partition("scenarios:")[0]
)
STRAIGHT = """
scenarios:
  - scenario: straight
    name: Straight
    outcome: granted
"""


@pytest.fixture
def try_out(tmp_path):
    """Scenarios of the breakfast stall, written after its usual applicant."""

    def tried_out(text: str) -> tuple[Tried, ...]:
        file = tmp_path / "breakfast-stall.yaml"
        file.write_text(USUAL + text.lstrip("\n"), encoding="utf-8")
        return tuple(tried(RULES, read_script(file)))

    return tried_out


def words(one: Tried) -> str:
    return " ".join(mistake.sentence("en") for mistake in one.wrong)


def days(one: Tried) -> dict[str, date]:
    assert one.run is not None
    return Observed(one.run).dates


def test_a_promise_that_nobody_knows_cannot_be_lacked(try_out):
    (one,) = try_out(STRAIGHT.replace("outcome:", "lacks: [food-saftey]\n    outcome:"))
    assert "Unknown material or promise “food-saftey”" in words(one)
    assert "food-safety" in words(one)


def test_a_scenario_that_says_only_its_outcome_is_tried(try_out):
    (one,) = try_out(STRAIGHT)
    assert one.right
    assert one.run is not None
    assert one.run.now.outcome == Outcome.GRANTED


def test_a_wrong_outcome_is_told_at_its_line(try_out):
    (one,) = try_out(STRAIGHT.replace("granted", "refused"))
    assert "it is “granted”" in words(one)
    assert one.wrong[0].line == len(USUAL.splitlines()) + 4


def test_an_outcome_may_stand_in_then(try_out):
    text = STRAIGHT.replace("    outcome: granted", "    then: {outcome: refused}")
    (one,) = try_out(text)
    assert one.wrong[0].path.endswith("then.outcome")


def test_an_act_waits_for_its_day(try_out):
    acts = "    acts: [{act: accept, on: +3 working days}]\n"
    (one,) = try_out("" + STRAIGHT + acts)
    assert days(one)["accepted"] == date(2026, 3, 10)


def test_an_act_may_name_a_date_and_the_launch_another(try_out):
    acts = "    starts: 2026-04-01 09:30\n    acts: [{act: accept, on: 2026-04-03}]\n"
    (one,) = try_out(STRAIGHT + acts)
    assert days(one)["accepted"] == date(2026, 4, 3)


def test_silence_counts_as_acceptance_when_its_day_has_passed(try_out):
    acts = "    acts: [{act: accept, on: +20 working days}]\n"
    (one,) = try_out(STRAIGHT + acts)
    assert one.run is not None
    assert one.run.now.accepted is not None
    assert one.run.now.accepted.deemed
    assert "never became possible" in words(one) or "was refused" in words(one)


def test_an_act_that_must_be_refused_and_is_makes_no_difference(try_out):
    acts = "    acts: [{act: withdraw, by: police, refuses: 综合窗口}]\n"
    (one,) = try_out(STRAIGHT + acts)
    assert "refused without saying" in words(one) or one.right


def test_an_act_that_must_be_refused_but_is_done_is_told(try_out):
    (one,) = try_out(STRAIGHT + "    acts: [{act: accept, refused: true}]\n")
    assert "had to be refused" in words(one)


def test_a_register_says_what_it_is_told_to_say_when_the_time_comes(try_out):
    text = (
        STRAIGHT
        + """    registers: {id-verify: {outcome: mismatch, after: 2 days}}
    acts: [{act: accept, on: +3 days}]
    then: {checks: {id-verify: mismatch, health-cert: match}}
"""
    )
    (one,) = try_out(text)
    assert one.run is not None
    assert one.run.now.findings["id-verify"].outcome == FindingOutcome.MISMATCH
    assert "id-verify" not in words(one)


def test_what_was_sent_is_compared_by_its_first_words(try_out):
    right = "    then: {notices: [received, accepted, done, granted:stall-card]}\n"
    (one,) = try_out(STRAIGHT + right)
    assert "“received” did not come" not in words(one)
    (other,) = try_out(STRAIGHT + "    then: {notices: [refused:stall-card]}\n")
    assert "“refused:stall-card” did not come" in words(other)


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        ("[{act: acept}]", "Did you mean “accept”"),
        ("[{act: send-back, at: stall-card}]", "lacks"),
        ("[{act: decide, at: stall-card, decision: granted, reason: x}]", "Did you mean “reasons”"),
        ("[{act: accept, on: tomorrow}]", "is no day"),
    ],
)
def test_an_act_that_is_written_wrongly_is_a_mistake_of_the_file(try_out, acts, said):
    with pytest.raises(MistakesFound, match=said):
        try_out(STRAIGHT + f"    acts: {acts}\n")


def test_a_name_that_the_matter_does_not_have_is_told_with_the_nearest(try_out):
    (one,) = try_out(STRAIGHT + "    results: {stal-card: granted}\n")
    assert "Did you mean “stall-card”" in words(one)


def test_the_same_scenario_tried_twice_gives_the_same_facts(try_out):
    (one,), (other,) = try_out(STRAIGHT), try_out(STRAIGHT)
    assert one.run is not None
    assert other.run is not None
    assert one.run.case == other.run.case


@pytest.mark.parametrize("adult", [True, False])
def test_invented_people_have_right_numbers(adult):
    today = date(2026, 3, 5)
    facts = invented(STALL, {"adult": adult}, today).facts
    for name, value in facts.items():
        if name.endswith("id_number"):
            assert check_id_number(str(value), today)
        if name.endswith("uscc"):
            assert check_credit_code(str(value))


def test_a_scenario_without_its_facts_is_told_not_raised():
    script = read_script(FIXTURES / "scenarios" / "breakfast-stall.yaml")
    wrong = script.file.scenarios[0].model_copy(update={"answers": {"foods": "$shoe_size"}})
    with pytest.raises(OneGoError, match="shoe_size"):
        run(RULES, script.file, wrong)
