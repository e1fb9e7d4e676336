"""Past cases through a draft: what would have been otherwise, without saying anything personal."""

from typing import Any

import pytest

from matters.case import Case
from matters.reading import SHIPPED, shipped_catalogue
from matters.rules import Rules
from matters.workbench.replaying import Replayed, replayed, summed
from matters.workbench.trials import run
from matters.workbench.trials_files import read_script
from tests.builders import a_check, a_material, a_matter, a_question, a_step, rules
from tests.cases import USCC, a_case, an_accepted_case, granted, refused


def version(*steps: Any, number: int = 2, **changes: Any) -> Rules:
    return rules(a_matter(*steps, version=number, **changes))


TWO = (a_step("food"), a_step("fire", after=("food",)))
OLD = version(*TWO, number=1)


def said(new: Rules, case: Case, old: Rules = OLD) -> list[tuple[str, str]]:
    return [(one.kind, one.what.en) for one in replayed(old, new, case).changes]


def test_the_same_definition_changes_nothing():
    case = an_accepted_case(OLD, granted("food"), refused("fire"))
    assert said(version(*TWO), case) == []


def test_other_questions_and_papers_are_named():
    questions = (*a_matter().questions, a_question("hot", "yes-no"))
    new = version(*TWO, questions=questions, materials=(a_material("plan"),))
    assert said(new, a_case(OLD)) == [
        ("asks", "It would also ask “hot”."),
        ("papers", "It would need “plan材料”."),
    ]
    assert said(OLD, a_case(new), new) == [
        ("asks", "It would not ask “hot”."),
        ("papers", "It would not need “plan材料”."),
    ]


def test_other_routes_are_named():
    new = version(a_step("food"), a_step("fire", "water"), a_step("signs"))
    assert said(new, an_accepted_case(OLD)) == [
        ("routes", "Another department would do “fire”."),
        ("routes", "It would also go to “signs”."),
    ]
    assert said(version(a_step("food"), a_step("fire")), an_accepted_case(OLD)) == [
        ("routes", "“fire” would come in another order.")
    ]


def test_a_route_is_taken_by_the_answers_of_the_case():
    new = version(a_step("food"), a_step("fire", after=("food",), when="area_m2 > 50"))
    assert said(new, an_accepted_case(OLD, area_m2=80)) == []
    assert said(new, an_accepted_case(OLD, area_m2=20)) == [
        ("routes", "It would not go to “fire”.")
    ]


def test_a_check_that_would_stop_it_is_named():
    old = version(*TWO, number=1, checks=(a_check("licence"),))
    new = version(*TWO, checks=(a_check("licence", stops_if="outcome == 'match'"),))
    found = said(new, an_accepted_case(old), old)
    assert found == [("stops", "The check “licence核验” would stop it.")]


def test_the_same_decisions_may_end_otherwise():
    case = an_accepted_case(OLD, granted("food"), refused("fire"))
    alone = version(a_step("food"))
    assert ("ends", "It would end granted, not partly granted.") in said(alone, case)
    optional = version(a_step("food"), a_step("fire", after=("food",), optional=True))
    assert said(optional, case) == [("ends", "It would end granted, not partly granted.")]


def test_what_a_refusal_ended_is_worked_out_anew():
    case = an_accepted_case(OLD, refused("food"))
    apart = version(a_step("food"), a_step("fire"))
    assert ("ends", "It would end partly granted, not refused.") in said(apart, case)


def test_an_answer_that_a_draft_cannot_read_is_told_and_not_shown():
    new = version(*TWO, questions=(*a_matter().questions, a_question("hot", "yes-no")),
                  checks=(a_check("licence", when="company.uscc > 3"),),
                  materials=(a_material("plan", when="company.uscc > 3"),))  # fmt: skip
    ((kind, words),) = said(new, an_accepted_case(OLD))
    assert kind == "stops"
    assert "cannot be computed" in words
    assert USCC not in words


def test_the_summary_counts_each_case_once_for_each_kind():
    found = (
        replayed(OLD, version(*TWO), an_accepted_case(OLD)),
        replayed(OLD, version(a_step("food")), an_accepted_case(OLD)),
        Replayed(case="3", changes=()),
    )
    counts = summed(found)
    assert (counts.cases, counts.same, counts.kinds) == (3, 2, {"routes": 1})


CATALOGUE = shipped_catalogue()


@pytest.mark.parametrize("matter", CATALOGUE.matters, ids=lambda one: one.matter)
def test_every_scenario_goes_the_same_way_under_its_own_matter(matter):
    own = Rules(matter, CATALOGUE.office, CATALOGUE.calendar)
    script = read_script(SHIPPED / "scenarios" / f"{matter.matter}.yaml")
    for scenario in script.file.scenarios:
        assert replayed(own, own, run(own, script.file, scenario).case).changes == ()
