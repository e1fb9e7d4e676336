"""Whether promised days can be kept (N1)."""

import pytest

from matters.fields import Question
from matters.limits import Limit
from matters.paths.feasibility import Days, broken, longest
from matters.paths.possible import Paths
from matters.paths.situations import situations
from matters.spec import Matter
from tests.builders import a_matter, a_question, a_step, a_visit, an_issue, an_item


def taking(key: str, promise: str, law: str = "30 working days", **changes: object):
    return a_step(key, item=an_item(law, promise=Limit.parse(promise)), **changes)


def worst(matter: Matter) -> list[tuple[tuple[str, ...], int]]:
    return [(one.chain.steps, one.margin) for one in broken(Paths(matter))]


def test_steps_side_by_side_take_as_long_as_the_longest():
    matter = a_matter(taking("food", "5 working days"), taking("fire", "7 working days"))
    chain = longest(matter, ("food", "fire"))
    assert (chain.steps, chain.margin(matter.promise)) == (("fire",), 3)
    assert worst(matter) == []


def test_steps_one_after_the_other_add_up_and_break_the_promise():
    matter = a_matter(
        taking("food", "6 working days"), taking("fire", "5 working days", after=("food",))
    )
    assert worst(matter) == [(("food", "fire"), -1)]


def test_a_chain_that_no_applicant_goes_breaks_nothing():
    matter = a_matter(
        taking("food", "6 working days", when="by_promise"),
        taking("fire", "5 working days", when="not by_promise", after=("food",)),
        questions=(a_question("by_promise", "yes-no"),),
    )
    assert worst(matter) == []


def test_somebody_for_whom_the_chain_applies_is_shown():
    matter = a_matter(
        taking("food", "6 working days", when="by_promise"),
        taking("fire", "5 working days", after=("food",)),
        questions=(a_question("by_promise", "yes-no"),),
    )
    (found,) = broken(Paths(matter))
    assert found.values == {"by_promise": True}


def test_a_visit_is_part_of_the_steps_that_wait_for_it():
    matter = a_matter(
        taking("food", "10 working days", after=("visit",)), a_visit("food", before=("food",))
    )
    assert longest(matter, ("food", "visit")).margin(matter.promise) == 0


def test_what_is_done_after_the_outcome_does_not_count():
    matter = a_matter(
        taking("food", "5 working days"),
        taking("fire", "20 working days", after=("food",), follow_up=True),
    )
    assert worst(matter) == []


def test_an_optional_step_is_told_apart_from_one_that_decides_the_outcome():
    matter = a_matter(
        taking("food", "12 working days"), taking("fire", "20 working days", optional=True)
    )
    assert worst(matter) == [(("food",), -2), (("fire",), -10)]


def test_publicity_counts_and_days_that_the_law_leaves_out_do_not():
    publicity = a_step("fire", kind="publicity", item=None, lasts=Limit.parse("15 working days"))
    matter = a_matter(taking("food", "5 working days", after=("fire",)), publicity)
    assert worst(matter) == [(("fire", "food"), -10)]
    expert = a_step("fire", kind="expert-review", item=None, within=Limit.parse("15 working days"),
                    excluded="《中华人民共和国行政许可法》第四十五条")  # fmt: skip
    assert worst(a_matter(taking("food", "5 working days", after=("fire",)), expert)) == []


def test_the_law_may_take_longer_than_the_promise():
    matter = a_matter(taking("food", "5 working days", law="20 working days"))
    assert worst(matter) == []
    assert longest(matter, ("food",), "statutory").margin(matter.promise) == -10


@pytest.mark.parametrize(
    ("promise", "limits", "margin"),
    [
        ("15 days", ("15 days",), 0),
        ("15 days", ("10 days", "6 days"), -1),
        ("1 month", ("1 month",), 0),
        ("1 month", ("30 days",), -2),
        ("10 working days", ("14 days",), 0),
        ("10 working days", ("15 days",), -1),
        ("14 days", ("10 working days",), 0),
        ("14 days", ("11 working days",), -1),
        ("5 working days", ("on the spot", "5 working days"), 0),
        ("1 working day", ("on the spot",), 1),
    ],
)  # fmt: skip
def test_days_of_the_calendar_and_working_days_meet_on_the_safe_side(promise, limits, margin):
    keys = ("food", "fire", "water")
    steps = tuple(
        taking(key, limit, law=limit, after=keys[max(place - 1, 0) : place])
        for place, (key, limit) in enumerate(zip(keys, limits, strict=False))
    )
    matter = a_matter(*steps, promise=promise)
    assert longest(matter, keys[: len(limits)]).margin(matter.promise) == margin


def test_five_calendar_days_may_be_five_working_days_or_three():
    assert Days(natural=5).at_most == 5
    assert Days(natural=5).at_least == 3


def test_every_situation_keeps_what_the_proof_says():
    questions = tuple(Question(ask=f"q{n}", text="问", type="yes-no") for n in range(3))
    steps = (
        taking("food", "4 working days", when="q0"),
        taking("fire", "4 working days", when="q1", after=("food",)),
        taking("water", "4 working days", when="q2", after=("fire",)),
        an_issue("one", after=("food", "fire", "water")),
    )
    matter = a_matter(*steps, questions=questions)
    margins = {
        one.steps: longest(matter, one.steps).margin(matter.promise) for one in situations(matter)
    }
    assert len(margins) == 8
    assert min(margins.values()) == -2
    assert worst(matter)[0][1] == -2
