"""Steps: when they open, whose they are, how they are decided, and what a refusal brings down."""

import pytest

from matters.acts import Accept, Supply, Take
from matters.case import Decided, StepOpened, Terminated
from matters.errors import ActRefused, CaseClosed, NotYours, StepNotOpen
from matters.standing import standing
from matters.verbs import Moment, perform
from matters.work import open_work
from tests.builders import a_material, a_matter, a_promise, a_step, an_issue, restaurant, rules
from tests.cases import (
    MONDAY,
    TUESDAY,
    a_case,
    a_clerk,
    a_signed_promise,
    an_accepted_case,
    an_officer,
    fact_of,
    facts_of,
    granted,
    issued,
    open_steps,
    played,
    refused,
    status,
    work,
)

CHAIN = rules(a_matter(a_step("food"), a_step("fire"), a_step("water", after=("food",))))


def test_parallel_steps_open_in_the_same_act():
    opened = facts_of(an_accepted_case(rules(restaurant())), StepOpened)
    assert [fact.step for fact in opened] == ["a", "b", "c"]
    assert len({fact.at for fact in opened}) == 1


def test_the_next_step_opens_in_the_same_act_as_the_decision():
    case = played(CHAIN, an_accepted_case(CHAIN), granted("food"), at=TUESDAY)
    assert [fact.fact for fact in case.facts[-2:]] == ["decided", "step-opened"]
    assert open_steps(CHAIN, case) == ["fire", "water"]


def test_a_step_waits_for_all_that_come_before_it():
    whole = rules(restaurant())
    case = played(whole, an_accepted_case(whole), granted("a"), granted("c"))
    assert open_steps(whole, case) == ["b"]
    assert open_steps(whole, played(whole, case, granted("b"))) == ["d"]


def test_a_step_does_not_wait_for_one_that_does_not_apply():
    small = rules(a_matter(a_step("fire", when="area_m2 > 50"), a_step("food", after=("fire",))))
    assert open_steps(small, an_accepted_case(small, area_m2=40)) == ["food"]


def test_the_inbox_of_a_department_holds_only_its_own():
    whose = {item.department for item in open_work(CHAIN, an_accepted_case(CHAIN))}
    assert whose == {"food", "fire"}


def test_nobody_decides_the_work_of_another_department():
    with pytest.raises(NotYours, match="Food department"):
        perform(CHAIN, an_accepted_case(CHAIN), granted("food"), Moment(an_officer("fire"), MONDAY))


def test_a_step_that_has_not_begun_cannot_be_decided():
    with pytest.raises(StepNotOpen, match="water"):
        perform(CHAIN, an_accepted_case(CHAIN), granted("water"), Moment(an_officer(), MONDAY))


def test_a_step_is_decided_once():
    case = played(CHAIN, an_accepted_case(CHAIN), granted("food"))
    with pytest.raises(StepNotOpen):
        perform(CHAIN, case, refused("food"), Moment(an_officer(), MONDAY))


def test_an_unknown_step_is_refused_like_a_closed_one():
    with pytest.raises(StepNotOpen, match="moon"):
        played(CHAIN, an_accepted_case(CHAIN), granted("moon"))


def test_a_closed_case_refuses():
    case = played(rules(), an_accepted_case(rules()), granted("food"))
    with pytest.raises(CaseClosed):
        played(rules(), case, granted("food"))


@pytest.mark.parametrize("lacking", ["reasons", "basis"])
def test_a_refusal_states_its_reasons_and_its_basis(lacking):
    act = refused("food").model_copy(update={lacking: " "})
    with pytest.raises(ActRefused, match="article 38"):
        played(CHAIN, an_accepted_case(CHAIN), act)


def test_a_deciding_step_issues_nothing_and_an_issuing_step_refuses_nothing():
    whole = rules(a_matter(a_step("food"), an_issue("licence", ("food",))))
    case = an_accepted_case(whole)
    with pytest.raises(ActRefused, match="does not take"):
        played(whole, case, issued("food"))
    case = played(whole, case, granted("food"))
    with pytest.raises(ActRefused, match="does not take"):
        played(whole, case, refused("licence"))


def test_a_step_on_a_promise_is_granted_only_with_the_signature():
    matter = a_matter(
        a_step("fire", promise="fire-safety"),
        materials=(a_material("fire-promise", "promise:fire-safety", required=False),),
        promises=(a_promise("fire-safety"),),
    )
    by_promise = rules(matter)
    with pytest.raises(ActRefused, match="not signed"):
        played(by_promise, an_accepted_case(by_promise), granted("fire"))
    signed = Supply(evidence=(a_signed_promise("fire-promise", "fire-safety"),))
    case = played(by_promise, a_case(by_promise, signed), Accept(), granted("fire"))
    assert status(case, "fire") == "granted"


def test_who_takes_the_work_holds_it():
    case = perform(CHAIN, an_accepted_case(CHAIN), Take(step="food"), Moment(an_officer(), MONDAY))
    assert work(CHAIN, case, "food").holder == "food-01"
    case = perform(CHAIN, a_case(CHAIN), Take(step="acceptance"), Moment(a_clerk(), MONDAY))
    assert work(CHAIN, case, "acceptance").holder == "clerk-01"


def test_a_refusal_terminates_what_needs_it_but_not_what_runs_beside_it():
    case = played(CHAIN, an_accepted_case(CHAIN), refused("food"))
    assert fact_of(case, Terminated).because == "food"
    assert status(case, "water") == "terminated"
    assert status(case, "fire") == "open"


def test_termination_goes_all_the_way_down():
    chain = rules(
        a_matter(a_step("food"), a_step("fire", after=("food",)), a_step("water", after=("fire",)))
    )
    case = played(chain, an_accepted_case(chain), refused("food"))
    assert [(fact.step, fact.because) for fact in facts_of(case, Terminated)] == [
        ("fire", "food"),
        ("water", "fire"),
    ]


def test_a_combined_licence_does_without_an_optional_permit():
    whole = rules(
        a_matter(
            a_step("food"), a_step("signs", optional=True), an_issue("licence", ("food", "signs"))
        )
    )
    case = played(whole, an_accepted_case(whole), refused("signs"), granted("food"))
    assert open_steps(whole, case) == ["licence"]


def test_a_combined_licence_does_not_do_without_a_mandatory_permit():
    whole = rules(a_matter(a_step("food"), a_step("fire"), an_issue("licence", ("food", "fire"))))
    case = played(whole, an_accepted_case(whole), refused("food"))
    assert status(case, "licence") == "terminated"
    assert status(case, "fire") == "open"


def test_a_combined_licence_needs_at_least_one_permit():
    whole = rules(a_matter(a_step("food", optional=True), an_issue("licence", ("food",))))
    assert (
        status(played(whole, an_accepted_case(whole), refused("food")), "licence") == "terminated"
    )


def test_what_needs_an_optional_step_is_still_terminated_with_it():
    chain = rules(a_matter(a_step("food", optional=True), a_step("fire", after=("food",))))
    assert status(played(chain, an_accepted_case(chain), refused("food")), "fire") == "terminated"


def test_a_decision_keeps_who_said_it_and_why():
    case = played(CHAIN, an_accepted_case(CHAIN), refused("food"), at=TUESDAY)
    decided = fact_of(case, Decided)
    assert (decided.by, decided.at) == (an_officer("food"), TUESDAY)
    assert standing(case).step("food").decided == decided


def test_a_way_that_a_step_only_waited_for_leads_to_it_when_all_others_were_left_out():
    left_out = a_step("fire", after=("water",), provided="steps.water.status == 'refused'")
    joined = a_step("food", after=("fire",), soft_after=("water",))
    ways = rules(a_matter(a_step("water"), left_out, joined))
    case = played(ways, an_accepted_case(ways), granted("water"))
    assert (status(case, "fire"), open_steps(ways, case)) == ("set-aside", ["food"])
