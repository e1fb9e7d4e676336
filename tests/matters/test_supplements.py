"""The one-time notice (一次性告知) and what comes in upon it."""

from datetime import date

import pytest

from matters.acts import Accept, RefuseToAccept, Supply
from matters.case import FindingOutcome, MoreAsked, Outcome, Supplied, Wanted
from matters.due import Lapse, due
from matters.errors import ActRefused, NotYours, StepNotOpen
from matters.standing import standing
from matters.verbs import Moment, found, lapse, perform
from matters.work import open_work
from tests.builders import a_check, a_material, a_matter, a_step, rules
from tests.cases import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    a_case,
    a_clerk,
    a_finding,
    after_the_machine,
    an_accepted_case,
    an_officer,
    answered,
    asked_for,
    every_register_is_down,
    fact_of,
    facts_of,
    granted,
    on,
    open_steps,
    played,
    refused,
    supplied,
    work,
)

PAPERS = rules(
    a_matter(
        a_step("food"),
        a_step("fire"),
        checks=(a_check("title"),),
        materials=(
            a_material("plan", "upload", required=False),
            a_material("lease", "upload", required=False),
            a_material("drawing", "upload", required=False, **{"for": ("fire",)}),
            a_material("premises", "check:title", "upload", required=False),
        ),
    )
)
TOO_LATE = on("2026-03-17")
"""The day after the tenth working day after 2 March 2026."""


def a_case_asked(*what: str):
    return played(PAPERS, a_case(PAPERS), asked_for(*what))


def test_an_empty_notice_is_refused():
    with pytest.raises(ActRefused, match="at least one"):
        a_case_asked()


def test_only_what_the_matter_knows_can_be_asked_for():
    with pytest.raises(ActRefused, match="no material “diploma”"):
        a_case_asked("diploma")
    with pytest.raises(ActRefused, match="no field “company"):
        a_case_asked("company.colour")


@pytest.mark.parametrize("lacking", ["wrong", "standard"])
def test_the_notice_says_what_is_wrong_and_the_standard(lacking):
    words = {"wrong": "不清晰。", "standard": "应当清晰。", lacking: " "}
    act = asked_for("plan").model_copy(
        update={"wanted": (Wanted(kind="material", key="plan", **words),)}
    )
    with pytest.raises(ActRefused, match="standard"):
        played(PAPERS, a_case(PAPERS), act)


def test_the_applicant_has_the_days_of_the_profile_or_of_the_notice():
    assert fact_of(a_case_asked("plan"), MoreAsked).until == date(2026, 3, 16)
    five = played(PAPERS, a_case(PAPERS), asked_for("plan", days=5))
    assert fact_of(five, MoreAsked).until == date(2026, 3, 9)


def test_while_the_applicant_supplies_nothing_is_accepted():
    case = a_case_asked("plan")
    assert work(PAPERS, case, "acceptance").waiting
    with pytest.raises(StepNotOpen):
        played(PAPERS, case, Accept())


def test_once_all_is_in_it_can_be_accepted():
    case = played(
        PAPERS, a_case_asked("plan", "company.name"), supplied("plan", **{"company.name": "甬上"})
    )
    assert fact_of(case, Supplied).complete
    assert open_steps(PAPERS, played(PAPERS, case, Accept())) == ["food", "fire"]


def test_what_comes_in_piece_by_piece_is_counted_together():
    case = played(
        PAPERS, a_case_asked("plan", "company.name", "company.legal_rep"), supplied("plan")
    )
    assert not fact_of(case, Supplied).complete
    case = played(PAPERS, case, supplied(**{"company.name": "甬上"}))
    assert work(PAPERS, case, "acceptance").waiting
    case = played(PAPERS, case, supplied(**{"company.legal_rep": "王建国"}))
    assert not work(PAPERS, case, "acceptance").waiting


def test_an_empty_field_supplies_nothing():
    case = played(PAPERS, a_case_asked("company.name"), supplied(**{"company.name": ""}))
    assert work(PAPERS, case, "acceptance").waiting


def test_an_empty_supply_is_refused():
    with pytest.raises(ActRefused, match="Nothing is filled in"):
        played(PAPERS, a_case(PAPERS), Supply())


def test_what_the_matter_does_not_know_cannot_be_supplied():
    with pytest.raises(ActRefused, match="no material"):
        played(PAPERS, a_case(PAPERS), supplied("diploma"))


def test_on_the_spot_things_are_completed_without_a_notice():
    case = played(PAPERS, a_case(PAPERS), supplied("plan", **{"company.name": "甬上"}))
    assert standing(case).answers["company.name"] == "甬上"
    assert not facts_of(case, MoreAsked)


def test_only_the_hall_takes_in_what_is_supplied():
    with pytest.raises(NotYours):
        perform(PAPERS, a_case_asked("plan"), supplied("plan"), Moment(an_officer("food"), MONDAY))


def test_a_register_that_comes_back_makes_the_paper_needless():
    case = a_case(PAPERS, asked_for("premises"), registers=every_register_is_down)
    case = found(PAPERS, case, answered(a_finding("title", at=TUESDAY)))
    assert not work(PAPERS, case, "acceptance").waiting
    assert Lapse() not in due(PAPERS, case, TOO_LATE)


def test_what_does_not_come_in_time_counts_as_withdrawn_by_the_profile():
    case = a_case_asked("plan")
    assert Lapse() not in due(PAPERS, case, on("2026-03-16", hour=23))
    case = after_the_machine(PAPERS, case, TOO_LATE)
    assert standing(case).outcome == Outcome.LAPSED
    assert "lapsed" in standing(case).issued


def test_nothing_lapses_before_its_time_or_twice():
    case, machine = a_case_asked("plan"), Moment(a_clerk(), TOO_LATE)
    assert lapse(PAPERS, case, Moment(a_clerk(), WEDNESDAY)) == case
    once = lapse(PAPERS, case, machine)
    assert lapse(PAPERS, once, machine) == once


def test_while_waiting_the_hall_may_still_refuse_to_accept():
    act = RefuseToAccept(reason="不属于本机关职权范围。", basis="行政许可法第三十二条")
    assert standing(played(PAPERS, a_case_asked("plan"), act)).outcome == Outcome.NOT_ACCEPTED


def test_parallel_departments_ask_apart_and_are_answered_apart():
    case = an_accepted_case(
        PAPERS, asked_for("plan", step="food"), asked_for("drawing", step="fire")
    )
    assert all(item.waiting for item in open_work(PAPERS, case))
    case = played(PAPERS, case, supplied("drawing", step="fire"))
    assert work(PAPERS, case, "food").waiting
    assert not work(PAPERS, case, "fire").waiting
    assert standing(played(PAPERS, case, granted("fire"))).step("fire").done


def test_after_acceptance_the_clock_runs_on_while_the_applicant_supplies():
    before = an_accepted_case(PAPERS)
    after = played(PAPERS, before, asked_for("plan", step="food"))
    assert work(PAPERS, after, "food").due == work(PAPERS, before, "food").due


def test_a_step_is_not_decided_before_the_applicants_time_is_over():
    case = an_accepted_case(PAPERS, asked_for("plan", step="food"))
    with pytest.raises(ActRefused, match="time limit runs on"):
        played(PAPERS, case, refused("food"), at=on("2026-03-16", hour=23))


def test_a_completed_application_has_the_period_of_a_new_one_to_be_accepted():
    case = played(PAPERS, a_case_asked("plan"), supplied("plan"), at=on("2026-03-10"))
    assert work(PAPERS, case, "acceptance").due == date(2026, 3, 17)


def test_a_step_is_decided_once_the_applicants_time_is_over():
    case = an_accepted_case(PAPERS, asked_for("plan", step="food"))
    assert due(PAPERS, after_the_machine(PAPERS, case, TOO_LATE), TOO_LATE) == ()
    case = played(PAPERS, case, refused("food"), at=TOO_LATE)
    assert standing(case).asks == {}
    with pytest.raises(StepNotOpen):
        played(PAPERS, case, supplied("plan", step="food"), at=TOO_LATE)


def test_an_accepted_case_never_lapses():
    case = an_accepted_case(PAPERS, asked_for("plan", step="food"))
    assert Lapse() not in due(PAPERS, case, TOO_LATE)
    assert lapse(PAPERS, case, Moment(a_clerk(), TOO_LATE)) == case


def test_a_silent_register_takes_nothing_back():
    case = an_accepted_case(
        PAPERS, registers=lambda check, at: a_finding(check, at=at, values={"status": "own"})
    )
    silent = a_finding("title", FindingOutcome.UNAVAILABLE, TUESDAY)
    now = standing(found(PAPERS, case, answered(silent)))
    assert now.findings["title"] == silent
    assert now.known["title"].values == {"status": "own"}


def test_a_paper_that_a_register_has_replaced_cannot_be_asked_for():
    with pytest.raises(ActRefused, match="shared data proved it"):
        played(PAPERS, a_case(PAPERS), asked_for("plan", "premises"))


def test_a_paper_that_a_register_shows_to_be_needless_is_not_waited_for():
    only_if_open = a_material(
        "proof", "upload", required=False, when="checks.title.status != '已结清'"
    )
    matter = rules(a_matter(a_step("food"), checks=(a_check("title"),), materials=(only_if_open,)))
    case = played(matter, a_case(matter, registers=every_register_is_down), asked_for("proof"))
    assert standing(case).asks != {}
    settled = a_finding("title", at=TUESDAY, values={"status": "已结清"})
    now = standing(found(matter, case, answered(settled)))
    assert now.asks == {}
    assert now.completed is not None
