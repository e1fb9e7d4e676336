"""A person's own password: changed by who knows the old one, and by nobody else."""

import pytest

from hall.accounts import PER_ACCOUNT
from hall.demo_accounts import DEMO_PASSWORD
from tests.hall.desk import Browser, MakeHall, a_browser, signed_in

NEW = "correct horse"


@pytest.fixture
def browser(make_hall: MakeHall) -> Browser:
    return signed_in(make_hall(), "chen")


def change(browser: Browser, **other: str) -> tuple[int, str]:
    form = {"old": DEMO_PASSWORD, "new": NEW, "again": NEW, **other}
    answer = browser.submit("/account", **form)
    return answer.status_code, answer.text


def test_the_page_is_behind_ones_name(browser: Browser):
    assert 'href="/account"' in browser.get("/patterns").text
    assert "修改密码" in browser.get("/account").text


def test_after_the_change_only_the_new_password_counts(browser: Browser):
    assert change(browser)[0] == 303
    assert "密码已修改" in browser.get("/account").text
    other = a_browser(browser.hall)
    assert other.sign_in("chen").status_code == 422
    assert other.sign_in("chen", NEW).status_code == 303


def test_the_change_signs_out_every_other_browser(browser: Browser):
    other = signed_in(browser.hall, "chen")
    change(browser)
    assert other.get("/account").status_code == 303
    assert browser.get("/account").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"old": "guess"}, "密码不正确"),
        ({"again": "another horse"}, "两次输入的密码不一致"),
        ({"new": "short", "again": "short"}, "密码至少10个字符"),
        ({"new": "x" * 201, "again": "x" * 201}, "密码至多200个字符"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(
    browser: Browser, wrong: dict[str, str], said: str
):
    code, page = change(browser, **wrong)
    assert code == 422
    assert said in page
    assert a_browser(browser.hall).sign_in("chen").status_code == 303


def test_guessing_the_old_password_is_throttled_as_signing_in_is(browser: Browser):
    for _ in range(PER_ACCOUNT):
        assert change(browser, old="guess")[0] == 422
    assert change(browser)[0] == 429


def test_a_form_without_the_mark_is_refused(browser: Browser):
    form = {"old": DEMO_PASSWORD, "new": NEW, "again": NEW}
    assert browser.post("/account", form).status_code == 403


def test_nobody_changes_a_password_without_signing_in(make_hall: MakeHall):
    assert a_browser(make_hall()).get("/account").headers["location"].startswith("/sign-in")
