"""What a matter does in a situation, and why a step of a case stands as it does."""

from datetime import date
from typing import get_args

import pytest

from matters.acts import Accept
from matters.expressions import Expression
from matters.fields import Field, Form
from matters.outcome_words import STATUS_WORDS
from matters.reading import shipped_catalogue
from matters.rules import Rules
from matters.spec import NotApplicable
from matters.standing import standing
from matters.state import StepStatus
from matters.steps import Event, Step, StepKind
from matters.workbench.explaining import explain, situation
from matters.workbench.explaining_letters import EVENTS
from matters.workbench.explanation import as_lines
from matters.workbench.step_sayings import SAID_ELSEWHERE, SAYINGS, sayings_of
from matters.workbench.step_words import KIND_WORDS, Teller
from matters.workbench.why import why_step
from tests.builders import (
    a_check,
    a_material,
    a_matter,
    a_promise,
    a_step,
    a_visit,
    an_issue,
    an_office,
    rules,
)
from tests.cases import a_case, an_accepted_case, granted, inspected, played, refused

DAY = date(2026, 3, 5)


def the_matter():
    return a_matter(
        a_visit("food", before=("food",)),
        a_step("food"),
        a_step("fire", when="area_m2 > 50", why_not="面积小的不需要。"),
        an_issue("licence", ("food", "fire")),
        form=Form(fields=(Field(key="owner", label={"zh": "业主", "en": "Owner"}),)),
        checks=(a_check("deed", asks={"owner": "owner"}, when="by_promise"),),
        materials=(a_material("proof", "check:deed", "promise:tidy", "upload"),),
        promises=(a_promise("tidy"),),
        not_applicable=(
            NotApplicable(when=Expression.compile("area_m2 < 5"), why="太小。", go="请到别处。"),
        ),
    )  # fmt: skip


def explained(language="zh", **said):
    of = rules(the_matter())
    return explain(of, situation(of.matter, said, DAY), DAY, language)


def line(explanation, section: str, key: str):
    return next(one for one in explanation.section(section).lines if one.key == key)


def test_a_step_is_told_with_the_rule_and_the_value_that_decided():
    assert line(explained(area_m2=80), "steps", "fire").why == "因为：area_m280，大于50"
    small = line(explained(area_m2=20), "steps", "fire")
    assert (small.verdict, small.why) == ("no", "面积小的不需要；因为：area_m220，不大于50")


def test_an_unanswered_question_leaves_a_step_undecided_and_says_so():
    assert "尚未回答" in line(explained(), "steps", "fire").why


def test_a_leaf_says_why_and_where_to_go():
    leaf = line(explained(area_m2=3), "situation", "not-applicable")
    assert leaf.says == "太小。"
    assert leaf.more == ("去向：请到别处。",)
    assert explained(area_m2=3).summary == "按所述情形，不能在此办理。"
    assert explained(area_m2=5).summary.startswith("按所述情形，共")


def test_a_paper_says_its_rungs_and_the_one_that_satisfies_it():
    open_paper = line(explained(by_promise=True), "papers", "proof")
    assert open_paper.verdict == "open"
    assert "deed核验免交；否则签署“tidy承诺”；否则提交" in open_paper.more[1]
    known = line(explained(**{"by_promise": True, "checks.deed.status": "ok"}), "papers", "proof")
    assert known.verdict == "yes"
    assert "deed核验" in known.says


def test_a_check_says_what_it_is_asked_with_and_why_it_is_not_asked():
    assert line(explained(by_promise=False), "checks", "deed").verdict == "no"
    assert "用业主查询" in line(explained(by_promise=True), "checks", "deed").more[0]


def test_dates_count_from_the_day_and_a_later_step_from_the_one_before():
    dates = explained(area_m2=80).section("dates")
    assert line(explained(area_m2=80), "dates", "food").says == "最迟2026年3月19日"
    assert next(one for one in dates.lines if one.key == "notice").says == "2026年3月12日"


def test_a_refusal_says_what_ends_with_it_and_the_remedies():
    refusal = line(explained(area_m2=80), "refusals", "food")
    assert refusal.says == "不予的，“licence”随之终止，并书面告知"
    assert "行政复议" in refusal.more[-1]


@pytest.mark.parametrize("matter", shipped_catalogue().matters, ids=lambda one: one.matter)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_shipped_matter_explains_itself_before_anybody_answers(matter, language):
    catalogue = shipped_catalogue()
    of = Rules(matter, catalogue.office, catalogue.calendar)
    told = explain(of, situation(matter, {}, DAY), DAY, language)
    lines = list(as_lines(told))
    assert len(told.section("questions").lines) == len(matter.questions)
    assert len(told.section("steps").lines) == len(matter.steps)
    assert len(told.section("papers").lines) == len(matter.materials)
    assert len(lines) > len(matter.steps)


def why(step: str, *acts, area=80, shown=None):
    of = rules(the_matter_of_steps())
    case = played(of, an_accepted_case(of, area_m2=area), *acts)
    return why_step(of, standing(case), step, DAY, shown)


def the_matter_of_steps():
    return a_matter(
        a_visit("food", before=("food",)),
        a_step("food"),
        a_step("fire", when="area_m2 > 50"),
        an_issue("licence", ("food", "fire")),
    )


def test_an_open_step_says_why_it_applies():
    assert why("fire").zh == "因为：area_m280，大于50"


def test_a_waiting_step_says_what_it_waits_for():
    assert why("licence").zh == "等待“food”“fire”办结；所有情形都要办理"
    assert why("licence", inspected(), granted("food")).en.startswith("waits for “fire” to end")


def test_a_step_that_does_not_apply_says_which_answer_decided():
    assert why("fire", area=20).zh == "因为：area_m220，不大于50"


def test_a_terminated_step_names_the_one_that_failed():
    assert "“fire”未办成" in why("licence", refused("fire"), inspected(), granted("food")).zh


def test_who_may_not_know_an_answer_does_not_learn_it():
    assert why("fire", shown=frozenset()).zh == "依申请人的情形"
    assert "20" not in why("fire", area=20, shown=frozenset()).zh


def test_before_acceptance_a_step_only_applies():
    of = rules(the_matter_of_steps())
    assert why_step(of, standing(a_case(of, area_m2=80)), "food", DAY).zh == "所有情形都要办理"
    accepted = a_case(of, Accept(), area_m2=80)
    assert "等待" in why_step(of, standing(accepted), "food", DAY).zh


def test_every_kind_status_event_and_key_of_a_step_has_words():
    assert set(KIND_WORDS) == set(get_args(StepKind))
    assert set(STATUS_WORDS) == set(get_args(StepStatus))
    assert set(EVENTS) == set(get_args(Event))
    assert set(SAYINGS) | SAID_ELSEWHERE == set(Step.model_fields)


def test_what_is_declared_of_a_step_is_said_key_by_key():
    step = a_step(
        "food", soft_after=("fire",), within="5 working days", approval="head", quorum="any",
        again={"to": "food", "when": "area_m2 > 50", "most": 2},
    )  # fmt: skip
    said = sayings_of(Teller(a_matter(step, a_step("fire")), an_office(), "zh"), step)
    assert "同时等待“fire”结束，结果如何不影响本环节" in said
    assert "应在5个工作日内完成" in said
    assert "任一方同意即可" in said
    assert any(one.endswith("退回“food”重新办理，最多2次") for one in said)
