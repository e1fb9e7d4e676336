"""Publicity runs its days; an objection that is upheld ends it at once, one that is not answered holds its end."""

import pytest

from matters.acts import AnswerObjection, Raise
from matters.due import TimeUp, due, wake_at
from matters.errors import ActRefused, StepNotOpen
from matters.limits import Limit
from matters.notices import notices
from matters.standing import standing
from tests.builders import a_step
from tests.cases import TUESDAY, after_the_machine, on, status, work
from tests.stepping import a_part_of_work, after_errands, by, carried, does

LAST = on("2026-03-23")
"""Twenty natural days end on Sunday 22 March; the first workday after it."""
AFTER = on("2026-03-24")
OBJECTS = Raise(step="shown", who="李某", text="侵占公共通道。")


def shown():
    step = a_part_of_work("shown", "food", kind="publicity", lasts=Limit.parse("20 days"))
    return carried(step, a_step("fire", after=("shown",)))


def answer(upheld: bool, number: int = 1) -> AnswerObjection:
    return AnswerObjection(step="shown", objection=number, upheld=upheld, reasons="经核查。")


def test_its_days_are_natural_and_a_last_day_of_rest_moves_on():
    rules, case = shown()
    assert work(rules, case, "shown").due == LAST.date()


def test_it_ends_the_day_after_its_last_and_not_before():
    rules, case = shown()
    assert TimeUp() not in due(rules, case, LAST)
    case = after_errands(rules, case, AFTER)
    assert (status(case, "shown"), status(case, "fire")) == ("undisputed", "open")


def test_an_objection_that_is_upheld_ends_it_at_once_and_what_needs_it_with_it():
    rules, case = shown()
    case = does(rules, case, by("food"), OBJECTS, answer(upheld=True), at=TUESDAY)
    assert (status(case, "shown"), status(case, "fire")) == ("disputed", "terminated")


def test_an_objection_that_is_not_answered_holds_the_end_and_wakes_nobody():
    rules, case = shown()
    case = does(rules, case, by("food"), OBJECTS, at=TUESDAY)
    case = after_the_machine(rules, case, AFTER)
    assert status(case, "shown") == "open"
    assert wake_at(rules, standing(case), AFTER) is None
    assert not work(rules, case, "shown").waiting
    case = does(rules, case, by("food"), answer(upheld=False), at=AFTER)
    assert status(case, "shown") == "undisputed"


def test_an_objection_after_the_last_day_comes_too_late_even_before_the_machine_has_looked():
    rules, case = shown()
    with pytest.raises(StepNotOpen):
        does(rules, case, by("food"), OBJECTS, at=AFTER)


def test_and_also_while_another_objection_still_holds_the_end():
    rules, case = shown()
    case = does(rules, case, by("food"), OBJECTS, at=TUESDAY)
    with pytest.raises(ActRefused, match="publicity ended"):
        does(rules, case, by("food"), OBJECTS, at=AFTER)


def test_an_objection_is_answered_once_and_with_reasons():
    rules, case = shown()
    case = does(rules, case, by("food"), OBJECTS, at=TUESDAY)
    with pytest.raises(ActRefused):
        does(rules, case, by("food"), answer(upheld=False).model_copy(update={"reasons": ""}))
    case = does(rules, case, by("food"), answer(upheld=False), at=TUESDAY)
    with pytest.raises(ActRefused):
        does(rules, case, by("food"), answer(upheld=True), at=TUESDAY)
    with pytest.raises(ActRefused):
        does(rules, case, by("food"), answer(upheld=True, number=9), at=TUESDAY)


@pytest.mark.parametrize("changes", [{"who": " "}, {"text": ""}])
def test_an_objection_says_who_and_what(changes):
    rules, case = shown()
    with pytest.raises(ActRefused):
        does(rules, case, by("food"), OBJECTS.model_copy(update=changes), at=TUESDAY)


def test_the_publicity_is_told_once():
    rules, case = shown()
    told = [one.key for one in notices(rules, standing(case)) if one.step == "shown"]
    assert told == ["publicity:shown:1"]
