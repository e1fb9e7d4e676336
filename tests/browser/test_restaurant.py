"""The three journeys of a restaurant in a real browser: launched by hand, decided by every department, followed."""

import re
import subprocess
from collections import Counter as Counted
from dataclasses import dataclass
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import expect

from forms.codes import qr_svg
from tests.browser.conftest import FindPlay
from tests.browser.counter import Counter
from tests.browser.officers import DEPARTMENTS, Officers
from tests.browser.people import People, Person

PERMITS = 4
NOTICES = {
    "收件凭证": 1, "受理通知书": PERMITS + 1, "准予行政许可决定书": PERMITS,
    "食品经营许可证": 1, "公众聚集场所投入使用、营业前消防安全检查意见书": 1,
    "户外招牌设施设置许可证": 1, "城镇污水排入排水管网许可证": 1,
    "行业综合许可证（餐饮）": 1, "办结告知书": 1,
}  # fmt: skip
PREFILLED = {"company.name", "company.legal_rep", "company.address", "premises.address"}


@dataclass(frozen=True)
class Launched:
    """What a clerk saw who launched the restaurant."""

    number: str
    follow: str
    """The applicant's address."""
    sources: dict[str, str]
    """Where each value comes from that nobody had to write, by field."""
    needless: str
    """The papers that nobody had to bring."""
    code: str
    """The picture of the QR code."""


@pytest.fixture(scope="module")
def clerk(people: People) -> Person:
    return people.signed_in("chen")


@pytest.fixture(scope="module")
def launched(
    clerk: Person, find_play: FindPlay, tmp_path_factory: pytest.TempPathFactory
) -> Launched:
    """A restaurant, launched at the counter by hand."""
    play = find_play("open-a-restaurant", "fire-by-inspection")
    counter = Counter(clerk, play, tmp_path_factory.mktemp("papers"))
    counter.begin()
    counter.answer_questions()
    counter.check()
    clerk.picture("form-prefilled")
    sources = counter.prefilled()
    counter.fill_in()
    clerk.picture("papers")
    needless = clerk.page.locator("#checks").inner_text()
    counter.give_papers()
    clerk.picture("papers-given")
    counter.confirm()
    issued = clerk.page.locator("#receipt-state a.button")
    issued.wait_for()
    clerk.picture("launched")
    follow = (issued.get_attribute("href") or "").partition("/notices/")[0]
    code = clerk.page.locator(".qr").inner_html()
    return Launched(counter.number, follow, sources, needless, code)


@pytest.fixture(scope="module")
def finished(clerk: Person, people: People, launched: Launched) -> Officers:
    """The same restaurant, carried to its end by everybody who takes part."""
    officers = Officers(people, launched.number)
    officers.accept(clerk)
    officers.visit()
    officers.decide()
    officers.issue(clerk)
    return officers


def test_a_restaurant_is_launched_by_hand(people: People, launched: Launched):
    assert set(launched.sources) >= PREFILLED
    assert all("查询编号" in source for source in launched.sources.values())
    assert "营业执照" in launched.needless
    address = f"{people.hall}{launched.follow}"
    assert paths_of(launched.code) == paths_of(qr_svg(address))


def test_every_department_decides_and_the_next_step_opens_at_once(finished: Officers):
    for what, waited in finished.opened.items():
        print(f"{what}: {waited:.2f} s")  # noqa: T201 - the figure of the acceptance
    assert len(finished.opened) == len(("visit", "decide", "issue", "close"))
    assert set(finished.answers) == {*DEPARTMENTS, "government-services"}
    assert all("：准予许可。" in finished.answers[key] for key in DEPARTMENTS)
    assert "已核发" in finished.answers["government-services"]


def test_all_notices_appear_and_open(
    clerk: Person, launched: Launched, finished: Officers, tmp_path: Path
):
    page = clerk.page
    links = page.locator('#case-side .files a[href$=".pdf"]')
    expect(links).to_have_count(sum(NOTICES.values()))
    names = page.locator("#case-side .files .what a").all_inner_texts()
    assert Counted(names) == NOTICES
    expect(page.locator("#case-side .files").get_by_text("待送达")).to_have_count(0)
    clerk.picture("case-closed")
    for place, link in enumerate(links.all()):
        answer = page.context.request.get(link.get_attribute("href") or "")
        assert answer.status == 200
        assert drawn(answer.body(), tmp_path / f"{place}.pdf")
    page.locator("#case-side .files .what a").last.click()
    expect(page.locator("img.sheet").first).to_be_visible()
    clerk.picture("notice")


def test_the_applicant_follows_in_both_languages(
    people: People, launched: Launched, finished: Officers
):
    applicant = people.somebody()
    page = applicant.page
    applicant.go(launched.follow)
    expect(page.locator("main")).to_contain_text(launched.number)
    expect(page.locator(".track li", has_text="核发行业综合许可证")).to_contain_text("已核发")
    expect(page.locator("main")).to_contain_text("办结告知书")
    applicant.picture("follow")
    for link in page.locator('a[href*="/notices/"]').all():
        paper = page.context.request.get(link.get_attribute("href") or "")
        assert paper.body().startswith(b"%PDF-")
    applicant.say("en")
    expect(page.locator(".track li", has_text="Issue of the industry licence")).to_contain_text(
        "issued"
    )
    expect(page.locator("main")).to_contain_text("Notice of Completion")
    applicant.picture("follow-english")


def test_a_notice_is_found_genuine(people: People, launched: Launched, finished: Officers):
    reader = people.somebody()
    reader.go(launched.follow)
    link = reader.page.locator('a[href*="/notices/"]', has_text="行业综合许可证")
    code = (link.get_attribute("href") or "").rpartition("/")[2]
    reader.go(f"/verify/{code}")
    expect(reader.page.get_by_role("status")).to_contain_text("该文书真实")
    reader.picture("verify")
    reader.say("en")
    expect(reader.page.get_by_role("status")).to_contain_text("Genuine")


def test_no_page_was_in_trouble(people: People, finished: Officers):
    assert people.troubles.seen == []


def paths_of(picture: str) -> list[str]:
    """What an SVG draws."""
    return re.findall(r' d="([^"]+)"', picture)


def drawn(pdf: bytes, place: Path) -> bool:
    """Whether it is a PDF; where Poppler is there, whether its first page can be drawn."""
    if not pdf.startswith(b"%PDF-"):
        return False
    drawer = which("pdftoppm")
    if drawer is None:
        return True
    place.write_bytes(pdf)
    page = place.with_suffix("")
    subprocess.run((drawer, "-png", "-r", "40", "-singlefile", place, page), check=True)
    return page.with_suffix(".png").stat().st_size > 0
