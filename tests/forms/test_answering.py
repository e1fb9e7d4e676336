from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.answering import check_answers, check_supply
from forms.problems import NotApplicableHere
from matters.acts import Supply
from matters.case import Case, Finding, FindingOutcome
from matters.errors import AnswersWrong
from matters.fields import Answers
from matters.standing import standing
from tests.builders import a_check, a_step, rules
from tests.cases import MONDAY, a_case, a_finding, asked_for, every_register_is_down, supplied
from tests.forms.form_builders import (
    ID,
    TODAY,
    USCC,
    a_field,
    a_form_of,
    a_question,
    a_shop,
    options,
    shop_answers,
)

SHOP = a_shop()
TRADE = a_finding(
    "trade",
    values={"name": "宁波市示例餐饮店", "registered_since": "2019-05-06", "status": "存续"},
)


def checked(*findings: Finding, **changes: Any) -> Answers:
    return check_answers(SHOP, shop_answers(**changes), findings, TODAY)


def problems(*findings: Finding, **changes: Any) -> dict[str, str]:
    with pytest.raises(AnswersWrong) as wrong:
        checked(*findings, **changes)
    return {path: text.en for path, text in wrong.value.problems.items()}


def test_a_complete_form_is_kept_in_the_order_of_the_form():
    kept = checked()
    assert kept == shop_answers() | {"seats_doubled": 40}
    assert list(kept)[:3] == ["has_licence", "area_m2", "foods"]


def test_all_problems_are_said_at_once_in_the_order_of_the_form():
    said = problems(seats="many", company__uscc="123", area_m2=None, company__legal_rep_id=None)
    assert said == {
        "area_m2": "Please answer: area_m2",
        "company.uscc": "The credit code has 18 characters; 3 were given. Check it.",
        "company.legal_rep_id": "Fill in “legal_rep_id”.",
        "seats": "This should be a number, such as 1200 or 85.5, without a unit or other words.",
    }


def test_a_path_that_the_form_does_not_have_is_refused_with_the_nearest_one():
    assert problems(company__uscd="x") == {
        "company.uscd": "The form of this matter has no “company.uscd”. Is it “company.uscc”?"
    }


def test_blanks_are_no_answer():
    assert problems(company__legal_rep_id=" 　") == {
        "company.legal_rep_id": "Fill in “legal_rep_id”."
    }


def test_an_optional_field_may_stay_empty():
    assert "remark" not in checked(remark="  ")


def test_answers_to_what_is_not_visible_are_dropped():
    kept = checked(agent__name="李秀英", agent__mobile="wrong but nobody looks", stoves=4)
    assert not {"agent.name", "agent.mobile", "stoves"} & kept.keys()


def test_a_block_that_becomes_visible_is_asked_for():
    assert list(problems(filed_by="agent")) == ["agent.name", "agent.mobile"]


def test_a_hidden_answer_shows_nothing_else():
    matter = a_form_of(
        a_field("a", "yes-no"),
        a_field("b", "yes-no", when="a"),
        a_field("c", when="b", required=False),
    )
    kept = check_answers(matter, {"a": False, "b": True, "c": "x"}, (), TODAY)
    assert kept == {"a": False}


def test_conditions_may_look_at_fields_further_down():
    matter = a_form_of(a_field("first", when="second > 3"), a_field("second", "number"))
    assert check_answers(matter, {"first": "x", "second": 1}, (), TODAY) == {"second": 1}
    assert check_answers(matter, {"first": "x", "second": 4}, (), TODAY)["first"] == "x"


def test_fields_that_hide_each_other_are_settled_in_the_order_of_the_form():
    matter = a_form_of(
        a_field("a", when="not b", required=False), a_field("b", when="not a", required=False)
    )
    once = check_answers(matter, {"a": "x", "b": "y"}, (), TODAY)
    assert check_answers(matter, once, (), TODAY) == once
    assert len(once) == 1


def test_derived_values_are_computed_whatever_was_sent():
    assert checked(seats_doubled=99)["seats_doubled"] == 40


def test_a_derived_date_is_kept_as_a_date():
    matter = a_form_of(a_field("filed", "date", derive="received_on"))
    assert check_answers(matter, {}, (), TODAY) == {"filed": "2026-03-05"}


def test_a_derivation_that_cannot_be_computed_is_a_problem_of_its_field():
    matter = a_form_of(
        a_field("a", "number"), a_field("b", "number"), a_field("c", "decimal", derive="a / b")
    )
    with pytest.raises(AnswersWrong) as wrong:
        check_answers(matter, {"a": 1, "b": 0}, (), TODAY)
    assert list(wrong.value.problems) == ["c"]


def test_a_question_is_answered_from_a_register_when_the_applicant_says_nothing():
    assert checked(TRADE, registered_since=None)["registered_since"] == "2019-05-06"


def test_the_applicants_own_value_prevails_over_the_registers():
    assert checked(TRADE)["registered_since"] == "2020-01-02"


def test_a_finding_that_does_not_match_answers_nothing():
    other = a_finding("trade", FindingOutcome.MISMATCH, values=TRADE.values)
    assert "registered_since" in problems(other, registered_since=None)


def test_what_a_check_fills_is_not_missing_and_stays_the_checks():
    assert "company.name" not in checked(TRADE, company__name=None)


def test_what_a_check_will_still_fill_is_not_missing():
    assert "company.name" not in checked(company__name=None)


def test_a_register_that_is_still_being_asked_is_waited_for():
    pending = a_finding("trade", FindingOutcome.PENDING)
    assert "company.name" not in checked(pending, company__name=None)


def test_what_a_register_did_not_know_the_applicant_says():
    unknown = a_finding("trade", FindingOutcome.NO_RECORD)
    assert list(problems(unknown, company__name=None)) == ["company.name"]


def test_a_register_that_is_down_for_good_is_not_waited_for():
    down = a_finding("trade", FindingOutcome.UNAVAILABLE)
    assert list(problems(down, company__name=None)) == ["company.name"]


def test_a_check_that_cannot_be_asked_fills_nothing():
    matter = a_form_of(
        a_field("uscc", "credit-code", required=False),
        a_field("name"),
        checks=(a_check("trade", asks={"uscc": "uscc"}, fills={"name": "name"}),),
    )
    with pytest.raises(AnswersWrong) as wrong:
        check_answers(matter, {}, (), TODAY)
    assert list(wrong.value.problems) == ["name"]
    assert check_answers(matter, {"uscc": USCC}, (), TODAY) == {"uscc": USCC}


def test_none_of_any_number_of_options_is_an_answer():
    assert checked(foods=())["foods"] == ()
    assert checked(foods=None)["foods"] == ()


def test_a_required_field_of_options_needs_one():
    matter = a_form_of(a_field("equipment", "choices", options=options("alarm", "hydrant")))
    with pytest.raises(AnswersWrong) as wrong:
        check_answers(matter, {"equipment": ()}, (), TODAY)
    assert wrong.value.problems["equipment"].zh == "请选择“equipment”。"


def test_a_leaf_of_the_questions_says_why_and_where_to_go():
    with pytest.raises(NotApplicableHere) as refused:
        check_answers(SHOP, {"has_licence": False}, (), TODAY)
    assert refused.value.why.zh == "尚未领取营业执照。"
    assert refused.value.go.zh == "企业开办窗口。"


def test_a_leaf_waits_for_the_answers_that_it_hangs_on():
    with pytest.raises(NotApplicableHere):
        checked(area_m2=2, foods=())
    assert "foods" in problems(area_m2=2, foods=("warm",))
    assert "area_m2" in checked(area_m2=2, foods=("hot",), stoves=1)


def test_where_no_step_applies_nothing_is_launched():
    matter = a_form_of(
        steps=(a_step("food", when="wants"),), questions=(a_question("wants", "yes-no"),)
    )
    with pytest.raises(NotApplicableHere) as refused:
        check_answers(matter, {"wants": False}, (), TODAY)
    assert "information desk" in refused.value.text.en
    with pytest.raises(AnswersWrong):
        check_answers(matter, {}, (), TODAY)


def test_steps_that_hang_on_a_register_still_silent_are_waited_for():
    matter = a_form_of(
        a_field("uscc", "credit-code"),
        steps=(a_step("food", when="checks.trade.active"),),
        checks=(a_check("trade", asks={"uscc": "uscc"}, gives={"active": "yes-no"}),),
    )
    assert check_answers(matter, {"uscc": USCC}, (), TODAY) == {"uscc": USCC}
    closed = a_finding("trade", values={"active": False})
    with pytest.raises(NotApplicableHere):
        check_answers(matter, {"uscc": USCC}, (closed,), TODAY)


anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30),
    st.lists(st.sampled_from(["hot", "cold", "warm", ""]), max_size=3).map(tuple),
    st.sampled_from(["agent", "self", ID, USCC, "13800000000", "2026-03-05", "王建国", "20"]),
)  # fmt: skip
right = {
    "has_licence": st.just(True), "area_m2": st.floats(1, 200), "foods": st.just(("hot",)),
    "filed_by": st.sampled_from(["self", "agent"]), "company.uscc": st.just(USCC),
    "company.legal_rep_id": st.just(ID), "agent.name": st.just("王建国"),
    "agent.mobile": st.just("１３８00000000"), "seats": st.integers(0, 500), "stoves": st.just(" 3 "),
    "registered_since": st.just("2026年3月5日"), "company.name": st.just("　某店 "),
}  # fmt: skip
submissions = st.one_of(
    st.dictionaries(st.sampled_from([*SHOP.types, "unknown", "company"]), anything),
    st.fixed_dictionaries(
        right, optional={path: anything for path in SHOP.types if path not in right}
    ),
)


@settings(max_examples=200)
@given(answers=submissions, findings=st.sampled_from([(), (TRADE,)]))
def test_any_submission_gives_answers_or_says_what_is_wrong(answers: Answers, findings: Any):
    outcome = outcome_of(answers, findings)
    match outcome:
        case AnswersWrong():
            assert all(text.zh and text.en for text in outcome.problems.values())
            assert outcome.problems
        case NotApplicableHere():
            assert outcome.go.zh
        case kept:
            assert outcome_of(kept, findings) == kept
            assert "stoves" not in kept or "hot" in shown(kept["foods"])
            assert kept["filed_by"] == "agent" or not {"agent.name", "agent.mobile"} & kept.keys()


def outcome_of(answers: Answers, findings: Any) -> Answers | AnswersWrong | NotApplicableHere:
    try:
        return check_answers(SHOP, answers, findings, TODAY)
    except (AnswersWrong, NotApplicableHere) as refused:
        return refused


def shown(value: Any) -> tuple[str, ...]:
    assert isinstance(value, tuple)
    return value


SHOP_RULES = rules(SHOP)


def a_shop_case(*acts: Any, **changes: Any) -> Case:
    return a_case(SHOP_RULES, *acts, registers=lambda *_: TRADE, **checked(**changes))


def supply(case: Case, *, step: str = "acceptance", **answers: Any) -> Answers:
    said = {path.replace("__", "."): value for path, value in answers.items()}
    return check_supply(SHOP_RULES, case, supplied(step=step, **said)).answers


def wrong_supply(case: Case, **answers: Any) -> dict[str, str]:
    with pytest.raises(AnswersWrong) as wrong:
        supply(case, **answers)
    return {path: text.en for path, text in wrong.value.problems.items()}


def test_what_is_supplied_is_normalised_and_what_is_derived_follows():
    assert supply(a_shop_case(), seats="３０") == {"seats": 30, "seats_doubled": 60}


def test_only_what_was_asked_for_may_be_supplied():
    case = a_shop_case(asked_for("company.legal_rep_id"))
    assert supply(case, company__legal_rep_id=f" {ID} ") == {"company.legal_rep_id": ID}
    assert "not asked for" in wrong_supply(case, seats=30)["seats"]


def test_what_the_form_does_not_show_cannot_be_supplied_unasked():
    assert "not needed" in wrong_supply(a_shop_case(), stoves=3)["stoves"]


def test_an_officer_may_ask_for_what_the_form_does_not_show():
    case = a_shop_case(asked_for("agent.mobile"))
    assert supply(case, agent__mobile="138 0000 0000") == {"agent.mobile": "13800000000"}
    assert "begins with 13" in wrong_supply(case, agent__mobile="1")["agent.mobile"]


def test_unknown_and_derived_fields_are_not_supplied():
    said = wrong_supply(a_shop_case(), nothing=1, seats_doubled=3, seats=-1)
    assert list(said) == ["seats", "seats_doubled", "nothing"]
    assert "computed" in said["seats_doubled"]


def test_a_required_field_cannot_be_emptied():
    assert wrong_supply(a_shop_case(), seats="") == {"seats": "Fill in “seats”."}


def test_an_optional_field_can_be_emptied():
    assert supply(a_shop_case(remark="请电话联系"), remark=" ") == {"remark": None}


def test_what_a_correction_makes_visible_comes_with_it():
    case = a_shop_case()
    assert list(wrong_supply(case, filed_by="agent")) == ["agent.name", "agent.mobile"]
    agent = {"agent__name": "李秀英", "agent__mobile": "13800000000"}
    assert supply(case, filed_by="agent", **agent)["agent.name"] == "李秀英"


def test_what_a_correction_hides_is_taken_back():
    case = a_shop_case(filed_by="agent", agent__name="李秀英", agent__mobile="13800000000")
    assert supply(case, filed_by="self") == {
        "filed_by": "self", "agent.mobile": None, "agent.name": None,
    }  # fmt: skip


def test_papers_alone_need_no_complete_form():
    case = a_case(SHOP_RULES, registers=every_register_is_down, **shop_answers(seats=None))
    act = supplied("premises")
    assert check_supply(SHOP_RULES, case, act) is act


def test_an_empty_supply_is_left_to_the_verb():
    act = Supply()
    assert check_supply(SHOP_RULES, a_shop_case(), act) is act


def test_the_case_after_a_supply_is_a_form_that_would_be_accepted_again():
    case = a_shop_case()
    act = check_supply(SHOP_RULES, case, supplied(seats="12"))
    answers = standing(case).answers | act.answers
    assert check_answers(SHOP, answers, (TRADE,), MONDAY.date()) == answers
