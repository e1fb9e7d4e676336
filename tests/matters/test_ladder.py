"""Every paper climbs its ladder: which rung satisfies it, and the reason for each that did not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.case import Evidence, FindingOutcome, ObjectionSettled
from matters.expressions import Expression
from matters.ladder import ladder_of, missing_materials
from matters.spec import Material, Matter, Rung
from matters.standing import Settlement, Standing
from tests.builders import a_check, a_material, a_matter, a_promise
from tests.cases import MONDAY, a_clerk, a_finding, a_signed_promise, an_upload

TITLE = ("check:title", "licence:store", "promise:premises", "upload")


def the_matter(material: Material, **changes: Any) -> Matter:
    checks = (a_check("title"), a_check("store"))
    promises = changes.pop("promises", (a_promise("premises"),))
    return a_matter(checks=checks, materials=(material,), promises=promises, **changes)


def said(outcome: FindingOutcome, check: str = "title") -> dict[str, Any]:
    finding = a_finding(check, outcome)
    return {"known": {check: finding}, "findings": {check: finding}}


def why(matter: Matter, now: Standing) -> list[str]:
    return [one.why for one in ladder_of(matter, now, matter.materials[0]).skipped]


@pytest.mark.parametrize("outcome", [one for one in FindingOutcome if one != FindingOutcome.MATCH])
def test_a_register_that_does_not_prove_it_is_skipped_for_what_it_said(outcome):
    matter = the_matter(a_material("premises", *TITLE))
    assert why(matter, Standing(**said(outcome)))[0] == outcome.value


def test_an_e_licence_satisfies_what_the_register_did_not():
    matter = the_matter(a_material("premises", *TITLE))
    found = {
        "title": a_finding("title", FindingOutcome.NO_RECORD),
        "store": a_finding("store"),
    }
    ladder = ladder_of(matter, Standing(known=found), matter.materials[0])
    assert ladder.by == Rung(kind="licence", key="store")
    assert [one.why for one in ladder.skipped] == ["no-record"]


def test_what_nobody_asked_or_chose_yet_says_so():
    matter = the_matter(a_material("premises", *TITLE))
    assert why(matter, Standing()) == ["not-asked", "not-asked", "not-chosen", "not-chosen"]


def test_a_check_that_needs_consent_is_skipped_without_it():
    check = a_check("title", consent=True)
    material = a_material("premises", "check:title", "upload")
    matter = a_matter(checks=(check,), materials=(material,))
    assert why(matter, Standing())[0] == "no-consent"
    assert why(matter, Standing(consents=frozenset({"title"})))[0] == "not-asked"


def test_an_applicant_may_prefer_the_own_paper_to_what_a_register_says():
    matter = the_matter(a_material("premises", *TITLE))
    own = an_upload("premises").model_copy(update={"preferred": True})
    now = Standing(evidence={"premises": own}, **said(FindingOutcome.MATCH))
    ladder = ladder_of(matter, now, matter.materials[0])
    assert ladder.by == Rung(kind="upload")
    assert ladder.skipped[0].why == "preferred"


def test_a_paper_that_came_besides_does_not_replace_what_the_register_says():
    matter = the_matter(a_material("premises", *TITLE))
    now = Standing(evidence={"premises": an_upload("premises")}, **said(FindingOutcome.MATCH))
    assert ladder_of(matter, now, matter.materials[0]).by == Rung(kind="check", key="title")


def test_the_own_paper_prevails_over_a_register_that_is_objected_to():
    matter = the_matter(a_material("premises", "check:title"))
    now = Standing(
        evidence={"premises": an_upload("premises")},
        objections=frozenset({"checks.title"}),
        **said(FindingOutcome.MATCH),
    )
    ladder = ladder_of(matter, now, matter.materials[0])
    assert (ladder.by, ladder.skipped[0].why) == (Rung(kind="upload"), "objected")


def test_without_an_own_paper_an_objection_to_a_value_asks_for_none():
    matter = the_matter(a_material("premises", *TITLE))
    now = Standing(objections=frozenset({"checks.title"}), **said(FindingOutcome.MATCH))
    assert ladder_of(matter, now, matter.materials[0]).by == Rung(kind="check", key="title")


@pytest.mark.parametrize(("holds", "by"), [(True, Rung(kind="upload")), (False, None)])
def test_a_person_decides_whether_the_own_paper_stands_against_the_register(holds, by):
    matter = the_matter(a_material("premises", "check:title", "upload"))
    paper = an_upload("premises")
    word = ObjectionSettled(at=MONDAY, by=a_clerk(), check="title", holds=holds, reason="已核对。")
    now = Standing(
        evidence={"premises": paper},
        objections=frozenset({"checks.title"}),
        settled={"title": Settlement(word, frozenset({paper.digest}))},
        **said(FindingOutcome.MISMATCH),
    )
    assert ladder_of(matter, now, matter.materials[0]).by == by


def test_a_better_paper_may_follow_after_an_objection_was_dismissed():
    matter = the_matter(a_material("premises", "check:title", "upload"))
    word = ObjectionSettled(at=MONDAY, by=a_clerk(), check="title", holds=False, reason="不符。")
    now = Standing(
        evidence={"premises": an_upload("premises", "c" * 64)},
        settled={"title": Settlement(word, frozenset({"a" * 64}))},
        **said(FindingOutcome.MISMATCH),
    )
    assert ladder_of(matter, now, matter.materials[0]).by == Rung(kind="upload")


@pytest.mark.parametrize(
    ("condition", "reason"),
    [("area_m2 > 50", "excluded"), ("checks.title.status == 'bad'", "bad-credit")],
)
def test_a_promise_that_is_barred_satisfies_nothing_even_signed(condition, reason):
    barred = a_promise("premises").model_copy(
        update={"barred_if": Expression.compile(condition), "barred_because": "不适用。"}
    )
    matter = the_matter(a_material("premises", "promise:premises", "upload"), promises=(barred,))
    finding = a_finding("title", values={"status": "bad"})
    now = Standing(
        answers={"area_m2": 80},
        known={"title": finding},
        evidence={"premises": a_signed_promise("premises", "premises")},
    )
    assert why(matter, now) == [reason, "not-chosen"]


def test_a_deferred_paper_is_not_missing_but_owed():
    material = Material(
        key="drawings", name="图纸", basis="测试依据",
        ladder=({"kind": "deferred", "within": "10 working days"}, {"kind": "upload"}),
    )  # fmt: skip
    matter = the_matter(material)
    put_off = Evidence(material="drawings", rung="deferred", digest="d" * 64, label="deferred")
    ladder = ladder_of(matter, Standing(evidence={"drawings": put_off}), material)
    assert (ladder.missing, ladder.owed) == (False, True)


OUTCOMES = st.sampled_from(FindingOutcome)
RUNGS = st.lists(
    st.sampled_from(["check:title", "licence:store", "promise:premises", "upload"]),
    min_size=1, unique=True,
)  # fmt: skip
PAPERS = st.none() | st.builds(
    an_upload("premises").model_copy,
    update=st.fixed_dictionaries(
        {"rung": st.sampled_from(["upload", "promise"]), "label": st.just("premises"),
         "preferred": st.booleans()}
    ),
)  # fmt: skip


@given(RUNGS, OUTCOMES, OUTCOMES, PAPERS, st.booleans())
def test_every_rung_before_the_one_that_satisfies_has_its_reason(
    rungs, first, second, paper, objected
):
    matter = the_matter(a_material("premises", *rungs))
    found = {"title": a_finding("title", first), "store": a_finding("store", second)}
    now = Standing(
        known=found,
        findings=found,
        evidence={"premises": paper} if paper else {},
        objections=frozenset({"checks.title"}) if objected else frozenset(),
    )
    ladder = ladder_of(matter, now, matter.materials[0])
    climbed = [one.rung for one in ladder.skipped]
    assert climbed == list(matter.materials[0].ladder[: len(climbed)])
    assert ladder.by is not None or len(climbed) == len(rungs)
    assert ladder.missing == (ladder.by is None)


@given(RUNGS, OUTCOMES, OUTCOMES)
def test_no_register_stops_an_applicant_who_hands_the_paper_in(rungs, first, second):
    matter = the_matter(
        a_material("premises", *(one for one in rungs if one != "upload"), "upload")
    )
    found = {"title": a_finding("title", first), "store": a_finding("store", second)}
    now = Standing(known=found, findings=found, evidence={"premises": an_upload("premises")})
    assert missing_materials(matter, now, MONDAY.date()) == ()
