"""Pitfalls 1, 3, 4 and 12: receipt and acceptance, one notice, the law's silence, and papers that follow."""

from datetime import date

import pytest

from matters.acts import Accept
from matters.case import Accepted, Evidence, EvidenceTaken, MoreAsked
from matters.due import DeemAccepted, due
from matters.errors import ActRefused
from matters.ledger import clocks
from matters.spec import Material
from matters.standing import standing
from matters.verbs import Moment, deem_accepted, launch
from tests.builders import a_material, a_matter, a_step, rules
from tests.cases import (
    MONDAY,
    WEDNESDAY,
    a_case,
    a_clerk,
    a_launch,
    asked_for,
    fact_of,
    facts_of,
    granted,
    on,
    played,
    supplied,
)
from tests.pitfalls import shipped
from tests.pitfalls.shipped import CATALOGUE
from tests.stepping import by, does

PAPERS = (a_material("plan", required=False), a_material("lease", required=False))
OURS = rules(a_matter(a_step("food"), a_step("fire"), materials=PAPERS))
OVERDUE = on("2026-03-10")


def test_01_receipt_is_not_acceptance_and_the_decision_counts_from_acceptance():
    received = a_case(OURS)
    assert standing(received).accepted is None
    assert not [one for one in clocks(OURS, standing(received), MONDAY.date()) if one.kind == "T4"]
    case = played(OURS, received, Accept(), at=WEDNESDAY)
    (entry,) = [
        one for one in clocks(OURS, standing(case), WEDNESDAY.date()) if one.key == "T4:food:1"
    ]
    assert entry.started.on == WEDNESDAY.date()


def test_01_receipt_and_acceptance_each_have_their_voucher():
    shown = shipped.played("open-a-restaurant", "food-only")
    accepted = next(key for key in shown.letters if key.startswith("accepted:"))
    assert "收件" in shown.text("received") or "接收" in shown.text("received")
    assert "受理通知书" not in shown.text("received")
    assert "受理通知书" in shown.text(accepted)


def test_03_a_second_supplement_notice_needs_a_reason():
    case = played(OURS, a_case(OURS), asked_for("plan"))
    case = played(OURS, case, supplied("plan"))
    for late in ("lease", "plan"):
        with pytest.raises(ActRefused, match="Administrative Licensing Act, article 32"):
            played(OURS, case, asked_for(late))
    assert len(facts_of(case, MoreAsked)) == 1


def test_03_the_one_notice_says_that_its_list_is_complete():
    shown = shipped.played("open-a-restaurant", "supplement-granted")
    assert "以上为需要补正的全部内容" in shown.text("supplement:1")
    assert "supplement:2" not in shown.letters


def test_04_acceptance_by_silence_is_dated_to_the_receipt_and_not_to_the_fifth_day():
    case = a_case(OURS)
    assert DeemAccepted() not in due(OURS, case, on("2026-03-09", 23))
    assert DeemAccepted() in due(OURS, case, OVERDUE)
    accepted = fact_of(deem_accepted(OURS, case, Moment(a_clerk(), OVERDUE)), Accepted)
    assert accepted.deemed
    assert accepted.effective == MONDAY.date()
    assert accepted.on == date(2026, 3, 10)


FOLLOWS = Material(
    key="plan", name="平面布局图", basis="测试依据", **{"for": ("food",)},
    ladder=({"kind": "deferred", "within": "10 working days"}, {"kind": "upload"}),
)  # fmt: skip
DEFERRING = rules(a_matter(a_step("food"), a_step("fire"), materials=(FOLLOWS,)))


def test_12_nothing_is_granted_before_the_deferred_paper_has_come():
    later = Evidence(material="plan", rung="deferred", digest="d" * 64, label="deferred")
    taken = EvidenceTaken(at=MONDAY, by=a_clerk(), evidence=later)
    case = launch(DEFERRING, "330200-2026-000001", a_launch(), (taken,))
    case = does(DEFERRING, case, a_clerk(), Accept())
    with pytest.raises(ActRefused, match="Still to come"):
        does(DEFERRING, case, by("food"), granted("food"))
    came = played(DEFERRING, case, supplied("plan"))
    assert standing(does(DEFERRING, came, by("food"), granted("food"))).step("food").done


@pytest.mark.parametrize("matter", CATALOGUE.matters, ids=lambda one: one.matter)
def test_12_no_shipped_matter_lets_every_paper_of_a_step_follow(matter):
    for step in matter.steps:
        papers = [one for one in matter.materials if step.step in one.readers]
        follow = [one for one in papers if any(rung.kind == "deferred" for rung in one.ladder)]
        assert not papers or len(follow) < len(papers), step.step
