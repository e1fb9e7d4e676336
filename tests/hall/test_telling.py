"""Facts in words: every kind has a sentence, and what a department thought stays with it."""

from typing import get_args

import pytest

from hall.case_words import outcome_said, status_words
from hall.part_telling import PART_TELLERS
from hall.telling import told
from matters.case import (
    ACCEPTANCE,
    MACHINE,
    AcceptanceOpened,
    Decided,
    Fact,
    Inspected,
    OpinionAsked,
    OpinionGiven,
    Outcome,
    SentBack,
    StepEnded,
    Transferred,
)
from matters.standing import StepStatus
from matters.words import Text
from tests.builders import a_matter, a_step, rules
from tests.cases import (
    MONDAY,
    an_accepted_case,
    an_officer,
    asked_for,
    granted,
    supplied,
)

KINDS = get_args(get_args(Fact)[0])
RULES = rules(a_matter(a_step("food"), a_step("fire")))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_fact_has_somebody_who_tells_it(kind):
    from hall.telling import _told  # the dispatcher itself knows which kinds it has

    assert kind in PART_TELLERS or _told.dispatch(kind) is not _told.dispatch(object)


def test_every_outcome_has_words():
    assert len({outcome_said(RULES.matter, one)[0].zh for one in Outcome}) == len(Outcome)


def test_every_fact_of_a_case_is_told_in_both_languages():
    case = an_accepted_case(
        RULES, asked_for("company.name", step="food"), granted("fire"),
        supplied(step="food", **{"company.name": "甬上"}), granted("food"),
    )  # fmt: skip
    for fact in case.facts:
        said = told(RULES, fact)
        assert said.what.zh
        assert said.what.en


def test_reasons_are_read_by_the_department_and_the_hall_only():
    refused = Decided(
        at=MONDAY,
        by=an_officer(),
        step="food",
        decision="refused",
        reasons="布局不符",
        basis="某条",
    )
    said = told(RULES, refused)
    assert said.what.zh == "“food”不予许可"
    assert said.detail_for("food") is not None
    assert said.detail_for("hall") is not None
    assert said.detail_for("fire") is None


def test_what_is_sent_back_is_read_on_both_sides():
    back = SentBack(at=MONDAY, by=an_officer(), step="food", to=ACCEPTANCE, reason="重核", reset=())
    said = told(RULES, back)
    assert said.what.zh == "“food”退回至“受理”"
    assert said.detail_for("food") is not None
    assert said.detail_for("fire") is None


def test_every_status_of_a_step_has_words_of_its_own():
    words = {
        status: status_words(RULES.matter.step("food"), status)[0]
        for status in get_args(StepStatus)
    }
    assert all(said.zh != status for status, said in words.items())
    assert len({said.zh for said in words.values()}) > len(words) - 2


def ended(because: str, **more: object) -> StepEnded:
    fields = {"step": "food", "status": "set-aside", "because": because, **more}
    return StepEnded(at=MONDAY, by=an_officer(), **fields)


@pytest.mark.parametrize(
    ("because", "words"),
    [
        ("fire", "因“fire”"),
        ("provided", "轮到时不符合条件"),
        ("only_while", "条件不再成立"),
        ("quorum", "人数已定"),
        ("time", "期限届满"),
        ("silence", "逾期未表态"),
        ("objection", "异议成立"),
        ("nothing", "没有需要办理的对象"),
        ("child", "子事项已办结"),
    ],
)
def test_what_ended_a_step_is_said(because: str, words: str):
    said = told(RULES, ended(because))
    assert said.what.zh == "“food”不再办理"
    assert said.detail is not None
    assert said.detail.zh == words
    assert said.detail.en


def test_a_persons_reason_for_ending_a_step_is_read_inside_only():
    said = told(RULES, ended("person", status="terminated", reason="申请人放弃。", basis="某条"))
    assert said.detail_for("food") == said.detail_for("hall")
    assert said.detail is not None
    assert said.detail.zh == "由牵头部门负责人决定：申请人放弃；某条"
    assert said.detail_for("fire") is None


def test_of_several_things_that_were_waited_for_the_first_is_named():
    said = told(RULES, ended("", status="met", by_what="report-in"))
    assert said.detail is not None
    assert said.detail.en == "what came first: report-in"


def test_what_came_first_is_called_by_its_words():
    waits = ({"signal": "report-in", "text": {"zh": "报告已送达", "en": "The report is in"}},)
    its_rules = rules(a_matter(a_step("food", kind="wait", item=None, first=waits)))
    said = told(its_rules, ended("", status="met", by_what="report-in"))
    assert said.detail == Text(zh="先发生的是：报告已送达", en="what came first: The report is in")


def test_an_opinion_is_read_by_who_asked_who_gave_it_and_the_hall():
    asked = OpinionAsked(
        at=MONDAY, by=an_officer(), step="food", opinion=1, department="water",
        question="涉及河道吗？", until=MONDAY.date(),
    )  # fmt: skip
    given = OpinionGiven(at=MONDAY, by=an_officer("water"), step="food", opinion=1, text="不涉及。")
    for said in (told(RULES, asked), told(RULES, given)):
        assert all(said.detail_for(one) for one in ("food", "water", "hall"))
        assert said.detail_for("fire") is None


def test_work_that_goes_to_another_department_names_both():
    fact = Transferred(
        at=MONDAY, by=an_officer(), step="food", department="food", to_department="water", reason="属水利。"
    )  # fmt: skip
    said = told(RULES, fact)
    assert said.what.zh == "“food”由food局转water局办理"
    assert said.detail_for("water") is not None


def test_officers_and_days_are_told_as_each_language_writes_them():
    visited = Inspected(
        at=MONDAY, by=an_officer(), step="food", department="food", passed=False,
        corrections=("缺灭火器",), officers=("周敏", "林浩"),
    )  # fmt: skip
    said = told(RULES, visited).detail
    assert said == Text(zh="缺灭火器（周敏、林浩）", en="缺灭火器 (周敏, 林浩)")
    opened = AcceptanceOpened(at=MONDAY, by=MACHINE, notice_by=MONDAY.date())
    until = told(RULES, opened).detail
    assert until is not None
    assert until.zh.endswith(f"：{MONDAY.year}年{MONDAY.month}月{MONDAY.day}日")
    assert until.en.endswith(f": {MONDAY.day} {MONDAY:%B} {MONDAY.year}")
