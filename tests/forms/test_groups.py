"""What is asked for each of several: rows are checked one by one, and counted."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answering import check_answers
from forms.filling import fill
from forms.letter_groups import letter_groups
from forms.sheet import sheet
from forms.submission import problems_in, read_submission
from matters.errors import AnswersWrong
from matters.fields import Answers, Form
from matters.rules import Rules
from matters.standing import Standing
from tests.builders import a_calendar, a_check, a_step, an_office
from tests.cases import a_finding
from tests.forms.form_builders import ID, OTHER_ID, TODAY, a_field, a_form_of
from tests.forms.group_builders import a_company, a_group, company_answers, shareholder

COMPANY = a_company()


def checked(**changes: Any) -> Answers:
    return check_answers(COMPANY, company_answers(**changes), (), TODAY)


def told(**changes: Any) -> dict[str, str]:
    with pytest.raises(AnswersWrong) as wrong:
        checked(**changes)
    return {path: why.zh for path, why in wrong.value.problems.items()}


def test_every_row_is_kept_with_what_is_derived_in_it():
    first, second = checked()["shareholders"]
    assert first == {"kind": "person", "name": "张三", "id_number": ID, "amount": 60, "half": 30}
    assert second["half"] == 20


def test_a_field_outside_adds_up_the_rows():
    assert checked()["capital"] == 100


def test_what_is_wrong_in_a_row_names_the_row_and_the_field():
    rows = (shareholder(), shareholder(amount=0, id_number=OTHER_ID))
    assert told(shareholders=rows) == {
        "shareholders.2.amount": "第2位股东：出资额：不能小于1万元。请核对。"
    }


def test_what_is_left_out_in_a_row_names_the_row_and_the_field():
    rows = (shareholder(), shareholder(amount=None), shareholder(kind=None, id_number=None))
    assert told(shareholders=rows) == {
        "shareholders.2.amount": "第2位股东：请填写“出资额”。",
        "shareholders.3.kind": "第3位股东：请选择“kind”。",
    }


def test_a_row_is_asked_only_what_its_own_answers_call_for():
    rows = (shareholder(kind="company", name="宁波甬上投资有限公司"),)
    assert "id_number" not in checked(shareholders=rows)["shareholders"][0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((), "至少应填写1位股东。请添加。"),
        ((shareholder(),) * 4, "最多填写3位股东。请删除多余的。"),
        ("张三", "应填写多行，每行包含各字段。请重新填写。"),
        (("张三",), "应填写多行，每行包含各字段。请重新填写。"),
    ],
)
def test_there_are_neither_too_few_rows_nor_too_many(rows: Any, said: str):
    assert told(shareholders=rows)["shareholders"] == said


def test_a_row_holds_nothing_that_is_not_asked_there():
    wrong = told(shareholders=(shareholder(nmae="张三"),))
    assert wrong["shareholders.1.nmae"].endswith("是否为“name”？")


def test_a_group_that_is_not_asked_is_dropped():
    assert "staff" not in checked(staff=({"name": "王五", "wage": 5000},))


def test_things_are_not_counted_like_people():
    machines = a_group("machines", a_field("power", "number"))
    matter = a_form_of(form=Form(groups=(machines,)))
    with pytest.raises(AnswersWrong) as wrong:
        check_answers(matter, {"machines": ({},)}, (), TODAY)
    assert wrong.value.problems["machines.1.power"].zh == "第1项machines：请填写“power”。"
    assert wrong.value.problems["machines.1.power"].en == "Machines 1: Fill in “power”."


def test_a_field_is_asked_only_if_a_step_will_read_it():
    assert "payroll" not in fill(COMPANY, company_answers(), (), TODAY).visible
    with_staff = fill(COMPANY, company_answers(has_staff=True), (), TODAY)
    assert {"payroll", "staff"} <= with_staff.visible


def test_a_field_that_decides_whether_its_step_takes_place_is_asked_all_the_same():
    area = a_field("area", "number", readers=("fire",))
    matter = a_form_of(area, steps=(a_step("fire", "fire", when="area > 50"),))
    assert "area" in fill(matter, {}, (), TODAY).visible


def test_a_field_is_required_only_while_its_condition_holds():
    assert "approval" not in checked()
    assert told(shareholders=(shareholder(amount=2000),)) == {"approval": "请填写“approval”。"}


def test_nobody_is_asked_for_what_a_step_finds_out():
    assert told(licence_number="甬1")["licence_number"].startswith("此项由办理部门")
    assert "licence_number" in fill(COMPANY, {"licence_number": "甬1"}, (), TODAY).values


def submitted(*tokens: str, **more: list[str]) -> dict[str, list[str]]:
    said = {"shareholders": ["", *tokens]}
    return said | {name.replace("__", "."): value for name, value in more.items()}


def test_rows_are_taken_in_the_order_of_the_page_whatever_stands_for_them():
    read = read_submission(
        COMPANY,
        submitted(
            "7",
            "2",
            shareholders__7__name=["张三"],
            shareholders__2__name=["李四"],
            shareholders__2__amount=["40"],
        ),
        {},
        TODAY,
    )
    assert read.answers["shareholders"] == ({"name": "张三"}, {"name": "李四", "amount": 40})


def test_a_page_that_shows_no_row_any_more_takes_all_of_them_back():
    assert (
        read_submission(COMPANY, submitted(), company_answers(), TODAY).answers["shareholders"]
        == ()
    )


def test_a_page_without_the_group_leaves_its_rows_alone():
    before = company_answers()
    assert read_submission(COMPANY, {}, before, TODAY).answers == before


def test_what_is_wrong_in_a_row_is_kept_as_it_was_written():
    read = read_submission(COMPANY, submitted("4", shareholders__4__amount=["sechzig"]), {}, TODAY)
    assert read.answers["shareholders"] == ({},)
    assert read.raw == {"shareholders.1.amount": ("sechzig",)}
    said = problems_in(COMPANY, read.raw, TODAY)["shareholders.1.amount"].zh
    assert said.startswith("第1位股东：出资额：应填写数字")


def test_the_page_shows_as_many_rows_as_there_must_be():
    shareholders, staff = sheet(COMPANY, {"has_staff": True}, (), TODAY).groups
    assert [row.title.zh for row in shareholders.rows] == ["第1位股东"]
    assert shareholders.rows[0].entries[0].path == "shareholders.1.kind"
    assert (staff.rows, staff.visible) == ((), True)


def test_values_of_rows_are_masked_in_lists():
    rows = sheet(COMPANY, company_answers(), (), TODAY).groups[0].rows
    assert {entry.path: entry.masked.zh for entry in rows[0].entries}[
        "shareholders.1.id_number"
    ] == f"{ID[:3]}{'*' * 11}{ID[-4:]}"


rows = st.lists(
    st.dictionaries(
        st.sampled_from(["kind", "name", "id_number", "amount", "half", "x"]),
        st.one_of(st.none(), st.text(max_size=5), st.integers(), st.booleans(), st.just("person")),
    ),
    max_size=4,
)


@given(rows)
def test_any_rows_give_answers_or_say_what_is_wrong(given_rows: list[dict[str, Any]]):
    said = company_answers(shareholders=tuple(given_rows))
    try:
        kept = check_answers(COMPANY, said, (), TODAY)
    except AnswersWrong:
        return
    assert check_answers(COMPANY, kept, (), TODAY) == kept


def test_letters_tell_of_every_row_in_words():
    rules = Rules(matter=COMPANY, office=an_office(), calendar=a_calendar())
    told = letter_groups(rules, Standing(answers=company_answers()))["shareholders"]
    assert told.name.zh == "股东"
    assert [row["amount"].zh for row in told.rows] == ["60万元", "40万元"]
    assert [row["kind"].en for row in told.rows] == ["Option person", "Option person"]


def test_what_a_register_filled_in_counts_once_the_applicant_confirms_it():
    matter = a_form_of(
        a_field("name", confirm=True),
        checks=(a_check("trade", gives={"name": "text"}, fills={"name": "name"}),),
    )
    said = a_finding("trade", values={"name": "甬上人家"})
    with pytest.raises(AnswersWrong) as wrong:
        check_answers(matter, {}, (said,), TODAY)
    assert wrong.value.problems["name"].zh == "请核对“name”的登记信息，并确认。"
    assert check_answers(matter, {"name": "甬上人家"}, (said,), TODAY) == {"name": "甬上人家"}
