"""A step stands still on a legal ground: its days do not count, its last day moves, and the applicant is told."""

import pytest

from matters.acts import Resume, SendBack, Suspend
from matters.due import wake_at
from matters.errors import ActRefused, StepNotOpen
from matters.notices import notices
from matters.standing import standing
from storage.projection import project
from tests.builders import a_step, an_item
from tests.cases import MONDAY, TUESDAY, granted, on, work
from tests.stepping import a_part_of_work, by, carried, does

STILL = Suspend(step="food", ground="须以另案审理结果为依据。", basis="测试依据第二条")
FRIDAY = on("2026-03-06")


def suspended(limit: str = "10 working days", promise: str | None = "5 working days"):
    rules, case = carried(a_step("food", item=an_item(limit, promise=promise)))
    return rules, does(rules, case, by("food"), STILL, at=TUESDAY)


def test_working_days_that_it_stands_still_move_both_days():
    rules, case = suspended()
    case = does(rules, case, by("food"), Resume(step="food"), at=FRIDAY)
    one = work(rules, case, "food")
    assert (one.due, one.promised) == (on("2026-03-19").date(), on("2026-03-12").date())


def test_natural_days_that_it_stands_still_move_the_day_too():
    rules, case = suspended("15 days", None)
    case = does(rules, case, by("food"), Resume(step="food"), at=FRIDAY)
    assert work(rules, case, "food").due == on("2026-03-20").date()


def test_two_suspensions_count_both():
    rules, case = suspended()
    case = does(rules, case, by("food"), Resume(step="food"), at=WED)
    case = does(rules, case, by("food"), STILL, at=on("2026-03-05"))
    case = does(rules, case, by("food"), Resume(step="food"), at=FRIDAY)
    assert work(rules, case, "food").due == on("2026-03-18").date()


WED = on("2026-03-04")


def test_while_it_stands_still_nothing_is_due_nor_late_in_any_list():
    rules, case = suspended()
    seen = project(rules, case)
    (one,) = seen.work
    assert (one.due, one.promised, one.waiting, seen.due_on) == (None, None, True, None)


def test_while_it_stands_still_nobody_decides():
    rules, case = suspended()
    with pytest.raises(StepNotOpen):
        does(rules, case, by("food"), granted("food"))


def test_it_is_not_suspended_twice_nor_resumed_twice():
    rules, case = suspended()
    with pytest.raises(StepNotOpen):
        does(rules, case, by("food"), STILL)
    case = does(rules, case, by("food"), Resume(step="food"), at=WED)
    with pytest.raises(StepNotOpen):
        does(rules, case, by("food"), Resume(step="food"), at=WED)


@pytest.mark.parametrize("changes", [{"ground": " "}, {"basis": ""}])
def test_a_suspension_names_its_ground_and_its_law(changes):
    rules, case = carried(a_step("food"))
    with pytest.raises(ActRefused):
        does(rules, case, by("food"), STILL.model_copy(update=changes))


def test_the_applicant_is_told_of_each_suspension_and_each_going_on():
    rules, case = suspended()
    case = does(rules, case, by("food"), Resume(step="food"), at=WED)
    case = does(rules, case, by("food"), STILL, at=FRIDAY)
    told = [one.key for one in notices(rules, standing(case)) if one.step == "food"]
    assert told == ["suspended:food:1", "resumed:food:2", "suspended:food:3"]


def test_days_that_it_stood_still_stay_out_when_the_work_is_sent_back_and_begins_anew():
    rules, case = carried(
        a_part_of_work("look", "fire"), a_step("food", after=("look",), item=an_item())
    )
    case = does(rules, case, by("fire"), granted("look"))
    case = does(rules, case, by("food"), STILL, at=TUESDAY)
    case = does(rules, case, by("food"), Resume(step="food"), at=FRIDAY)
    back = SendBack(step="food", to="look", reason="须重新勘验。")
    case = does(rules, case, by("food"), back, at=FRIDAY)
    case = does(rules, case, by("fire"), granted("look"), at=FRIDAY)
    assert work(rules, case, "food").due == on("2026-03-19").date()


def test_no_timer_runs_for_a_step_that_stands_still():
    rules, case = suspended()
    told = {one.key for one in notices(rules, standing(case))}
    assert told
    now = standing(case)
    assert wake_at(rules, now, MONDAY) == MONDAY  # only its notices are due
