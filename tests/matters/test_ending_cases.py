"""How cases end that are ended, cut short or left out: by a person, by a step that ends them, or by nothing to do."""

import pytest

from matters.acts import AskOpinion, Recall, Skip, Suspend, Terminate, Withdraw
from matters.case import Outcome
from matters.due import TimeUp, due
from matters.errors import ActRefused, CaseClosed, NotYours, StepNotOpen
from matters.limits import Limit
from matters.notices import notices
from matters.settling import settle
from matters.spec import Draw, Wait
from matters.standing import standing
from matters.work import open_work
from tests.builders import a_step
from tests.cases import MONDAY, granted, keys, on, refused, status
from tests.stepping import a_head, a_part_of_work, after_errands, by, carried, does

LATER = on("2026-04-20")


def ends(step: str | None = None, **changes) -> Terminate:
    return Terminate(**{"step": step, "reason": "申请人已死亡。", "basis": "测试依据", **changes})


def skips(step: str) -> Skip:
    return Skip(step=step, reason="已有结果。")


def outcome(case) -> Outcome | None:
    return standing(case).outcome


def busy():
    """A case with a suspended step, open parts, an opinion that was asked for, and one that waits."""
    rules, case = carried(
        a_step("food"),
        a_part_of_work("tables", "fire", each=2),
        a_part_of_work("wait", "water", kind="wait", first=(Wait(signal="moved"),), within=Limit.parse("5 days")),
    )  # fmt: skip
    ask = AskOpinion(step="food", department="signs", question="是否可行？")
    still = Suspend(step="food", ground="另案未结。", basis="测试依据")
    return rules, does(rules, case, by("food"), ask, still)


@pytest.mark.parametrize(
    ("who", "act", "then"),
    [
        (a_head(), ends(), Outcome.TERMINATED),
        (by("hall", role="clerk"), Withdraw(reason="不办了。"), Outcome.WITHDRAWN),
    ],
)
def test_whatever_was_open_is_open_no_more_and_time_moves_nothing_in_it(who, act, then):
    rules, case = busy()
    case = does(rules, case, who, act)
    assert outcome(case) == then
    assert open_work(rules, case) == ()
    assert TimeUp() not in due(rules, case, LATER)
    assert settle(rules, case, LATER) == case
    with pytest.raises(CaseClosed):
        does(rules, case, who, act)


def test_the_whole_case_is_ended_by_a_head_of_the_leading_department_only():
    rules, case = carried(a_step("food"))
    with pytest.raises(NotYours):
        does(rules, case, a_head("food"), ends())
    with pytest.raises(ActRefused, match="Only a head"):
        does(rules, case, by("bureau"), ends())


@pytest.mark.parametrize("changes", [{"reason": " "}, {"basis": ""}])
def test_it_is_ended_with_its_reason_and_its_law(changes):
    rules, case = carried(a_step("food"))
    with pytest.raises(ActRefused):
        does(rules, case, a_head(), ends(**changes))


def test_the_end_of_the_case_is_told_once_and_nothing_else_of_its_end():
    rules, case = carried(a_step("food"))
    case = does(rules, case, a_head(), ends())
    told = keys(due(rules, case, MONDAY))
    assert "terminated_case" in told
    assert "done" not in told


@pytest.mark.parametrize("act", [ends("fire"), skips("fire")])
def test_a_step_that_the_case_does_not_have_is_neither_ended_nor_left_out(act):
    rules, case = carried(a_step("food"), a_part_of_work("fire", when="area_m2 > 100"))
    with pytest.raises(StepNotOpen):
        does(rules, case, a_head(), act)


@pytest.mark.parametrize("act", [ends("look"), skips("look")])
def test_a_step_that_is_done_is_neither_ended_nor_left_out(act):
    rules, case = carried(a_part_of_work("look"), a_step("food"))
    case = does(rules, case, by("food"), granted("look"))
    with pytest.raises(StepNotOpen):
        does(rules, case, a_head(), act)


def test_a_service_of_the_law_is_not_left_out_but_ended_by_law():
    rules, case = carried(a_step("food"), a_step("fire"))
    with pytest.raises(ActRefused, match="Terminate it by law"):
        does(rules, case, a_head(), skips("food"))
    case = does(rules, case, a_head(), ends("food"))
    assert [one.key for one in notices(rules, standing(case)) if one.step == "food"] == [
        "terminated:food:0" if standing(case).step("food").round == 0 else "terminated:food:1"
    ]


def test_what_waits_for_a_step_that_was_left_out_goes_on():
    rules, case = carried(a_part_of_work("look"), a_step("food", after=("look",)))
    assert status(does(rules, case, a_head(), skips("look")), "food") == "open"


def test_what_was_left_out_by_a_person_is_not_taken_back_by_another():
    rules, case = carried(a_part_of_work("look"), a_step("food", after=("look",)))
    case = does(rules, case, a_head(), skips("look"))
    with pytest.raises(ActRefused):
        does(rules, case, by("food"), Recall(step="look", reason="有误。"))


def test_a_case_in_which_nothing_was_done_at_all_is_ended_without_a_decision():
    rules, case = carried(a_part_of_work("look"), a_part_of_work("see", "fire"))
    case = does(rules, case, a_head(), skips("look"), skips("see"))
    assert outcome(case) == Outcome.TERMINATED


def test_advice_that_fails_counts_nothing_and_is_told_to_nobody_outside():
    rules, case = carried(a_part_of_work("look", "fire", advisory=True), a_step("food"))
    case = does(rules, case, by("fire"), refused("look"))
    case = does(rules, case, by("food"), granted("food"))
    assert outcome(case) == Outcome.GRANTED
    assert not [one for one in notices(rules, standing(case)) if one.step == "look"]


@pytest.mark.parametrize(
    ("required", "optional", "then"),
    [
        (granted, refused, Outcome.GRANTED),
        (refused, granted, Outcome.PARTLY_GRANTED),
        (refused, refused, Outcome.REFUSED),
    ],
)
def test_what_is_optional_makes_a_bundle_no_less_than_granted(required, optional, then):
    rules, case = carried(a_step("food"), a_step("fire", optional=True))
    case = does(rules, case, by("fire"), optional("fire"))
    assert outcome(does(rules, case, by("food"), required("food"))) == then


def test_a_step_that_ends_the_case_sets_all_else_aside_but_later_checks():
    rules, case = carried(
        a_step("food"),
        a_part_of_work("close", "fire", ends_case="granted"),
        a_part_of_work("later", "water", after=("close",), follow_up=True),
    )
    case = does(rules, case, by("fire"), granted("close"))
    assert outcome(case) == Outcome.GRANTED
    assert (status(case, "food"), status(case, "later")) == ("set-aside", "open")
    assert {one.step for one in open_work(rules, case)} == {"later"}


def test_a_later_draw_and_a_later_waiting_still_have_their_machine_after_the_outcome():
    rules, case = carried(
        a_step("food"),
        a_part_of_work("lots", kind="draw", draw=Draw(pool=("甲", "乙")), after=("food",), follow_up=True),
        a_part_of_work(
            "wait", kind="wait", first=(Wait(signal="x"),), within=Limit.parse("5 days"),
            after=("lots",), follow_up=True,
        ),
    )  # fmt: skip
    case = does(rules, case, by("food"), granted("food"))
    assert outcome(case) == Outcome.GRANTED
    case = after_errands(rules, case)
    assert (status(case, "lots"), status(case, "wait")) == ("drawn", "open")
    assert status(after_errands(rules, case, LATER), "wait") == "met"
