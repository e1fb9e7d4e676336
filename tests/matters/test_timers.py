"""When the machine must look at a case again, if nobody does anything."""

from datetime import timedelta

import pytest

from matters.case import FindingOutcome
from matters.due import DeemAccepted, Lapse, due, wake_at
from matters.standing import standing
from tests.builders import a_check, a_matter, rules
from tests.cases import (
    MONDAY,
    TUESDAY,
    a_case,
    a_finding,
    after_the_machine,
    an_accepted_case,
    asked_for,
    granted,
    on,
    played,
    sent_back,
    supplied,
)

CHECKED = rules(a_matter(checks=(a_check("licence"),)))
SOON = MONDAY + timedelta(seconds=20)


def told(rules_, case, at=MONDAY):
    """The case with nothing left for the machine to do."""
    return after_the_machine(rules_, case, at)


def wakes(rules_, case, at=MONDAY):
    return wake_at(rules_, standing(case), at)


def test_with_something_due_it_wakes_now():
    assert wakes(rules(), a_case(rules())) == MONDAY


def test_an_untouched_application_wakes_when_the_laws_silence_speaks():
    case = told(rules(), a_case(rules()))
    assert wakes(rules(), case) == on("2026-03-10", hour=0)
    assert due(rules(), case, on("2026-03-10", hour=0)) == (DeemAccepted(),)


def test_a_request_wakes_after_the_applicants_last_day():
    case = told(rules(), a_case(rules(), asked_for("company.name")))
    assert wakes(rules(), case) == on("2026-03-17", hour=0)
    assert due(rules(), case, on("2026-03-17", hour=0)) == (Lapse(),)


def test_a_request_after_a_return_wakes_too():
    case = played(rules(), an_accepted_case(rules()), sent_back("food"), asked_for("company.name"))
    assert wakes(rules(), told(rules(), case)) == on("2026-03-17", hour=0)


def test_an_answered_request_leaves_no_timer_behind():
    case = a_case(rules(), asked_for("company.name"), supplied(**{"company.name": "甬上"}))
    assert wakes(rules(), told(rules(), case), on("2026-04-30")) is None


@pytest.mark.parametrize(
    "acts", [(), (sent_back("food"),), (granted("food"),)], ids=["accepted", "returned", "closed"]
)
def test_when_only_people_can_move_it_it_sleeps(acts):
    case = told(rules(), played(rules(), an_accepted_case(rules()), *acts))
    assert wakes(rules(), case, on("2026-04-30")) is None


@pytest.mark.parametrize("outcome", [FindingOutcome.PENDING, FindingOutcome.UNAVAILABLE])
def test_a_register_is_asked_again_when_it_said_so(outcome):
    answers = {"ask_again_at": SOON}
    case = a_case(CHECKED, registers=lambda check, at: a_finding(check, outcome, at, **answers))
    case = told(CHECKED, case)
    assert wakes(CHECKED, case) == SOON
    assert due(CHECKED, case, SOON - timedelta(seconds=1)) == ()
    assert [one.check for one in due(CHECKED, case, SOON)] == ["licence"]


def test_a_register_that_was_given_up_is_not_asked_again():
    case = a_case(
        CHECKED, registers=lambda check, at: a_finding(check, FindingOutcome.UNAVAILABLE, at)
    )
    assert wakes(CHECKED, told(CHECKED, case)) == on("2026-03-10", hour=0)


def test_a_closed_case_asks_no_register_again():
    case = an_accepted_case(
        CHECKED,
        granted("food"),
        registers=lambda check, at: a_finding(check, FindingOutcome.PENDING, at, ask_again_at=SOON),
    )
    assert wakes(CHECKED, told(CHECKED, case), TUESDAY) is None


def test_a_check_that_is_needed_no_more_is_not_asked_again():
    small = rules(a_matter(checks=(a_check("plan", when="area_m2 > 50"),)))
    case = a_case(
        small,
        registers=lambda check, at: a_finding(
            check, FindingOutcome.UNAVAILABLE, at, ask_again_at=SOON
        ),
        area_m2=60,
    )
    case = told(small, played(small, case, supplied(area_m2=40)))
    assert wakes(small, case) == on("2026-03-10", hour=0)
