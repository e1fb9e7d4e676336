import re

import pytest

from matters.case import FindingOutcome, Launched
from matters.standing import standing
from storage import published
from tests.hall.counter import (
    Clerk,
    a_play,
    filled,
    ready,
    restaurant,
    scenarios_of,
    shown_on,
    the_case,
)

RESTAURANT = restaurant()
WRONG_ID = "330203199001011230"
WRONG_CODE = "91330200MA2XKT0010"


# The whole way


@pytest.mark.parametrize("scenario", ["small-shop", "fire-by-promise"])
def test_a_restaurant_is_launched_from_the_choice_to_the_receipt(
    clerk: Clerk, scenario: str
) -> None:
    number = clerk.carry_through(a_play("open-a-restaurant", scenario))
    assert re.fullmatch(r"\d{21}", number)
    page = clerk.get(f"/counter/launched/{number}")
    assert page.status_code == 200
    assert number in page.text
    assert "食品经营许可" in page.text
    assert "申请材料接收凭证" in page.text


@pytest.mark.parametrize(
    "scenario", [one.scenario for one in scenarios_of("new-resident").scenarios[:2]]
)
def test_a_new_resident_is_launched_from_the_choice_to_the_receipt(
    clerk: Clerk, scenario: str
) -> None:
    number = clerk.carry_through(a_play("new-resident", scenario))
    case = the_case(clerk, number).case
    assert isinstance(case.facts[0], Launched)
    assert case.facts[0].channel == "counter"


def test_what_the_registers_said_goes_with_the_case(clerk: Clerk) -> None:
    number = clerk.carry_through(RESTAURANT)
    now = standing(the_case(clerk, number).case)
    assert now.findings["business-licence"].outcome == FindingOutcome.MATCH
    assert now.findings["lease-filing"].request
    assert "company.name" not in now.answers  # it is the register's, not the applicant's


def test_the_way_is_the_same_in_english(clerk: Clerk) -> None:
    clerk.get("/counter?language=en")
    draft = filled(clerk)
    assert "Not needed" in clerk.get(f"{draft}/papers").text
    launched = clerk.launch(draft, notices="en")
    page = clerk.get(launched.headers["location"])
    assert "Received" in page.text
    number = launched.headers["location"].rpartition("/")[2]
    first = the_case(clerk, number).case.facts[0]
    assert isinstance(first, Launched)
    assert first.language == "en"


# Choosing


def test_the_counter_offers_matters_with_their_reductions(clerk: Clerk) -> None:
    page = clerk.get("/counter").text
    assert "开办餐饮店“一件事”" in page
    assert "−86%" in page  # 53 days to 7
    assert "宁波市消防救援支队" in page


def test_a_retired_matter_is_not_offered_and_cannot_be_begun(clerk: Clerk) -> None:
    hall = clerk.browser.hall
    with hall.database.transaction() as connection:
        published.retire(connection, "open-a-restaurant", "admin", hall.clock())
    assert "开办餐饮店" not in clerk.get("/counter").text
    answer = clerk.browser.submit("/counter", matter="open-a-restaurant")
    assert answer.status_code == 409
    assert "已停用" in answer.text


def test_an_unknown_matter_is_refused_with_the_nearest_one(clerk: Clerk) -> None:
    answer = clerk.browser.submit("/counter", matter="open-a-restarant")
    assert answer.status_code == 404
    assert "open-a-restaurant" in answer.text


def test_a_department_cannot_launch(clerk: Clerk) -> None:
    clerk.give_way_to("market-regulation")
    assert clerk.browser.get("/counter").status_code == 403


# The questions


def test_only_the_questions_that_matter_are_asked(clerk: Clerk) -> None:
    draft = clerk.begin("open-a-restaurant")
    assert shown_on(clerk.get(f"{draft}/situation")) == ("licence_ready",)
    answer = clerk.send(f"{draft}/situation", licence_ready=True)
    assert shown_on(answer) == ("licence_ready", "business_form")
    assert 'class="alert wrong"' not in answer.text  # it has only now come up


def test_a_question_left_out_is_named_at_the_top_and_beside_it(clerk: Clerk) -> None:
    draft = clerk.begin("open-a-restaurant")
    answer = clerk.send(f"{draft}/situation")
    assert answer.status_code == 422
    assert '<a href="#licence_ready">请回答：您已经领取营业执照了吗？</a>' in answer.text
    assert 'id="licence_ready-error"' in answer.text


def test_where_nothing_can_be_done_the_page_says_why_and_where_to_go(clerk: Clerk) -> None:
    draft = clerk.begin("open-a-restaurant")
    answer = clerk.send(f"{draft}/situation", licence_ready=False)
    assert "须在领取营业执照后申请" in answer.text
    assert "企业开办" in answer.text
    assert clerk.browser.get(f"{draft}/form").headers["location"] == f"{draft}/situation"


def test_changing_an_earlier_answer_keeps_the_later_ones(clerk: Clerk) -> None:
    draft = ready(clerk)
    clerk.send(f"{draft}/situation", business_form="retail")
    clerk.send(f"{draft}/situation", business_form="restaurant")
    page = clerk.get(f"{draft}/situation").text
    assert 'name="area_m2" type="text" inputmode="decimal" value="60.5"' in page


# The form


def test_the_registers_fill_the_form_and_each_value_names_its_source(clerk: Clerk) -> None:
    draft = ready(clerk)
    said = {one: RESTAURANT.answers[one] for one in ("company.uscc", "company.legal_rep_id")}
    assert clerk.write(f"{draft}/form", said, "check").status_code == 303
    page = clerk.get(f"{draft}/form").text
    assert 'id="company.name-source"' in page
    assert re.search(r"宁波市市场监督管理局 · 2026-03-02 10:00 · 查询编号 \w+", page)
    assert "房屋租赁备案信息核验" in page  # asked with the address that the licence gave


def test_a_prefilled_value_that_is_corrected_needs_a_reason_and_then_prevails(
    clerk: Clerk,
) -> None:
    draft = filled(clerk)
    path = f"{draft}/form"
    refused = clerk.write(path, {"company.name": "宁波新名餐饮有限公司"})
    assert refused.status_code == 422
    assert "请简要写明更正理由" in refused.text
    note = {"objection:company.name": "已变更，登记尚未更新"}
    assert clerk.write(path, note).status_code == 303
    number = clerk.launch(draft).headers["location"].rpartition("/")[2]
    first = the_case(clerk, number).case.facts[0]
    assert isinstance(first, Launched)
    assert first.answers["company.name"] == "宁波新名餐饮有限公司"
    assert first.objections == {"company.name": "已变更，登记尚未更新"}


def test_the_applicant_may_take_the_registers_value_after_all(clerk: Clerk) -> None:
    draft = filled(clerk)
    path = f"{draft}/form"
    clerk.write(path, {"company.name": "宁波新名餐饮有限公司"}, "save")
    clerk.write(path, {}, "adopt:company.name")
    page = clerk.get(path).text
    assert "宁波新名餐饮有限公司" not in page
    assert 'id="company.name-source"' in page


@pytest.mark.parametrize(
    ("path", "wrong"), [("company.uscc", WRONG_CODE), ("company.legal_rep_id", WRONG_ID)]
)
def test_a_wrong_number_is_told_without_repeating_it_and_stays_in_its_box(
    clerk: Clerk, path: str, wrong: str
) -> None:
    draft = ready(clerk)
    page = clerk.write(f"{draft}/form", {path: wrong})
    assert page.status_code == 422
    assert f'href="#{path}"' in page.text
    assert f'id="{path}-error"' in page.text
    assert page.text.count(wrong) == 1
    assert f'value="{wrong}"' in page.text


def test_a_wrong_number_is_kept_with_the_draft(clerk: Clerk) -> None:
    draft = ready(clerk)
    clerk.write(f"{draft}/form", {"company.uscc": WRONG_CODE}, "save")
    assert f'value="{WRONG_CODE}"' in clerk.get(f"{draft}/form").text
    launched = clerk.launch(draft)
    assert launched.headers["location"] == f"{draft}/form?problems"


def test_another_credit_code_makes_what_was_found_void(clerk: Clerk) -> None:
    draft = ready(clerk)
    path = f"{draft}/form"
    clerk.write(path, {"company.uscc": RESTAURANT.answers["company.uscc"]}, "check")
    assert 'id="company.name-source"' in clerk.get(path).text
    clerk.write(path, {"company.uscc": ""}, "save")
    other = a_play("open-a-restaurant", "small-shop").answers["company.uscc"]
    clerk.write(path, {"company.uscc": other}, "save")
    assert 'id="company.name-source"' not in clerk.get(path).text


def test_the_browser_may_save_while_somebody_writes(clerk: Clerk) -> None:
    draft = ready(clerk)
    kept = clerk.write(f"{draft}/form", {"premises.floor": "二层"}, "keep")
    assert kept.status_code == 204
    assert 'value="二层"' in clerk.get(f"{draft}/form").text
