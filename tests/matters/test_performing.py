"""Acts on a standing that is known already, and timers of a case of which everything is done."""

from datetime import timedelta

import pytest

from matters.acts import Accept, Take
from matters.due import next_timer, wake_at
from matters.errors import StepNotOpen
from matters.standing import standing
from matters.verbs import Moment, perform, performed
from tests.builders import rules
from tests.cases import MONDAY, a_case, a_clerk, after_the_machine, an_officer, asked_for, on

CLERK = a_clerk()


def test_a_known_standing_moves_along_as_if_it_were_folded_anew():
    now = standing(a_case(rules()))
    moment = Moment(CLERK, MONDAY)
    case = performed(rules(), a_case(rules()), now, Accept(), moment)
    assert case == perform(rules(), a_case(rules()), Accept(), moment)
    assert now == standing(case)


def test_a_refused_act_leaves_a_known_standing_as_it_was():
    case = a_case(rules())
    now = standing(case)
    with pytest.raises(StepNotOpen):
        performed(rules(), case, now, Take(step="food"), Moment(an_officer(), MONDAY))
    assert now == standing(case)


def test_once_everything_is_done_the_next_timer_is_when_it_wakes():
    case = after_the_machine(rules(), a_case(rules(), asked_for("company.name")), MONDAY)
    now, later = standing(case), MONDAY + timedelta(hours=1)
    assert (
        next_timer(rules(), now, later) == wake_at(rules(), now, later) == on("2026-03-17", hour=0)
    )
