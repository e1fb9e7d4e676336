"""Pitfalls 10 and 11: what a silent register means, what is shown of its data, and what a promise takes."""

import pytest

from matters.acts import Accept
from matters.case import EvidenceTaken, FindingOutcome
from matters.errors import ActRefused
from matters.ladder import barred, ladder_of, missing_materials
from matters.rules import filled
from matters.standing import standing
from matters.verbs import found, launch
from matters.work import open_work
from tests.builders import a_check, a_material, a_matter, a_promise, a_step, rules
from tests.cases import (
    MONDAY,
    a_case,
    a_clerk,
    a_finding,
    a_launch,
    a_signed_promise,
    an_upload,
    answered,
    checked,
    every_register_is_down,
    granted,
)
from tests.pitfalls import shipped
from tests.pitfalls.shipped import CATALOGUE
from tests.stepping import by, does

TITLE = a_check("title", gives={"owner": "text"}, fills={"company.legal_rep": "owner"})
PREMISES = a_material("premises", "check:title", "promise:premises", "upload", **{"for": ("food",)})
OURS = rules(
    a_matter(
        a_step("food"),
        checks=(TITLE,),
        materials=(PREMISES,),
        promises=(a_promise("premises"),),
    )
)
"""A paper that a register proves, or the applicant's promise, or the paper itself."""


def brought(*evidence):
    """An application that comes with these, while the register says nothing."""
    taken = tuple(EvidenceTaken(at=MONDAY, by=a_clerk(), evidence=one) for one in evidence)
    case = launch(OURS, "330200-2026-000001", a_launch(), taken)
    return checked(OURS, case, MONDAY, every_register_is_down)


def test_10_a_register_that_is_away_makes_no_paper_missing_for_good():
    away = brought()
    assert [one.key for one in missing_materials(OURS.matter, standing(away), MONDAY.date())]
    standing_of = ladder_of(OURS.matter, standing(away), PREMISES)
    assert standing_of.skipped[0].why == "unavailable"
    for other in (an_upload("premises"), a_signed_promise("premises", "premises")):
        case = brought(other)
        assert not missing_materials(OURS.matter, standing(case), MONDAY.date())


def test_10_the_applicant_s_objection_prevails_over_what_the_register_filled():
    objecting = a_launch(**{"company.legal_rep": "王建国"})
    objecting = objecting.model_copy(update={"objections": {"company.legal_rep": "已经变更。"}})
    case = launch(OURS, "330200-2026-000001", objecting)
    case = found(OURS, case, answered(a_finding("title", values={"owner": "李四"})))
    assert filled(OURS.matter, standing(case))["company.legal_rep"] == "王建国"
    assert "company.legal_rep" in standing(case).objections


@pytest.mark.parametrize("outcome", [one for one in FindingOutcome if one != "match"])
def test_10_no_answer_of_a_register_refuses_an_applicant_by_itself(outcome):
    case = a_case(OURS, registers=lambda check, at: a_finding(check, outcome, at))
    assert standing(case).outcome is None
    assert open_work(OURS, case)


def test_11_a_promise_is_signed_by_the_applicant_and_never_ticked_beforehand():
    promised = rules(
        a_matter(a_step("food", promise="premises"), promises=(a_promise("premises"),))
    )
    case = does(promised, a_case(promised), a_clerk(), Accept())
    with pytest.raises(ActRefused, match="not signed the promise"):
        does(promised, case, by("food"), granted("food"))


@pytest.mark.parametrize("matter", CATALOGUE.matters, ids=lambda one: one.matter)
def test_11_every_shipped_promise_names_its_law_its_consequence_and_when_it_is_checked(matter):
    for one in matter.promises:
        assert "《" in one.basis or "〔" in one.basis, one.key
        assert one.consequence.zh
        assert one.verify_within.count > 0


def test_11_a_promise_is_offered_to_nobody_whom_the_law_bars():
    shown = shipped.played("open-a-restaurant", "bad-credit-promises-nothing")
    matter, now = shown.ran.rules.matter, shown.ran.now
    refused = {one.key for one in matter.promises if barred(matter, now, one)}
    signed = {one.label for one in now.evidence.values() if one.rung == "promise"}
    assert refused
    assert not refused & signed


def test_11_what_was_granted_on_a_promise_is_looked_at_later():
    case = does(OURS, brought(a_signed_promise("premises", "premises")), a_clerk(), Accept())
    case = does(OURS, case, by("food"), granted("food"))
    later = [one for one in open_work(OURS, case) if one.part == "promise:premises"]
    assert later
    assert later[0].due is not None
