"""Work goes to a colleague or to another department: who may send it, and where the law forbids it."""

import pytest

from matters.acts import Copy, Take, Transfer, Urge
from matters.errors import ActRefused, NotYours, StepNotOpen
from matters.standing import standing
from tests.builders import a_step, a_visit
from tests.cases import granted, open_steps, status, work
from tests.stepping import a_head, a_part_of_work, by, carried, does


def to(account: str | None = None, department: str | None = None, step: str = "look") -> Transfer:
    return Transfer(step=step, to_account=account, to_department=department, reason="工作安排。")


def one_look():
    return carried(a_part_of_work("look", "food"), a_step("fire"))


def test_the_holder_gives_it_to_a_colleague():
    rules, case = one_look()
    case = does(rules, case, by("food"), Take(step="look"), to("food-02"))
    assert work(rules, case, "look").holder == "food-02"


def test_who_does_not_hold_it_gives_it_to_nobody_but_a_head_does():
    rules, case = one_look()
    case = does(rules, case, by("food"), Take(step="look"))
    with pytest.raises(ActRefused, match="Only a head"):
        does(rules, case, by("food", "02"), to("food-03"))
    case = does(rules, case, a_head("food"), to("food-03"))
    assert work(rules, case, "look").holder == "food-03"


def test_the_stand_in_of_the_holder_gives_it_on():
    rules, case = one_look()
    case = does(rules, case, by("food"), Take(step="look"))
    case = does(rules, case, by("food", "02", on_behalf="food-01"), to("food-03"))
    assert work(rules, case, "look").holder == "food-03"


def test_another_department_takes_it_over_and_the_first_has_it_no_more():
    rules, case = one_look()
    case = does(rules, case, by("food"), to(department="water"))
    with pytest.raises(NotYours):
        does(rules, case, by("food"), granted("look"))
    assert status(does(rules, case, by("water"), granted("look")), "look") == "granted"


def test_a_service_of_the_law_goes_to_no_other_department():
    rules, case = one_look()
    with pytest.raises(ActRefused, match="The law names"):
        does(rules, case, by("fire"), to(department="water", step="fire"))


@pytest.mark.parametrize("act", [to(), to(department="food"), to(department="moon")])
def test_it_goes_to_somebody_else_who_exists(act):
    rules, case = one_look()
    with pytest.raises(ActRefused):
        does(rules, case, by("food"), act)


def test_a_visit_goes_to_no_department_that_takes_part_already():
    visit = a_visit("food", "fire", before=("food", "fire"))
    rules, case = carried(visit, a_step("food"), a_step("fire"))
    with pytest.raises(ActRefused, match="takes part already"):
        does(rules, case, by("food"), to(department="fire", step="visit"))


def test_a_transfer_says_why():
    rules, case = one_look()
    with pytest.raises(ActRefused):
        does(rules, case, by("food"), to("food-02").model_copy(update={"reason": " "}))


def test_another_department_s_work_is_not_given_away():
    rules, case = one_look()
    with pytest.raises(NotYours):
        does(rules, case, by("water"), to("water-02"))


def test_the_counter_and_heads_hurry_a_step_and_officers_of_others_do_not():
    rules, case = one_look()
    hurry = Urge(step="look", text="请尽快办理。")
    for who in (by("hall", role="clerk"), by("bureau"), a_head("water")):
        assert len(does(rules, case, who, hurry).facts) == len(case.facts) + 1
    with pytest.raises(ActRefused, match="Only a head"):
        does(rules, case, by("water"), hurry)
    with pytest.raises(ActRefused):
        does(rules, case, by("bureau"), Urge(step="look", text=" "))


def test_a_step_that_is_done_is_not_hurried():
    rules, case = one_look()
    case = does(rules, case, by("food"), granted("look"))
    with pytest.raises(StepNotOpen):
        does(rules, case, by("bureau"), Urge(step="look", text="请尽快办理。"))


def test_a_copy_tells_a_department_that_exists_and_moves_nothing():
    rules, case = one_look()
    after = does(rules, case, by("food"), Copy(step="look", department="water"))
    assert open_steps(rules, after) == open_steps(rules, case)
    assert standing(after).steps["look"].status == "open"
    with pytest.raises(ActRefused):
        does(rules, case, by("food"), Copy(step="look", department="moon"))
