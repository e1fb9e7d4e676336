"""The four reductions, computed from the definition and its baseline."""

import pytest

from matters.paths.feasibility import longest
from matters.paths.situations import situations
from matters.reading import shipped_catalogue
from matters.spec import Matter
from matters.workbench.savings import Saving, savings, ways
from tests.builders import a_material, a_matter, a_step, a_visit, an_item


def figure(matter: Matter, name: str) -> Saving:
    return next(one for one in savings(matter) if name in (one.figure, one.variant))


def test_the_time_is_set_against_the_baseline_and_against_the_longest_chain():
    matter = a_matter(
        a_step("food", item=an_item("20 working days")),
        a_step("fire", item=an_item("15 working days"), after=("food",)),
        a_step("water", item=an_item("30 working days")),
    )
    serial, chain = figure(matter, "serial"), figure(matter, "longest-path")
    assert (serial.before, serial.now, serial.percent) == (50, 10, 80)
    assert (chain.before, chain.now, chain.percent) == (35, 10, 71)


def test_an_optional_step_that_the_promise_does_not_cover_lengthens_no_chain():
    food = a_step("food", item=an_item("15 days"))
    more = a_step("more", item=an_item("30 working days"), after=("food",), optional=True)
    alone, both = (
        figure(a_matter(*steps, promise="15 days"), "longest-path")
        for steps in ((food,), (food, more))
    )
    assert alone.before == both.before


def test_the_same_days_of_the_calendar_are_no_saving():
    """Fifteen days by law and fifteen promised are the same, however many working days they are."""
    same = figure(
        a_matter(a_step("food", item=an_item("15 days")), promise="15 days"), "longest-path"
    )
    assert same.before == same.now
    assert same.percent == 0


def test_only_papers_that_nothing_else_satisfies_count():
    matter = a_matter(materials=(a_material("plan"), a_material("lease", "check:lease", "upload")))
    assert figure(matter, "materials").now == 1


def test_a_visit_is_a_step_that_the_applicant_meets():
    matter = a_matter(a_step("food"), a_visit("food", before=("food",)))
    assert figure(matter, "steps").now == figure(a_matter(), "steps").now + 1


def test_a_later_check_does_not_lengthen_the_chain():
    short = a_matter(a_step("food"))
    longer = a_matter(a_step("food"), a_step("later", after=("food",), follow_up=True))
    assert figure(short, "longest-path").before == figure(longer, "longest-path").before


def test_nothing_is_ever_saved_below_nothing():
    matter = a_matter(promise="90 working days")
    assert figure(matter, "serial").percent == 0


def test_days_that_the_law_leaves_out_lengthen_no_chain():
    posted = a_step("posted", kind="publicity", item=None, lasts="20 days")
    food = a_step("food", item=an_item("20 working days"), after=("posted",))
    left_out = posted.model_copy(update={"excluded": "《测试办法》第五条"})
    with_notice, without = (
        figure(a_matter(one, food), "longest-path").before for one in (posted, left_out)
    )
    assert (with_notice, without) == (35, 20)


def test_savings_and_the_proof_speak_of_the_same_chain():
    for matter in shipped_catalogue().matters:
        margins = {
            one.steps: longest(matter, one.steps).total.at_most
            for one in situations(matter, most=50)
            if one.steps
        }
        said = {one.steps: one.days for one in ways(matter, most=50)}
        assert all(said[steps] >= days for steps, days in margins.items())


@pytest.mark.parametrize("matter", shipped_catalogue().matters, ids=lambda one: one.matter)
def test_every_shipped_matter_saves_something_in_every_situation(matter: Matter):
    found = tuple(ways(matter))
    assert found
    assert all(one.days >= 0 and len(one.steps) >= 1 for one in found)
    assert all(one.percent > 0 for one in savings(matter) if one.variant != "longest-path")
