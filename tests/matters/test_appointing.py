"""The days in view of which a visit or a hearing is fixed: its own, and those of the items that wait for it."""

from datetime import date

from matters.appointing import Due, due_around, passed_by
from matters.standing import standing
from matters.steps import Step
from tests.builders import a_matter, a_step, a_visit, an_item, rules
from tests.cases import an_accepted_case

FOOD, FIRE = date(2026, 3, 16), date(2026, 3, 6)
"""Ten and four working days after Monday, 2 March 2026."""


def dues_of(step: Step, *others: Step) -> tuple[Due, ...]:
    its_rules = rules(a_matter(step, *others))
    now = standing(an_accepted_case(its_rules))
    return due_around(its_rules, now, its_rules.matter.step(step.step))


def two_items() -> tuple[Step, Step]:
    food = a_step("food", item=an_item("10 working days"))
    return food, a_step("fire", item=an_item("4 working days"))


def test_a_visit_is_fixed_in_view_of_every_item_that_waits_for_it():
    visit = a_visit("food", "fire", before=("food", "fire"))
    assert dues_of(visit, *two_items()) == (Due("food", FOOD), Due("fire", FIRE))


def test_an_item_that_does_not_wait_for_it_says_nothing():
    visit = a_visit("food", before=("food",))
    assert dues_of(visit, *two_items()) == (Due("food", FOOD),)


def test_the_promised_day_binds_where_one_is_promised():
    food = a_step("food", item=an_item("10 working days", promise="4 working days"))
    assert dues_of(a_visit("food", before=("food",)), food) == (Due("food", FIRE),)


def test_a_hearing_with_days_of_its_own_is_fixed_in_view_of_them_as_well():
    hearing = a_step("hear", kind="hearing", item=None, within="4 working days")
    food = a_step("food", item=an_item("10 working days"), after=("hear",))
    assert dues_of(hearing, food) == (Due("hear", FIRE), Due("food", FOOD))


def test_what_the_law_leaves_out_of_their_limits_delays_no_item():
    hearing = a_step("hear", kind="hearing", item=None, excluded="行政许可法第四十五条")
    food = a_step("food", item=an_item("10 working days"), after=("hear",))
    assert dues_of(hearing, food) == ()


def test_a_day_passes_those_that_lie_before_it_and_not_its_own():
    dues = (Due("food", FOOD), Due("fire", FIRE))
    assert passed_by(dues, FIRE) == ()
    assert passed_by(dues, date(2026, 3, 9)) == (Due("fire", FIRE),)
    assert passed_by(dues, date(2026, 3, 17)) == dues
