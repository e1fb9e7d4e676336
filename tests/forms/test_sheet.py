from typing import Any

from forms.sheet import Beside, Entry, Sheet, questions_in_order, sheet
from matters.case import FindingOutcome
from matters.fields import Answers
from matters.words import Text
from tests.cases import a_finding, a_signed_promise, an_upload
from tests.forms.form_builders import ID, TODAY, a_shop, shop_answers

SHOP = a_shop()
TRADE = a_finding(
    "trade",
    values={"name": "宁波市示例餐饮店", "registered_since": "2019-05-06", "status": "存续"},
)


def shown(answers: Answers, *findings: Any, **beside: Any) -> Sheet:
    return sheet(SHOP, answers, findings, TODAY, Beside(**beside))


def entry(form: Sheet, path: str) -> Entry:
    return next(one for one in form.entries() if one.path == path)


def test_the_form_comes_in_order_questions_first_then_blocks_then_own_fields():
    form = shown({})
    assert [one.path for one in form.questions][:2] == ["has_licence", "area_m2"]
    assert [section.key for section in form.sections] == ["company", "agent", ""]
    assert [one.path for one in form.sections[1].entries] == ["agent.name", "agent.mobile"]


def test_guided_mode_asks_only_what_matters_next():
    def next_ones(**answers: Any) -> list[str]:
        return [question.ask for question in questions_in_order(SHOP, answers, (), TODAY)]

    assert next_ones() == ["has_licence"]
    assert next_ones(has_licence=True) == ["area_m2", "foods", "filed_by", "registered_since"]
    assert next_ones(has_licence=True, area_m2="?", foods=()) == [
        "area_m2", "filed_by", "registered_since",
    ]  # fmt: skip
    assert next_ones(has_licence=False) == []


def test_what_a_register_answers_is_not_asked():
    asked = questions_in_order(SHOP, {"has_licence": True}, (TRADE,), TODAY)
    assert "registered_since" not in [question.ask for question in asked]


def test_a_leaf_is_shown_only_when_no_open_question_can_change_it():
    assert shown({"has_licence": False}).leaf is SHOP.not_applicable[0]
    assert shown({"has_licence": True, "area_m2": 2}).leaf is None
    assert shown({"has_licence": True, "area_m2": 2, "foods": ()}).leaf is SHOP.not_applicable[1]


def test_sections_and_entries_say_whether_they_are_visible():
    form = shown(shop_answers(agent__name="王建国"))
    assert not form.sections[1].visible
    assert entry(form, "agent.name").value == "王建国"
    assert shown(shop_answers(filed_by="agent")).sections[1].visible


def test_a_prefilled_value_shows_its_source_and_time():
    name = entry(shown(shop_answers(company__name=None), TRADE), "company.name")
    assert name.value == "宁波市示例餐饮店"
    assert name.source is not None
    assert (name.source.name.zh, name.source.at) == ("登记机关", TRADE.asked_at)
    assert not name.confirmed


def test_a_value_that_the_applicant_gives_as_the_register_has_it_is_confirmed():
    same = entry(shown(shop_answers(company__name="宁波市示例餐饮店"), TRADE), "company.name")
    other = entry(shown(shop_answers(), TRADE), "company.name")
    assert (same.confirmed, other.confirmed) == (True, False)


def test_an_objection_stands_beside_its_field():
    form = shown(shop_answers(), TRADE, objections={"company.name": "名称已变更"})
    assert entry(form, "company.name").objection == "名称已变更"


def test_personal_values_are_masked_for_lists():
    number = entry(shown(shop_answers()), "company.legal_rep_id")
    assert number.shown.zh == ID
    assert number.masked.zh == ID[:3] + "*" * 11 + ID[-4:]
    assert number.sensitive


def test_values_are_shown_in_both_languages():
    form = shown(shop_answers())
    assert entry(form, "has_licence").shown == Text(zh="是", en="Yes")
    assert entry(form, "foods").shown == Text(zh="选项cold", en="Option cold")
    assert entry(form, "registered_since").shown == Text(zh="2020年1月2日", en="2 January 2020")
    assert entry(form, "area_m2").shown.zh == "85.5 m²"


def test_derived_fields_are_read_only():
    doubled = entry(shown(shop_answers()), "seats_doubled")
    assert (doubled.readonly, doubled.value) == (True, 40)


def test_a_wrong_answer_stays_with_its_problem():
    seats = entry(shown(shop_answers(seats="many")), "seats")
    assert seats.value == "many"
    assert seats.problem is not None


def test_the_sheet_says_what_is_missing_and_what_a_register_will_fill():
    form = shown(shop_answers(seats=None, company__name=None))
    assert form.missing == ("seats",)
    assert entry(form, "seats").missing
    assert entry(form, "company.name").awaited


def test_planned_steps_and_those_that_take_part():
    small = shown(shop_answers(area_m2=40))
    assert [step.step for step in small.steps] == ["food", "visit"]
    assert small.departments == ("food",)
    assert [step.step for step in small.not_planned] == ["fire"]
    assert shown(shop_answers()).departments == ("food", "fire")


def test_a_paper_that_a_register_makes_needless_says_which_answer_did():
    form = shown(shop_answers(), TRADE)
    (paper,) = form.not_needed
    assert (paper.material.key, paper.rung.key, paper.finding) == ("licence-copy", "trade", TRADE)
    assert [one.material.key for one in form.papers_to_bring] == ["premises"]


def test_a_missing_paper_says_what_the_applicant_can_do():
    licence, premises = shown(shop_answers()).papers
    assert licence.awaited == ("trade",)
    assert [one.why for one in licence.ladder.skipped][:1] == ["not-asked"]
    assert [promise.key for promise in premises.promises] == ["premises"]
    assert premises.missing


def test_a_signed_promise_and_an_upload_satisfy_their_papers():
    signed = a_signed_promise("premises", "premises")
    licence, premises = shown(shop_answers(), evidence=(signed, an_upload("licence-copy"))).papers
    assert (premises.evidence, premises.missing) == (signed, False)
    assert licence.satisfied is not None
    assert licence.satisfied.kind == "upload"


def test_a_finding_that_stops_the_case_says_why():
    closed = a_finding("trade", values={"status": "注销"})
    (stop,) = shown(shop_answers(), closed).stops
    assert (stop.why.zh, stop.finding) == ("营业执照已注销", closed)


def test_a_register_that_falls_silent_takes_nothing_back():
    silent = a_finding("trade", FindingOutcome.UNAVAILABLE)
    assert entry(shown(shop_answers(company__name=None), TRADE, silent), "company.name").value


def test_an_empty_form_can_be_shown():
    form = shown({})
    assert form.unanswered == ("has_licence",)
    assert form.steps == ()
