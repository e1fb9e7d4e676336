"""Withdrawing (撤件): possible until the decision, and what it leaves."""

import pytest

from matters.acts import Withdraw
from matters.case import Outcome
from matters.due import RunCheck, due
from matters.errors import CaseClosed, NotYours
from matters.standing import standing
from matters.verbs import Moment, launch, perform
from tests.builders import a_check, a_matter, a_step, rules
from tests.cases import (
    MONDAY,
    a_case,
    a_launch,
    after_the_machine,
    an_accepted_case,
    an_officer,
    asked_for,
    granted,
    keys,
    open_steps,
    played,
)

WITHDRAW = Withdraw(reason="改变经营计划")
BOTH = rules(
    a_matter(a_step("food"), a_step("fire"), a_step("later", after=("food",), follow_up=True))
)


@pytest.mark.parametrize(
    "case",
    [a_case(BOTH), an_accepted_case(BOTH), a_case(BOTH, asked_for("company.name"))],
    ids=["received", "accepted", "asked"],
)
def test_an_application_may_be_withdrawn_at_any_time_before_its_end(case):
    case = played(BOTH, case, WITHDRAW)
    assert standing(case).outcome == Outcome.WITHDRAWN
    assert open_steps(BOTH, case) == []
    assert "withdrawn" in keys(due(BOTH, case, MONDAY))


def test_it_may_be_withdrawn_while_registers_are_asked_and_they_are_asked_no_more():
    checked = rules(a_matter(checks=(a_check("licence"),)))
    case = played(checked, launch(checked, "1", a_launch()), WITHDRAW)
    assert standing(case).outcome == Outcome.WITHDRAWN
    assert not any(isinstance(one, RunCheck) for one in due(checked, case, MONDAY))


def test_only_the_hall_takes_it_back_for_the_applicant():
    with pytest.raises(NotYours):
        perform(BOTH, a_case(BOTH), WITHDRAW, Moment(an_officer(), MONDAY))


def test_after_the_end_nothing_is_withdrawn():
    case = played(rules(), an_accepted_case(rules()), granted("food"))
    with pytest.raises(CaseClosed):
        played(rules(), case, WITHDRAW)
    with pytest.raises(CaseClosed):
        played(BOTH, played(BOTH, a_case(BOTH), WITHDRAW), WITHDRAW)


def test_what_was_granted_before_stays_granted_and_its_later_check_goes_on():
    case = played(BOTH, an_accepted_case(BOTH), granted("food"), WITHDRAW)
    assert standing(case).step("food").status == "granted"
    assert open_steps(BOTH, case) == ["later"]
    told = after_the_machine(BOTH, case)
    assert {"granted:food:1", "withdrawn"} <= standing(told).issued.keys()


def test_a_later_check_of_nothing_ends_with_the_withdrawal():
    alone = rules(a_matter(a_step("food"), a_step("later", follow_up=True)))
    case = an_accepted_case(alone)
    assert open_steps(alone, case) == ["food", "later"]
    assert open_steps(alone, played(alone, case, WITHDRAW)) == []
