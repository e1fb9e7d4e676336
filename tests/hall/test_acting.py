"""Acts from the case page: each form is one act; what is refused keeps what was typed; twice is once."""

import re

from hall.house import Hall
from matters.case import Decided, EvidenceTaken, Fact, Taken
from storage import cases
from tests.hall.act_forms import acts_on, do, form_on, marked, said_after, why
from tests.hall.desk import Browser, signed_in
from tests.hall.town import Town

A_PDF = b"%PDF-1.7\na plan"


def facts_of(hall: Hall, number: str, kind: type[Fact]) -> list[Fact]:
    with hall.database.transaction() as connection:
        case = cases.load(connection, hall.keyring, number).case
    return [fact for fact in case.facts if isinstance(fact, kind)]


def test_only_the_acts_that_are_open_to_the_reader_are_shown(town, hall):
    number = town.case("open-a-restaurant", "fire-by-promise")
    clerk = signed_in(hall, "chen")
    shown = acts_on(clerk.get(f"/cases/{number}").text)
    assert {"take", "accept", "ask-for-more", "refuse-to-accept", "withdraw"} <= shown
    do(clerk, number, "accept")
    assert acts_on(clerk.get(f"/cases/{number}").text) == {"urge", "withdraw"}
    fire = signed_in(hall, "fire-rescue")
    assert {"take", "grant", "refuse"} <= acts_on(fire.get(f"/cases/{number}").text)
    market = signed_in(hall, "market-regulation").get(f"/cases/{number}").text
    assert {"take", "inspect", "transfer", "copy"} <= acts_on(market)
    assert not {"grant", "extend", "terminate", "approve"} & acts_on(market)


def test_accepting_says_what_opened_next(town, hall):
    number = town.case("open-a-restaurant", "food-only")
    clerk = signed_in(hall, "chen")
    page = said_after(clerk, do(clerk, number, "accept"))
    assert "已受理。下一环节：" in page
    assert "（宁波市市场监督管理局）" in page


def test_granting_the_last_permit_opens_the_licence_of_another_department(town, hall):
    number = town.case("open-a-restaurant", "food-only", until="food-licence")
    officer = signed_in(hall, "market-regulation")
    page = said_after(officer, do(officer, number, "grant", "food-licence"))
    assert "：准予许可。" in page
    town.carry()
    issuer = signed_in(hall, "government-services")
    page = said_after(issuer, do(issuer, number, "issue", "one-licence"))
    assert "已核发。" in page
    assert "本办件已办结：全部办成。" in page


def test_a_refusal_without_reasons_is_not_taken_and_keeps_what_was_typed(town, hall):
    number = town.case("open-a-restaurant", "food-only", until="food-licence")
    officer = signed_in(hall, "market-regulation")
    answer = do(officer, number, "refuse", "food-licence", reasons="", basis="某条例第九条")
    assert answer.status_code == 422
    assert why(answer.text) == "请填写：事实和理由。"
    assert "某条例第九条" in answer.text
    page = said_after(
        officer,
        do(officer, number, "refuse", "food-licence", reasons="未设专间。", basis="某条例第九条"),
    )
    assert "：不予许可。" in page
    (decided,) = facts_of(hall, number, Decided)
    assert (decided.decision, decided.reasons) == ("refused", "未设专间。")


def test_the_second_of_two_people_sees_who_decided_what_and_when(town, hall):
    number = town.case("open-a-restaurant", "food-only", until="food-licence")
    first, second = signed_in(hall, "market-regulation"), signed_in(hall, "market-regulation-head")
    late = form_on(second.get(f"/cases/{number}").text, "refuse", "food-licence")
    do(first, number, "grant", "food-licence")
    answer = second.post(f"/cases/{number}/acts", {**late, "reasons": "不符", "basis": "某条"})
    assert answer.status_code == 409
    assert "当前不可办理" in answer.text
    assert "宁波市市场监督管理局 李建国已于2026年3月2日 10:00办理：准予许可。" in answer.text
    assert len(facts_of(hall, number, Decided)) == 1


def test_a_form_sent_twice_is_one_act(town, hall):
    number = town.case("open-a-restaurant", "food-only", until="food-licence")
    officer = signed_in(hall, "market-regulation")
    form = form_on(officer.get(f"/cases/{number}").text, "take", "food-licence")
    answers = [officer.post(f"/cases/{number}/acts", form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(facts_of(hall, number, Taken)) == 1
    assert "没有重复办理" in said_after(officer, answers[1])


def test_asking_for_more_needs_the_complete_list_with_standards(town, hall):
    number = town.case("open-a-restaurant", "small-shop")
    clerk = signed_in(hall, "chen")
    empty = do(clerk, number, "ask-for-more")
    assert empty.status_code == 409
    assert "请至少选择一项" in empty.text
    long = do(clerk, number, "ask-for-more", want="field:equipment", days="99")
    assert why(long.text) == (
        "请填写：“主要设备设施”存在的问题、“主要设备设施”应当达到的标准。请更正：补正期限（工作日）。"
    )
    assert "不能大于60。" in long.text
    page = said_after(
        clerk,
        do(
            clerk, number, "ask-for-more", want="material:layout-plan", days="5",
            **{"wrong:material:layout-plan": "看不清。", "standard:material:layout-plan": "应清晰。"},
        ),
    )  # fmt: skip
    assert "已发出一次性补正告知" in page
    assert "看不清。应清晰。" in page
    assert "待补正" in page


def asked_for_the_plan(town: Town, clerk: Browser) -> str:
    number = town.case("open-a-restaurant", "small-shop")
    wanted = {
        "wrong:material:layout-plan": "看不清。", "standard:material:layout-plan": "应清晰。",
        "wrong:field:company.mobile": "号码不对。", "standard:field:company.mobile": "本人手机。",
    }  # fmt: skip
    want = ["material:layout-plan", "field:company.mobile"]
    do(clerk, number, "ask-for-more", want=want, **wanted)
    return number


def test_what_was_asked_for_is_supplied_with_its_paper(town, hall):
    clerk = signed_in(hall, "chen")
    number = asked_for_the_plan(town, clerk)
    answer = do(
        clerk, number, "supply",
        **{"answer:company.mobile": "13800138000", "paper:layout-plan": ("a.pdf", A_PDF)},
    )  # fmt: skip
    assert "补正完毕" in said_after(clerk, answer)
    paper = facts_of(hall, number, EvidenceTaken)[-1].evidence
    assert (paper.material, paper.label) == ("layout-plan", "application/pdf")
    assert hall.installation.files.get(paper.digest) == A_PDF


def test_every_file_that_was_handed_in_for_a_material_can_be_opened(town, hall):
    clerk = signed_in(hall, "chen")
    number = asked_for_the_plan(town, clerk)
    do(
        clerk, number, "supply",
        **{"answer:company.mobile": "13800138000", "paper:layout-plan": ("a.pdf", A_PDF)},
    )  # fmt: skip
    first, second = [
        one.evidence.digest
        for one in facts_of(hall, number, EvidenceTaken)
        if one.evidence.material == "layout-plan"
    ]
    page, plan = clerk.get(f"/cases/{number}").text, f"/cases/{number}/papers/layout-plan"
    assert f'href="{plan}?digest={first}">第1份</a>' in page
    assert f'href="{plan}?digest={second}">第2份</a>' in page
    assert clerk.get(f"{plan}?digest={first}").content == hall.installation.files.get(first)
    assert clerk.get(f"{plan}?digest={second}").content == A_PDF
    assert clerk.get(plan).content == A_PDF
    assert clerk.get(f"{plan}?digest=0").status_code == 404
    assert clerk.get(f"/cases/{number}/papers/identity?digest={first}").status_code == 404


def test_a_supply_that_is_refused_keeps_the_file_and_marks_the_field(town, hall):
    clerk = signed_in(hall, "chen")
    number = asked_for_the_plan(town, clerk)
    wrong = do(
        clerk, number, "supply",
        **{"answer:company.mobile": "123", "paper:layout-plan": ("a.pdf", A_PDF)},
    )  # fmt: skip
    assert wrong.status_code == 422
    assert 'value="123"' in wrong.text
    place = "supply-acceptance-answer:company.mobile"
    assert f'href="#{place}"' in wrong.text
    assert [*marked(wrong.text)] == [place]
    again = form_on(wrong.text, "supply", "acceptance")
    assert "kept:layout-plan" in again
    answer = clerk.post(f"/cases/{number}/acts", {**again, "answer:company.mobile": "13800138000"})
    assert "补正完毕" in said_after(clerk, answer)


def test_a_file_of_a_wrong_kind_is_refused_with_a_sentence(town, hall):
    clerk = signed_in(hall, "chen")
    number = asked_for_the_plan(town, clerk)
    answer = do(clerk, number, "supply", **{"paper:layout-plan": ("a.exe", b"MZ program")})
    assert answer.status_code == 422
    assert why(answer.text) == "请更正：食品经营场所布局、设备和操作流程图。"
    assert "PDF" in marked(answer.text)["supply-acceptance-paper:layout-plan"]


def test_a_kept_file_counts_for_its_own_case_only(town, hall):
    clerk = signed_in(hall, "chen")
    number = asked_for_the_plan(town, clerk)
    answer = do(clerk, number, "supply", **{"kept:layout-plan": "forged.ticket"})
    assert answer.status_code in (409, 422)
    assert "没有填写任何内容" in answer.text


def test_a_promise_is_never_ticked_before_and_is_signed_with_its_exact_text(town, hall):
    number = town.case("open-a-restaurant", "small-shop")
    clerk = signed_in(hall, "chen")
    want = "material:safety-manager-certificate"
    do(
        clerk,
        number,
        "ask-for-more",
        want=want,
        **{f"wrong:{want}": "无", f"standard:{want}": "有"},
    )
    page = clerk.get(f"/cases/{number}").text
    assert "本单位已配备经考核合格的食品安全管理员" in page
    ticks = re.findall(r'<input type="checkbox" name="sign:[^>]*>', page)
    assert ticks
    assert not any("checked" in tick for tick in ticks)
    answer = do(clerk, number, "supply", **{"sign:safety-manager-certificate": "safety-manager"})
    assert "补正完毕" in said_after(clerk, answer)
    signed = facts_of(hall, number, EvidenceTaken)[-1].evidence
    assert (signed.rung, signed.label) == ("promise", "safety-manager")


def test_a_visit_is_reported_with_two_officers_and_a_list(town, hall):
    number = town.case("open-a-restaurant", "fire-by-inspection", until="joint-visit")
    fire = signed_in(hall, "fire-rescue")
    alone = do(fire, number, "inspect", "joint-visit", passed="yes", officers="周敏")
    assert "须有2名以上" in alone.text
    assert 'value="周敏"' in alone.text
    both = {"officers": ["周敏", "林浩"]}
    page = said_after(fire, do(fire, number, "inspect", "joint-visit", passed="no",
                               corrections="疏散通道堵塞\n缺灭火器", **both))  # fmt: skip
    assert "已提交踏勘结果" in page
    assert "疏散通道堵塞；缺灭火器" in page
    water = signed_in(hall, "water").get(f"/cases/{number}").text
    assert "疏散通道堵塞" in water  # the visit's list is one list


def test_work_is_sent_back_with_a_reason(town, hall):
    number = town.case("open-a-restaurant", "food-only", until="food-licence")
    officer = signed_in(hall, "market-regulation")
    answer = do(
        officer, number, "send-back", "food-licence", to="acceptance", reason="场所信息有误。"
    )
    assert "已退回" in said_after(officer, answer)
    clerk = signed_in(hall, "chen").get(f"/cases/{number}").text
    assert "场所信息有误。" in clerk
    assert "accept" in acts_on(clerk)


def test_the_hall_refuses_to_accept_and_withdraws(town, hall):
    one, two = (town.case("open-a-restaurant", "small-shop") for _ in range(2))
    clerk = signed_in(hall, "chen")
    reasons = {"reason": "不属于本机关职权范围。", "basis": "行政许可法第三十二条"}
    page = said_after(clerk, do(clerk, one, "refuse-to-accept", **reasons))
    assert "本办件已办结：不予受理。" in page
    page = said_after(clerk, do(clerk, two, "withdraw", reason="改变计划。"))
    assert "申请已撤回。本办件已办结：已撤回。" in page


def test_another_department_and_a_form_without_a_mark_do_nothing(town, hall):
    number = town.case("open-a-restaurant", "food-only", until="food-licence")
    form = {"act": "decide", "decision": "granted", "step": "food-licence", "form": "grant"}
    police = signed_in(hall, "police")
    assert police.submit(f"/cases/{number}/acts", on="/inbox", **form).status_code == 404
    officer = signed_in(hall, "market-regulation")
    assert officer.post(f"/cases/{number}/acts", form).status_code == 403
    clerk = signed_in(hall, "chen")
    refused = clerk.submit(f"/cases/{number}/acts", on="/inbox", **form)
    assert refused.status_code == 403
    assert "没有此项权限" in refused.text
    assert facts_of(hall, number, Decided) == []


def test_what_is_no_act_is_refused_with_a_sentence(town, hall):
    number = town.case("open-a-restaurant", "small-shop")
    clerk = signed_in(hall, "chen")
    answer = clerk.submit(f"/cases/{number}/acts", on="/inbox", act="dance")
    assert answer.status_code == 409
    assert "没有选择要办理的操作" in answer.text


def test_an_act_is_told_in_english_too(town, hall):
    number = town.case("open-a-restaurant", "food-only", until="food-licence")
    officer = signed_in(hall, "market-regulation")
    officer.get("/?language=en")
    page = said_after(officer, do(officer, number, "grant", "food-licence"))
    assert ": granted." in page


def test_in_a_joint_visit_each_department_takes_its_own_part(town, hall):
    number = town.case("open-a-restaurant", "fire-by-inspection", until="joint-visit")
    fire, water = signed_in(hall, "fire-rescue"), signed_in(hall, "water")
    do(fire, number, "take", "joint-visit")
    assert "take" not in acts_on(fire.get(f"/cases/{number}").text)
    page = water.get(f"/cases/{number}").text
    assert "take" in acts_on(page)
    assert page.count("经办：") == 1
    assert "未领取" in water.get("/inbox").text
