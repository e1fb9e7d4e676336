"""Another matter as a step: its case ends, and the step with it, unless nobody waits for it any more."""

import pytest

from matters.acts import SendBack, Terminate, Withdraw
from matters.case import MACHINE, Outcome
from matters.due import LaunchChild, due
from matters.machine_verbs import ChildEnd, child_ended, child_launched
from matters.notices import notices
from matters.spec import SubMatter
from matters.standing import standing
from matters.verbs import Moment, perform
from tests.builders import a_step
from tests.cases import MONDAY, TUESDAY, a_clerk, granted, status
from tests.stepping import a_head, a_part_of_work, after_errands, by, carried, does

MACHINES = Moment(MACHINE, TUESDAY)
CHILD = "child-of-sub"
SUB = SubMatter(key="other", takes={"company.legal_rep": "person.name"})


def with_child(*more, **changes):
    rules, case = carried(
        a_part_of_work("sub", "food", kind="matter", matter=SUB, **changes), *more
    )
    return rules, after_errands(rules, case)


def told(rules, case, outcome=Outcome.GRANTED, number=CHILD):
    return child_ended(
        rules, case, "sub", ChildEnd(outcome, {"person.name": "李四"}, number), MACHINES
    )


def test_it_is_launched_once():
    rules, case = with_child()
    assert not any(isinstance(one, LaunchChild) for one in due(rules, case, MONDAY))
    assert child_launched(rules, case, "sub", "another", MACHINES) == case


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_step_ends_as_the_other_case_did(outcome):
    rules, case = with_child()
    case = told(rules, case, outcome)
    well = outcome in (Outcome.GRANTED, Outcome.PARTLY_GRANTED)
    assert status(case, "sub") == ("granted" if well else "refused")
    assert standing(case).step("sub").ended.by_what == outcome.value
    assert ("company.legal_rep" in standing(case).answers) is well


def test_it_is_told_once():
    rules, case = with_child(a_step("fire"))
    case = told(rules, case)
    assert told(rules, case) == case


def test_a_withdrawn_case_hears_the_end_of_its_child_and_does_nothing():
    rules, case = with_child()
    case = perform(rules, case, Withdraw(reason="不办了。"), Moment(a_clerk(), TUESDAY))
    assert told(rules, case) == case


def test_a_terminated_step_hears_it_and_does_nothing():
    rules, case = with_child(a_step("fire"))
    case = does(rules, case, a_head(), Terminate(step="sub", reason="不再需要。", basis="测试依据"))
    assert told(rules, case) == case


def test_a_child_of_an_earlier_round_does_not_end_the_step_of_this_one():
    first = a_part_of_work("look", "fire")
    rules, case = carried(
        first,
        a_part_of_work("sub", "food", kind="matter", matter=SUB, after=("look",)),
        a_part_of_work("close", "water", after=("look",)),
    )
    case = after_errands(rules, does(rules, case, by("fire"), granted("look")))
    case = does(rules, case, by("water"), SendBack(step="close", to="look", reason="须重看。"))
    case = does(rules, case, by("fire"), granted("look"))
    case = child_launched(rules, case, "sub", "the-second", MACHINES)
    assert told(rules, case, number=CHILD) == case
    assert status(told(rules, case, number="the-second"), "sub") == "granted"


def test_what_the_other_case_refused_its_own_notices_tell():
    rules, case = with_child()
    case = told(rules, case, Outcome.REFUSED)
    assert [one.event for one in notices(rules, standing(case)) if one.step == "sub"] == []
