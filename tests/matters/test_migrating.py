"""Running cases under another version of their matter: what becomes of each, why, and the way back."""

from typing import Any

import pytest

from matters.acts import Accept
from matters.case import Case, Moved
from matters.errors import ActRefused
from matters.rules import Rules
from matters.standing import standing
from matters.verbs import Moment
from matters.work import open_work
from matters.workbench.migrating import moved, moving_actor, undone, verdict
from tests.builders import a_check, a_material, a_matter, a_question, a_step, rules
from tests.cases import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    a_case,
    an_accepted_case,
    granted,
    on,
    open_steps,
    played,
    refused,
    status,
)

TODAY = TUESDAY.date()


def version(*steps: Any, number: int = 2, **changes: Any) -> Rules:
    return rules(a_matter(*steps, version=number, **changes))


def moment(at=TUESDAY) -> Moment:
    return Moment(moving_actor("admin", a_matter()), at)


def looked_at(old: Rules, new: Rules, case: Case) -> tuple[str, list[str]]:
    found = verdict(old, new, case, TODAY)
    return found.ruling, [one.en for one in found.reasons]


def the_move(old: Rules, new: Rules, case: Case) -> Case:
    found = verdict(old, new, case, TODAY)
    return moved(new, case, found, "新版本施行", moment())


TWO = (a_step("food"), a_step("fire", after=("food",)))
OLD = version(*TWO, number=1)


def test_a_case_that_loses_nothing_moves():
    case = an_accepted_case(OLD)
    new = version(*TWO, promise="5 working days")
    assert looked_at(OLD, new, case) == ("moves", [])
    after = the_move(OLD, new, case)
    assert after.matter == new.matter.digest
    assert open_steps(new, after) == ["food"]


def test_what_was_decided_must_stay():
    case = an_accepted_case(OLD, granted("food"))
    ruling, why = looked_at(OLD, version(a_step("fire")), case)
    assert ruling == "cannot"
    assert why == ["Step “food” is decided and does not exist or apply in the new version."]


def test_what_a_department_has_open_stays_with_it():
    case = an_accepted_case(OLD)
    new = version(a_step("food", "fire"), a_step("fire", after=("food",)))
    ruling, why = looked_at(OLD, new, case)
    assert ruling == "cannot"
    assert "belongs to another department" in why[0]


def test_a_step_not_begun_may_change_its_department_or_fall_away():
    case = an_accepted_case(OLD)
    assert (
        looked_at(OLD, version(a_step("food"), a_step("fire", "water", after=("food",))), case)[0]
        == "moves"
    )
    ruling, why = looked_at(OLD, version(a_step("food")), case)
    assert (ruling, why) == ("moves", ["The step “fire”, not begun yet, falls away."])
    after = the_move(OLD, version(a_step("food")), case)
    assert standing(played(version(a_step("food")), after, granted("food"))).outcome == "granted"


def test_a_new_step_is_new_work_and_opens_at_once():
    case = an_accepted_case(OLD)
    new = version(*TWO, a_step("water"))
    assert looked_at(OLD, new, case) == ("new-work", ["The step “water” is added."])
    after = the_move(OLD, new, case)
    assert open_steps(new, after) == ["food", "water"]


def test_a_new_step_cannot_come_before_one_that_has_begun():
    case = an_accepted_case(OLD)
    new = version(
        a_step("water"), a_step("food", after=("water",)), a_step("fire", after=("food",))
    )
    ruling, why = looked_at(OLD, new, case)
    assert ruling == "cannot"
    assert why == ["Step “food” has begun, but in the new version “water” comes first."]


def test_a_paper_is_demanded_before_acceptance_only():
    new = version(*TWO, materials=(a_material("plan"),))
    assert looked_at(OLD, new, a_case(OLD)) == (
        "new-work",
        ["The paper “plan材料” must be handed in."],
    )
    ruling, why = looked_at(OLD, new, an_accepted_case(OLD))
    assert ruling == "cannot"
    assert "told once" in why[-1]


def test_a_question_is_put_before_acceptance_only():
    asked = (*a_matter().questions, a_question("hot", "yes-no"))
    new = version(*TWO, questions=asked)
    assert looked_at(OLD, new, a_case(OLD))[0] == "new-work"
    assert looked_at(OLD, new, an_accepted_case(OLD))[0] == "cannot"
    assert looked_at(OLD, new, an_accepted_case(OLD, hot=True))[0] == "moves"


def test_what_acceptance_fixed_stays_although_answers_changed_since():
    old = version(a_step("food"), a_step("fire", when="area_m2 > 50"), number=1)
    new = version(a_step("food"), a_step("fire", when="area_m2 > 50"), promise="5 working days")
    case = an_accepted_case(old, area_m2=60)
    changed = case.model_copy(
        update={
            "facts": (
                case.facts[0].model_copy(
                    update={"answers": {**case.facts[0].answers, "area_m2": 10}}
                ),
                *case.facts[1:],
            )
        }
    )
    assert looked_at(old, new, changed) == ("moves", [])


def test_an_answer_that_another_condition_cannot_read_is_told():
    new = version(a_step("food"), a_step("fire", after=("food",), when="company.name > 3"))
    ruling, why = looked_at(OLD, new, an_accepted_case(OLD))
    assert ruling == "cannot"
    assert "cannot be computed" in why[0]


def test_a_closed_case_stays():
    case = an_accepted_case(OLD, refused("food"))
    assert standing(case).ended
    assert looked_at(OLD, version(*TWO), case) == ("cannot", ["It is closed and stays."])


def test_a_case_that_cannot_move_is_not_moved():
    case = an_accepted_case(OLD, granted("food"))
    with pytest.raises(ActRefused, match="cannot follow the new version"):
        the_move(OLD, version(a_step("fire")), case)


def test_a_case_that_nobody_touched_goes_back_as_it_was():
    case = an_accepted_case(OLD)
    new = version(*TWO, a_step("water"))
    back = undone(OLD, the_move(OLD, new, case), "撤销", moment(WEDNESDAY))
    assert back.matter == OLD.matter.digest
    assert open_work(OLD, back) == open_work(OLD, case)
    assert [type(fact) for fact in back.facts].count(Moved) == 2
    finished = played(OLD, back, granted("food"), granted("fire"))
    assert standing(finished).outcome == "granted"


def test_what_only_the_move_began_waits_again():
    case = an_accepted_case(OLD)
    new = version(a_step("food"), a_step("fire"))
    after = the_move(OLD, new, case)
    assert open_steps(new, after) == ["food", "fire"]
    back = undone(OLD, after, "撤销", moment(WEDNESDAY))
    assert open_steps(OLD, back) == ["food"]
    assert open_steps(OLD, played(OLD, back, granted("food"))) == ["fire"]


def test_a_case_that_the_move_closed_does_not_go_back():
    checks = (a_check("food", max_age="1 day"),)
    fire = a_step("fire", recheck=("food",), after=("food",))
    old = version(a_step("food"), fire, number=1, checks=checks)
    # The fire step waits for its register to be asked again, so nothing of it has begun.
    case = played(old, an_accepted_case(old), granted("food"), at=on("2026-03-20"))
    new = version(a_step("food"), checks=checks)
    after = the_move(old, new, case)
    assert standing(after).outcome == "granted"
    with pytest.raises(ActRefused, match="is closed"):
        undone(old, after, "撤销", moment(WEDNESDAY))


def test_a_case_that_was_worked_on_does_not_go_back():
    new = version(*TWO, promise="5 working days")
    after = played(new, the_move(OLD, new, an_accepted_case(OLD)), granted("food"), at=WEDNESDAY)
    with pytest.raises(ActRefused, match="worked on after it moved"):
        undone(OLD, after, "撤销", moment(WEDNESDAY))


def test_a_case_that_never_moved_has_nothing_to_undo():
    with pytest.raises(ActRefused, match="never moved"):
        undone(OLD, an_accepted_case(OLD), "撤销", moment())


def test_a_move_that_was_taken_back_is_not_taken_back_again():
    new = version(*TWO, promise="5 working days")
    back = undone(OLD, the_move(OLD, new, an_accepted_case(OLD)), "撤销", moment(WEDNESDAY))
    with pytest.raises(ActRefused, match="never moved"):
        undone(OLD, back, "撤销", moment(WEDNESDAY))


def test_a_case_not_accepted_yet_gets_the_steps_of_the_new_version_when_it_is():
    new = version(*TWO, a_step("water"))
    after = played(new, the_move(OLD, new, a_case(OLD)), Accept(), at=WEDNESDAY)
    assert open_steps(new, after) == ["food", "water"]


def test_dates_that_were_told_stay():
    case = an_accepted_case(OLD)
    new = version(a_step("food", item=None), a_step("fire", after=("food",)))
    before, after = open_work(OLD, case)[0], open_work(new, the_move(OLD, new, case))[0]
    assert after.due == before.due
    assert status(the_move(OLD, new, case), "food") == "open"
    assert MONDAY.date() < TODAY
