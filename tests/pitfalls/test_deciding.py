"""Pitfalls 8, 9 and 15: refusals and remedies, whose seal, and the bundle beside its items."""

import pytest

from matters.acts import Decide
from matters.case import Outcome
from matters.errors import ActRefused
from matters.ledger import clocks
from matters.office import HALL
from matters.standing import standing
from tests.builders import a_step, an_item
from tests.cases import granted, on, played, refused
from tests.pitfalls import shipped
from tests.pitfalls.shipped import CATALOGUE
from tests.stepping import by, carried, does

REFUSED = shipped.played("open-a-restaurant", "food-refused")
GRANTED = shipped.played("open-a-restaurant", "fire-by-promise")

VERTICAL = ("tobacco", "tax", "customs", "central-bank")
"""Led from above, so that the department above reviews (Reconsideration Act 27)."""


def refusals() -> list[str]:
    return [key for key in REFUSED.letters if key.startswith("refused:")]


def test_08_a_refusal_without_reasons_or_basis_is_not_taken():
    rules, case = carried(a_step("food"))
    for reasons, basis in (("", "《食品安全法》第三十五条"), ("布局不符合要求。", " ")):
        act = Decide(step="food", decision="refused", reasons=reasons, basis=basis)
        with pytest.raises(ActRefused, match="reasons and its legal basis"):
            does(rules, case, by("food"), act)


def test_08_a_refusal_tells_both_remedies_with_sixty_days_and_six_months():
    assert refusals()
    for key in refusals():
        text = REFUSED.text(key)
        assert "60日内" in text
        assert "6个月内" in text
        assert "行政复议" in text
        assert "行政诉讼" in text
        assert "15日内" not in text


def test_08_reconsideration_goes_to_the_government_of_the_same_level_and_no_upper_department():
    for department in CATALOGUE.office.departments:
        if department.names_its_remedies and department.key not in VERTICAL:
            assert department.review_body.zh.endswith("人民政府"), department.key
            assert department.court.zh.endswith("法院"), department.key


def test_09_each_decision_bears_the_name_of_its_own_department_and_never_the_hall_s():
    office = CATALOGUE.office
    for shown in (REFUSED, GRANTED):
        decisions = [key for key in shown.letters if key.startswith(("granted:", "refused:"))]
        for key in decisions:
            step = shown.ran.rules.matter.step(key.split(":")[1])
            assert step.department not in (None, HALL)
            own = office.department(step.department or "")
            assert shown.letters[key].agency == own.name
    agencies = {one.agency for key, one in GRANTED.letters.items() if key.startswith("granted:")}
    assert len(agencies) > 1


@pytest.mark.parametrize("matter", CATALOGUE.matters, ids=lambda one: one.matter)
def test_09_no_shipped_item_is_decided_by_the_hall(matter):
    assert not [one.step for one in matter.steps if one.item and one.department == HALL]


def test_15_a_bundle_is_partly_granted_and_each_result_stands_for_itself():
    rules, case = carried(a_step("food"), a_step("fire"))
    case = played(rules, case, granted("food"), refused("fire"))
    now = standing(case)
    assert now.outcome == Outcome.PARTLY_GRANTED
    assert (now.step("food").status, now.step("fire").status) == ("granted", "refused")


def test_15_the_result_of_one_item_goes_out_before_the_bundle_is_done():
    rules, case = carried(a_step("food"), a_step("fire"))
    case = played(rules, case, granted("food"))
    from_facts = {one.key for one in shipped.called_for(rules, case)}
    assert "granted:food:1" in from_facts
    assert standing(case).outcome is None


def test_15_the_clock_of_the_bundle_hides_no_item_that_is_late():
    rules, case = carried(
        a_step("food", item=an_item("3 working days")),
        a_step("fire", item=an_item("20 working days")),
    )
    today = on("2026-03-10").date()
    lights = {
        one.key: light.colour
        for one in clocks(rules, standing(case), today)
        if one.kind == "T4" and (light := one.light(today))
    }
    assert lights == {"T4:food:1": "red", "T4:fire:1": "green"}
