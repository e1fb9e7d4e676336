"""Waiting for the first of several things: a day, a signal, a register, an answer, or the end of the time."""

import pytest

from matters.acts import Signal, Transfer
from matters.case import FindingOutcome
from matters.due import RunCheck, TimeUp, due, wake_at
from matters.errors import ActRefused, CaseClosed, NotYours
from matters.expressions import Expression
from matters.limits import Limit
from matters.spec import Wait
from matters.standing import standing
from matters.verbs import found
from tests.builders import a_check, a_question, a_step
from tests.cases import (
    MONDAY,
    TUESDAY,
    a_finding,
    after_the_machine,
    an_accepted_case,
    answered,
    granted,
    on,
    status,
)  # fmt: skip
from tests.stepping import a_part_of_work, after_errands, by, carried, does

CLERK = by("hall", role="clerk")
LATER = on("2026-03-20")


def waits(*first: Wait, **changes):
    return a_part_of_work("wait", "food", kind="wait", first=first, **changes)


def ended_by(case) -> str | None:
    ended = standing(case).step("wait").ended
    return ended.by_what if ended else None


def test_the_first_that_comes_ends_it_and_gives_its_name():
    rules, case = carried(waits(Wait(signal="moved"), Wait(signal="asked", name="question")))
    case = does(rules, case, CLERK, Signal(name="asked"))
    assert (status(case, "wait"), ended_by(case)) == ("met", "question")


def test_a_day_ends_it_when_it_comes_and_the_machine_wakes_then():
    questions = (a_question("area_m2", "decimal"), a_question("opens_on", "date"))
    step = waits(Wait(until=Expression.compile("opens_on")))
    rules, _ = carried(step, questions=questions)
    case = after_the_machine(rules, an_accepted_case(rules, opens_on="2026-03-10"))
    day = on("2026-03-10", 0)
    assert wake_at(rules, standing(case), MONDAY) == day
    assert TimeUp() in due(rules, case, day)
    assert ended_by(after_errands(rules, case, day)) == "until"


def test_the_end_of_its_time_ends_it():
    rules, case = carried(waits(Wait(signal="moved"), within=Limit.parse("3 working days")))
    assert ended_by(after_errands(rules, case, LATER)) == "deadline"


def test_a_signal_after_the_deadline_is_not_what_ended_it():
    rules, case = carried(
        waits(Wait(signal="moved"), within=Limit.parse("3 working days")), a_step("fire")
    )
    assert ended_by(does(rules, case, CLERK, Signal(name="moved"), at=LATER)) == "deadline"


@pytest.mark.parametrize(("keep", "then"), [(True, "met"), (False, "open")])
def test_a_signal_that_comes_early_counts_only_if_it_is_kept(keep, then):
    rules, case = carried(
        a_part_of_work("look", "fire"), waits(Wait(signal="moved", keep=keep), after=("look",))
    )
    case = does(rules, case, CLERK, Signal(name="moved"))
    assert status(does(rules, case, by("fire"), granted("look")), "wait") == then


def test_one_signal_ends_one_waiting():
    again = a_part_of_work(
        "again", "food", kind="wait", first=(Wait(signal="moved"),), after=("wait",)
    )
    rules, case = carried(waits(Wait(signal="moved")), again)
    case = does(rules, case, CLERK, Signal(name="moved"))
    assert status(case, "again") == "open"
    assert status(does(rules, case, CLERK, Signal(name="moved")), "again") == "met"


def test_everybody_whose_step_waits_may_give_the_signal():
    other = a_part_of_work("other", "fire", kind="wait", first=(Wait(signal="moved"),))
    rules, case = carried(waits(Wait(signal="moved")), other)
    for department in ("food", "fire", "bureau"):
        assert does(rules, case, by(department), Signal(name="moved")).facts[-1].at
    with pytest.raises(NotYours):
        does(rules, case, by("water"), Signal(name="moved"))
    assert does(rules, case, by("water", role="system"), Signal(name="moved"))


def test_a_signal_that_nobody_waits_for_is_refused():
    rules, case = carried(waits(Wait(signal="moved")))
    with pytest.raises(ActRefused, match="No step"):
        does(rules, case, CLERK, Signal(name="rained"))


@pytest.mark.parametrize(
    ("values", "why"),
    [({"moon": 1}, "no field"), ({"area_m2": "big"}, "wrong kind"), ({"area_m2": 5}, "Supply")],
)
def test_a_signal_brings_only_what_fits_and_corrects_no_answer(values, why):
    rules, case = carried(waits(Wait(signal="moved")))
    with pytest.raises(ActRefused, match=why):
        does(rules, case, CLERK, Signal(name="moved", values=values))


def test_a_signal_brings_an_answer_that_nobody_gave_yet():
    rules, case = carried(waits(Wait(answered="by_promise"), Wait(signal="moved", name="signal")))
    case = does(rules, case, CLERK, Signal(name="moved", values={"by_promise": True}))
    assert ended_by(case) == "answered"


def test_a_closed_case_takes_no_signal():
    rules, case = carried(waits(Wait(signal="moved")))
    case = does(rules, case, CLERK, Signal(name="moved"))
    with pytest.raises(CaseClosed):
        does(rules, case, CLERK, Signal(name="moved"))


def watching(**asks):
    listed = Wait(check="record", when=Expression.compile("status == 'done'"))
    return carried(waits(listed), checks=(a_check("record", **asks),))


def test_a_register_is_asked_once_a_day_until_it_says_so():
    rules, case = watching()
    case = after_the_machine(rules, case)
    assert RunCheck("record") not in due(rules, case, MONDAY)
    assert RunCheck("record") in due(rules, case, TUESDAY)
    done = a_finding("record", at=TUESDAY, values={"status": "done"})
    assert ended_by(found(rules, case, answered(done))) == "record"


def test_a_register_that_cannot_be_asked_yet_keeps_no_wave_busy():
    rules, case = watching(asks={"number": "company.legal_rep"})
    case = after_the_machine(rules, case)
    assert due(rules, case, TUESDAY) == ()
    assert wake_at(rules, standing(case), TUESDAY) is None


def test_a_silent_register_is_asked_again_the_next_day_only():
    rules, case = watching()
    case = after_the_machine(rules, case)
    silent = a_finding("record", FindingOutcome.UNAVAILABLE, TUESDAY)
    case = found(rules, case, answered(silent))
    assert wake_at(rules, standing(case), TUESDAY) == on("2026-03-04", 0)


def test_a_department_that_took_the_waiting_over_gives_the_signal():
    rules, case = carried(waits(Wait(signal="moved")), a_step("fire"))
    given = Transfer(step="wait", to_department="signs", reason="工作安排。")
    case = does(rules, case, by("food"), given)
    assert status(does(rules, case, by("signs"), Signal(name="moved")), "wait") == "met"
