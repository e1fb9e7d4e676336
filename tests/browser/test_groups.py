"""Rows of a group in a real browser: added, written and removed without leaving the page."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from playwright.sync_api import Browser, Locator, Page, expect

from hall.house import Hall
from hall.web import create_web
from tests.browser.people import Person
from tests.browser.serving import free_ports
from tests.hall.desk import MONDAY, a_hall, with_accounts
from tests.hall.firms import ID, USCC, publish_the_firm
from tests.houses import Clock

READY = 10.0
LOOK = 0.02


@contextmanager
def listening(hall: Hall) -> Iterator[str]:
    """The address of the hall's pages, served from this process."""
    (port,) = free_ports(1)
    server = uvicorn.Server(
        uvicorn.Config(create_web(hall), port=port, log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        deadline = time.monotonic() + READY
        while not server.started:
            assert time.monotonic() < deadline
            time.sleep(LOOK)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def clerk(chromium: Browser, database_url: str) -> Iterator[Person]:
    hall = with_accounts(a_hall(database_url, Clock(MONDAY)))
    publish_the_firm(hall)
    with listening(hall) as address:
        context = chromium.new_context(base_url=address, locale="zh-CN")
        person = Person(context.new_page(), "chen")
        person.sign_in()
        yield person
        context.close()
    hall.close()


def begin(clerk: Person, *, staff: str) -> Page:
    """The form of a draft whose questions are answered."""
    page = clerk.page
    clerk.go("/counter")
    page.locator("#register-a-firm button").click()
    page.locator(f'[name=has_staff][value="{staff}"]').check()
    page.locator("[name=opens_on]").fill("2026-04-01")
    page.locator('[name=trades][value="retail"]').check()
    clerk.picture("groups-situation")
    page.locator('[name=go][value="next"].button').click()
    page.wait_for_url("**/form")
    return page


def write_partner(page: Page, number: int, kind: str, name: str, amount: str) -> None:
    page.locator(f'[name="partners.{number}.kind"][value="{kind}"]').check()
    page.locator(f'[name="partners.{number}.name"]').fill(name)
    page.locator(f'[name="partners.{number}.amount"]').fill(amount)


def with_three_partners(page: Page) -> Locator:
    """The rows of the partners, the third added on the page."""
    write_partner(page, 1, "person", "周海", "60")
    page.locator('[name="partners.1.id_number"]').fill(ID)
    write_partner(page, 2, "person", "李明", "10")
    page.locator("#partners [data-add]").click()
    write_partner(page, 3, "company", "宁波甬上投资有限公司", "40.5")
    page.locator('[name="partners.3.uscc"]').fill(USCC)
    return page.locator("#partners [data-row]")


def test_a_row_is_added_on_the_page_and_counted_with_the_others(clerk: Person):
    page = begin(clerk, staff="no")
    rows = with_three_partners(page)
    expect(rows).to_have_count(3)
    expect(rows.last.locator("> legend")).to_have_text("第3位合伙人")
    expect(page.locator("#staff")).to_be_hidden()
    expect(page.locator('[data-path="partners.3.id_number"]')).to_be_hidden()
    expect(page.locator('[name="capital"]')).to_have_value("110.5")
    clerk.picture("groups-form")


def test_a_row_is_removed_on_the_page_and_the_rest_is_kept(clerk: Person):
    page = begin(clerk, staff="no")
    rows = with_three_partners(page)
    rows.nth(1).locator("[data-remove]").click()
    expect(rows.last.locator("> legend")).to_have_text("第2位合伙人")
    expect(page.locator('[name="capital"]')).to_have_value("100.5")
    page.locator("[name=firm_name]").fill("宁波甬上合伙企业")
    page.locator('[name=go][value="next"]').click()
    page.wait_for_url("**/papers")
    clerk.go(page.url.replace("/papers", "/form"))
    expect(page.locator('[name="partners.2.name"]')).to_have_value("宁波甬上投资有限公司")
    expect(rows).to_have_count(2)


def test_what_the_page_requires_and_computes_is_what_the_server_does(clerk: Person):
    page = begin(clerk, staff="yes")
    write_partner(page, 1, "person", "周海", "900")
    write_partner(page, 2, "person", "李明", "0.5")
    page.locator('[name="staff.1.name"]').fill("王芳")
    expect(page.locator('[name="capital"]')).to_have_value("900.5")
    page.locator('[name=go][value="next"]').click()
    said = page.get_by_role("alert")
    expect(said).to_contain_text("第2位合伙人：认缴出资额：不能小于1万元。")
    expect(said).to_contain_text("第1位员工：请填写“月缴费工资”。")
    expect(said).to_contain_text("请填写“社保缴费账户”。")
    expect(page.locator('[name="partners.2.amount"]')).to_have_value("0.5")
    clerk.picture("groups-problems")
