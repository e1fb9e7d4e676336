"""Every act on papers, registers and promises is done by a person from the case page: verify, settle, check, revoke."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

from flows.commands import Application, launch_case
from hall.house import Hall
from matters.acts import Accept, Decide
from matters.case import Actor, Evidence
from matters.identifiers import credit_code
from matters.reading import SHIPPED, read_library, read_matter
from tests.hall.hands import CLERK, HEAD, MARKET, Hands, forms_on
from tests.houses import Clock, Outside, a_wave, publish

FIXTURE = Path(__file__).parent / "fixtures" / "papers-in-hand.yaml"
CODE = credit_code("330200", "12345678")
OFFICER = Actor(account=MARKET, department=MARKET, role="officer")
LICENCE = "business-licence"


class Papers(Hands):
    """One case of the matter with its papers, and everybody who may act on it."""

    def __init__(self, hall: Hall, outside: Outside, **beside: Any) -> None:
        self.hall, self.outside = hall, outside
        self.rules = publish(hall.installation, read_matter(FIXTURE, read_library(SHIPPED)))
        self.waves = 0
        self.browsers = {}
        papers = (paper("plan", "deferred", "text/plain"), paper("rules", "promise", "rules"))
        form = Application(
            matter="papers-in-hand",
            delivery="electronic",
            consent_in="zh",
            answers={"urgent": False, "code": CODE},
            evidence=(*papers, *beside.pop("evidence", ())),
            **beside,
        )
        self.number = launch_case(hall.installation, form, CLERK)
        self.carry()

    def carry(self) -> None:
        self.waves += 1
        asyncio.run(a_wave(self.hall.installation, self.outside, self.rules, f"w-{self.waves}"))


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
    browser = papers.as_("chen")
    page = papers.page("chen")
    assert 'name="paper:plan"' in page
    hidden = next(one for one in forms_on(page) if one["form"] == "supply")
    answer = browser.client.post(
        f"/cases/{papers.number}/acts",
        data=hidden,
        files={"paper:plan": ("plan.pdf", b"%PDF-1.7\nplan", "application/pdf")},
    )
    assert answer.status_code == 303
    assert [one.evidence.rung for one in papers.facts("evidence-taken")][-1] == "upload"


def test_a_promise_is_checked_twice_and_then_the_decision_falls(hall: Hall, clock: Clock) -> None:
    papers = Papers(hall, Outside())
    papers.act(Accept(), CLERK)
    browser = papers.as_("chen")
    hidden = next(one for one in forms_on(papers.page("chen")) if one["form"] == "supply")
    browser.client.post(
        f"/cases/{papers.number}/acts",
        data=hidden,
        files={"paper:plan": ("plan.pdf", b"%PDF-1.7\nplan", "application/pdf")},
    )
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
