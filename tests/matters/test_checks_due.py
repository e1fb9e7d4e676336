"""Which registers are asked, with what, and when again."""

import pytest

from matters.acts import Accept
from matters.case import FindingOutcome
from matters.due import RunCheck, due
from matters.ladder import ladder_of
from matters.rules import filled, inputs_of
from matters.standing import standing
from matters.verbs import found, launch
from tests.builders import a_check, a_material, a_matter, a_step, rules
from tests.cases import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    a_case,
    a_finding,
    a_launch,
    after_the_machine,
    an_accepted_case,
    answered,
    checked,
    every_register_is_down,
    granted,
    on,
    open_steps,
    played,
    status,
    supplied,
)

CHAINED = rules(
    a_matter(
        checks=(
            a_check("licence", gives={"owner": "text"}),
            a_check("owner-identity", asks={"name": "checks.licence.owner"}),
        )
    )
)
RECHECKED = rules(
    a_matter(
        a_step("food"),
        a_step("fire", after=("food",), recheck=("licence",)),
        checks=(a_check("licence", max_age="5 days"),),
    )
)


def asked(rules_, case, at=MONDAY):
    return [one.check for one in due(rules_, case, at) if isinstance(one, RunCheck)]


def test_a_check_is_asked_only_if_the_case_needs_it():
    small = rules(a_matter(checks=(a_check("plan", when="area_m2 > 50"), a_check("licence"))))
    assert asked(small, launch(small, "1", a_launch(area_m2=40))) == ["licence"]
    assert asked(small, launch(small, "1", a_launch(area_m2=60))) == ["plan", "licence"]


def test_a_check_without_its_inputs_is_not_asked_and_holds_nothing():
    matter = rules(a_matter(checks=(a_check("lease", asks={"number": "company.legal_rep"}),)))
    case = launch(matter, "1", a_launch())
    assert asked(matter, case) == []
    assert open_steps(matter, case) == ["acceptance"]


def test_a_check_may_be_asked_with_the_answer_of_another():
    case = launch(CHAINED, "1", a_launch())
    assert asked(CHAINED, case) == ["licence"]
    case = found(CHAINED, case, answered(a_finding("licence", values={"owner": "王建国"})))
    assert asked(CHAINED, case) == ["owner-identity"]
    use = CHAINED.matter.check("owner-identity")
    assert inputs_of(use, CHAINED.matter, standing(case)) == {"name": "王建国"}


def test_one_answer_serves_all_steps():
    both = rules(a_matter(a_step("food"), a_step("fire"), checks=(a_check("licence"),)))
    case = an_accepted_case(both)
    assert asked(both, case) == []
    assert asked(both, played(both, case, granted("food"))) == []


def test_a_corrected_answer_is_asked_about_again_and_so_is_what_followed_from_it():
    case = a_case(
        CHAINED, registers=lambda check, at: a_finding(check, at=at, values={"owner": "王建国"})
    )
    case = played(CHAINED, case, supplied(**{"company.uscc": "91330200MA2XKT002R"}))
    assert standing(case).findings == {}
    assert asked(CHAINED, case) == ["licence"]


def test_an_answer_that_no_check_is_asked_with_changes_no_finding():
    case = played(CHAINED, a_case(CHAINED), supplied(area_m2=60))
    assert "licence" in standing(case).findings


def test_the_same_answer_twice_is_recorded_once():
    case = launch(CHAINED, "1", a_launch())
    fact = answered(a_finding("licence", values={"owner": "王建国"}))
    once = found(CHAINED, case, fact)
    assert found(CHAINED, once, fact) == once


def test_a_fresh_answer_holds_up_no_step():
    case = played(RECHECKED, an_accepted_case(RECHECKED), granted("food"), at=WEDNESDAY)
    assert status(case, "fire") == "open"


def test_an_old_answer_is_asked_again_before_the_step_opens():
    late = on("2026-03-16")
    case = played(RECHECKED, an_accepted_case(RECHECKED), granted("food"), at=late)
    assert status(case, "fire") == "waiting"
    assert asked(RECHECKED, case, late) == ["licence"]
    assert status(checked(RECHECKED, case, late), "fire") == "open"


def test_an_answer_that_has_run_out_is_asked_again():
    case = an_accepted_case(
        RECHECKED,
        registers=lambda check, at: a_finding(check, at=at, valid_until=MONDAY.date()),
    )
    case = played(RECHECKED, case, granted("food"), at=TUESDAY)
    assert asked(RECHECKED, case, TUESDAY) == ["licence"]
    again = checked(RECHECKED, case, TUESDAY)
    assert status(again, "fire") == "open"


def test_an_answer_that_has_run_out_at_its_source_is_asked_for_once_a_day_only():
    case = an_accepted_case(RECHECKED)
    case = played(RECHECKED, case, granted("food"), at=on("2026-03-16"))
    late = on("2026-03-16")
    case = checked(
        RECHECKED,
        case,
        late,
        lambda check, at: a_finding(check, at=at, valid_until=MONDAY.date()),
    )
    assert status(case, "fire") == "open"


def test_a_register_that_is_down_holds_up_no_step():
    late = on("2026-03-16")
    case = played(RECHECKED, an_accepted_case(RECHECKED), granted("food"), at=late)
    assert status(checked(RECHECKED, case, late, every_register_is_down), "fire") == "open"


def test_a_recheck_that_is_needed_no_more_holds_up_no_step():
    small = rules(
        a_matter(
            a_step("food", recheck=("plan",)),
            checks=(a_check("plan", when="area_m2 > 50", max_age="1 day"),),
        )
    )
    case = played(small, a_case(small, area_m2=60), supplied(area_m2=40))
    assert open_steps(small, played(small, case, Accept(), at=on("2026-03-05"))) == ["food"]


def test_a_later_check_asks_its_register_again_although_the_case_is_closed():
    followed = rules(
        a_matter(
            a_step("food"),
            a_step("later", after=("food",), follow_up=True, recheck=("licence",)),
            checks=(a_check("licence", max_age="1 day"),),
        )
    )
    late = on("2026-03-16")
    case = played(followed, an_accepted_case(followed), granted("food"), at=late)
    assert standing(case).closed
    assert asked(followed, case, late) == ["licence"]
    assert open_steps(followed, after_the_machine(followed, case, late)) == ["later"]


def test_the_form_fills_itself_but_the_applicants_own_word_prevails():
    filling = rules(
        a_matter(
            checks=(
                a_check(
                    "licence",
                    gives={"name": "text", "boss": "text"},
                    fills={"company.name": "name", "company.legal_rep": "boss"},
                ),
            )
        )
    )
    case = a_case(
        filling,
        registers=lambda check, at: a_finding(
            check, at=at, values={"name": "旧名", "boss": "王建国"}
        ),
    )
    answers = filled(filling.matter, standing(case))
    assert answers["company.legal_rep"] == "王建国"
    assert answers["company.name"] == "宁波甬上人家餐饮有限公司"


@pytest.mark.parametrize("outcome", FindingOutcome)
def test_only_a_match_satisfies_a_material(outcome):
    material = a_material("premises", "check:title", "upload")
    matter = rules(a_matter(checks=(a_check("title"),), materials=(material,)))
    case = a_case(matter, registers=lambda check, at: a_finding(check, outcome, at))
    rung = ladder_of(matter.matter, standing(case), material).by
    assert (rung is not None) == (outcome == FindingOutcome.MATCH)
