"""What protects every page, and what people are told when something goes wrong."""

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

import pytest
from fastapi import APIRouter, Depends

from hall.doors import allowed, public
from hall.refusals import TooManyAttempts
from hall.visitor import Visitor
from matters.errors import AnswersWrong, CaseClosed
from matters.words import Text
from storage.database import Database
from storage.refusals import SealBroken
from tests.hall.desk import Browser, MakeHall, a_browser
from tests.houses import Clock

PERSONAL = "王小明 330203199001010012"
router = APIRouter()
Guest = Annotated[Visitor, Depends(public())]
Clerk = Annotated[Visitor, Depends(allowed("launch"))]


@router.get("/broken")
@router.get("/api/v1/broken")
def broken(_: Guest) -> None:
    raise RuntimeError(PERSONAL)


@router.get("/closed")
@router.get("/api/v1/closed")
def closed(_: Guest) -> None:
    raise CaseClosed("2026-0042")


@router.get("/sealed")
def sealed(_: Guest) -> None:
    raise SealBroken


@router.get("/wrong")
@router.get("/api/v1/wrong")
def wrong(_: Guest) -> None:
    raise AnswersWrong({"company.uscc": Text(zh="校验位不正确。", en="Wrong check character.")})


@router.get("/numbered/{number}")
@router.get("/api/v1/numbered/{number}")
def numbered(_: Guest, number: int) -> int:
    return number


@router.post("/acts")
def act(visitor: Clerk) -> str:
    return visitor.posted.text("reason")


@router.post("/uploads")
def take(visitor: Clerk) -> int:
    return len(visitor.posted.upload("file") or b"")


@pytest.fixture
def browser(make_hall: MakeHall) -> Browser:
    return a_browser(make_hall(), router)


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/broken", "/health", "/api/v1/broken"])
def test_every_answer_carries_the_headers(browser: Browser, path: str):
    headers = browser.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_only_the_look_is_kept_by_browsers(browser: Browser):
    assert "immutable" in browser.get("/static/onego.css").headers["cache-control"]
    assert browser.get("/static/nothing.css").headers["cache-control"] == "no-store"


def test_a_form_with_the_mark_of_this_browser_is_taken(browser: Browser):
    browser.sign_in("chen")
    assert browser.submit("/acts", on="/patterns", reason="材料齐全").json() == "材料齐全"


def test_a_form_without_a_mark_is_refused(browser: Browser):
    browser.sign_in("chen")
    refused = browser.post("/acts", {"reason": "材料齐全"})
    assert refused.status_code == 403
    assert "该页面已过期或不是从本系统提交" in refused.text


def test_the_mark_of_another_browser_is_refused(browser: Browser):
    other = a_browser(browser.hall, router)
    other.sign_in("zhou")
    browser.sign_in("chen")
    assert browser.post("/acts", {"mark": other.mark("/patterns")}).status_code == 403


def test_the_mark_from_before_signing_in_is_refused_after(browser: Browser):
    before = browser.mark("/sign-in")
    browser.sign_in("chen")
    assert browser.post("/acts", {"mark": before}).status_code == 403


def test_signing_in_needs_a_mark_too(browser: Browser):
    assert browser.post("/sign-in", {"account": "chen", "password": "x"}).status_code == 403


@pytest.mark.parametrize(
    "sent_by",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
def test_a_form_sent_by_another_site_is_refused_even_with_the_mark(
    browser: Browser, sent_by: dict[str, str]
):
    browser.sign_in("chen")
    form = {"mark": browser.mark("/patterns")}
    assert browser.post("/acts", form, **sent_by).status_code == 403


@pytest.mark.parametrize(
    "sent_by",
    [
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8600"},
    ],
)
def test_a_form_sent_by_our_own_page_is_taken(browser: Browser, sent_by: dict[str, str]):
    browser.sign_in("chen")
    form = {"mark": browser.mark("/patterns")}
    assert browser.post("/acts", form, **sent_by).status_code == 200


def test_a_form_of_a_session_that_ended_leads_to_signing_in(make_hall: MakeHall, clock: Clock):
    browser = a_browser(make_hall(), router)
    browser.sign_in("chen")
    form = {"mark": browser.mark("/patterns")}
    clock.forward(timedelta(hours=11))
    refused = browser.post("/acts", form)
    assert refused.status_code == 401
    assert 'href="/sign-in"' in refused.text


def test_an_upload_arrives_whole(browser: Browser):
    browser.sign_in("chen")
    form = {"mark": browser.mark("/patterns")}
    answer = browser.client.post("/uploads", data=form, files={"file": ("a.pdf", b"%PDF-1.7")})
    assert answer.json() == 8


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # the client leaves the rest unsent
def test_more_than_an_upload_may_have_is_refused(browser: Browser):
    browser.sign_in("chen")
    form = {"mark": browser.mark("/patterns")}
    answer = browser.client.post("/uploads", data=form, files={"file": ("a.pdf", b"0" * 2_100_000)})
    assert answer.status_code == 413
    assert "超过上限1MB" in answer.text


def test_an_unforeseen_error_says_a_reference_and_logs_no_value(
    browser: Browser, caplog: pytest.LogCaptureFixture
):
    shown = browser.get("/broken")
    assert shown.status_code == 500
    reference = caplog.messages[-1].split()[1]
    assert reference in shown.text
    assert "RuntimeError" in caplog.text
    assert "broken" in caplog.text
    assert PERSONAL not in shown.text
    assert PERSONAL not in caplog.text


def test_a_refusal_is_a_page_with_its_sentence_and_a_way_on(browser: Browser):
    shown = browser.get("/closed")
    assert shown.status_code == 409
    assert "办件 2026-0042 已办结，不能再办理。" in shown.text
    assert 'href="/"' in shown.text


def test_the_same_refusal_is_json_for_systems(browser: Browser):
    answer = browser.get("/api/v1/closed")
    assert answer.status_code == 409
    assert answer.json() == {
        "error": {
            "kind": "case-closed",
            "zh": "办件 2026-0042 已办结，不能再办理。",
            "en": "Case 2026-0042 is closed; no act is possible any more.",
            "problems": {},
        }
    }


def test_wrong_answers_are_told_field_by_field(browser: Browser):
    assert "校验位不正确。" in browser.get("/wrong").text
    answer = browser.get("/api/v1/wrong")
    assert answer.status_code == 422
    assert answer.json()["error"]["problems"] == {
        "company.uscc": {"zh": "校验位不正确。", "en": "Wrong check character."}
    }


def test_what_cannot_be_read_is_told_by_its_place_only(browser: Browser):
    assert browser.get("/numbered/330203199001010012x").status_code == 422
    answer = browser.get("/api/v1/numbered/330203199001010012x")
    assert list(answer.json()["error"]["problems"]) == ["number"]
    assert "330203199001010012x" not in answer.text


def test_an_unforeseen_error_of_a_call_is_json_too(browser: Browser):
    assert browser.get("/api/v1/broken").json()["error"]["kind"] == "unexpected"


def test_a_page_that_is_not_there_is_told_in_both_languages(browser: Browser):
    assert "没有找到该页面" in browser.get("/nowhere").text
    browser.get("/nowhere?language=en")
    assert "There is no such page" in browser.get("/nowhere").text
    assert browser.get("/api/v1/nowhere").json()["error"]["kind"] == "http"


def test_who_is_signed_in_keeps_the_bar_on_a_page_that_is_not_there(browser: Browser):
    browser.sign_in("chen")
    assert "陈静" in browser.get("/nowhere").text


def test_while_the_database_is_away_the_page_says_so_and_tries_again(browser: Browser):
    browser.sign_in("chen")
    away = Database("postgresql://nobody@127.0.0.1:1/nothing", size=1)
    hall = replace(browser.hall, installation=replace(browser.hall.installation, database=away))
    later = a_browser(hall)
    later.client.cookies.update(browser.client.cookies)
    shown = later.get("/patterns")
    assert shown.status_code == 503
    assert "系统暂时无法连接数据库" in shown.text
    assert '<meta http-equiv="refresh" content="5">' in shown.text
    assert "onego_session" not in shown.headers.get("set-cookie", "")
    assert later.get("/health").status_code == 503


def test_health_is_well_while_the_database_answers(browser: Browser):
    assert browser.get("/health").json() == {"status": "ok"}


def test_the_language_is_remembered_and_the_rest_of_the_address_kept(browser: Browser):
    answer = browser.get("/sign-in?next=%2Fpatterns&language=en")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2Fpatterns"
    assert "Sign in" in browser.get("/sign-in").text
    browser.get("/sign-in?language=zh")
    assert "登录" in browser.get("/sign-in").text


def test_the_language_switch_leads_to_no_other_site(browser: Browser):
    answer = browser.get("http://127.0.0.1:8600//evil.example/?language=en")
    assert answer.headers["location"] == "/evil.example/"


def test_a_message_that_was_altered_is_not_shown(browser: Browser):
    browser.sign_in("chen")
    browser.client.cookies.set("onego_said", "InRvIg.forged")
    assert browser.get("/patterns").status_code == 200


def test_a_message_is_shown_once(browser: Browser):
    browser.sign_in("chen")
    browser.submit("/patterns")
    assert "已提交。" in browser.get("/patterns").text
    assert "已提交。" not in browser.get("/patterns").text


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (60, 1), (61, 2), (900, 15)])
def test_the_time_to_wait_is_told_in_whole_minutes(seconds: int, minutes: int):
    refused = TooManyAttempts(timedelta(seconds=seconds))
    assert f"请在{minutes}分钟后再试" in refused.text.zh
    assert f"Try again in {minutes} minute(s)" in refused.text.en


def test_a_sealed_value_that_does_not_open_is_logged_for_the_administrator(
    browser: Browser, caplog: pytest.LogCaptureFixture
):
    assert browser.get("/sealed").status_code == 500
    assert "seal-broken" in caplog.text


def test_no_refusal_is_logged_as_a_failure(browser: Browser, caplog: pytest.LogCaptureFixture):
    browser.get("/closed")
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]
