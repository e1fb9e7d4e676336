"""Sending back (退回): where to, what begins anew, and what stays."""

import pytest

from matters.acts import Accept
from matters.case import Accepted, SentBack, StepOpened
from matters.due import DeemAccepted, Lapse, due
from matters.errors import ActRefused, StepNotOpen
from matters.notices import notices
from matters.standing import standing
from tests.builders import a_material, a_matter, a_step, a_visit, rules
from tests.cases import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    after_the_machine,
    an_accepted_case,
    asked_for,
    fact_of,
    facts_of,
    granted,
    inspected,
    on,
    open_steps,
    played,
    sent_back,
    status,
    supplied,
    work,
)

CASE = rules(
    a_matter(
        a_visit("food", before=("food",)),
        a_step("food"),
        a_step("fire"),
        materials=(a_material("plan", "upload", required=False),),
    )
)


def a_visited_case():
    return played(CASE, an_accepted_case(CASE), inspected())


def test_back_to_acceptance_everything_open_waits_again():
    case = played(CASE, a_visited_case(), sent_back("food"), at=TUESDAY)
    assert set(fact_of(case, SentBack).reset) == {"visit", "food", "fire"}
    assert open_steps(CASE, case) == ["acceptance"]
    assert status(case, "visit") == "waiting"


def test_work_sent_back_has_the_period_of_a_new_application():
    case = played(CASE, a_visited_case(), sent_back("food"), at=TUESDAY)
    item = work(CASE, case, "acceptance")
    assert (item.opened_at, str(item.due)) == (TUESDAY, "2026-03-10")


def test_work_sent_back_is_never_accepted_by_silence():
    case = played(CASE, a_visited_case(), sent_back("food"), at=TUESDAY)
    assert DeemAccepted() not in due(CASE, case, on("2026-04-30"))


def test_accepted_again_the_steps_open_in_a_new_round_and_keep_the_first_date():
    case = played(CASE, a_visited_case(), sent_back("food"), at=TUESDAY)
    case = played(CASE, case, Accept(), at=WEDNESDAY)
    assert open_steps(CASE, case) == ["visit", "fire"]
    again = facts_of(case, StepOpened)[-2:]
    assert {fact.round for fact in again} == {2}
    assert {fact.counted_from for fact in again} == {MONDAY.date()}


def test_the_clock_starts_anew_only_if_something_was_missing():
    case = played(CASE, a_visited_case(), sent_back("food"), at=TUESDAY)
    case = played(CASE, case, asked_for("area_m2"), supplied(area_m2=60.0), at=TUESDAY)
    case = played(CASE, case, Accept(), at=WEDNESDAY)
    assert facts_of(case, Accepted)[-1].effective == WEDNESDAY.date()


def test_each_acceptance_has_its_own_notice():
    case = played(CASE, a_visited_case(), sent_back("food"), Accept())
    assert len(facts_of(case, Accepted)) == 2
    events = [one.key for one in notices(CASE, standing(case)) if one.event == "accepted"]
    assert events == ["accepted:food:2", "accepted:fire:2"]


def test_back_to_a_visit_only_what_came_after_it_waits_again():
    case = played(CASE, a_visited_case(), sent_back("food", to="visit"), at=TUESDAY)
    assert open_steps(CASE, case) == ["visit", "fire"]
    assert standing(case).step("visit").sent_back == fact_of(case, SentBack)
    assert status(case, "food") == "waiting"


def test_back_to_a_visit_the_clock_runs_on():
    case = a_visited_case()
    before = work(CASE, case, "food").due
    case = played(CASE, case, sent_back("food", to="visit"), inspected(), at=TUESDAY)
    assert work(CASE, case, "food").due == before


def test_a_later_visit_begins_anew_with_the_earlier_one():
    second = a_visit("food", before=("food",)).model_copy(
        update={"step": "second", "after": ("visit",)}
    )
    two = rules(a_matter(a_visit("food", before=("food",)), second, a_step("food")))
    case = played(two, an_accepted_case(two), inspected(), inspected(step="second"))
    case = played(two, case, sent_back("food", to="visit"))
    assert status(case, "second") == "waiting"
    assert open_steps(two, played(two, case, inspected())) == ["second"]


def test_a_return_says_why():
    with pytest.raises(ActRefused, match="Say why"):
        played(CASE, a_visited_case(), sent_back("food").model_copy(update={"reason": " "}))


def test_once_something_is_decided_nothing_goes_back_to_acceptance():
    case = played(CASE, a_visited_case(), granted("fire"))
    with pytest.raises(ActRefused, match="has been announced"):
        played(CASE, case, sent_back("food"))
    assert open_steps(CASE, played(CASE, case, sent_back("food", to="visit"))) == ["visit"]


def test_nothing_goes_back_to_a_decision_or_sideways():
    serial = rules(a_matter(a_step("food"), a_step("fire", after=("food",)), a_step("water")))
    case = played(serial, an_accepted_case(serial), granted("food"))
    for to in ("food", "water", "moon"):
        with pytest.raises(ActRefused, match="cannot go back there"):
            played(serial, case, sent_back("fire", to=to))


def test_only_open_work_is_sent_back():
    with pytest.raises(StepNotOpen):
        played(CASE, an_accepted_case(CASE), sent_back("food"))


def test_a_request_of_a_step_outlives_its_return_and_never_lapses():
    case = played(CASE, an_accepted_case(CASE), asked_for("plan", step="fire"))
    case = played(CASE, played(CASE, case, inspected()), sent_back("food"))
    assert not work(CASE, case, "acceptance").waiting
    assert Lapse() not in due(CASE, case, on("2026-04-30"))
    case = played(CASE, case, Accept(), supplied("plan", step="fire"))
    assert not work(CASE, case, "fire").waiting


def test_a_paper_asked_for_is_taken_in_while_the_step_waits_for_its_second_turn():
    both = rules(
        a_matter(
            a_visit("food", "fire", before=("food", "fire")),
            a_step("food"),
            a_step("fire"),
            materials=(a_material("plan", "upload", required=False),),
        )
    )
    case = played(
        both, an_accepted_case(both), inspected(), inspected(), asked_for("plan", step="fire")
    )
    case = played(both, case, sent_back("food", to="visit"), supplied("plan", step="fire"))
    case = played(both, case, inspected(), inspected(), granted("fire"))
    assert status(case, "fire") == "granted"


def test_after_a_return_the_hall_completes_on_the_spot():
    case = played(CASE, a_visited_case(), sent_back("food"), supplied("plan"), Accept())
    assert standing(case).evidence["plan"].rung == "upload"
    assert open_steps(CASE, case) == ["visit", "fire"]


def test_after_a_return_a_request_still_lapses():
    case = played(CASE, a_visited_case(), sent_back("food"), asked_for("plan"), at=MONDAY)
    assert Lapse() in due(CASE, case, on("2026-03-17"))
    assert standing(after_the_machine(CASE, case, on("2026-03-17"))).lapsed
