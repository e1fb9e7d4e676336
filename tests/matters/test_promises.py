"""A promise upon which something was granted is looked after: kept, put right, or the decision falls."""

import pytest
from pydantic import ValidationError

from matters.acts import Accept, CheckPromise, RevokeDecision, Supply
from matters.case import EvidenceTaken, Outcome, PromiseChecked
from matters.due import due
from matters.errors import ActRefused, CaseClosed, NotYours
from matters.expressions import Expression
from matters.notices import IssueNotice
from matters.spec import Material
from matters.standing import standing
from matters.verbs import launch
from matters.words import Text
from matters.work import open_work
from tests.builders import a_material, a_matter, a_promise, a_step
from tests.builders import rules as rules_of
from tests.cases import (
    MONDAY,
    a_case,
    a_clerk,
    a_launch,
    a_signed_promise,
    facts_of,
    granted,
    keys,
    on,
    refused,
    status,
)
from tests.stepping import a_head, by, does

PREMISES = a_material("premises", "promise:premises", "upload", **{"for": ("food",)})
APRIL, MAY, JUNE = on("2026-04-01"), on("2026-05-06"), on("2026-06-01")
BROKEN = CheckPromise(
    step="food", promise="premises", kept=False, found="现场无独立厨房。", correct_within=10
)
STILL = CheckPromise(step="food", promise="premises", kept=False, found="仍未设置独立厨房。")
KEPT = CheckPromise(step="food", promise="premises", kept=True)
REVOKE = RevokeDecision(
    step="food",
    reason="经责令整改仍未履行承诺。",
    basis="《浙江省行政许可事中事后监管规定》第十四条",
)


def of(*steps, materials: tuple[Material, ...] = (PREMISES,), promise=None):
    declared = promise or a_promise("premises")
    return rules_of(a_matter(*steps, materials=materials, promises=(declared,)))


RULES = of(a_step("food"), a_step("fire"))


def promised(rules=RULES):
    signed = a_signed_promise("premises", "premises")
    taken = EvidenceTaken(at=MONDAY, by=a_clerk(), evidence=signed)
    case = launch(rules, "330200-2026-000001", a_launch(), (taken,))
    return does(rules, case, a_clerk(), Accept())


def done(rules=RULES):
    case = does(rules, promised(rules), by("food"), granted("food"))
    return does(rules, case, by("fire"), granted("fire"))


def watched(case, rules=RULES):
    return [one for one in open_work(rules, case) if one.kind == "promise"]


def broken_twice():
    case = does(RULES, done(), by("food"), BROKEN, at=APRIL)
    return does(RULES, case, by("food"), STILL, at=MAY)


def test_the_department_that_decided_on_a_promise_looks_after_it_once_all_is_done():
    case = done()
    assert standing(case).outcome == Outcome.GRANTED
    (work,) = watched(case)
    assert (work.department, work.due, work.part) == (
        "food",
        on("2026-03-30").date(),
        "promise:premises",
    )


def test_nothing_is_looked_after_where_nothing_was_granted_or_promised():
    case = does(RULES, promised(), by("food"), refused("food"))
    assert watched(case) == []
    uploaded = a_case(RULES)
    assert watched(uploaded) == []


def test_a_later_step_of_the_matter_does_it_instead():
    later = a_step("look", "food", item=None, after=("food",), follow_up=True)
    rules = of(a_step("food"), a_step("fire"), later)
    assert watched(done(rules), rules) == []


def test_a_promise_that_two_departments_read_is_looked_after_by_both():
    both = a_material("premises", "promise:premises", **{"for": ("food", "fire")})
    rules = of(a_step("food"), a_step("fire"), materials=(both,))
    assert [one.department for one in watched(done(rules), rules)] == ["food", "fire"]


def test_a_promise_that_is_kept_is_done_with():
    case = does(RULES, done(), by("food"), KEPT, at=APRIL)
    assert watched(case) == []
    with pytest.raises(CaseClosed):
        does(RULES, case, by("food"), KEPT, at=APRIL)


def test_one_that_is_not_kept_is_first_put_right():
    case = does(RULES, done(), by("food"), BROKEN, at=APRIL)
    (fact,) = facts_of(case, PromiseChecked)
    assert fact.correct_by == on("2026-04-16").date()
    assert "promise_broken:food:premises:1" in keys(due(RULES, case, APRIL))
    assert watched(case)[0].due == on("2026-04-16").date()


def test_it_says_what_was_found_and_how_long_there_is_to_put_it_right():
    with pytest.raises(ActRefused, match="Say what was found"):
        does(RULES, done(), by("food"), BROKEN.model_copy(update={"found": " "}), at=APRIL)
    with pytest.raises(ActRefused, match="first time"):
        does(RULES, done(), by("food"), STILL, at=APRIL)
    with pytest.raises(ValidationError):
        CheckPromise(step="food", promise="premises", kept=False, correct_within=0)


def test_nobody_says_that_it_is_still_broken_before_the_time_to_put_it_right_is_over():
    case = does(RULES, done(), by("food"), BROKEN, at=APRIL)
    with pytest.raises(ActRefused, match="time to put it right"):
        does(RULES, case, by("food"), STILL, at=on("2026-04-16"))
    case = does(RULES, case, by("food"), KEPT, at=on("2026-04-10"))
    assert watched(case) == []


def test_a_head_lets_the_decision_fall_only_if_the_correction_did_not_help():
    once = does(RULES, done(), by("food"), BROKEN, at=APRIL)
    with pytest.raises(ActRefused, match="after its correction"):
        does(RULES, once, a_head("food"), REVOKE, at=APRIL)
    case = does(RULES, broken_twice(), a_head("food"), REVOKE, at=JUNE)
    assert status(case, "food") == "revoked"
    assert standing(case).outcome == Outcome.GRANTED
    told = [one.event for one in due(RULES, case, JUNE) if isinstance(one, IssueNotice)]
    assert "decision_revoked" in told
    assert watched(case) == []


def test_no_officer_and_no_other_department_lets_it_fall():
    case = broken_twice()
    with pytest.raises(ActRefused):
        does(RULES, case, by("food"), REVOKE, at=JUNE)
    with pytest.raises(NotYours):
        does(RULES, case, a_head("fire"), REVOKE, at=JUNE)
    with pytest.raises(NotYours):
        does(RULES, case, by("fire"), KEPT, at=JUNE)


def test_a_decision_that_falls_states_reason_and_law():
    with pytest.raises(ActRefused, match="Name the law"):
        does(
            RULES, broken_twice(), a_head("food"), REVOKE.model_copy(update={"basis": ""}), at=JUNE
        )


def test_who_may_not_promise_is_told_why_and_has_the_next_rung():
    because = Text(zh="面积超过50平方米。", en="it is larger than 50 m².")
    bar = {"barred_if": Expression.compile("area_m2 > 50"), "barred_because": because}
    bad = a_promise("premises").model_copy(update=bar)
    rules = of(a_step("food"), promise=bad)
    case = a_case(rules, area_m2=80)
    signed = a_signed_promise("premises", "premises")
    with pytest.raises(ActRefused, match="larger than 50"):
        does(rules, case, a_clerk(), Supply(evidence=(signed,)))
