import asyncio

from flows.commands import act_on
from hall.lookups import MOST
from matters.acts import Accept, AskForMore, Decide, Inspect
from matters.case import Wanted
from storage import cases
from tests.cases import a_clerk, an_officer
from tests.hall.counter import Clerk, a_play
from tests.houses import Outside, a_wave

PLAY = a_play("open-a-restaurant", "small-shop")


def a_launched_case(clerk: Clerk) -> tuple[str, str]:
    """The number of a case and the address that its receipt carries."""
    draft = clerk.prepare(PLAY)
    clerk.give_papers(draft, PLAY)
    number = clerk.launch(draft).headers["location"].rpartition("/")[2]
    hall = clerk.browser.hall
    with hall.database.transaction() as connection:
        stored = cases.load(connection, hall.keyring, number)
    return number, f"/follow/{stored.follow}"


def carry(clerk: Clerk) -> None:
    """Let the machine do what is due."""
    house = clerk.browser.hall.installation
    with house.database.transaction() as connection:
        rules = house.rules(connection, PLAY.matter.digest)
    asyncio.run(a_wave(house, Outside(), rules))


def signed_out(clerk: Clerk) -> None:
    clerk.browser.client.cookies.clear()


def test_the_applicant_follows_without_an_account(clerk: Clerk) -> None:
    number, follow = a_launched_case(clerk)
    signed_out(clerk)
    page = clerk.get(follow)
    assert page.status_code == 200
    assert number in page.text
    assert "已收件，审查是否受理" in page.text
    assert "0574-" in page.text


def test_the_page_is_neither_kept_nor_found_by_search(clerk: Clerk) -> None:
    _, follow = a_launched_case(clerk)
    page = clerk.get(follow)
    assert page.headers["cache-control"] == "no-store"
    assert "noindex" in page.headers["x-robots-tag"]
    assert 'name="robots"' in page.text


def test_no_personal_value_stands_on_the_page_or_in_its_address(clerk: Clerk) -> None:
    _, follow = a_launched_case(clerk)
    page = clerk.get(follow).text
    for path in ("company.legal_rep_id", "company.mobile"):
        assert str(PLAY.answers[path]) not in page + follow


def test_the_page_speaks_english_by_a_switch(clerk: Clerk) -> None:
    _, follow = a_launched_case(clerk)
    page = clerk.get(f"{follow}?language=en").text
    assert "Received, being examined" in page
    assert "What registers were asked for you" in page


def test_each_step_tells_who_answers_for_it_and_until_when(clerk: Clerk) -> None:
    number, follow = a_launched_case(clerk)
    house = clerk.browser.hall.installation
    act_on(house, number, Accept(), a_clerk())
    page = clerk.get(follow).text
    assert "已受理" in page
    assert "联合踏勘" in page
    assert "宁波市市场监督管理局" in page
    assert "等待前面的环节" in page


def test_what_is_asked_for_is_told_with_its_last_day(clerk: Clerk) -> None:
    number, follow = a_launched_case(clerk)
    wanted = Wanted(
        kind="material", key="layout-plan", wrong="图纸不清晰。", standard="应标明比例和尺寸。"
    )
    act_on(clerk.browser.hall.installation, number, AskForMore(wanted=(wanted,)), a_clerk())
    page = clerk.get(follow).text
    assert "请在2026年3月16日前补正" in page
    assert "图纸不清晰。" in page
    assert "应标明比例和尺寸。" in page


def test_check_receipts_name_register_time_and_number(clerk: Clerk) -> None:
    _, follow = a_launched_case(clerk)
    page = clerk.get(follow).text
    used = page[page.index("为您核验的数据") :]
    assert "营业执照信息核验" in used
    assert "2026-03-02 10:00" in used
    assert "<code>R" in used


def test_a_notice_is_downloaded_as_pdf(clerk: Clerk) -> None:
    number, follow = a_launched_case(clerk)
    carry(clerk)
    page = clerk.get(follow).text
    start = page.index(f"{follow}/notices/")
    notice = page[start : page.index('"', start)]
    pdf = clerk.get(notice)
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")
    launched = clerk.get(f"/counter/launched/{number}").text
    assert "收件凭证已出具" in launched
    assert notice in launched


def test_a_notice_of_another_case_is_not_given(clerk: Clerk) -> None:
    _, follow = a_launched_case(clerk)
    carry(clerk)
    page = clerk.get(follow).text
    start = page.index(f"{follow}/notices/")
    code = page[start : page.index('"', start)].rpartition("/")[2]
    _, other = a_launched_case(clerk)
    assert clerk.get(f"{other}/notices/{code}").status_code == 404


def test_a_refusal_is_told_with_its_reasons(clerk: Clerk) -> None:
    number, follow = a_launched_case(clerk)
    house = clerk.browser.hall.installation
    act_on(house, number, Accept(), a_clerk())
    refusal = Decide(
        step="sign", decision="refused", reasons="招牌遮挡消防设施。", basis="测试依据第一条"
    )
    visits(clerk, number)
    act_on(house, number, refusal, an_officer("urban-management"))
    page = clerk.get(follow).text
    assert "不予许可" in page
    assert "招牌遮挡消防设施。" in page


def visits(clerk: Clerk, number: str) -> None:
    """All departments find the premises in order."""
    house = clerk.browser.hall.installation
    for department in ("market-regulation", "urban-management", "water"):
        act = Inspect(step="joint-visit", passed=True, officers=("王建国", "李秀英"))
        act_on(house, number, act, an_officer(department))


def test_an_unknown_code_is_told_kindly_and_only_so_often(clerk: Clerk) -> None:
    _, follow = a_launched_case(clerk)
    for _ in range(MOST):
        assert clerk.get("/follow/nothing-like-it").status_code == 404
    assert clerk.get("/follow/nothing-like-it").status_code == 429
    assert clerk.get(follow).status_code == 429
