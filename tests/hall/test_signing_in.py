"""Who comes in, how often one may try, and what is left when one goes."""

import logging
from datetime import timedelta

import pytest

from hall import sessions
from hall.accounts import PER_ACCOUNT, PER_ADDRESS, give_token, whose_token
from hall.demo_accounts import DEMO_PASSWORD, demo_accounts, seed_demo_accounts
from hall.pages.signing_in import own_page
from storage import accounts
from tests.hall.desk import Browser, MakeHall, a_browser, the_office
from tests.houses import Clock


@pytest.fixture
def browser(make_hall: MakeHall) -> Browser:
    return a_browser(make_hall())


def test_a_clerk_signs_in_and_is_greeted_by_name(browser: Browser):
    answer = browser.sign_in("chen")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    assert "陈静" in browser.get("/patterns").text


def test_a_wrong_password_and_an_unknown_account_read_the_same(browser: Browser):
    wrong, unknown = browser.sign_in("chen", "guess"), browser.sign_in("nobody", "guess")
    assert wrong.status_code == unknown.status_code == 422
    assert "账号或密码不正确" in wrong.text
    assert "账号或密码不正确" in unknown.text
    assert browser.get("/").headers["location"].startswith("/sign-in")


def test_an_unknown_account_costs_a_comparison_too(make_hall: MakeHall):
    hall = make_hall()
    compared: list[str | None] = []
    match = hall.passwords.match

    def noted(kept: str | None, given: str) -> bool:
        compared.append(kept)
        return match(kept, given)

    hall.passwords.match = noted  # type: ignore[method-assign]
    a_browser(hall).sign_in("nobody", "guess")
    assert compared == [None]


def test_the_cookie_is_kept_from_scripts_and_ends_after_a_working_day(browser: Browser):
    cookie = next(
        c for c in browser.sign_in("chen").headers.get_list("set-cookie") if "session" in c
    )
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=36000" in cookie
    assert "Secure" not in cookie


def test_over_https_the_cookie_is_secure(make_hall: MakeHall):
    hall = make_hall(public="https://onego.example.gov.cn")
    cookies = a_browser(hall).sign_in("chen").headers.get_list("set-cookie")
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)


def test_the_database_never_holds_the_token_or_the_address(browser: Browser):
    browser.sign_in("chen")
    token = browser.client.cookies[sessions.SESSION_COOKIE]
    browser.client.cookies.clear()
    browser.sign_in("chen", "guess")
    with browser.hall.database.transaction() as connection:
        kept = connection.execute("select token from sessions").fetchall()
        tried = connection.execute("select who from sign_in_failures").fetchall()
    assert kept == [(sessions.digest_of(token),)]
    assert len(tried) == 2
    assert all(b"chen" not in who and b"testclient" not in who for (who,) in tried)


def test_a_session_ends_after_ten_hours(browser: Browser, clock: Clock):
    browser.sign_in("chen")
    clock.forward(sessions.LASTS - timedelta(seconds=1))
    assert browser.get("/patterns").status_code == 200
    clock.forward(timedelta(seconds=1))
    answer = browser.get("/patterns")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2Fpatterns"


def test_signing_out_ends_the_session_for_good(browser: Browser):
    browser.sign_in("chen")
    token = browser.client.cookies[sessions.SESSION_COOKIE]
    answer = browser.submit("/sign-out", on="/patterns")
    assert answer.headers["location"] == "/sign-in"
    browser.client.cookies.set(sessions.SESSION_COOKIE, token)
    assert browser.get("/patterns").status_code == 303


def test_a_barred_account_is_out_at_once(browser: Browser):
    browser.sign_in("chen")
    with browser.hall.database.transaction() as connection:
        accounts.disable(connection, "chen")
    assert browser.get("/patterns").status_code == 303
    assert browser.sign_in("chen").status_code == 422


def test_signing_in_again_ends_the_session_before(browser: Browser):
    browser.sign_in("chen")
    before = browser.client.cookies[sessions.SESSION_COOKIE]
    mark = browser.mark("/patterns")
    browser.post("/sign-in", {"mark": mark, "account": "zhou", "password": DEMO_PASSWORD})
    assert sessions.whose(browser.hall, before) is None
    assert "周凯" in browser.get("/patterns").text


def test_after_five_wrong_passwords_even_the_right_one_must_wait(browser: Browser, clock: Clock):
    for _ in range(PER_ACCOUNT):
        assert browser.sign_in("chen", "guess").status_code == 422
        clock.forward(timedelta(minutes=1))
    refused = browser.sign_in("chen")
    assert refused.status_code == 429
    assert "请在10分钟后再试" in refused.text
    assert refused.headers["retry-after"] == "600"
    clock.forward(timedelta(minutes=10))
    assert browser.sign_in("chen").status_code == 303


def test_an_account_that_waits_does_not_make_others_wait(browser: Browser):
    for _ in range(PER_ACCOUNT):
        browser.sign_in("chen", "guess")
    assert browser.sign_in("zhou").status_code == 303


def test_one_address_may_not_try_many_accounts(browser: Browser):
    for number in range(PER_ADDRESS):
        browser.sign_in(f"guess-{number}", "guess")
    assert browser.sign_in("zhou").status_code == 429


def test_the_right_password_forgets_the_wrong_ones(browser: Browser):
    for _ in range(2):
        for _ in range(PER_ACCOUNT - 1):
            browser.sign_in("chen", "guess")
        assert browser.sign_in("chen").status_code == 303
        browser.client.cookies.clear()


def test_the_wrong_password_is_not_sent_back_but_the_account_is(browser: Browser):
    shown = browser.sign_in("chen", "Tr0ub4dor").text
    assert "Tr0ub4dor" not in shown
    assert 'value="chen"' in shown


def test_no_account_name_reaches_a_log(browser: Browser, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG, logger="hall")
    caplog.set_level(logging.DEBUG, logger="storage")
    for _ in range(PER_ACCOUNT + 1):
        browser.sign_in("market-regulation", "guess")
    browser.sign_in("market-regulation-head")
    assert "market-regulation" not in caplog.text


def test_after_signing_in_one_is_where_one_wanted_to_be(browser: Browser):
    answer = browser.submit(
        "/sign-in", account="chen", password=DEMO_PASSWORD, next="/patterns?page=2"
    )
    assert answer.headers["location"] == "/patterns?page=2"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "", "/a\r\nb", "/\tb"],
)
def test_nobody_is_led_to_another_site(elsewhere: str):
    assert own_page(elsewhere) == "/"


def test_in_a_demonstration_the_accounts_stand_on_the_page(browser: Browser):
    shown = browser.get("/sign-in").text
    assert DEMO_PASSWORD in shown
    assert "演示环境 · 数据均为虚构" in shown
    assert "market-regulation-head" in shown


def test_outside_a_demonstration_there_are_no_demo_accounts(make_hall: MakeHall):
    hall = make_hall(demo=False)
    assert seed_demo_accounts(hall) == 0
    shown = a_browser(hall).get("/sign-in").text
    assert DEMO_PASSWORD not in shown
    assert "演示" not in shown


def test_each_department_has_an_officer_and_a_head():
    people = {one.id: one for one in demo_accounts(the_office())}
    for department in the_office().departments:
        if department.key != "hall":
            assert people[department.key].roles == {"officer"}
            assert people[f"{department.key}-head"].roles == {"head"}
    assert people["chen"].department == people["zhou"].department == "hall"


def test_seeding_twice_changes_nothing(make_hall: MakeHall):
    hall = make_hall()
    with hall.database.transaction() as connection:
        assert len(accounts.demo_accounts(connection)) == len(demo_accounts(hall.office))
    assert seed_demo_accounts(hall) == 0


def test_a_system_is_known_by_its_newest_token_only(make_hall: MakeHall):
    hall = make_hall()
    first, second = give_token(hall, "water"), give_token(hall, "water")
    system = whose_token(hall, second)
    assert system is not None
    assert (system.department, system.roles) == ("water", {"system"})
    assert whose_token(hall, first) is None
