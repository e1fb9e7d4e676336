"""Conditions in words, and what decided them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.expression_functions import FUNCTIONS
from matters.expressions import Expression
from matters.fields import Field, Form, Option, Question
from matters.reading import shipped_catalogue
from matters.workbench import phrasing, phrasing_english
from matters.workbench import word_tables as tables
from matters.workbench.because import because, because_words
from matters.workbench.words import in_words
from tests.builders import a_check, a_matter

RESTAURANT = Question(
    ask="kind", type="choice", text={"zh": "您要开办的是哪一种？", "en": "What are you going to open?"},
    options=(
        Option(value="shop", label={"zh": "餐饮店", "en": "A restaurant"}),
        Option(value="canteen", label={"zh": "单位食堂", "en": "A canteen"}),
    ),
)  # fmt: skip
FOODS = Question(
    ask="foods", type="choices", text={"zh": "准备经营哪些食品？（可多选）", "en": "What will you serve?"},
    options=(Option(value="hot", label={"zh": "热食", "en": "Hot dishes"}),),
)  # fmt: skip
MUSIC = Question(
    ask="music", type="yes-no",
    text={"zh": "店内设有娱乐项目吗（如卡拉OK包间）？", "en": "Will there be entertainment?"},
)  # fmt: skip
FORM = Form(
    fields=(
        Field(
            key="area_m2", type="decimal", unit="m²", label={"zh": "经营面积", "en": "Floor area"}
        ),
        Field(
            key="birth",
            type="date",
            sensitive=True,
            label={"zh": "出生日期", "en": "Date of birth"},
        ),
    )
)


def the_matter():
    credit = a_check("credit", gives={"may_promise": "yes-no"})
    return a_matter(questions=(RESTAURANT, FOODS, MUSIC), form=FORM, checks=(credit,))


def zh(source: str) -> str:
    return in_words(Expression.compile(source), the_matter(), "zh")


def en(source: str) -> str:
    return in_words(Expression.compile(source), the_matter(), "en")


def why(source: str, language="zh", **scope) -> str:
    found = because(Expression.compile(source), scope)
    return because_words(found, the_matter(), language)


def test_a_condition_reads_as_a_sentence_with_labels_options_and_units():
    assert zh("area_m2 > 50 and not music") == "经营面积大于50平方米，且店内未设有娱乐项目"
    assert zh("kind == 'shop'") == "要开办的是“餐饮店”"
    assert zh("kind in ['shop', 'canteen']") == "要开办的是“餐饮店”或者“单位食堂”"
    assert zh("'hot' in foods") == "准备经营的食品包括“热食”"
    assert en("area_m2 > 50 and not music") == (
        "Floor area is more than 50 m², and there will be no entertainment"
    )


def test_what_is_denied_is_said_of_the_parts():
    assert zh("not (area_m2 > 50 or music)") == "经营面积不大于50平方米，且店内未设有娱乐项目"
    assert zh("not (area_m2 > 50 and music)") == "经营面积不大于50平方米，或者店内未设有娱乐项目"


def test_brackets_stand_where_and_meets_or():
    assert zh("music and (area_m2 > 50 or kind == 'shop')") == (
        "店内设有娱乐项目，且（经营面积大于50平方米，或者要开办的是“餐饮店”）"
    )


def test_lengths_of_time_read_as_the_law_writes_them():
    assert zh("age_on(birth, received_on) >= 16") == "按出生日期计算，到收件之日已满16周岁"
    assert zh("months_between(birth, received_on) < 6") == "从出生日期到收件之日未满6个月"
    assert zh("birth < date('2020-03-05')") == "出生日期早于2020年3月5日"


def test_a_register_that_may_be_silent_is_not_said_to_have_spoken():
    assert zh("checks.credit.may_promise != false").startswith("credit核验未显示")
    assert zh("checks.credit.outcome == 'no-record'") == "credit核验的核验结果为“无记录”"


def test_the_part_that_decided_is_told_with_its_value():
    assert why("area_m2 > 50", area_m2=80) == "经营面积80平方米，大于50平方米"
    assert why("area_m2 > 50", area_m2=30.5) == "经营面积30.5平方米，不大于50平方米"
    assert (
        why("area_m2 > 50", language="en", area_m2=80)
        == "Floor area is 80 m², which is more than 50 m²"
    )
    assert why("area_m2 > 50") == "尚未填写经营面积"
    assert why("kind == 'shop'", kind="canteen") == "要开办的是“单位食堂”"


def test_what_came_too_late_to_decide_is_not_told():
    assert why("music and area_m2 > 50", music=False, area_m2=80) == "店内未设有娱乐项目"
    assert why("music or area_m2 > 50", music=True, area_m2=80) == "店内设有娱乐项目"
    assert why("music and area_m2 > 50", music=True, area_m2=80) == (
        "店内设有娱乐项目；经营面积80平方米，大于50平方米"
    )


def test_a_sensitive_value_is_never_told():
    told = why(
        "age_on(birth, received_on) >= 16", birth=date(2001, 2, 3), received_on=date(2026, 3, 5)
    )
    assert "2001" not in told
    assert "已满16周岁" in told


def test_every_function_of_the_language_has_words():
    known = {*tables.FUNCTIONS_AS_NOUNS, *tables.FUNCTIONS_AS_CLAIMS}
    assert set(FUNCTIONS) - known == set()


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        ("您已经领取营业执照了吗？", "已经领取营业执照", "尚未领取营业执照"),
        ("是否经营热食类食品？", "经营热食类食品", "不经营热食类食品"),
        (
            "您此前在宁波办理过居住登记吗？",
            "此前在宁波办理过居住登记",
            "此前在宁波没有办理过居住登记",
        ),
        ("有没有随迁子女？", "有随迁子女", "没有随迁子女"),
        ("厨房污水由您自行排放吗？", "厨房污水由申请人自行排放", "厨房污水不由申请人自行排放"),
        ("猫咪可爱吗？", "猫咪可爱", "不属于“猫咪可爱”的情形"),
    ],
)
def test_a_question_becomes_a_statement(question: str, yes: str, no: str):
    assert phrasing.statement(question, yes=True) == yes
    assert phrasing.statement(question, yes=False) == no


def test_an_english_question_becomes_a_statement_or_is_quoted():
    assert phrasing_english.statement("Do you own it?", yes=False) == "you do not own it"
    assert (
        phrasing_english.statement("Has your lease been filed?", yes=True)
        == "your lease has been filed"
    )
    assert phrasing_english.statement("Is it lit?", yes=False) == "“Is it lit?” is answered no"


def conditions(matter):
    steps = [one for step in matter.steps for one in (step.when, step.provided, step.only_while)]
    asked = [one.when for one in (*matter.questions, *matter.elements.values(), *matter.materials)]
    return [
        one for one in (*steps, *asked, *(use.when for use in matter.checks)) if one is not None
    ]


@pytest.mark.parametrize("matter", shipped_catalogue().matters, ids=lambda one: one.matter)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_condition_of_a_shipped_matter_shows_a_name_of_the_machine(matter, language):
    for condition in conditions(matter):
        said = in_words(condition, matter, language)
        assert said
        assert not [name for name in condition.names if "_" in name and name in said]


@given(area=st.none() | st.integers(0, 200), music=st.none() | st.booleans())
def test_what_decided_always_agrees_with_the_condition(area, music):
    condition = Expression.compile("not music and (area_m2 > 50 or area_m2 < 10) or music")
    scope = {"area_m2": area, "music": music}
    found = because(condition, scope)
    assert found.holds == condition.holds(scope)
    assert found.parts
