"""Taking back the own word: while nobody was told and nobody has gone on, and then as if it had not been said."""

import pytest

from matters.acts import Decide, Recall, Take
from matters.case import MACHINE, NoticeIssued
from matters.due import due
from matters.errors import ActRefused, CaseClosed
from matters.fields import Field
from matters.notices import notices
from matters.settling import settle
from matters.standing import standing
from tests.builders import a_form, a_promise, a_step, a_visit
from tests.cases import MONDAY, after_the_machine, granted, inspected, refused, status
from tests.stepping import a_part_of_work, by, carried, does

BACK = "登记有误。"


def recall(step: str, part: str | None = None) -> Recall:
    return Recall(step=step, part=part, reason=BACK)


def two_steps(**changes):
    rules, case = carried(
        a_part_of_work("look", "food"), a_part_of_work("next", "fire", after=("look",), **changes)
    )
    return rules, does(rules, case, by("food"), granted("look"))


def test_a_word_is_taken_back_and_what_waited_for_it_waits_again():
    rules, case = two_steps()
    case = does(rules, case, by("food"), recall("look"))
    assert (status(case, "look"), status(case, "next")) == ("open", "waiting")


def test_it_may_be_said_anew_and_the_case_goes_on():
    rules, case = two_steps()
    case = does(rules, case, by("food"), recall("look"), granted("look"))
    assert status(case, "next") == "open"


def test_nobody_takes_back_another_s_word():
    rules, case = two_steps()
    with pytest.raises(ActRefused, match="own last word"):
        does(rules, case, by("food", "02"), recall("look"))


def test_who_stood_in_took_the_word_in_the_other_s_name_who_takes_it_back():
    rules, case = carried(a_part_of_work("look", "food"), a_part_of_work("next", after=("look",)))
    case = does(rules, case, by("food", "02", on_behalf="food-01"), granted("look"))
    assert status(does(rules, case, by("food"), recall("look")), "look") == "open"


def test_it_is_too_late_once_somebody_has_the_next_step_in_hand():
    rules, case = two_steps()
    case = does(rules, case, by("fire"), Take(step="next"))
    with pytest.raises(ActRefused, match="under way"):
        does(rules, case, by("food"), recall("look"))


def test_it_is_too_late_once_the_applicant_was_told():
    rules, case = carried(a_step("food"), a_part_of_work("next", "fire"))
    case = does(rules, case, by("food"), granted("food"))
    case = after_the_machine(rules, case)
    with pytest.raises(ActRefused, match="has been told"):
        does(rules, case, by("food"), recall("food"))


def test_the_notice_of_a_promise_tells_nothing_of_the_decision():
    rules, case = carried(
        a_step("food"), a_part_of_work("next", "fire"), promises=(a_promise("p"),)
    )
    told = NoticeIssued(
        at=MONDAY, by=MACHINE, key="promised:food", letter="promised", step="food",
        department="food", number="甬测〔2026〕1号",
    )  # fmt: skip
    case = does(rules, case.record(told), by("food"), granted("food"), recall("food"))
    assert status(case, "food") == "open"


def test_a_closed_case_takes_nothing_back():
    rules, case = carried(a_step("food"))
    case = does(rules, case, by("food"), granted("food"))
    with pytest.raises(CaseClosed):
        does(rules, case, by("food"), recall("food"))


def test_a_refusal_that_ended_later_steps_is_taken_back_with_what_it_ended():
    rules, case = carried(
        a_part_of_work("look", "food"), a_step("next", "fire", after=("look",)),
        a_step("last", "water", after=("next",)), a_step("other", "signs"),
    )  # fmt: skip
    case = does(rules, case, by("food"), refused("look"))
    assert status(case, "last") == "terminated"
    case = does(rules, case, by("food"), recall("look"))
    assert [status(case, one) for one in ("look", "next", "last")] == ["open", "waiting", "waiting"]


def test_what_the_step_found_out_is_taken_back_with_it():
    form = a_form("uscc", "name")
    block = form.blocks[0]
    number = Field(key="permit", label="许可编号", produced_by="look")
    form = form.model_copy(
        update={"blocks": (block.model_copy(update={"fields": (*block.fields, number)}),)}
    )
    rules, case = carried(
        a_part_of_work("look", "food"), a_part_of_work("next", after=("look",)), form=form
    )
    found = Decide(step="look", decision="granted", values={"company.permit": "甬-1"})
    case = does(rules, case, by("food"), found)
    assert standing(case).answers["company.permit"] == "甬-1"
    case = does(rules, case, by("food"), recall("look"))
    assert "company.permit" not in standing(case).answers


def test_a_part_is_taken_back_even_if_it_was_the_one_that_made_the_quorum():
    rules, case = carried(
        a_part_of_work("tables", "food", each=2, quorum="any"),
        a_part_of_work("next", "fire", after=("tables",)),
    )
    word = Decide(step="tables", part="1", decision="granted")
    case = does(rules, case, by("food"), word, recall("tables", "1"))
    assert (status(case, "tables"), status(case, "next")) == ("open", "waiting")
    assert settle(rules, case, MONDAY) == case


def test_a_step_of_parts_is_not_taken_back_as_a_whole():
    rules, case = carried(a_part_of_work("tables", "food", each=1), a_part_of_work("next", "fire"))
    case = does(rules, case, by("food"), Decide(step="tables", part="1", decision="granted"))
    with pytest.raises(ActRefused):
        does(rules, case, by("food"), recall("tables"))


def test_an_inspector_takes_the_report_back_until_all_have_reported():
    rules, case = carried(
        a_visit("food", "fire", before=("food", "fire")), a_step("food"), a_step("fire")
    )
    case = does(rules, case, by("food"), inspected())
    case = does(rules, case, by("food"), recall("visit"))
    assert standing(case).step("visit").inspections == {}


def test_a_word_is_taken_back_only_with_a_reason():
    rules, case = two_steps()
    with pytest.raises(ActRefused):
        does(rules, case, by("food"), Recall(step="look", reason=" "))


def test_a_recall_leaves_no_notice_of_what_was_taken_back():
    rules, case = carried(a_step("food"), a_part_of_work("next", "fire"))
    case = does(rules, case, by("food"), granted("food"), recall("food"))
    assert all(one.step != "food" for one in notices(rules, standing(case)))
    assert due(rules, case, MONDAY)
