"""Another department looks a paper up in its own files: it holds up grants and nothing else."""

import pytest

from matters.acts import Accept, AskVerification, SettleObjection, Supply, Verify
from matters.case import FindingOutcome, Launched, VerificationAsked
from matters.errors import ActRefused, NotYours, StepNotOpen
from matters.ladder import ladder_of
from matters.spec import Material
from matters.standing import standing
from matters.verbs import launch
from matters.work import open_work
from tests.builders import a_check, a_matter, a_step
from tests.builders import rules as rules_of
from tests.cases import (
    TUESDAY,
    a_case,
    a_clerk,
    a_finding,
    a_launch,
    an_upload,
    checked,
    every_register_is_down,
    facts_of,
    granted,
    on,
    status,
)
from tests.stepping import by, does

TITLE = Material(
    key="title", name="不动产权证明", basis="测试依据", **{"for": ("food",)},
    ladder=(
        {"kind": "check", "key": "title"},
        {"kind": "verification", "key": "water", "within": "5 working days"},
        {"kind": "upload"},
    ),
)  # fmt: skip
RULES = rules_of(
    a_matter(a_step("food"), a_step("fire"), checks=(a_check("title"),), materials=(TITLE,))
)


def said(outcome):
    return lambda check, at: a_finding(check, outcome, at)


def no_record():
    return a_case(RULES, registers=said(FindingOutcome.NO_RECORD))


def found(case):
    return ladder_of(RULES.matter, standing(case), TITLE)


def test_a_department_is_asked_by_itself_where_the_register_has_no_record():
    (asked,) = facts_of(no_record(), VerificationAsked)
    assert (asked.department, asked.until, asked.by.role) == (
        "water",
        on("2026-03-09").date(),
        "machine",
    )


@pytest.mark.parametrize("outcome", [FindingOutcome.UNAVAILABLE, FindingOutcome.PENDING])
def test_nobody_is_asked_by_itself_while_the_register_may_still_answer(outcome):
    case = a_case(
        RULES, registers=lambda check, at: a_finding(check, outcome, at, ask_again_at=TUESDAY)
    )
    assert facts_of(case, VerificationAsked) == ()


def test_the_counter_asks_by_a_click_while_a_register_is_away():
    case = a_case(RULES, registers=every_register_is_down)
    case = does(RULES, case, a_clerk(), AskVerification(material="title"))
    assert found(case).awaited
    with pytest.raises(ActRefused):
        does(RULES, case, a_clerk(), AskVerification(material="title"))


def test_a_department_that_has_nothing_to_do_with_the_paper_asks_for_nothing():
    case = a_case(RULES, registers=every_register_is_down)
    with pytest.raises(NotYours):
        does(RULES, case, by("police"), AskVerification(material="title"))


def test_a_verification_stops_no_acceptance_and_holds_up_only_who_reads_the_paper():
    case = does(RULES, no_record(), a_clerk(), Accept())
    case = does(RULES, case, by("fire"), granted("fire"))
    assert status(case, "fire") == "granted"
    with pytest.raises(ActRefused, match="being verified"):
        does(RULES, case, by("food"), granted("food"))


def test_the_department_has_it_as_work_with_its_own_day_and_answers_it():
    case = no_record()
    (work,) = [one for one in open_work(RULES, case) if one.department == "water"]
    assert (work.kind, work.due, work.acts) == (
        "verification",
        on("2026-03-09").date(),
        frozenset({"verify"}),
    )
    case = does(RULES, case, by("water"), Verify(material="title", outcome="match", note="属实"))
    assert found(case).by == TITLE.ladder[1]
    assert not [one for one in open_work(RULES, case) if one.department == "water"]
    case = does(RULES, case, a_clerk(), Accept())
    assert status(does(RULES, case, by("food"), granted("food")), "food") == "granted"


def test_nobody_else_answers_and_nobody_twice():
    case, answer = no_record(), Verify(material="title", outcome="match")
    with pytest.raises(NotYours):
        does(RULES, case, by("food"), answer)
    case = does(RULES, case, by("water"), answer)
    with pytest.raises(StepNotOpen):
        does(RULES, case, by("water"), answer)


def test_what_no_department_finds_the_applicant_brings_even_after_acceptance():
    case = does(RULES, no_record(), a_clerk(), Accept())
    case = does(RULES, case, by("water"), Verify(material="title", outcome="no-record"))
    assert [one.why for one in found(case).skipped] == ["no-record", "no-record", "not-chosen"]
    case = does(RULES, case, a_clerk(), Supply(evidence=(an_upload("title"),)))
    assert found(case).by == TITLE.ladder[2]


def test_a_paper_that_came_makes_nobody_ask():
    case = a_case(RULES, registers=every_register_is_down)
    case = does(RULES, case, a_clerk(), Supply(evidence=(an_upload("title"),)))
    assert facts_of(case, VerificationAsked) == ()
    with pytest.raises(ActRefused):
        does(RULES, case, a_clerk(), AskVerification(material="title"))


def objected():
    said_wrong = {"checks.title": "本人从未出售该房屋。"}
    received = a_launch()
    fact = Launched(**{**received.model_dump(), "objections": said_wrong})
    case = launch(RULES, "330200-2026-000001", fact)
    return checked(RULES, case, registers=said(FindingOutcome.MISMATCH))


def test_the_own_paper_stands_against_a_register_until_a_person_decides():
    case = does(RULES, objected(), a_clerk(), Supply(evidence=(an_upload("title"),)))
    assert (found(case).by, found(case).skipped[0].why) == (TITLE.ladder[2], "objected")
    settle = SettleObjection(check="title", holds=False, reason="与原始登记簿核对，记录无误。")
    case = does(RULES, case, a_clerk(), settle)
    assert (found(case).by, found(case).skipped[0].why) == (None, "mismatch")
    with pytest.raises(ActRefused, match="settled"):
        does(RULES, case, a_clerk(), settle)


def test_an_objection_is_settled_with_a_reason_and_only_where_there_is_one():
    with pytest.raises(ActRefused, match="Say why"):
        does(RULES, objected(), a_clerk(), SettleObjection(check="title", holds=True, reason=" "))
    with pytest.raises(ActRefused, match="Nobody objects"):
        does(
            RULES, no_record(), a_clerk(), SettleObjection(check="title", holds=True, reason="属实")
        )
