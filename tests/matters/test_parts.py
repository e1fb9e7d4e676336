"""Parts of a step: who may add, drop and end them, and when enough have agreed."""

import pytest

from matters.acts import AddPart, Decide, DropPart, Finish, Take, Transfer
from matters.errors import ActRefused, NotYours, StepNotOpen
from matters.notices import notices
from matters.standing import standing
from tests.cases import refused, status
from tests.stepping import a_head, a_part_of_work, by, carried, does

WHY = "情况有变。"


def an_opinion(**changes):
    """Fire and water are asked; the food bureau's own step."""
    return a_part_of_work("views", "food", kind="opinion", departments=("fire", "water"), **changes)


def agreed(part: str, step: str = "views") -> Decide:
    return Decide(step=step, part=part, decision="agreed")


def test_a_department_that_signs_does_not_drop_the_signature_of_another():
    rules, case = carried(an_opinion())
    with pytest.raises(NotYours):
        does(rules, case, by("fire"), DropPart(step="views", part="water", reason=WHY))


def test_a_department_that_signs_does_not_end_the_opinion_early():
    rules, case = carried(an_opinion(adds=True))
    case = does(rules, case, by("fire"), agreed("fire"))
    with pytest.raises(NotYours):
        does(rules, case, by("water"), Finish(step="views", reason=WHY))


@pytest.mark.parametrize("department", ["food", "bureau"])
def test_the_step_s_own_department_and_the_leading_one_drop_a_signature(department):
    rules, case = carried(an_opinion())
    case = does(rules, case, by("fire"), agreed("fire"))
    case = does(rules, case, by(department), DropPart(step="views", part="water", reason=WHY))
    assert status(case, "views") == "agreed"


def test_who_signs_adds_another_only_where_the_step_says_so():
    rules, case = carried(an_opinion(adds=True))
    case = does(rules, case, by("fire"), AddPart(step="views", department="signs"))
    assert "signs" in standing(case).step("views").parts
    rules, case = carried(an_opinion())
    with pytest.raises(NotYours):
        does(rules, case, by("fire"), AddPart(step="views", department="signs"))


def test_no_department_signs_twice():
    rules, case = carried(an_opinion())
    with pytest.raises(ActRefused, match="already"):
        does(rules, case, by("food"), AddPart(step="views", department="fire"))


def test_the_last_part_is_not_dropped():
    rules, case = carried(a_part_of_work("tables", "food", each=1))
    with pytest.raises(ActRefused, match="has to stay"):
        does(rules, case, by("food"), DropPart(step="tables", part="1", reason=WHY))


def test_nobody_ends_a_step_early_before_anybody_has_said_a_word():
    rules, case = carried(a_part_of_work("tables", "food", each=2))
    with pytest.raises(ActRefused, match="Nobody has decided"):
        does(rules, case, by("food"), Finish(step="tables", reason=WHY))


def test_a_step_that_ends_early_ends_as_most_have_said():
    rules, case = carried(a_part_of_work("tables", "food", each=3))
    case = does(rules, case, by("food"), Decide(step="tables", part="1", decision="granted"))
    case = does(rules, case, by("food"), Finish(step="tables", reason=WHY))
    assert status(case, "tables") == "granted"


def test_a_quorum_above_the_parts_that_are_there_refuses_nobody():
    rules, case = carried(a_part_of_work("tables", "food", each=1, quorum=3))
    assert status(case, "tables") == "open"
    case = does(rules, case, by("food"), Decide(step="tables", part="1", decision="granted"))
    assert status(case, "tables") == "granted"


def test_a_part_that_is_decided_is_not_decided_again():
    rules, case = carried(an_opinion())
    case = does(rules, case, by("fire"), agreed("fire"))
    with pytest.raises(StepNotOpen):
        does(rules, case, by("fire"), agreed("fire"))


def test_a_part_is_chosen_to_be_taken_in_hand():
    rules, case = carried(a_part_of_work("tables", "food", each=2))
    with pytest.raises(ActRefused, match="Choose the part"):
        does(rules, case, by("food"), Take(step="tables"))
    case = does(rules, case, by("food"), Take(step="tables", part="2"))
    assert standing(case).step("tables").holders == {"2": "food-01"}


def test_a_part_that_was_dropped_leaves_no_holder_to_the_next_of_its_number():
    rules, case = carried(a_part_of_work("tables", "food", each=2, adds=True))
    case = does(rules, case, by("food"), Take(step="tables", part="2"))
    case = does(rules, case, by("food"), DropPart(step="tables", part="2", reason=WHY))
    case = does(rules, case, by("food"), AddPart(step="tables", reason=WHY))
    own = standing(case).step("tables")
    assert (list(own.parts), own.holders) == (["1", "2"], {})


def test_the_lead_adds_a_part_for_the_step_s_own_department():
    rules, case = carried(a_part_of_work("tables", "food", each=1, adds=True))
    case = does(rules, case, a_head(), AddPart(step="tables", reason=WHY))
    assert standing(case).step("tables").parts["2"].part.department == "food"


def test_a_step_refused_by_its_parts_is_told_once():
    rules, case = carried(a_part_of_work("tables", "food", each=2))
    case = does(rules, case, by("food"), refused("tables").model_copy(update={"part": "1"}))
    told = [one.key for one in notices(rules, standing(case)) if one.step == "tables"]
    assert told == ["refused:tables:1"]


def test_a_part_of_an_opinion_goes_to_another_department_and_keeps_its_name():
    rules, case = carried(an_opinion())
    act = Transfer(step="views", part="fire", to_department="signs", reason=WHY)
    case = does(rules, case, by("fire"), act)
    case = does(rules, case, by("signs"), agreed("fire"))
    assert standing(case).step("views").parts["fire"].decided is not None
