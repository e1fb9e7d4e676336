"""Every act on papers, registers and promises is done by a person from the case page: verify, settle, check, revoke."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hall.house import Hall
from matters.acts import Accept, Decide
from matters.case import Actor, Evidence
from matters.identifiers import credit_code
from matters.reading import SHIPPED, read_library, read_matter
from tests.builders import a_material
from tests.hall.hands import CLERK, HEAD, MARKET, Hands, OneCase, the_matter
from tests.houses import Clock, Outside

FIXTURE = Path(__file__).parent / "fixtures" / "papers-in-hand.yaml"
CODE = credit_code("330200", "12345678")
OFFICER = Actor(account=MARKET, department=MARKET, role="officer")
LICENCE = "business-licence"
THE_PLAN = {"paper:plan": ("plan.pdf", b"%PDF-1.7\nplan", "application/pdf")}


class Papers(OneCase):
    """One case of the matter with its papers, and everybody who may act on it."""

    def __init__(self, hall: Hall, outside: Outside, **beside: Any) -> None:
        papers = (paper("plan", "deferred", "text/plain"), paper("rules", "promise", "rules"))
        beside["evidence"] = (*papers, *beside.get("evidence", ()))
        matter = read_matter(FIXTURE, read_library(SHIPPED))
        super().__init__(hall, matter, outside, answers={"urgent": False, "code": CODE}, **beside)


def paper(material: str, rung: Any, label: str) -> Evidence:
    return Evidence(material=material, rung=rung, digest="0" * 64, label=label)


def test_a_clerk_has_another_department_look_a_paper_up_and_it_says_what_it_found(hall: Hall):
    outside = Outside()
    outside.down = {LICENCE}
    papers = Papers(hall, outside)
    assert "已" in papers.done("chen", "ask-verification", material="licence")
    police = papers.page("police")
    assert "营业执照" in police
    papers.done("police", "verify", place="verification:licence", outcome="match", note="档案在册")
    (said,) = papers.facts("verification-answered")
    assert (said.outcome, said.note, said.by.account) == ("match", "档案在册", "police")
    assert "无须提交：已由" in papers.page("chen")


def test_an_objection_is_shown_and_settled_by_a_person_with_a_reason(hall: Hall):
    own = paper("licence", "upload", "application/pdf")
    objections = {f"checks.{LICENCE}": "经营范围已变更"}
    papers = Papers(hall, Outside(), evidence=(own,), objections=objections)
    assert "申请人提出异议，待处理" in papers.page("chen")
    assert "理由" in papers.refused("chen", "settle-objection", check=LICENCE, holds="yes")
    papers.done("chen", "settle-objection", check=LICENCE, holds="yes", reason="变更通知书属实")
    (settled,) = papers.facts("objection-settled")
    assert settled.holds
    assert "异议成立，以申请人材料为准" in papers.page("chen")


def test_an_acceptance_is_revoked_when_a_deferred_paper_did_not_come(
    hall: Hall, clock: Clock
) -> None:
    papers = Papers(hall, Outside())
    papers.act(Accept(), CLERK)
    assert "revoke-acceptance" not in papers.names("chen", "acceptance")
    clock.forward(timedelta(days=30))
    papers.browsers.clear()  # nobody stays signed in so long
    papers.done("chen", "revoke-acceptance", reason="逾期未补交", basis="《办法》第七条")
    assert papers.facts("acceptance-revoked")
    assert "revoke-acceptance" not in papers.names("chen", "acceptance")


def test_a_deferred_paper_is_handed_in_after_acceptance(hall: Hall) -> None:
    papers = Papers(hall, Outside())
    papers.act(Accept(), CLERK)
    assert 'name="paper:plan"' in papers.page("chen")
    papers.done("chen", "supply", **THE_PLAN)
    assert [one.evidence.rung for one in papers.facts("evidence-taken")][-1] == "upload"


def test_a_promise_is_checked_twice_and_then_the_decision_falls(hall: Hall, clock: Clock) -> None:
    papers = Papers(hall, Outside())
    papers.act(Accept(), CLERK)
    papers.done("chen", "supply", **THE_PLAN)
    papers.carry()
    papers.act(Decide(step="review", decision="granted", reasons="符合条件。"), OFFICER)
    where = {"step": "review", "place": "promise:rules"}
    papers.done(MARKET, "check-promise", **where, kept="no", found="制度缺失", correct_within="10")
    assert "revoke-decision" not in papers.names(HEAD, "review")
    clock.forward(timedelta(days=30))
    papers.browsers.clear()  # nobody stays signed in so long
    papers.done(MARKET, "check-promise", **where, kept="no", found="仍未整改", correct_within="")
    papers.done(HEAD, "revoke-decision", "review", reason="拒不整改", basis="42号")
    assert papers.facts("decision-revoked")


@pytest.fixture
def hands(hall: Hall) -> Hands:
    """The case of many hands, with a paper that another department looks up and one that follows."""
    read_by = {"for": ("review",)}
    papers = (
        a_material("title", "verification:water", "upload", **read_by),
        a_material("plan", "deferred", "upload", **read_by),
    )
    matter = the_matter().model_copy(update={"materials": papers})
    return Hands(hall, matter, evidence=(paper("plan", "deferred", "deferred"),))


def test_the_department_that_is_asked_sees_the_case_and_answers_on_its_page(hands: Hands) -> None:
    assert ("verify", "acceptance", "verification:title") in hands.shown("water")
    typed = {"outcome": "match", "note": "档案一致。"}
    page = hands.done("water", "verify", place="verification:title", **typed)
    assert "核验结果已答复。" in page
    (fact,) = hands.facts("verification-answered")
    assert (fact.material, fact.outcome, fact.note) == ("title", "match", "档案一致。")


def test_who_reads_the_papers_cannot_grant_before_they_are_in(hands: Hands) -> None:
    said = hands.refused(
        MARKET, "grant", "review", reasons="同意。", **{"answer:card_number": "88"}
    )
    assert "尚待补交或者正在核验" in said
