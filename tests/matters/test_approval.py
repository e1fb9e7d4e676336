"""A head approves what an officer proposes, and nobody the own; who acted here keeps away from there."""

import pytest

from matters.acts import Approve, AskForMore, ReturnProposal
from matters.errors import ActRefused, NotYours, StepNotOpen
from matters.standing import standing
from tests.builders import a_step
from tests.cases import TUESDAY, asked_for, granted, on, refused, status, work
from tests.stepping import a_head, a_part_of_work, by, carried, does

HEAD = a_head("food")


def proposed(*more, **changes):
    rules, case = carried(a_step("food", approval="head", **changes), *more)
    return rules, does(rules, case, by("food"), granted("food"))


def test_an_officer_proposes_and_a_head_approves():
    rules, case = proposed()
    assert status(case, "food") == "open"
    case = does(rules, case, HEAD, Approve(step="food"))
    assert status(case, "food") == "granted"
    assert standing(case).step("food").decided.proposed_by == "food-01"


def test_an_officer_approves_nothing():
    rules, case = proposed()
    with pytest.raises(ActRefused, match="Only a head"):
        does(rules, case, by("food", "02"), Approve(step="food"))


def test_no_head_approves_the_own_proposal():
    rules, case = carried(a_step("food", approval="head"))
    case = does(rules, case, HEAD, granted("food"))
    with pytest.raises(ActRefused, match="own proposal"):
        does(rules, case, HEAD, Approve(step="food"))


def test_nor_does_who_stands_in_for_the_proposer():
    rules, case = proposed()
    stand_in = by("food", "deputy", "head", on_behalf="food-01")
    with pytest.raises(ActRefused, match="own proposal"):
        does(rules, case, stand_in, Approve(step="food"))


def test_another_department_s_head_approves_nothing_here():
    rules, case = proposed()
    with pytest.raises(NotYours):
        does(rules, case, a_head("fire"), Approve(step="food"))


def test_nothing_is_approved_that_was_not_proposed():
    rules, case = carried(a_step("food", approval="head"))
    with pytest.raises(StepNotOpen):
        does(rules, case, HEAD, Approve(step="food"))


def test_a_proposal_comes_back_with_the_reason_and_may_be_made_again():
    rules, case = proposed()
    case = does(rules, case, HEAD, ReturnProposal(step="food", reason="依据不足。"))
    assert standing(case).step("food").returned == "依据不足。"
    case = does(rules, case, by("food"), refused("food"))
    assert status(does(rules, case, HEAD, Approve(step="food")), "food") == "refused"


def test_a_proposal_is_returned_only_with_a_reason():
    rules, case = proposed()
    with pytest.raises(ActRefused, match="Say why"):
        does(rules, case, HEAD, ReturnProposal(step="food", reason=" "))


def test_each_part_is_approved_for_itself():
    rules, case = carried(a_part_of_work("food", each=2, approval="head"))
    case = does(rules, case, by("food"), granted("food").model_copy(update={"part": "1"}))
    with pytest.raises(ActRefused, match="Choose the part"):
        does(rules, case, HEAD, Approve(step="food"))
    case = does(rules, case, HEAD, Approve(step="food", part="1"))
    own = standing(case).step("food")
    assert own.parts["1"].decided is not None
    assert own.status == "open"


def test_a_proposal_made_after_the_applicant_s_time_is_over_can_be_approved():
    rules, case = carried(a_step("food", approval="head"))
    asked: AskForMore = asked_for("company.name", step="food", days=1)
    case = does(rules, case, by("food"), asked)
    later = on("2026-03-09")
    case = does(rules, case, by("food"), granted("food"), at=later)
    assert "approve" in work(rules, case, "food").acts
    assert status(does(rules, case, HEAD, Approve(step="food"), at=later), "food") == "granted"


def test_who_proposed_keeps_away_from_the_check_after_the_head_s_approval():
    check = a_part_of_work("check", "food", after=("food",), apart_from=("food",))
    rules, case = proposed(check)
    case = does(rules, case, HEAD, Approve(step="food"))
    for who in (by("food"), HEAD):
        with pytest.raises(ActRefused, match="separation"):
            does(rules, case, who, granted("check"), at=TUESDAY)
    assert status(does(rules, case, by("food", "02"), granted("check")), "check") == "granted"


def test_a_head_who_acted_before_does_not_approve_a_step_apart_from_it():
    first = a_part_of_work("look", "food")
    second = a_part_of_work("check", "food", after=("look",), apart_from=("look",), approval="head")
    rules, case = carried(first, second)
    case = does(rules, case, HEAD, granted("look"))
    case = does(rules, case, by("food"), granted("check"))
    with pytest.raises(ActRefused, match="separation"):
        does(rules, case, HEAD, Approve(step="check"))


def test_only_who_decided_before_decides_the_step_that_is_the_same_person_s():
    rules, case = carried(
        a_part_of_work("look", "food"),
        a_part_of_work("close", "food", after=("look",), same_as="look"),
    )
    case = does(rules, case, by("food"), granted("look"))
    with pytest.raises(ActRefused, match="acts here too"):
        does(rules, case, by("food", "02"), granted("close"))
    assert status(does(rules, case, by("food"), granted("close")), "close") == "granted"
