"""Another system is called, answers, is silent, and is asked again; each call goes out under a key of its own."""

import pytest

from flows.errands import calls_of
from matters.acts import AnswerCall, CallAgain, Take, Withdraw
from matters.case import MACHINE, SystemCalled
from matters.due import due
from matters.errors import ActRefused, StepNotOpen
from matters.limits import Limit
from matters.machine_verbs import TakenCall, call_begun, called_out, time_up
from matters.spec import Call
from matters.standing import standing
from matters.verbs import Moment, perform
from matters.work import open_work
from tests.cases import MONDAY, TUESDAY, a_clerk, facts_of, on, status, work
from tests.stepping import a_part_of_work, after_errands, by, carried, does

LATE = on("2026-03-20")
SEALS = Call(
    system="seals", sends={"name": "company.name"}, gives={"day": "date", "count": "number"}
)


def called(*more, **changes):
    step = a_part_of_work(
        "ask", "food", kind="call", call=SEALS, within=Limit.parse("3 working days"), **changes
    )
    rules, case = carried(step, *more)
    return rules, after_errands(rules, case)


def keys_of(rules, case, at=MONDAY) -> list[str]:
    return [message.key for _, message in calls_of(rules, case.number, standing(case), at)]


def test_what_it_is_told_are_the_answers_that_the_matter_names():
    rules, case = carried(a_part_of_work("ask", kind="call", call=SEALS))
    (message,) = [message for _, message in calls_of(rules, case.number, standing(case), MONDAY)]
    assert message.text == '{"name": "宁波甬上人家餐饮有限公司"}'


def test_its_answer_ends_the_step_and_stays_with_it():
    rules, case = called()
    answer = AnswerCall(step="ask", values={"day": "2026-03-05", "count": 2})
    case = does(rules, case, by("food"), answer)
    assert standing(case).step("ask").ended.values == {"day": "2026-03-05", "count": 2}


@pytest.mark.parametrize("values", [{"colour": "red"}, {"count": "two"}, {"day": "soon"}])
def test_an_answer_of_another_shape_is_refused(values):
    rules, case = called()
    with pytest.raises(ActRefused):
        does(rules, case, by("food"), AnswerCall(step="ask", values=values))


def test_asked_again_it_is_called_under_a_new_key():
    rules, case = carried(a_part_of_work("ask", "food", kind="call", call=SEALS))
    first = keys_of(rules, case)
    case = does(rules, after_errands(rules, case), by("food"), CallAgain(step="ask"))
    second = keys_of(rules, case)
    case = does(rules, after_errands(rules, case), by("food"), CallAgain(step="ask"))
    assert len({*first, *second, *keys_of(rules, case)}) == 3


def test_it_is_not_asked_again_while_the_first_call_is_on_its_way():
    rules, case = carried(a_part_of_work("ask", "food", kind="call", call=SEALS))
    with pytest.raises(ActRefused, match="on its way"):
        does(rules, case, by("food"), CallAgain(step="ask"))


@pytest.mark.parametrize(("order", "end"), [("after", "terminated"), ("soft_after", "open")])
def test_what_needs_a_silent_system_ends_with_it_and_what_only_waits_goes_on(order, end):
    rules, case = called(a_part_of_work("next", "fire", **{order: ("ask",)}))
    case = time_up(rules, case, Moment(MACHINE, LATE))
    assert status(case, "next") == end


def test_a_silent_system_is_unanswered_after_its_time():
    rules, case = called(a_part_of_work("next", "fire", soft_after=("ask",)))
    case = after_errands(rules, case, LATE)
    assert (status(case, "ask"), status(case, "next")) == ("unanswered", "open")


def test_an_answer_after_its_time_comes_too_late_even_before_the_machine_has_looked():
    rules, case = called(a_part_of_work("other", "fire"))
    with pytest.raises(StepNotOpen):
        does(rules, case, by("food"), AnswerCall(step="ask"), at=LATE)


def test_after_its_time_a_person_has_it_asked_again_and_what_ended_for_it_waits_again():
    rules, case = called(a_part_of_work("next", "fire", after=("ask",)), a_part_of_work("other"))
    case = after_errands(rules, case, LATE)
    assert status(case, "next") == "terminated"
    case = does(rules, case, by("food"), CallAgain(step="ask"), at=LATE)
    assert (status(case, "ask"), status(case, "next")) == ("open", "waiting")
    assert work(rules, case, "ask").due == on("2026-03-25").date()
    assert keys_of(rules, case, LATE) != keys_of(*called())


def test_not_once_others_have_gone_on_without_it():
    rules, case = called(a_part_of_work("next", "fire", soft_after=("ask",)))
    case = after_errands(rules, case, LATE)
    case = does(rules, case, by("fire"), Take(step="next"), at=LATE)
    with pytest.raises(ActRefused, match="gone on"):
        does(rules, case, by("food"), CallAgain(step="ask"), at=LATE)


def test_a_receipt_that_comes_after_the_withdrawal_is_kept_once_and_moves_nothing():
    rules, case = carried(a_part_of_work("ask", kind="call", call=SEALS))
    case = perform(rules, case, Withdraw(reason="不办了。"), Moment(a_clerk(), TUESDAY))
    after = called_out(rules, case, TakenCall("ask", "R-1"), Moment(MACHINE, TUESDAY))
    assert [fact.request for fact in facts_of(after, SystemCalled)] == ["R-1"]
    assert len(after.facts) == len(case.facts) + 1
    assert due(rules, after, LATE) == due(rules, case, LATE)
    assert open_work(rules, after) == open_work(rules, case) == ()
    assert called_out(rules, after, TakenCall("ask", "R-1"), Moment(MACHINE, LATE)) == after


def test_a_call_is_begun_once():
    rules, case = carried(a_part_of_work("ask", kind="call", call=SEALS))
    begun = call_begun(rules, case, "ask", Moment(MACHINE, MONDAY))
    assert call_begun(rules, begun, "ask", Moment(MACHINE, TUESDAY)) == begun
    assert keys_of(rules, begun) == keys_of(rules, case) != []


def test_a_call_that_was_begun_and_answered_still_owes_its_receipt():
    rules, case = carried(a_part_of_work("ask", "food", kind="call", call=SEALS))
    case = call_begun(rules, case, "ask", Moment(MACHINE, MONDAY))
    sent = keys_of(rules, case)
    case = does(rules, case, by("food"), AnswerCall(step="ask"))
    assert status(case, "ask") == "answered"
    assert keys_of(rules, case) == sent
    case = after_errands(rules, case)
    assert standing(case).step("ask").called == "R-ask"
    assert keys_of(rules, case) == []


def test_what_was_answered_before_any_call_was_begun_is_not_called_any_more():
    rules, case = carried(a_part_of_work("ask", "food", kind="call", call=SEALS))
    case = does(rules, case, by("food"), AnswerCall(step="ask"))
    assert keys_of(rules, case) == []


def test_the_receipt_of_an_earlier_call_is_kept_and_is_not_that_of_the_later_one():
    rules, case = carried(
        a_part_of_work(
            "ask", "food", kind="call", call=SEALS, within=Limit.parse("3 working days")
        ),
        a_part_of_work("other"),
    )
    first = standing(case).step("ask").call
    case = call_begun(rules, case, "ask", Moment(MACHINE, MONDAY))
    case = time_up(rules, case, Moment(MACHINE, LATE))
    case = does(rules, case, by("food"), CallAgain(step="ask"), at=LATE)
    second = keys_of(rules, case, LATE)
    case = called_out(rules, case, TakenCall("ask", "R-1", first), Moment(MACHINE, LATE))
    assert [fact.request for fact in facts_of(case, SystemCalled)] == ["", "R-1"]
    assert keys_of(rules, case, LATE) == second != []
