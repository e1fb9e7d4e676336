"""From the counter to the open acceptance: what is received is not accepted."""

from datetime import date

from matters.case import (
    AcceptanceOpened,
    Accepted,
    EvidenceTaken,
    FindingOutcome,
    Launched,
    StepOpened,
)
from matters.due import RunCheck, due
from matters.office import HALL
from matters.standing import standing
from matters.verbs import launch
from matters.work import open_work
from tests.builders import a_check, a_matter, rules
from tests.cases import (
    MONDAY,
    a_case,
    a_clerk,
    a_finding,
    a_launch,
    an_upload,
    answered,
    every_register_is_down,
    fact_of,
    facts_of,
    on,
    work,
)

CHECKED = rules(a_matter(checks=(a_check("licence"),)))


def test_a_case_is_pinned_to_the_digest_of_its_matter():
    case = a_case(rules())
    assert case.matter == a_matter().digest
    assert case.matter != a_matter(version=2).digest


def test_received_is_not_accepted():
    case = a_case(rules())
    assert isinstance(case.facts[0], Launched)
    assert not facts_of(case, Accepted)
    assert not facts_of(case, StepOpened)


def test_without_checks_acceptance_is_open_in_the_same_act():
    case = launch(rules(), "1", a_launch())
    assert [item.step for item in open_work(rules(), case)] == ["acceptance"]
    assert work(rules(), case, "acceptance").department == HALL


def test_acceptance_waits_for_the_checks():
    case = launch(CHECKED, "1", a_launch())
    assert open_work(CHECKED, case) == ()
    assert RunCheck("licence") in due(CHECKED, case, MONDAY)


def test_what_was_checked_at_the_counter_before_is_not_asked_again():
    case = launch(CHECKED, "1", a_launch(), (answered(a_finding("licence")),))
    assert open_work(CHECKED, case)
    assert RunCheck("licence") not in due(CHECKED, case, MONDAY)


def test_papers_taken_in_at_the_counter_are_evidence():
    paper = EvidenceTaken(at=MONDAY, by=a_clerk(), evidence=an_upload("lease"))
    case = launch(rules(), "1", a_launch(), (paper,))
    assert standing(case).evidence["lease"].rung == "upload"


def test_all_files_of_a_material_are_kept_and_the_last_one_counts():
    papers = tuple(
        EvidenceTaken(at=MONDAY, by=a_clerk(), evidence=an_upload("lease", digest=digest))
        for digest in ("1", "2", "1")
    )
    now = standing(launch(rules(), "1", a_launch(), papers))
    assert [one.digest for one in now.uploads["lease"]] == ["2", "1"]
    assert now.evidence["lease"] == now.uploads["lease"][-1]


def test_a_register_that_is_down_does_not_hold_up_the_acceptance():
    case = a_case(CHECKED, registers=every_register_is_down)
    assert standing(case).findings["licence"].outcome == FindingOutcome.UNAVAILABLE
    assert open_work(CHECKED, case)


def test_five_working_days_to_say_what_is_missing_count_make_up_saturdays():
    before_spring_festival = on("2026-02-13")
    case = a_case(rules(), at=before_spring_festival)
    assert fact_of(case, AcceptanceOpened).notice_by == date(2026, 2, 27)


def test_received_late_in_the_evening_counts_as_the_same_day_in_china():
    case = a_case(rules(), at=on("2026-03-02", hour=23))
    assert fact_of(case, Launched).on == date(2026, 3, 2)
