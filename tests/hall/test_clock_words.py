"""What pages tell of clocks, and of what somebody wrote."""

from datetime import timedelta

from hall.clock_words import clock_of
from hall.told import plain
from matters.limits import Limit
from matters.standing import standing
from matters.work import work_at
from tests.cases import MONDAY
from tests.stepping import a_part_of_work, carried


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
