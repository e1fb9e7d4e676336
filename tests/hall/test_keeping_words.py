"""How long an answer is kept is told of each case: before its end, after it, and when it is gone."""

from hall.keeping_words import kept_words
from matters.standing import standing
from tests.cases import a_case
from tests.matters.test_keeping import RULES, SAID, a_closed_case, erased, from_title

TITLE = RULES.matter.check("title")


def told(case):
    return kept_words(RULES, standing(case), TITLE)


def test_before_the_end_it_is_told_for_how_long():
    assert told(a_case(RULES, registers=from_title)).zh == "仅供查看的内容在办结后保存6个月。"


def test_after_the_end_it_is_told_until_which_day():
    assert told(a_closed_case()).zh == "仅供查看的内容保存至2026年9月2日。"


def test_when_it_is_gone_it_is_told_since_when():
    assert told(erased()).zh == "仅供查看的内容已于2026年9月3日按保存期限删除。"


def test_of_an_answer_without_such_values_nothing_is_told():
    less = {name: value for name, value in SAID.items() if name != "note"}
    assert told(a_case(RULES, registers=lambda check, at: from_title(check, at, less))) is None
