"""One notice with everything on it (Act 32(4)): what an earlier one could have asked needs a reason."""

import pytest

from matters.acts import Accept, AskForMore
from matters.case import AskedAgain, FindingOutcome, MoreAsked
from matters.errors import ActRefused
from matters.fields import Form
from matters.one_notice import askable_before
from matters.verbs import found
from tests.builders import a_check, a_material, a_matter, a_step, rules
from tests.cases import (
    MONDAY,
    TUESDAY,
    a_case,
    a_finding,
    an_accepted_case,
    answered,
    asked_for,
    facts_of,
    played,
    supplied,
)

COMPANY = Form(
    blocks=(
        {
            "key": "company",
            "name": "企业",
            "fields": (
                {"key": "uscc", "label": "信用代码", "required": False},
                {"key": "name", "label": "名称", "required": False},
                {"key": "tanks", "label": "储罐", "required": False, "when": "area_m2 > 50"},
            ),
        },
    )
)
OURS = rules(
    a_matter(
        a_step("food"),
        a_step("fire"),
        form=COMPANY,
        checks=(a_check("title"),),
        materials=(
            a_material("plan", "upload", required=False),
            a_material("lease", "upload", required=False),
            a_material("premises", "check:title", "upload", required=False),
            a_material("exits", "upload", required=False, when="area_m2 > 50"),
            a_material("drawing", "upload", required=False, **{"for": ("fire",)}),
        ),
    )
)
WHY = AskedAgain(because="overlooked", words="首次告知遗漏租赁合同。")


def a_case_supplied(**answers):
    case = played(OURS, a_case(OURS, area_m2=20), asked_for("plan"))
    return played(OURS, case, supplied("plan", **answers), at=TUESDAY)


def again(*what: str, why: AskedAgain | None = WHY, step: str = "acceptance") -> AskForMore:
    return asked_for(*what, step=step).model_copy(update={"again": why})


def test_what_the_first_notice_could_have_asked_is_refused_with_the_day_and_the_reason():
    with pytest.raises(ActRefused, match=r"lease.*notice 1 went out on 2026-03-02"):
        played(OURS, a_case_supplied(), asked_for("lease"))
    with pytest.raises(ActRefused, match="could be seen"):
        played(OURS, a_case_supplied(), asked_for("company.name"))


def test_the_same_thing_twice_needs_a_reason_though_something_was_supplied():
    with pytest.raises(ActRefused, match="asked for it already"):
        played(OURS, a_case_supplied(), asked_for("plan"))
    still = AskedAgain(because="still-wrong", words="补交的平面图仍未标注面积。")
    case = played(OURS, a_case_supplied(), again("plan", why=still))
    assert facts_of(case, MoreAsked)[1].again == still


def test_with_a_reason_in_words_it_is_asked_and_the_fact_keeps_the_reason():
    case = played(OURS, a_case_supplied(), again("lease"))
    assert [one.again for one in facts_of(case, MoreAsked)] == [None, WHY]


def test_a_reason_without_words_is_none():
    empty = AskedAgain(because="overlooked", words=" ")
    with pytest.raises(ActRefused):
        played(OURS, a_case_supplied(), again("lease", why=empty))


def test_what_a_new_answer_made_necessary_needs_no_reason_and_keeps_none():
    case = a_case_supplied(area_m2=80)
    case = played(OURS, case, again("exits", "company.tanks"))
    assert facts_of(case, MoreAsked)[1].again is None


def test_what_a_register_says_since_then_may_be_asked_about():
    case = found(
        OURS, a_case_supplied(), answered(a_finding("title", FindingOutcome.MISMATCH, TUESDAY))
    )
    case = played(OURS, case, asked_for("premises"), at=TUESDAY)
    assert facts_of(case, MoreAsked)[1].again is None


def test_the_same_answer_of_a_register_once_more_is_no_news():
    case = found(OURS, a_case_supplied(), answered(a_finding("title", at=TUESDAY)))
    with pytest.raises(ActRefused, match="premises"):
        played(OURS, case, asked_for("premises"), at=TUESDAY)


def test_the_notice_of_the_hall_binds_every_department_of_the_bundle():
    case = played(OURS, a_case_supplied(), Accept(), at=TUESDAY)
    with pytest.raises(ActRefused, match="lease"):
        played(OURS, case, asked_for("lease", step="food"), at=TUESDAY)


def test_a_department_could_not_have_asked_for_what_only_another_reads():
    case = an_accepted_case(OURS, asked_for("plan", step="food"), area_m2=20)
    case = played(OURS, case, asked_for("drawing", step="fire"))
    assert facts_of(case, MoreAsked)[1].again is None
    with pytest.raises(ActRefused, match="lease"):
        played(
            OURS,
            an_accepted_case(OURS, asked_for("plan", step="food"), area_m2=20),
            asked_for("lease", step="fire"),
        )


def test_before_the_first_notice_everything_may_be_asked():
    assert askable_before(OURS, a_case(OURS, at=MONDAY, area_m2=20)) == {}
