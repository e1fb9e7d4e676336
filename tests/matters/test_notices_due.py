"""Which notices the facts call for, each once, each under the right agency (domain 2.11)."""

from collections import Counter

import pytest

from matters.acts import Accept, RefuseToAccept, Withdraw
from matters.case import AskedAgain, NoticeDelivered, NoticeIssued
from matters.due import DeliverNotice, due
from matters.notices import IssueNotice, notices
from matters.standing import standing
from tests.builders import a_matter, a_step, a_visit, an_issue, restaurant, rules
from tests.cases import (
    MONDAY,
    a_case,
    after_the_machine,
    an_accepted_case,
    asked_for,
    done,
    every_register_knows,
    facts_of,
    granted,
    inspected,
    issued,
    keys,
    played,
    refused,
    supplied,
)

WHOLE = rules(
    a_matter(
        a_step("food"),
        a_step("fire"),
        a_step("water", after=("fire",)),
        an_issue("licence", ("food",)),
    )
)


def events(rules_, case):
    return [notice.event for notice in notices(rules_, standing(case))]


def called_for(rules_, case) -> dict[str, IssueNotice]:
    return {notice.key: notice for notice in notices(rules_, standing(case))}


def test_the_receipt_comes_with_the_launch():
    assert keys(due(rules(), a_case(rules()), MONDAY)) == ["received"]


def test_each_agency_accepts_its_own_items_under_its_own_seal():
    accepted = [
        notice
        for notice in notices(WHOLE, standing(an_accepted_case(WHOLE)))
        if notice.event == "accepted"
    ]
    assert [one.department for one in accepted] == ["food", "fire", "water"]


def test_not_accepted_is_told_by_the_lead_and_nothing_else_follows():
    act = RefuseToAccept(reason="不属于本机关职权范围。", basis="行政许可法第三十二条")
    case = played(rules(), a_case(rules()), act)
    assert events(rules(), case) == ["received", "not_accepted"]
    assert called_for(rules(), case)["not_accepted"].department == "bureau"


def test_the_one_time_notice_is_of_who_asks():
    case = played(rules(), a_case(rules()), asked_for("company.name"))
    case = played(rules(), case, supplied(**{"company.name": "甬上"}), Accept())
    later = AskedAgain(because="found-later", words="审查中发现法定代表人姓名与登记不符。")
    case = played(rules(), case, asked_for("company.legal_rep", step="food", again=later))
    told = called_for(rules(), case)
    assert told["supplement:1"].department == "hall"
    assert told["supplement:2"].department == "food"


def test_every_decision_is_told_by_the_agency_that_took_it():
    case = played(WHOLE, an_accepted_case(WHOLE), granted("food"), refused("fire"))
    told = called_for(WHOLE, case)
    assert told["granted:food:1"].department == "food"
    assert told["refused:fire:1"].department == "fire"
    assert told["terminated:water:0"].department == "water"


def test_a_certificate_comes_with_its_issue():
    case = played(WHOLE, an_accepted_case(WHOLE), granted("food"))
    assert "certificate" not in events(WHOLE, case)
    case = played(WHOLE, case, issued("licence"))
    assert called_for(WHOLE, case)["certificate:licence:1"].letter == "certificate"


def test_a_permit_comes_with_its_grant_and_not_with_its_refusal():
    permit = an_issue("licence", ()).issues
    food = rules(a_matter(a_step("food", issues=permit)))
    assert "certificate" in events(food, played(food, an_accepted_case(food), granted("food")))
    assert "certificate" not in events(food, played(food, an_accepted_case(food), refused("food")))


def test_a_step_may_have_its_own_letters():
    own = rules(a_matter(a_step("food", letters={"granted": "registered"})))
    case = played(own, an_accepted_case(own), granted("food"))
    assert called_for(own, case)["granted:food:1"].letter == "registered"


def test_a_visit_that_cannot_take_place_any_more_is_no_news_to_the_applicant():
    chain = rules(
        a_matter(
            a_step("water"), a_visit("food", before=("food",), after=("water",)), a_step("food")
        )
    )
    case = played(chain, an_accepted_case(chain), refused("water"))
    assert {"terminated:food:0"} == {one for one in called_for(chain, case) if "terminated" in one}


@pytest.mark.parametrize(
    ("acts", "last"),
    [
        ((Accept(), granted("food")), "done"),
        ((Accept(), refused("food")), "done"),
        ((Withdraw(reason=""),), "withdrawn"),
    ],
)
def test_the_end_is_told_once_and_in_its_own_words(acts, last):
    case = played(rules(), a_case(rules()), *acts)
    ends = [one for one in events(rules(), case) if one in ("done", "withdrawn", "lapsed")]
    assert ends == [last]


def test_each_notice_is_due_once():
    case = played(WHOLE, an_accepted_case(WHOLE), granted("food"), refused("fire"))
    told = Counter(notice.key for notice in notices(WHOLE, standing(case)))
    assert set(told.values()) == {1}
    case = after_the_machine(WHOLE, case)
    assert due(WHOLE, case, MONDAY) == ()
    assert {one.key for one in facts_of(case, NoticeIssued)} == set(told)
    assert {one.key for one in facts_of(case, NoticeDelivered)} == set(told)


def test_what_is_issued_is_delivered_even_after_the_end():
    case = a_case(rules())
    (receipt,) = due(rules(), case, MONDAY)
    case = done(rules(), case, receipt, MONDAY, every_register_knows)
    case = played(rules(), case, Withdraw(reason=""))
    assert DeliverNotice("received", "received") in due(rules(), case, MONDAY)


def test_a_notice_that_came_late_is_still_told():
    case = played(rules(a_matter(a_step("food"))), a_case(rules()), asked_for("company.name"))
    case = played(rules(), case, Withdraw(reason=""))
    assert "supplement:1" in keys(due(rules(), case, MONDAY))


def test_the_speed_workload_has_three_letters():
    whole = rules(restaurant())
    case = played(whole, an_accepted_case(whole), *(granted(step) for step in "abcdefg"))
    assert events(whole, played(whole, case, issued("h"))) == ["received", "certificate", "done"]


def test_a_visit_tells_its_corrections_only_if_there_are_any():
    visit = rules(a_matter(a_visit("food", before=("food",)), a_step("food")))
    assert "corrections" not in events(visit, played(visit, an_accepted_case(visit), inspected()))
    found = played(visit, an_accepted_case(visit), inspected("加装防蝇设施"))
    assert events(visit, found).count("corrections") == 1
