"""The clocks: from which day each item counts, and until when (domain 2.2)."""

from datetime import date

import pytest

from matters.acts import Accept
from matters.case import StepOpened
from matters.clock import clock
from matters.standing import standing
from tests.builders import a_matter, a_step, a_visit, an_issue, an_item, rules
from tests.cases import (
    TUESDAY,
    WEDNESDAY,
    a_case,
    an_accepted_case,
    facts_of,
    granted,
    inspected,
    on,
    played,
    work,
)


def opened(case, step: str) -> StepOpened:
    return [fact for fact in facts_of(case, StepOpened) if fact.step == step][-1]


def test_working_days_count_from_the_day_after_acceptance():
    licence = rules(a_matter(a_step("food", item=an_item("20 working days"))))
    case = an_accepted_case(licence, at=on("2026-09-18"))
    assert work(licence, case, "food").due == date(2026, 10, 22)


def test_fifteen_days_of_the_residence_permit_are_natural_days_and_roll_over_the_holiday():
    permit = rules(a_matter(a_step("police", item=an_item("15 days"))))
    case = an_accepted_case(permit, at=on("2026-09-18"))
    assert work(permit, case, "police").due == date(2026, 10, 8)


def test_on_the_spot_is_due_the_same_day():
    registration = rules(a_matter(a_step("police", item=an_item("on the spot"))))
    assert work(registration, an_accepted_case(registration), "police").due == date(2026, 3, 2)


def test_the_promise_is_counted_beside_the_limit():
    promised = rules(a_matter(a_step("food", item=an_item(promise="3 working days"))))
    item = work(promised, an_accepted_case(promised), "food")
    assert (item.promised, item.due) == (date(2026, 3, 5), date(2026, 3, 16))


def test_received_on_monday_and_accepted_on_wednesday_counts_from_wednesday():
    case = played(rules(), a_case(rules()), Accept(), at=WEDNESDAY)
    assert opened(case, "food").counted_from == WEDNESDAY.date()


def test_parallel_items_count_from_acceptance():
    both = rules(a_matter(a_step("food"), a_step("fire", "fire")))
    case = an_accepted_case(both)
    assert {fact.counted_from for fact in facts_of(case, StepOpened)} == {date(2026, 3, 2)}


def test_a_serial_item_counts_from_the_decision_before_it():
    chain = rules(a_matter(a_step("food"), a_step("fire", after=("food",))))
    case = played(chain, an_accepted_case(chain), granted("food"), at=TUESDAY)
    assert opened(case, "fire").counted_from == TUESDAY.date()


def test_the_last_of_several_decisions_counts():
    chain = rules(
        a_matter(a_step("food"), a_step("water"), a_step("fire", after=("food", "water")))
    )
    case = played(chain, an_accepted_case(chain), granted("water"), at=WEDNESDAY)
    case = played(chain, case, granted("food"), at=on("2026-03-05"))
    assert opened(case, "fire").counted_from == date(2026, 3, 5)


def test_a_visit_between_starts_no_clock_anew():
    visit = rules(a_matter(a_visit("food", before=("food",)), a_step("food")))
    case = played(visit, an_accepted_case(visit), inspected(), at=WEDNESDAY)
    assert opened(case, "food").counted_from == date(2026, 3, 2)


def test_behind_a_visit_the_clock_goes_on_from_the_item_before_it():
    chain = rules(
        a_matter(
            a_step("water"), a_visit("food", before=("food",), after=("water",)), a_step("food")
        )
    )
    case = played(chain, an_accepted_case(chain), granted("water"), at=TUESDAY)
    case = played(chain, case, inspected(), at=on("2026-03-05"))
    assert opened(case, "food").counted_from == TUESDAY.date()


def test_a_visit_is_due_when_the_first_of_the_items_that_wait_for_it_is():
    visit = rules(
        a_matter(
            a_visit("food", "fire", before=("food", "fire")),
            a_step("food", item=an_item("20 working days", promise="5 working days")),
            a_step("fire", "fire", item=an_item("10 working days")),
        )
    )
    item = work(visit, an_accepted_case(visit), "visit")
    assert (item.promised, item.due) == (date(2026, 3, 9), date(2026, 3, 16))


def test_an_item_without_promise_may_be_the_first():
    visit = rules(
        a_matter(
            a_visit("food", "fire", before=("food", "fire")),
            a_step("food", item=an_item("20 working days", promise="5 working days")),
            a_step("fire", "fire", item=an_item("3 working days")),
        )
    )
    item = work(visit, an_accepted_case(visit), "visit")
    assert (item.promised, item.due) == (date(2026, 3, 5), date(2026, 3, 5))


def test_an_item_that_does_not_apply_hurries_no_visit():
    visit = rules(
        a_matter(
            a_visit("food", "fire", before=("food", "fire")),
            a_step("food", item=an_item("10 working days")),
            a_step("fire", "fire", item=an_item("3 working days"), when="area_m2 > 50"),
        )
    )
    item = work(visit, an_accepted_case(visit, area_m2=40), "visit")
    assert (item.promised, item.due) == (None, date(2026, 3, 16))


def test_an_item_that_waits_for_another_as_well_has_no_clock_yet():
    visit = rules(
        a_matter(
            a_visit("food", "fire", before=("food", "fire")),
            a_step("water", item=an_item("2 working days")),
            a_step("food", item=an_item("10 working days")),
            a_step("fire", "fire", item=an_item("3 working days"), after=("water",)),
        )
    )
    item = work(visit, an_accepted_case(visit), "visit")
    assert item.due == date(2026, 3, 16)


def test_a_second_visit_has_the_days_of_the_first():
    visit = rules(a_matter(a_visit("food", before=("food",)), a_step("food")))
    case = an_accepted_case(visit)
    first = work(visit, case, "visit").due
    case = played(visit, case, inspected("加装防蝇设施"), at=WEDNESDAY)
    assert opened(case, "visit").recheck
    assert work(visit, case, "visit").due == first == date(2026, 3, 16)


def test_a_step_without_item_has_no_limit():
    whole = rules(a_matter(a_step("food"), an_issue("licence", ("food",))))
    item = work(whole, played(whole, an_accepted_case(whole), granted("food")), "licence")
    assert (item.due, item.promised) == (None, None)


def test_before_acceptance_no_clock_runs():
    with pytest.raises(ValueError, match="no clock before acceptance"):
        clock(rules(), standing(a_case(rules())), a_step("food"))


def test_accepted_on_a_make_up_saturday():
    case = an_accepted_case(rules(), at=on("2026-02-28"))
    assert work(rules(), case, "food").due == date(2026, 3, 13)
