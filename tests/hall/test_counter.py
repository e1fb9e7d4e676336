import asyncio
import re
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from flows.register_messages import RegisterAnswer, RegisterQuery
from hall.asking import AT_MOST, Asker
from hall.counter.checking import checked
from hall.counter.draft import begin
from hall.registers.faults import Dial
from matters.case import EvidenceTaken, FindingOutcome, Launched
from matters.standing import standing
from storage import cases, published
from storage.drafts import KEPT
from tests.hall.counter import Clerk, a_counter, a_play, scenarios_of, shown_on
from tests.hall.desk import MakeHall, SetClock

RESTAURANT = a_play("open-a-restaurant", "fire-by-promise")
WRONG_ID = "330203199001011230"
WRONG_CODE = "91330200MA2XKT0010"


@pytest.fixture
def clerk(make_hall: MakeHall, tmp_path: Path) -> Iterator[Clerk]:
    with a_counter(make_hall(), tmp_path) as clerk:
        yield clerk


def the_case(clerk: Clerk, number: str) -> cases.Stored:
    hall = clerk.browser.hall
    with hall.database.transaction() as connection:
        return cases.load(connection, hall.keyring, number)


def count_of_cases(clerk: Clerk) -> int:
    with clerk.browser.hall.database.transaction() as connection:
        row = connection.execute("select count(*) from cases").fetchone()
    return int(row[0]) if row else 0


def ready(clerk: Clerk) -> str:
    """A draft of a restaurant whose questions are answered."""
    draft = clerk.begin("open-a-restaurant")
    asked = {question.ask for question in RESTAURANT.matter.questions}
    clerk.write(
        f"{draft}/situation",
        {path: value for path, value in RESTAURANT.answers.items() if path in asked},
    )
    return draft


def filled(clerk: Clerk) -> str:
    """A draft of which only the papers are missing."""
    return clerk.prepare(RESTAURANT)


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
    assert re.search(r"宁波市市场监督管理局 · 2026-03-02 09:30 · 查询编号 \w+", page)
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


# Registers that are away


def test_a_register_that_is_down_does_not_hold_up_the_application(
    make_hall: MakeHall, tmp_path: Path
) -> None:
    with a_counter(make_hall(), tmp_path, lease_filing=Dial(down=True)) as clerk:
        draft = filled(clerk)
        page = clerk.get(f"{draft}/papers").text
        assert "暂不可用，不影响申请" in page
        assert f"{draft}/papers/premises-proof/promise" in page
        assert f"{draft}/papers/premises-proof/upload" in page


def test_a_register_that_never_answers_is_not_waited_for(clerk: Clerk) -> None:
    house = clerk.browser.hall.installation
    desk = begin(house, "open-a-restaurant", "chen", "zh").with_draft(answers=RESTAURANT.answers)
    asker = Asker(Silence)
    try:
        began = time.monotonic()
        heard = checked(desk, asker, house.clock, at_most=0.05).draft.findings
        assert time.monotonic() - began < AT_MOST
    finally:
        asker.close()
    assert {one.outcome for one in heard} == {FindingOutcome.UNAVAILABLE}


class Silence:
    """Registers that take a question and say nothing."""

    async def __aenter__(self) -> "Silence":
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def ask_many(self, queries: Sequence[RegisterQuery]) -> tuple[RegisterAnswer, ...]:
        await asyncio.Event().wait()
        return ()

    async def poll(self, query: RegisterQuery, ticket: str) -> RegisterAnswer:
        raise AssertionError("nothing is pending")


# Papers


def test_papers_that_a_register_replaces_are_listed_with_their_receipt(clerk: Clerk) -> None:
    draft = filled(clerk)
    page = clerk.get(f"{draft}/papers").text
    not_needed = page[page.index("免提交材料") : page.index("告知承诺或提交的材料")]
    assert "营业执照" in not_needed
    assert "经营场所使用证明" in not_needed
    assert "<code>" in not_needed


def test_a_promise_is_never_ticked_beforehand_and_needs_tick_and_name(clerk: Clerk) -> None:
    draft = filled(clerk)
    page = clerk.get(f"{draft}/papers").text
    assert 'name="agreed" value="yes">' in page
    assert "checked" not in page
    assert "本单位已配备经考核合格的食品安全管理员" in page
    unticked = clerk.promise(draft, "safety-manager-certificate", "safety-manager", agreed="")
    assert (unticked.status_code, "勾选“已阅读并承诺”" in unticked.text) == (422, True)
    unsigned = clerk.promise(draft, "safety-manager-certificate", "safety-manager", signer=" ")
    assert (unsigned.status_code, "请填写承诺人姓名" in unsigned.text) == (422, True)


def test_the_exact_words_of_a_promise_are_kept(clerk: Clerk) -> None:
    draft = filled(clerk)
    clerk.promise(draft, "safety-manager-certificate", "safety-manager")
    page = clerk.get(f"{draft}/papers").text
    found = re.search(rf"{draft}/papers/safety-manager-certificate/([0-9a-f]{{64}})", page)
    assert found is not None
    kept = clerk.get(found[0]).text
    assert "能够随时出示考核合格证明。" in kept
    assert "承诺人 Signed: 王海燕" in kept


def test_an_upload_of_a_wrong_kind_is_refused_beside_the_paper(clerk: Clerk) -> None:
    draft = filled(clerk)
    refused = clerk.upload(draft, "layout-plan", b"MZ not a picture")
    assert refused.status_code == 415
    assert '<a href="#layout-plan">' in refused.text
    assert 'id="layout-plan-error"' in refused.text


def test_an_upload_that_is_too_large_is_refused_and_the_draft_stays(clerk: Clerk) -> None:
    draft = filled(clerk)
    refused = clerk.upload(draft, "layout-plan", b"%PDF-1.7\n" + b"0" * 1_500_000)
    assert refused.status_code == 413
    assert "超过上限1.0MB" in refused.text
    far_too_large = clerk.upload(draft, "layout-plan", b"%PDF-1.7\n" + b"0" * 3_000_000)
    assert far_too_large.status_code == 413
    assert clerk.get(f"{draft}/papers").status_code == 200


def test_a_file_that_was_uploaded_can_be_looked_at_and_removed(clerk: Clerk) -> None:
    draft = filled(clerk)
    clerk.upload(draft, "layout-plan")
    page = clerk.get(f"{draft}/papers").text
    found = re.search(rf"{draft}/papers/layout-plan/([0-9a-f]{{64}})", page)
    assert found is not None
    seen = clerk.get(found[0])
    assert (seen.headers["content-type"], seen.content[:5]) == ("application/pdf", b"%PDF-")
    path = f"{draft}/papers/layout-plan/remove"
    clerk.browser.submit(path, on=f"{draft}/papers", digest=found[1])
    assert found[0] not in clerk.get(f"{draft}/papers").text


# Launching


def test_an_incomplete_form_leads_back_to_its_places(clerk: Clerk) -> None:
    draft = ready(clerk)
    answer = clerk.launch(draft)
    assert answer.headers["location"] == f"{draft}/form?problems"
    page = clerk.get(answer.headers["location"]).text
    assert 'href="#company.uscc"' in page
    assert 'href="#premises.seats"' in page


def test_nothing_is_launched_before_the_applicant_has_confirmed(clerk: Clerk) -> None:
    draft = filled(clerk)
    answer = clerk.send(f"{draft}/confirm", "launch")
    assert answer.status_code == 422
    assert 'href="#agreed"' in answer.text
    assert count_of_cases(clerk) == 0


def test_a_form_sent_twice_gives_one_case(clerk: Clerk) -> None:
    draft = filled(clerk)
    first = clerk.launch(draft)
    mark = clerk.browser.mark("/counter")
    again = clerk.browser.post(f"{draft}/confirm", {"mark": mark, "go": "launch", "agreed": "yes"})
    assert again.status_code == 303
    assert again.headers["location"] == first.headers["location"]
    assert count_of_cases(clerk) == 1


def test_back_after_the_launch_leads_to_the_case(clerk: Clerk) -> None:
    draft = filled(clerk)
    launched = clerk.launch(draft).headers["location"]
    for step in ("situation", "form", "papers", "confirm"):
        assert clerk.browser.get(f"{draft}/{step}").headers["location"] == launched
    assert draft not in clerk.get("/counter").text


def test_missing_papers_are_told_and_do_not_bar_the_launch(clerk: Clerk) -> None:
    draft = filled(clerk)
    assert "一次性告知补正" in clerk.get(f"{draft}/confirm").text
    assert clerk.launch(draft).status_code == 303


def test_a_stop_is_shown_with_its_reason_and_the_applicant_may_still_apply(clerk: Clerk) -> None:
    draft = clerk.prepare(a_play("open-a-restaurant", stopped()))
    page = clerk.get(f"{draft}/confirm").text
    assert "核验发现：" in page
    assert "书面决定" in page
    assert clerk.launch(draft).status_code == 303


def stopped() -> str:
    """A shipped scenario of an applicant on the list of abnormal operations."""
    names = [one.scenario for one in scenarios_of("open-a-restaurant").scenarios]
    return next(name for name in names if "abnormal" in name)


def test_papers_go_with_the_case(clerk: Clerk) -> None:
    draft = filled(clerk)
    clerk.give_papers(draft, RESTAURANT)
    number = clerk.launch(draft).headers["location"].rpartition("/")[2]
    facts = the_case(clerk, number).case.facts
    taken = {one.evidence.material: one.evidence for one in facts if isinstance(one, EvidenceTaken)}
    assert taken["layout-plan"].rung == "upload"
    assert taken["fire-promise-letter"].label == "fire-safety"
    assert clerk.browser.hall.installation.files.exists(taken["layout-plan"].digest)


# Drafts


def test_a_draft_is_its_clerks_own(clerk: Clerk) -> None:
    draft = ready(clerk)
    assert draft in clerk.get("/counter").text
    clerk.give_way_to("zhou")
    assert draft not in clerk.get("/counter").text
    refused = clerk.browser.get(f"{draft}/form")
    assert refused.status_code == 404
    assert "没有找到这份草稿" in refused.text


def test_a_draft_is_discarded_when_asked(clerk: Clerk) -> None:
    draft = ready(clerk)
    gone = clerk.browser.submit(f"{draft}/discard", on=f"{draft}/situation")
    assert gone.headers["location"] == "/counter"
    assert clerk.browser.get(f"{draft}/form").status_code == 404


def test_a_draft_that_expired_is_told_so(clerk: Clerk, clock: SetClock) -> None:
    draft = ready(clerk)
    clock.forward(KEPT + timedelta(hours=1))
    clerk.browser.sign_in("chen")
    answer = clerk.browser.get(f"{draft}/form")
    assert answer.status_code == 404
    assert "超过15天" in answer.text


def test_a_draft_goes_on_under_a_newer_version_of_its_matter(clerk: Clerk) -> None:
    draft = ready(clerk)
    hall = clerk.browser.hall
    newer = RESTAURANT.matter.model_copy(update={"version": 2})
    newer = type(newer).model_validate_json(newer.model_dump_json(by_alias=True))
    with hall.database.transaction() as connection:
        published.publish(connection, newer, "", "admin", hall.clock())
    page = clerk.get(f"{draft}/situation")
    assert page.status_code == 200
    assert 'value="60.5"' in page.text


def test_coming_back_leads_to_the_first_step_that_is_not_finished(clerk: Clerk) -> None:
    draft = clerk.begin("open-a-restaurant")
    assert clerk.browser.get(draft).headers["location"] == f"{draft}/situation"
    clerk.answer_questions(draft, RESTAURANT.answers)
    assert clerk.browser.get(draft).headers["location"] == f"{draft}/form"
    clerk.fill_in(draft, RESTAURANT.answers)
    assert clerk.browser.get(draft).headers["location"] == f"{draft}/papers"
    clerk.give_papers(draft, RESTAURANT)
    assert clerk.browser.get(draft).headers["location"] == f"{draft}/confirm"
