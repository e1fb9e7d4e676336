"""Acceptance (受理): its grounds, the law's silence, and the refusal to accept."""

from datetime import date

import pytest

from matters.acts import Accept, CheckAgain, RefuseToAccept, Supply
from matters.case import Accepted, FindingOutcome, NotAccepted, Outcome, StepOpened
from matters.due import DeemAccepted, RunCheck, due, wake_at
from matters.errors import ActRefused, CaseClosed, NotYours, StepNotOpen
from matters.expressions import Expression
from matters.spec import NotApplicable
from matters.standing import standing
from matters.verbs import Moment, deem_accepted, found, perform
from tests.builders import a_check, a_material, a_matter, a_step, a_visit, rules
from tests.cases import (
    MONDAY,
    TUESDAY,
    a_case,
    a_clerk,
    a_finding,
    a_signed_promise,
    after_the_machine,
    an_accepted_case,
    an_officer,
    answered,
    asked_for,
    every_register_is_down,
    fact_of,
    facts_of,
    on,
    open_steps,
    played,
    supplied,
)

STOPPED = rules(
    a_matter(
        checks=(
            a_check(
                "abnormal-list", stops_if="status != 'clean'", stops_because="已列入经营异常名录"
            ),
        )
    )
)
LADDER = rules(
    a_matter(
        checks=(a_check("title"),),
        materials=(a_material("premises", "check:title", "promise:premises", "upload"),),
    )
)
CHECKED = rules(a_matter(checks=(a_check("licence"),)))
TOO_LATE = on("2026-03-10")
"""The day after the fifth working day after Monday, 2 March 2026."""


def refuse(**more: str) -> RefuseToAccept:
    words = {"reason": "不属于本机关职权范围。", "basis": "行政许可法第三十二条第一款第（二）项"}
    return RefuseToAccept(**{**words, **more})


def test_acceptance_opens_the_first_steps_in_the_same_act():
    two = rules(a_matter(a_step("food"), a_step("fire"), a_step("water", after=("food",))))
    case = an_accepted_case(two)
    assert open_steps(two, case) == ["food", "fire"]
    assert {fact.at for fact in facts_of(case, StepOpened)} == {fact_of(case, Accepted).at}


def test_the_steps_of_a_case_are_fixed_by_its_acceptance():
    small = rules(a_matter(a_step("food"), a_step("fire", when="area_m2 > 50")))
    assert fact_of(an_accepted_case(small, area_m2=40), Accepted).steps == ("food",)
    assert fact_of(an_accepted_case(small, area_m2=60), Accepted).steps == ("food", "fire")


def test_a_visit_takes_place_only_for_a_step_that_waits_for_it():
    matter = a_matter(
        a_step("food"), a_step("fire", when="area_m2 > 50"), a_visit("fire", before=("fire",))
    )
    assert fact_of(an_accepted_case(rules(matter), area_m2=40), Accepted).steps == ("food",)


def test_only_the_hall_accepts():
    with pytest.raises(NotYours, match="Hall"):
        perform(rules(), a_case(rules()), Accept(), Moment(an_officer("food"), MONDAY))


def test_a_case_is_accepted_once():
    with pytest.raises(StepNotOpen):
        played(rules(), an_accepted_case(rules()), Accept())


def test_nothing_is_accepted_while_a_paper_is_missing():
    down = a_case(LADDER, registers=every_register_is_down)
    with pytest.raises(ActRefused, match="Still missing"):
        played(LADDER, down, Accept())


def test_a_register_that_is_down_leads_down_the_ladder_and_never_to_refusal():
    down = a_case(LADDER, registers=every_register_is_down)
    promised = played(LADDER, down, Supply(evidence=(a_signed_promise("premises", "premises"),)))
    uploaded = played(LADDER, down, supplied("premises"))
    for case in (promised, uploaded):
        assert open_steps(LADDER, played(LADDER, case, Accept())) == ["food"]


@pytest.mark.parametrize("outcome", set(FindingOutcome) - {FindingOutcome.MATCH})
def test_no_answer_of_a_register_refuses_or_stops_by_itself(outcome):
    case = a_case(STOPPED, registers=lambda check, at: a_finding(check, outcome, at))
    assert standing(case).outcome is None
    assert open_steps(STOPPED, played(STOPPED, case, Accept())) == ["food"]


def test_a_stop_needs_a_person():
    case = a_case(
        STOPPED, registers=lambda check, at: a_finding(check, at=at, values={"status": "listed"})
    )
    assert standing(after_the_machine(STOPPED, case)).outcome is None
    with pytest.raises(ActRefused, match="已列入经营异常名录"):
        played(STOPPED, case, Accept())
    assert standing(played(STOPPED, case, refuse())).outcome == Outcome.NOT_ACCEPTED


def test_where_nothing_can_be_done_acceptance_is_refused_with_the_way_to_go():
    leaf = NotApplicable(
        when=Expression.compile("area_m2 > 5000"), why="面积过大", go="请到省级窗口办理"
    )
    outside = rules(a_matter(not_applicable=(leaf,)))
    with pytest.raises(ActRefused, match="请到省级窗口办理"):
        played(outside, a_case(outside, area_m2=6000), Accept())


def test_an_application_to_which_no_step_applies_is_not_accepted_by_silence_either():
    none = rules(a_matter(a_step("fire", when="area_m2 > 50")))
    case = a_case(none, area_m2=40)
    with pytest.raises(ActRefused, match="Nothing in this matter applies"):
        played(none, case, Accept())
    assert DeemAccepted() not in due(none, case, TOO_LATE)


@pytest.mark.parametrize("lacking", ["reason", "basis"])
def test_not_accepting_states_its_reason_and_its_basis(lacking):
    with pytest.raises(ActRefused, match="article 32"):
        played(rules(), a_case(rules()), refuse(**{lacking: "  "}))


def test_not_my_department_names_the_competent_one_and_closes_the_case():
    case = played(rules(), a_case(rules()), refuse(competent="宁波海关"))
    assert fact_of(case, NotAccepted).competent == "宁波海关"
    assert standing(case).outcome == Outcome.NOT_ACCEPTED
    with pytest.raises(CaseClosed):
        played(rules(), case, Accept())


def test_silence_accepts_from_the_day_of_receipt_not_from_the_fifth_day():
    case = after_the_machine(rules(), a_case(rules()), TOO_LATE)
    accepted = fact_of(case, Accepted)
    assert accepted.deemed
    assert accepted.effective == date(2026, 3, 2)
    assert fact_of(case, StepOpened).counted_from == date(2026, 3, 2)


def test_on_the_last_day_the_hall_may_still_speak():
    case = a_case(rules())
    assert DeemAccepted() not in due(rules(), case, on("2026-03-09", hour=23))
    assert DeemAccepted() in due(rules(), case, TOO_LATE)
    told = after_the_machine(rules(), case)
    assert wake_at(rules(), standing(told), MONDAY) == on("2026-03-10", hour=0)


def test_silence_is_broken_by_a_notice():
    case = played(
        rules(a_matter(materials=(a_material("lease", required=False),))),
        a_case(rules()),
        asked_for("company.name"),
    )
    assert DeemAccepted() not in due(rules(), case, TOO_LATE)


def test_deeming_twice_accepts_once():
    case = a_case(rules())
    machine = Moment(a_clerk(), TOO_LATE)
    once = deem_accepted(rules(), case, machine)
    assert deem_accepted(rules(), once, machine) == once


def test_nothing_is_deemed_before_its_time():
    case = a_case(rules())
    assert deem_accepted(rules(), case, Moment(a_clerk(), TUESDAY)) == case


def test_a_late_acceptance_dates_from_receipt_too():
    case = played(rules(), a_case(rules()), Accept(), at=TOO_LATE)
    assert fact_of(case, Accepted).effective == date(2026, 3, 2)


@pytest.mark.parametrize("act", [refuse(), asked_for("company.name")])
def test_after_the_law_has_spoken_it_is_too_late_to_ask_or_to_refuse(act):
    with pytest.raises(ActRefused, match="counts as accepted"):
        played(rules(), a_case(rules()), act, at=TOO_LATE)


def test_a_corrected_answer_is_checked_again_before_acceptance():
    case = played(LADDER, a_case(LADDER), supplied(**{"company.uscc": "91330200MA2XKT002R"}))
    with pytest.raises(ActRefused, match="Still being checked"):
        played(LADDER, case, Accept())
    case = found(LADDER, case, answered(a_finding("title", at=TUESDAY)))
    assert open_steps(LADDER, played(LADDER, case, Accept(), at=TUESDAY)) == ["food"]


# Asking a register again


def test_a_register_that_a_person_has_asked_again_answers_before_acceptance():
    case = a_case(CHECKED)
    again = played(CHECKED, case, CheckAgain(check="licence"))
    assert [one.check for one in due(CHECKED, again, MONDAY) if isinstance(one, RunCheck)] == [
        "licence"
    ]
    with pytest.raises(ActRefused):
        played(CHECKED, again, Accept())


def test_only_a_register_that_was_asked_can_be_asked_again():
    with pytest.raises(ActRefused, match="answered before"):
        played(CHECKED, a_case(CHECKED), CheckAgain(check="nothing"))
