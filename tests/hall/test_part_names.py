"""Parts of a step and what was drawn are called by their names, as far as the reader may know them."""

import pytest

from hall.part_names import PartNames, part_names
from hall.telling import told
from matters.case import MACHINE, Decided, Drawn
from matters.fields import Field, Form, Group
from matters.rules import Rules
from matters.standing import standing
from matters.steps import Draw
from matters.words import Text
from tests.builders import a_matter, a_step, rules
from tests.cases import MONDAY, a_case, an_officer
from tests.hall.hands import MARKET

SHOPS = Group(
    group="shops",
    name="门店",
    row=Text(zh="门店", en="shop"),
    fields=(
        Field(key="area", type="decimal", label="面积"),
        Field(key="keeper", type="name", label="店长"),
        Field(key="sign", type="text", label="店名", sensitive=True),
    ),
)
ROWS = (
    {"area": 20, "keeper": "王小芳", "sign": "甬江店"},
    {"area": 30, "keeper": "李雷", "sign": "姚江店"},
)


def a_town(**drawn_from: object) -> Rules:
    draw = Draw.model_validate({"from": "shops"} | drawn_from)
    steps = (
        a_step("food", item=None, each="shops"),
        a_step("fire", kind="draw", item=None, draw=draw),
    )
    return rules(a_matter(*steps, form=Form(groups=(SHOPS,))))


def names_for(*fields: str, in_list: bool = False) -> PartNames:
    of = a_town()
    return part_names(of, standing(a_case(of, shops=ROWS)), fields, in_list=in_list)


def test_a_row_is_called_by_the_first_text_that_its_reader_may_read():
    assert names_for("shops.keeper", "shops.sign").of("food", "2").zh == "门店2：李雷"
    assert names_for("shops.keeper").of("food", "1").en == "shop 1: 王小芳"


def test_who_may_read_nothing_of_a_row_sees_its_number():
    assert names_for().of("food", "1").zh == "门店1"
    assert names_for("shops.area").of("food", "1").zh == "门店1"


def test_the_field_that_the_group_declares_names_its_rows_and_no_other_does():
    shops = SHOPS.model_copy(update={"called": "sign"})
    of = rules(a_matter(a_step("food", item=None, each="shops"), form=Form(groups=(shops,))))
    now = standing(a_case(of, shops=ROWS))
    assert part_names(of, now, ("shops.keeper",)).of("food", "2").zh == "门店2"
    named = part_names(of, now, ("shops.keeper", "shops.sign")).of("food", "2").zh
    assert named.startswith("门店2：")
    assert "李雷" not in named


def test_a_sensitive_name_is_masked():
    assert "甬江店" not in names_for("shops.sign").of("food", "1").zh


def test_lists_mask_the_names_of_people():
    assert names_for("shops.keeper", in_list=True).of("food", "1").zh == "门店1：王**"


def test_a_part_beyond_the_rows_keeps_its_number():
    assert names_for("shops.keeper").of("food", "3").zh == "门店3"


def test_what_was_drawn_of_rows_has_their_names():
    assert names_for("shops.keeper").lot("fire", "2").zh == "李雷"
    assert names_for().lot("fire", "2").zh == "门店2"


@pytest.mark.parametrize("pool", ["officers", ("赵一", "钱二")])
def test_officers_and_listed_experts_are_drawn_by_their_own_names(pool):
    names = PartNames(a_town(**{"from": pool}))
    assert names.lot("fire", "赵一").zh == "赵一"


def test_a_draw_is_told_with_names_to_those_who_may_read_them():
    drawn = Drawn(
        at=MONDAY, by=MACHINE, step="fire", seed="s", pool=("1", "2"), weights=(1, 1), chosen=("2",)
    )
    of = a_town()
    known = told(of, drawn, names_for("shops.keeper")).detail
    assert known is not None
    assert known.zh == "从2个门店中抽取：李雷"
    unknown = told(of, drawn).detail
    assert unknown is not None
    assert unknown.zh == "从2个门店中抽取：门店2"


@pytest.mark.parametrize(
    ("pool", "zh", "en"),
    [
        ("officers", "从2名执法人员中抽取：赵一", "of 2 officers, drawn: 赵一"),
        (("赵一", "钱二"), "从2名候选人中抽取：赵一", "of 2 names on the list, drawn: 赵一"),
    ],
)
def test_people_are_not_drawn_as_objects(pool, zh, en):
    drawn = Drawn(
        at=MONDAY, by=MACHINE, step="fire", seed="s", pool=("赵一", "钱二"), weights=(1, 1),
        chosen=("赵一",),
    )  # fmt: skip
    assert told(a_town(**{"from": pool}), drawn).detail == Text(zh=zh, en=en)


def test_a_decision_on_a_part_names_it():
    fact = Decided(at=MONDAY, by=an_officer(), step="food", decision="granted", part="1")
    assert (
        told(a_town(), fact, names_for("shops.keeper")).what.zh == "“food（门店1：王小芳）”已办结"
    )


def test_the_case_page_names_the_rows_to_those_who_read_them_only(hands):
    assert "子女1：安安" in hands.page("education")
    other = hands.page(MARKET)
    assert "子女1" in other
    assert "安安" not in other


def test_the_work_list_names_the_rows(hands):
    listed = hands.as_("education").get("/inbox").text
    assert "子女1：安安" in listed
    assert "子女2：宁宁" in listed


def test_a_decided_row_is_told_by_its_name(hands):
    assert "子女1：安安：已办结。" in hands.done("education", "grant", "make-card", place="1")
