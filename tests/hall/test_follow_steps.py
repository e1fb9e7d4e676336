"""The follow page of a case with fees, waiting and suspension: plain words, and nothing internal."""

from datetime import timedelta

from tests.hall.desk import a_browser
from tests.hall.hands import HEAD, MARKET, Hands


def follow_page(hands: Hands, language: str = "zh") -> str:
    with hands.hall.database.transaction() as connection:
        row = connection.execute("select follow from cases").fetchone()
    assert row is not None
    browser = a_browser(hands.hall)
    browser.get(f"/follow/{row[0]}?language={language}")
    browser.get(f"/?language={language}")
    return browser.get(f"/follow/{row[0]}").text


def test_fees_are_told_with_their_basis_until_they_are_paid(hands):
    page = follow_page(hands)
    assert "需要您缴费" in page
    assert "工本费" in page
    assert "浙价费〔2026〕1号" in page
    hands.done(MARKET, "confirm-payment", "pay", receipt="NB-2026-7")
    paid = follow_page(hands)
    assert "NB-2026-7" in paid
    assert "需要您缴费" not in paid


def test_what_is_waited_for_is_told_in_plain_words(hands):
    page = follow_page(hands)
    assert "等待中" in page
    assert "等待有关系统答复" in page
    assert "Waiting for your payment" in follow_page(hands, "en")


def test_the_day_and_place_that_were_fixed_are_told_until_the_day_is_past(hands):
    hands.done(
        MARKET, "appoint", "hearing",
        day="2026-03-30", hour="09:30", where="一楼听证室", chair="郑维国", public="no",
    )  # fmt: skip
    counted = "本环节所需时间依法不计入办理期限（《中华人民共和国行政许可法》第四十五条）。"
    assert "定于2026年3月30日 09:30，地点：一楼听证室。" + counted in follow_page(hands)
    assert "On 30 March 2026 at 09:30, 一楼听证室. The days of this" in follow_page(hands, "en")
    hands.hall.clock.forward(timedelta(days=60))
    later = follow_page(hands)
    assert counted in later
    assert "定于" not in later


def test_a_suspended_step_says_that_its_days_do_not_count(hands):
    hands.done("education", "suspend", "make-card", ground="停电。", basis="某条")
    page = follow_page(hands)
    assert "中止期间不计入办理期限" in page
    assert "停电" not in page


def test_nothing_that_departments_say_among_themselves_is_told(hands):
    hands.done(MARKET, "ask-opinion", "hearing", department="water", question="秘密事项？")
    hands.done("water", "give-opinion", "hearing", place="opinion:1", text="内部答复。")
    hands.done("chen", "urge", of="review", text="催一催。")
    hands.done(MARKET, "grant", "review", reasons="拟办理由。", **{"answer:card_number": "8"})
    page = follow_page(hands)
    assert not any(one in page for one in ("秘密事项", "内部答复", "催一催", "拟办理由"))


def test_every_ending_has_words(hands):
    hands.done(HEAD, "skip", of="hearing", reason="无需。")
    hands.done(HEAD, "terminate", of="make-card", reason="放弃。", basis="某条")
    hands.done("police", "disagree", "sign", place="police", reasons="不符。")
    page = follow_page(hands)
    assert "无需办理" in page
    assert "已终止" in page
    assert "未通过" in page
    assert "不符。" not in page
