"""Opinions: those that are a step, with or without the law's silence, and those that a step asks for besides."""

import pytest

from matters.acts import AskOpinion, Decide, GiveOpinion, RevokeOpinion
from matters.due import TimeUp, due
from matters.errors import ActRefused, NotYours, StepNotOpen
from matters.limits import Limit
from matters.standing import standing
from matters.work import open_work
from tests.cases import TUESDAY, granted, on, status
from tests.stepping import a_part_of_work, after_errands, by, carried, does

LATE = on("2026-03-10")
ASK = AskOpinion(step="look", department="water", question="排水是否可行？", days=3)


def an_opinion(**changes):
    given = {"within": Limit.parse("3 working days"), **changes}
    return a_part_of_work("views", "food", kind="opinion", departments=("fire", "water"), **given)


def says(part: str, decision: str = "agreed") -> Decide:
    return Decide(step="views", part=part, decision=decision)


def test_without_a_law_that_says_so_silence_is_no_word():
    rules, case = carried(an_opinion())
    assert TimeUp() not in due(rules, case, LATE)
    assert status(after_errands(rules, case, LATE), "views") == "open"


def silent():
    return carried(
        an_opinion(silence="agrees", silence_basis="测试依据"), a_part_of_work("look", "food")
    )


def test_where_the_law_says_so_silence_agrees_after_the_last_day():
    rules, case = silent()
    assert status(after_errands(rules, case, on("2026-03-05")), "views") == "open"
    assert status(after_errands(rules, case, LATE), "views") == "agreed"


def test_silence_does_not_outvote_an_objection():
    rules, case = silent()
    case = does(rules, case, by("fire"), says("fire", "objected"), at=TUESDAY)
    assert status(case, "views") == "objected"


def test_a_word_after_the_silence_has_spoken_counts_no_more():
    rules, case = silent()
    with pytest.raises(StepNotOpen):
        does(rules, case, by("fire"), says("fire", "objected"), at=LATE)


def test_any_one_suffices_where_the_quorum_is_any():
    rules, case = carried(an_opinion(quorum="any"))
    case = does(rules, case, by("fire"), says("fire", "objected"))
    assert status(case, "views") == "open"
    assert status(does(rules, case, by("water"), says("water")), "views") == "agreed"


def test_a_department_signs_for_nobody_else():
    rules, case = carried(an_opinion())
    with pytest.raises(NotYours):
        does(rules, case, by("fire"), says("water"))


def asked():
    rules, case = carried(a_part_of_work("look", "food"))
    return rules, does(rules, case, by("food"), ASK)


def test_another_department_is_asked_and_answers_while_the_step_goes_on():
    rules, case = asked()
    (one,) = [one for one in open_work(rules, case) if one.department == "water"]
    assert (one.part, one.due) == ("opinion:1", on("2026-03-05").date())
    case = does(rules, case, by("water"), GiveOpinion(step="look", opinion=1, text="可行。"))
    assert standing(case).step("look").opinions[1].given.text == "可行。"
    assert status(case, "look") == "open"


def test_an_opinion_is_given_once():
    rules, case = asked()
    give = GiveOpinion(step="look", opinion=1, text="可行。")
    case = does(rules, case, by("water"), give)
    with pytest.raises(StepNotOpen):
        does(rules, case, by("water"), give)


def test_only_who_was_asked_answers_and_says_something():
    rules, case = asked()
    with pytest.raises(NotYours):
        does(rules, case, by("fire"), GiveOpinion(step="look", opinion=1, text="可行。"))
    with pytest.raises(ActRefused):
        does(rules, case, by("water"), GiveOpinion(step="look", opinion=1, text=" "))


def test_an_opinion_that_is_not_needed_any_more_is_nobody_s_work():
    rules, case = asked()
    case = does(rules, case, by("food"), RevokeOpinion(step="look", opinion=1, reason="已明确。"))
    assert {one.department for one in open_work(rules, case)} == {"food"}
    with pytest.raises(ActRefused):
        does(rules, case, by("food"), RevokeOpinion(step="look", opinion=1, reason="已明确。"))


def test_a_decision_does_not_wait_for_it_and_leaves_nothing_open():
    rules, case = asked()
    case = does(rules, case, by("food"), granted("look"))
    assert open_work(rules, case) == ()
