"""Every act on a step from the case page: done, told to those it concerns, and refused with what was typed kept."""

import re

from tests.hall.act_forms import why
from tests.hall.hands import HEAD, MARKET, Hands


def proposed(hands: Hands) -> str:
    return hands.done(
        MARKET, "grant", "review", reasons="符合第三条规定。", **{"answer:card_number": "88"}
    )


def test_an_officer_proposes_and_a_head_approves(hands):
    assert "报部门负责人审批" in proposed(hands)
    assert hands.names(MARKET, "review") >= {"recall"}
    assert "approve" not in hands.names(MARKET, "review")
    page = hands.page(HEAD)
    assert "拟办意见：准予" in page
    assert "符合第三条规定。" in page
    assert "证号：88" in page
    assert "已审批同意。" in hands.done(HEAD, "approve", "review")
    (decided,) = hands.facts("decided")
    assert (decided.proposed_by, decided.values) == (MARKET, {"card_number": 88})


def test_a_returned_proposal_says_why_to_its_officer(hands):
    proposed(hands)
    hands.done(HEAD, "return-proposal", "review", reason="请补充核查过程。")
    page = hands.page(MARKET)
    assert "拟办意见被退回" in page
    assert "请补充核查过程。" in page
    assert "grant" in hands.names(MARKET, "review")


def test_what_a_step_produces_is_asked_with_its_type_and_kept_when_it_is_wrong(hands):
    text = hands.refused(MARKET, "grant", "review", **{"answer:card_number": "abc"})
    assert 'value="abc"' in text
    lacking = hands.refused(MARKET, "grant", "review", reasons="同意。")
    assert why(lacking) == "请填写：证号。"
    assert "同意。" in lacking


def test_the_own_last_word_is_taken_back_with_a_reason(hands):
    proposed(hands)
    assert "请" in hands.refused(MARKET, "recall", "review", reason="")
    hands.done(MARKET, "recall", "review", reason="证号有误。")
    assert "grant" in hands.names(MARKET, "review")
    assert "recall" not in hands.names(HEAD, "review")


def test_a_day_that_cannot_be_is_refused_and_what_was_typed_is_kept(hands):
    text = hands.refused(
        MARKET,
        "appoint",
        "hearing",
        day="2026-03-28",
        hour="09:30",
        where="一楼听证室",
        chair="郑维国",
    )
    assert "不是工作日" in text
    assert 'value="一楼听证室"' in text


def test_work_is_given_to_a_colleague(hands):
    nobody = hands.refused(MARKET, "transfer", "review", reason="休假。")
    assert why(nobody) == "请选择：本部门人员。"
    text = hands.refused(MARKET, "transfer", "review", reason="休假。", to_account="police")
    assert "不是承接部门的在岗人员" in text
    assert "休假。" in text
    page = hands.done(MARKET, "transfer", "review", reason="休假。", to_account=HEAD)
    assert "已转办。" in page
    assert "领取。" in page


def test_work_is_given_to_another_department_which_then_reads_the_case(hands):
    assert hands.as_("water").get(f"/cases/{hands.number}").status_code == 404
    hands.done(MARKET, "transfer", "hearing", reason="属水利职责。", to_department="water")
    assert "hold" in hands.names("water", "hearing")
    assert "属水利职责。" in hands.page("water")
    assert "hold" not in hands.names(MARKET, "hearing")


def test_departments_sign_each_for_itself_and_all_see_how_many_are_needed(hands):
    assert hands.names("police", "sign") >= {"agree", "disagree", "add-part"}
    page = hands.done("police", "agree", "sign", place="police", reasons="无意见。")
    assert "已表示同意。" in page
    assert "共2个，须2个同意，已有1个" in page
    outside = hands.page("education")
    assert "共2个，须2个同意" in outside
    assert "无意见。" not in outside
    page = hands.done("fire-rescue", "agree", "sign", place="fire-rescue")
    assert "部门会签同意。" in page


def test_a_signer_is_added_and_dropped(hands):
    assert why(hands.refused("police", "add-part", "sign")) == "请选择：部门。"
    hands.done("police", "add-part", "sign", department="water", reason="涉水。")
    assert "agree" in hands.names("water", "sign")
    hands.done(MARKET, "drop-part", "sign", part="water", reason="不涉水。")
    assert hands.names("water", "sign") == set()


def test_a_step_of_several_parts_is_ended_early(hands):
    hands.done("police", "agree", "sign", place="police")
    hands.refused(MARKET, "finish", "sign", reason="")
    page = hands.done(MARKET, "finish", "sign", reason="意见一致。")
    assert "部门会签同意" in page
    assert "提前办结" in page


def test_each_row_of_the_form_is_decided_for_itself(hands):
    shown = {part for name, step, part in hands.shown("education") if name == "grant"}
    assert shown == {"1", "2"}
    page = hands.page("education")
    assert "制卡（子女1：安安）" in page
    hands.done("education", "grant", "make-card", place="1")
    inbox = hands.as_("education").get("/inbox").text
    assert "子女2" in inbox
    assert "子女1" not in inbox


def test_another_department_is_asked_for_its_opinion_and_gives_it(hands):
    hands.done(MARKET, "ask-opinion", "review", department="water", question="是否涉及河道？", days="3")  # fmt: skip
    assert hands.names("water", "review") == {"give-opinion"}
    assert "是否涉及河道？" in hands.page("water")
    assert "征求意见第1号" in hands.as_("water").get("/inbox").text
    hands.refused("water", "give-opinion", "review", place="opinion:1", text="")
    hands.done("water", "give-opinion", "review", place="opinion:1", text="不涉及。")
    assert "不涉及。" in hands.page(MARKET)
    assert "不涉及。" not in hands.page("police")


def test_a_question_is_taken_back(hands):
    hands.done(MARKET, "ask-opinion", "review", department="water", question="是否涉及河道？")
    hands.done(MARKET, "revoke-opinion", "review", opinion="1", reason="已查明。")
    assert hands.names("water", "review") == set()
    assert "revoke-opinion" not in hands.names(MARKET, "review")


def test_a_number_of_days_that_is_none_is_refused(hands):
    text = hands.refused(MARKET, "ask-opinion", "review", department="water", question="?", days="x")  # fmt: skip
    assert "填写整数" in text


def test_the_counter_hurries_a_step_that_is_open(hands):
    assert why(hands.refused("chen", "urge", of="review", text="")) == "请填写：催办内容。"
    hands.done("chen", "urge", of="review", text="申请人来电询问。")
    assert "催办“资格审查”" in hands.page(MARKET)
    assert "申请人来电询问。" in hands.page(MARKET)
    assert "申请人来电询问。" not in hands.page("education")


def test_a_copied_department_reads_the_case_and_why(hands):
    hands.done(MARKET, "copy", "review", department="water", text="供防汛参考。")
    page = hands.page("water")
    assert "抄送本部门" in page
    assert "供防汛参考。" in page
    assert hands.shown("water") == set()


def test_a_step_stands_still_and_goes_on(hands):
    kept = hands.refused(MARKET, "suspend", "review", ground="等待司法鉴定。", basis="")
    assert "等待司法鉴定。" in kept
    hands.done(MARKET, "suspend", "review", ground="等待司法鉴定。", basis="《测试办法》第九条")
    assert "已中止" in hands.page(MARKET)
    assert "grant" not in hands.names(MARKET, "review")
    hands.done(MARKET, "resume", "review")
    assert "grant" in hands.names(MARKET, "review")
    assert "不计入期限" in hands.page(MARKET)


def test_a_head_extends_a_limit_once(hands):
    assert "extend" not in hands.names(MARKET, "review")
    page = hands.done(HEAD, "extend", "review", reason="案情复杂。")
    assert "延长办理期限，5个工作日" in page
    assert "extend" not in hands.names(HEAD, "review")


def test_a_head_of_the_leading_department_ends_a_step_or_the_case(hands):
    assert {"terminate", "skip"} <= hands.names(HEAD, "acceptance")
    assert not {"terminate", "skip"} & hands.names(MARKET, "acceptance")
    assert not {"terminate", "skip"} & hands.names("police-head", "acceptance")
    text = hands.refused(HEAD, "terminate", of="hearing", reason="申请人放弃。", basis="")
    assert why(text) == "请填写：法律依据。"
    assert "申请人放弃。" in text
    hands.done(HEAD, "terminate", of="hearing", reason="申请人放弃。", basis="某条")
    page = hands.done(HEAD, "terminate", reason="申请人死亡。", basis="《行政许可法》第七十条")
    assert "已依法终止" in page


def test_a_step_without_a_service_is_left_out(hands):
    page = hands.page(HEAD)
    (choices,) = re.findall(r'<select id="skip[^>]*>(.*?)</select>', page, re.DOTALL)
    assert 'value="hearing"' in choices
    assert 'value="review"' not in choices
    assert "已跳过该环节。" in hands.done(HEAD, "skip", of="hearing", reason="无需听证。")


def test_the_counter_says_that_it_happened(hands):
    assert "signal" not in hands.names("education", "acceptance")
    page = hands.done("chen", "signal", name="report-in")
    assert "“等待整改报告”等待的事项已发生" in page
    assert "signal" not in hands.names("chen", "acceptance")


def published(hands: Hands) -> None:
    proposed(hands)
    hands.done(HEAD, "approve", "review")


def test_objections_are_taken_in_and_decided(hands):
    published(hands)
    assert "answer-objection" not in hands.names(MARKET, "show")
    assert "异议人" in hands.refused(MARKET, "object", "show", who="", text="不公。")
    hands.done(MARKET, "object", "show", who="赵某", text="不公。")
    assert "赵某" not in hands.page("police")
    kept = hands.refused(MARKET, "answer-objection", "show", objection="1", reasons="查无此事。")
    assert "查无此事。" in kept
    page = hands.done(MARKET, "answer-objection", "show", objection="1", upheld="no", reasons="查无此事。")  # fmt: skip
    assert "不成立" in page


def test_a_hearing_ends_with_its_result(hands):
    page = hands.done(MARKET, "hold", "hearing", reasons="各方无异议。")
    assert "结论已记录。" in page


def test_another_system_is_asked_again_or_its_answer_written_down(hands):
    assert "call-again" in hands.names(MARKET, "ask-system")
    hands.refused(MARKET, "answer-call", "ask-system", **{"answer:file_number": "A-1"})
    page = hands.done(MARKET, "answer-call", "ask-system", answered="yes", **{"answer:file_number": "A-1"})  # fmt: skip
    assert "“系统建档”已答复" in page


def test_a_draw_can_be_repeated_from_the_page(hands):
    page = hands.page(MARKET)
    assert "随机种子" in page
    assert "如何复核" in page
    assert all(name in page for name in ("赵一", "钱二", "孙三"))


def test_fees_are_shown_with_their_lines_and_confirmed_with_the_receipt(hands):
    assert "工本费" in hands.page(MARKET)
    assert (
        why(hands.refused(MARKET, "confirm-payment", "pay", receipt="")) == "请填写：缴款凭证号。"
    )
    hands.done(MARKET, "confirm-payment", "pay", receipt="NB-2026-7")
    assert "NB-2026-7" in hands.page("chen")


def test_a_form_is_one_act_for_each_part(hands):
    hands.done("education", "take", "make-card", place="1")
    assert "take" in {n for n, s, p in hands.shown("education") if (s, p) == ("make-card", "2")}


def test_every_page_speaks_english_too(hands):
    proposed(hands)
    hands.done(MARKET, "copy", "review", department="water")
    for account in (MARKET, HEAD, "police", "education", "chen", "water"):
        hands.as_(account).get("/?language=en")
        page = hands.as_(account).get(f"/cases/{hands.number}")
        assert page.status_code == 200
    assert "Approve" in hands.page(HEAD)
    assert "Copied to your department" in hands.page("water")
