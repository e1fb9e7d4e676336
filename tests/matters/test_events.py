"""Of which events a matter can have to tell in a situation, and which steps end with another."""

from datetime import date

import pytest

from matters.events import ended_by, events
from matters.expressions import Expression
from matters.notices import notices
from matters.reading import SHIPPED, shipped_catalogue
from matters.rules import Rules
from matters.spec import NotApplicable
from matters.workbench.explaining import explain, situation
from matters.workbench.trials import run
from matters.workbench.trials_files import read_script
from tests.builders import a_matter, a_step, a_visit, an_issue, rules

DAY = date(2026, 3, 5)
PLAYS = SHIPPED / "scenarios"


def explained(**said):
    of = rules(
        a_matter(
            a_visit("food", before=("food",)),
            a_step("food"),
            an_issue("licence", ("food",)),
            not_applicable=(
                NotApplicable(
                    when=Expression.compile("area_m2 < 5"), why="太小。", go="请到别处。"
                ),
            ),
        )
    )
    return explain(of, situation(of.matter, said, DAY), DAY, "zh")


def told_of(explanation) -> set[str]:
    return {one.key for one in explanation.section("letters").lines}


def test_only_letters_of_what_can_happen_here_are_listed():
    told = told_of(explained(area_m2=80))
    assert {"accepted", "granted", "refused", "corrections", "certificate", "terminated"} <= told
    never = {"extended", "excluded", "publicity", "hearing", "fees", "promised"}
    assert told.isdisjoint(never)


def test_where_it_cannot_be_done_no_letter_of_a_decision_is_listed():
    told = told_of(explained(area_m2=3))
    assert {"received", "not_accepted"} <= told
    assert told.isdisjoint({"accepted", "granted", "refused", "done", "certificate"})


def test_a_step_that_cannot_do_with_fewer_ends_with_the_one_that_fails():
    two = a_matter(a_step("food"), a_step("fire"), a_step("bureau", after=("food", "fire")))
    one_of_two = a_matter(*two.steps[:2], two.steps[2].model_copy(update={"enough": 1}))
    assert [one.step for one in ended_by(two, two.steps, {"food"})] == ["bureau"]
    assert ended_by(one_of_two, one_of_two.steps, {"food"}) == ()
    assert "terminated" in events(one_of_two, one_of_two.steps)


def rules_of(key: str) -> Rules:
    shelf = shipped_catalogue()
    matter = next(one for one in shelf.matters if one.matter == key)
    return Rules(matter, shelf.office, shelf.calendar)


@pytest.mark.parametrize("key", ["company-closure", "joint-inspection", "business-complaint"])
def test_whatever_is_sent_in_a_trial_is_listed_before(key: str):
    script, of = read_script(PLAYS / f"{key}.yaml"), rules_of(key)
    for one in script.file.scenarios:
        ran = run(of, script.file, one)
        applies = ran.now.accepted.steps if ran.now.accepted else ()
        listed = events(of.matter, map(of.matter.step, applies))
        assert {notice.event for notice in notices(of, ran.now)} <= listed
