"""No case stands still without anybody's fault: what waits for each other, for a time or for an answer goes on."""

from matters.acts import SendBack, Terminate
from matters.case import Outcome
from matters.expressions import Expression
from matters.settling import settle
from matters.spec import Again
from matters.standing import standing
from tests.builders import a_step
from tests.cases import MONDAY, granted, open_steps, refused, status
from tests.stepping import a_head, a_part_of_work, by, carried, does


def test_sections_of_one_mutex_are_open_one_after_the_other():
    rules, case = carried(
        a_part_of_work("a1", "food", mutex="room", section="a"),
        a_part_of_work("b1", "fire", mutex="room", section="b"),
        a_part_of_work("a2", "food", after=("a1",), mutex="room", section="a"),
    )
    assert open_steps(rules, case) == ["a1"]
    case = does(rules, case, by("food"), granted("a1"))
    assert open_steps(rules, case) == ["a2"]
    case = does(rules, case, by("food"), granted("a2"))
    assert open_steps(rules, case) == ["b1"]


def test_a_section_that_waits_for_the_other_lets_it_in():
    rules, case = carried(
        a_part_of_work("a1", "food", mutex="room", section="a"),
        a_part_of_work("b1", "fire", mutex="room", section="b"),
        a_part_of_work("a2", "food", after=("a1", "b1"), mutex="room", section="a"),
    )
    case = does(rules, case, by("food"), granted("a1"))
    assert open_steps(rules, case) == ["b1"]
    case = does(rules, case, by("fire"), granted("b1"))
    assert open_steps(rules, case) == ["a2"]


def test_two_mutexes_that_wait_for_each_other_give_way():
    rules, case = carried(
        a_part_of_work("a1", "food", mutex="m", section="a"),
        a_part_of_work("x1", "fire", mutex="n", section="x"),
        a_part_of_work("y", "water", after=("a1",), mutex="n"),
        a_part_of_work("z", "signs", after=("x1",), mutex="m"),
        a_part_of_work("a2", "food", after=("y",), mutex="m", section="a"),
        a_part_of_work("x2", "fire", after=("z",), mutex="n", section="x"),
    )
    case = does(rules, case, by("food"), granted("a1"))
    case = does(rules, case, by("fire"), granted("x1"))
    for _ in range(6):
        for step in open_steps(rules, case):
            department = rules.matter.step(step).department
            case = does(rules, case, by(department), granted(step))
    assert standing(case).outcome == Outcome.GRANTED


def test_a_step_whose_answer_nothing_brings_opens_so_that_a_person_asks_for_it():
    rules, case = carried(
        a_part_of_work("look", "food"),
        a_step("fire", after=("look",), needs=("company.legal_rep",)),
    )
    case = does(rules, case, by("food"), granted("look"))
    assert open_steps(rules, case) == ["fire"]


def test_but_it_waits_while_somebody_is_still_at_work():
    rules, case = carried(
        a_part_of_work("look", "food"), a_step("fire", needs=("company.legal_rep",))
    )
    assert open_steps(rules, case) == ["look"]


def test_a_time_that_cannot_come_any_more_sets_its_step_aside():
    rules, case = carried(
        a_part_of_work("look", "food"),
        a_part_of_work("chat", "fire", only_while="steps.look.status == 'refused'"),
    )
    assert status(case, "chat") == "waiting"
    assert status(does(rules, case, by("food"), granted("look")), "chat") == "set-aside"


def test_a_step_closes_when_its_only_time_is_over():
    rules, case = carried(
        a_part_of_work("look", "food"),
        a_part_of_work("chat", "fire", only_while="steps.look.status == 'open'"),
    )
    assert open_steps(rules, case) == ["look", "chat"]
    assert status(does(rules, case, by("food"), granted("look")), "chat") == "set-aside"


def test_what_was_left_out_is_looked_at_again_when_the_work_is_sent_back():
    rules, case = carried(
        a_part_of_work("look", "food", advisory=True),
        a_part_of_work("yes", "fire", after=("look",), provided="steps.look.decision == 'granted'"),
        a_part_of_work("no", "water", after=("look",), provided="steps.look.decision == 'refused'"),
    )
    case = does(rules, case, by("food"), granted("look"))
    assert (status(case, "yes"), status(case, "no")) == ("open", "set-aside")
    case = does(rules, case, by("fire"), SendBack(step="yes", to="look", reason="判断有误。"))
    case = does(rules, case, by("food"), refused("look"))
    assert (status(case, "yes"), status(case, "no")) == ("set-aside", "open")


def a_loop(most: int = 2, **changes):
    again = Again(to="do", when=Expression.compile("steps.check.status == 'refused'"), most=most)
    return (
        a_part_of_work("do", "food"),
        a_part_of_work("check", "fire", after=("do",), again=again, **changes),
    )


def test_a_loop_goes_back_as_often_as_it_may_and_then_on():
    rules, case = carried(*a_loop())
    for _ in range(3):
        case = does(rules, case, by("food"), granted("do"))
        case = does(rules, case, by("fire"), refused("check"))
    assert standing(case).step("check").round == 3
    assert status(case, "check") == "refused"


def test_a_loop_undoes_no_decision_that_was_told_beside_it():
    rules, case = carried(*a_loop(), a_step("water", after=("do",)))
    case = does(rules, case, by("food"), granted("do"))
    case = does(rules, case, by("water"), granted("water"))
    case = does(rules, case, by("fire"), refused("check"))
    assert (status(case, "do"), status(case, "water")) == ("open", "granted")
    assert settle(rules, case, MONDAY) == case


def test_what_a_person_ended_by_law_is_not_begun_again_by_a_rule():
    again = Again(to="do", when=Expression.compile("steps.check.status != 'granted'"))
    first, check = a_loop()
    rules, case = carried(first, check.model_copy(update={"again": again}), a_step("water"))
    case = does(rules, case, by("food"), granted("do"))
    case = does(rules, case, a_head(), Terminate(step="check", reason="不再需要。", basis="依据"))
    assert status(case, "check") == "terminated"
