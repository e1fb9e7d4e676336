"""How a case ends: whole, in part, not at all; later checks do not hold it."""

import pytest

from matters.case import Closed, Outcome
from matters.due import due
from matters.errors import CaseClosed
from matters.standing import standing
from tests.builders import a_matter, a_step, a_visit, an_issue, rules
from tests.cases import (
    TUESDAY,
    after_the_machine,
    an_accepted_case,
    facts_of,
    granted,
    inspected,
    issued,
    keys,
    open_steps,
    played,
    refused,
    status,
)

TWO = rules(a_matter(a_step("food"), a_step("fire")))


def outcome(rules_, *acts):
    return standing(played(rules_, an_accepted_case(rules_), *acts)).outcome


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ((granted("food"), granted("fire")), Outcome.GRANTED),
        ((granted("food"), refused("fire")), Outcome.PARTLY_GRANTED),
        ((refused("food"), refused("fire")), Outcome.REFUSED),
        ((granted("food"),), None),
        ((refused("food"),), None),
    ],
    ids=["all", "one", "none", "one still open", "one still open after a refusal"],
)
def test_the_outcome_follows_from_the_decisions(acts, expected):
    assert outcome(TWO, *acts) == expected


def test_an_optional_refusal_does_not_make_less_of_the_whole():
    both = rules(a_matter(a_step("food"), a_step("tobacco", optional=True)))
    assert outcome(both, refused("tobacco"), granted("food")) == Outcome.GRANTED


def test_an_optional_step_holds_the_case_open_until_it_is_decided():
    both = rules(a_matter(a_step("food"), a_step("tobacco", optional=True)))
    assert outcome(both, granted("food")) is None


def test_only_optional_steps_all_refused_is_a_refusal():
    only = rules(a_matter(a_step("tobacco", optional=True)))
    assert outcome(only, refused("tobacco")) == Outcome.REFUSED


def test_what_is_terminated_counts_as_not_granted():
    chain = rules(a_matter(a_step("fire"), a_step("food"), a_step("water", after=("food",))))
    assert outcome(chain, granted("fire"), refused("food")) == Outcome.PARTLY_GRANTED


def test_single_results_stand_without_the_combined_licence():
    whole = rules(a_matter(a_step("food"), a_step("fire"), an_issue("licence", ("food", "fire"))))
    assert outcome(whole, granted("food"), refused("fire")) == Outcome.PARTLY_GRANTED


def test_the_case_waits_for_the_combined_licence():
    whole = rules(a_matter(a_step("food"), an_issue("licence", ("food",))))
    assert outcome(whole, granted("food")) is None
    assert outcome(whole, granted("food"), issued("licence")) == Outcome.GRANTED


def test_a_matter_that_only_issues_can_be_granted():
    assert outcome(rules(a_matter(an_issue("card", ()))), issued("card")) == Outcome.GRANTED


def test_a_visit_has_no_part_in_the_outcome():
    visit = rules(a_matter(a_visit("food", before=("food",)), a_step("food")))
    failed = (inspected("加装防蝇设施"), inspected("加装防蝇设施"))
    assert outcome(visit, *failed, granted("food")) == Outcome.GRANTED
    assert outcome(visit, *failed, refused("food")) == Outcome.REFUSED


FOLLOWED = rules(a_matter(a_step("fire"), a_step("later", after=("fire",), follow_up=True)))


def test_a_later_check_does_not_hold_the_case():
    case = played(FOLLOWED, an_accepted_case(FOLLOWED), granted("fire"))
    assert standing(case).outcome == Outcome.GRANTED
    assert open_steps(FOLLOWED, case) == ["later"]


@pytest.mark.parametrize("act", [granted("later"), refused("later")])
def test_a_later_check_is_decided_after_the_end_and_changes_no_outcome(act):
    case = played(FOLLOWED, an_accepted_case(FOLLOWED), granted("fire"))
    case = played(FOLLOWED, case, act, at=TUESDAY)
    assert standing(case).outcome == Outcome.GRANTED
    assert len(facts_of(case, Closed)) == 1
    assert f"{act.decision}:later:1" in keys(due(FOLLOWED, case, TUESDAY))
    with pytest.raises(CaseClosed):
        played(FOLLOWED, case, act, at=TUESDAY)


def test_a_later_check_of_what_was_refused_ends_without_a_notice():
    case = played(FOLLOWED, an_accepted_case(FOLLOWED), refused("fire"))
    assert status(case, "later") == "terminated"
    assert "terminated:later:0" not in standing(after_the_machine(FOLLOWED, case)).issued
