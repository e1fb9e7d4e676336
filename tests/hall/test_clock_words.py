"""What pages tell of clocks, and of what somebody wrote."""

from datetime import timedelta

from hall.clock_words import clock_of
from hall.told import plain
from matters.acts import Resume, Suspend
from matters.limits import Limit
from matters.standing import standing
from matters.work import work_at
from tests.builders import a_step
from tests.cases import MONDAY, on
from tests.stepping import a_part_of_work, by, carried, does

STILL = Suspend(step="food", ground="待另案审理。", basis="测试依据第二条")


def test_a_publicity_in_days_counts_rest_days_too():
    step = a_part_of_work("shown", "food", kind="publicity", lasts=Limit.parse("20 days"))
    rules, case = carried(step)
    now = standing(case)
    (work,) = work_at(rules, case.number, now)
    told = clock_of(rules, now, work, MONDAY.date() + timedelta(days=7))  # the last day is a Sunday
    assert told.lamp.words.zh == "剩余14日"
    assert told.lamp.words.en == "14 days left"
    assert told.lines[-1][1].zh == "7日（节假日照计）"


def test_a_reason_and_its_basis_are_joined_by_one_mark():
    told = plain("复查时安全出口仍被占用。", "《中华人民共和国消防法》第二十八条")
    assert told is not None
    assert told.zh == "复查时安全出口仍被占用；《中华人民共和国消防法》第二十八条"


def test_one_sentence_keeps_its_full_stop():
    told = plain("企业已迁出本市。", " ")
    assert told is not None
    assert told.zh == "企业已迁出本市。"


def test_nothing_written_is_nothing_told():
    assert plain("", " ") is None


def test_days_of_a_suspension_are_told_as_not_counted():
    rules, case = carried(a_step("food"))
    case = does(rules, case, by("food"), STILL, at=on("2026-03-03"))
    case = does(rules, case, by("food"), Resume(step="food"), at=on("2026-03-06"))
    now = standing(case)
    (work,) = work_at(rules, case.number, now)
    told = clock_of(rules, now, work, on("2026-03-10").date())
    assert told.lines[-1][1].zh == "3个工作日，其间周末2天、依法不计的3天不计"
    assert told.lamp.words.zh == "剩余7个工作日"
