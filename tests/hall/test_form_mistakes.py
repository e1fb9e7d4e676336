"""A form of the case page that was not taken names what is missing or wrong by its label and keeps what was typed."""

import re
from datetime import date

import pytest

from hall.form_mistakes import LONGEST
from tests.hall.act_forms import marked, why
from tests.hall.hands import MARKET, Hands

AT = "appoint-hearing"
A_HEARING = {"day": "2026-03-20", "hour": "09:30", "where": "一楼听证室", "chair": "郑维国"}


def appointing(hands: Hands, **said: str) -> str:
    return hands.refused(MARKET, "appoint", "hearing", **A_HEARING | said)


def test_every_empty_place_is_named_at_once_by_its_label_and_the_rest_is_kept(hands):
    page = appointing(hands, hour="", where="")
    assert why(page) == "请填写：时间、地点。"
    assert marked(page) == {f"{AT}-hour": "请填写。", f"{AT}-where": "请填写。"}
    assert 'value="2026-03-20"' in page
    assert 'value="郑维国"' in page


def test_each_label_above_leads_to_its_own_place_and_the_alert_is_read_first(hands):
    page = appointing(hands, hour="", where="")
    alert = re.search(r'<div class="alert wrong"[^>]*>.*?</div>', page, re.DOTALL)
    assert alert
    assert "data-first" in alert[0]
    for address in re.findall(r'href="#([^"]+)"', alert[0]):
        assert page.count(f'id="{address}"') == 1
    assert f'<a href="#{AT}-where">地点</a>' in alert[0]


def test_what_is_written_wrongly_says_beside_it_how_it_is_written(hands):
    page = appointing(hands, day="三月五日", hour="九点半")
    assert why(page) == "请更正：日期、时间。"
    assert marked(page) == {
        f"{AT}-day": "不是有效的日期。请按“2026年3月5日”或“2026-03-05”的格式填写。",
        f"{AT}-hour": "填写的格式不正确：如 09:30。",
    }
    assert 'value="九点半"' in page


@pytest.mark.parametrize("day", ["2026年3月30日", "2026/3/30", "20260330"])
def test_a_day_is_read_as_people_write_it(hands, day):
    hands.done(
        MARKET, "appoint", "hearing",
        day=day, hour="09:30", where="一楼听证室", chair="郑维国", public="no",
    )  # fmt: skip
    (fact,) = hands.facts("appointed")
    assert fact.day == date(2026, 3, 30)


@pytest.mark.parametrize("day", ["1774828800", "0", "2026-02-30", "30.3.2026"])
def test_what_is_no_day_is_not_taken_for_one(hands, day):
    assert why(appointing(hands, day=day)) == "请更正：日期。"


@pytest.mark.parametrize("days", ["5.0", "1_0", "-5", "五"])
def test_what_is_no_whole_number_is_not_taken_for_one(hands, days):
    page = hands.refused(
        MARKET, "ask-opinion", "review", department="water", question="请核。", days=days
    )
    assert why(page) == "请更正：答复期限（工作日）。"


def test_missing_and_wrong_places_stand_in_one_answer(hands):
    page = hands.refused(MARKET, "ask-opinion", "review", days="99")
    assert why(page) == "请填写：征求意见的事项。请选择：部门。请更正：答复期限（工作日）。"
    assert marked(page)["ask-opinion-review-days"] == "不能大于60。请核对。"


def test_the_verb_s_own_refusal_keeps_its_sentence_and_leads_to_the_place_it_is_about(hands):
    page = appointing(hands, day="2026-03-28")
    assert why(page) == "2026年3月28日不是工作日，请另定日期。"
    assert marked(page) == {f"{AT}-day": "2026年3月28日不是工作日，请另定日期。"}
    assert f'<a href="#{AT}-day">2026年3月28日不是工作日，请另定日期。</a>' in page


def test_what_a_step_produces_is_a_place_of_its_form_like_any_other(hands):
    page = hands.refused(MARKET, "grant", "review", **{"answer:card_number": "八十八"})
    assert why(page) == "请更正：证号。"
    assert [*marked(page)] == ["grant-review-answer:card_number"]


def test_a_choice_that_was_not_made_is_marked_as_a_group(hands):
    page = hands.refused(MARKET, "answer-call", "ask-system", **{"answer:file_number": "A-1"})
    assert why(page) == "请选择：对方系统是否已办理。"
    assert 'value="A-1"' in page
    assert marked(page) == {"answer-call-ask-system-answered": "请选择。"}


def test_too_long_a_text_says_how_long_it_is(hands):
    page = hands.refused("chen", "urge", of="review", text="催" * (LONGEST + 1))
    assert why(page) == "请更正：催办内容。"
    assert marked(page) == {
        "urge-acceptance-text": f"不能超过{LONGEST}个字，现有{LONGEST + 1}个字。请缩短。"
    }


def test_what_has_no_place_on_the_form_is_refused_with_a_sentence(hands):
    page = hands.refused(MARKET, "take", "review", note="长" * (LONGEST + 1))
    assert "填写的内容过长" in why(page)
    assert not marked(page)


def test_the_labels_are_said_in_the_language_of_the_page(hands):
    hands.as_(MARKET).client.cookies.set("language", "en")
    page = appointing(hands, hour="", where="")
    assert "请填写" not in page
    assert "Fill in: " in page
    assert f'<a href="#{AT}-hour">Hour</a>; <a href="#{AT}-where">Place</a>.' in page
