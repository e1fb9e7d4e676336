"""The joint visit (联合踏勘): who goes, one merged list of corrections, one second visit."""

import pytest

from matters.acts import Take
from matters.case import StepOpened, VisitEnded
from matters.due import due
from matters.errors import ActRefused, NotYours, StepNotOpen
from matters.notices import notices
from matters.standing import standing
from matters.verbs import Moment, perform
from matters.work import open_work
from tests.builders import a_matter, a_step, a_visit, rules
from tests.cases import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    a_clerk,
    after_the_machine,
    an_accepted_case,
    an_officer,
    fact_of,
    facts_of,
    granted,
    inspected,
    keys,
    open_steps,
    played,
    refused,
    sent_back,
    status,
)

VISIT = rules(
    a_matter(
        a_visit("food", "fire", "water", before=("food", "fire", "water")),
        a_step("food"),
        a_step("fire"),
        a_step("water", when="area_m2 > 50"),
        a_step("signs"),
    )
)


def by(department: str, case, *corrections: str, at=MONDAY):
    return perform(VISIT, case, inspected(*corrections), Moment(an_officer(department), at))


def a_failed_visit(at=MONDAY):
    case = by("food", an_accepted_case(VISIT), "加装防蝇设施", at=at)
    return by("fire", case, at=at)


def visitors(case, its_rules=VISIT):
    return [item.department for item in open_work(its_rules, case) if item.step == "visit"]


def test_steps_wait_for_the_visit_and_others_do_not():
    assert open_steps(VISIT, an_accepted_case(VISIT)) == ["visit", "signs"]


def test_a_department_visits_only_if_its_own_step_applies():
    assert visitors(an_accepted_case(VISIT, area_m2=40)) == ["food", "fire"]
    assert visitors(an_accepted_case(VISIT, area_m2=60)) == ["food", "fire", "water"]


def test_a_department_of_the_list_without_a_step_stays_at_home():
    matter = a_matter(a_visit("food", "police", before=("food",)), a_step("food"))
    case = an_accepted_case(rules(matter))
    assert [item.department for item in open_work(rules(matter), case)] == ["food"]


def test_the_visit_ends_when_all_have_reported():
    case = by("food", an_accepted_case(VISIT))
    assert not facts_of(case, VisitEnded)
    assert visitors(case) == ["fire"]
    case = by("fire", case)
    assert fact_of(case, VisitEnded).passed
    assert open_steps(VISIT, case) == ["food", "fire", "signs"]


@pytest.mark.parametrize("officers", [(), ("王建国",), ("王建国", "王建国"), ("王建国", " ")])
def test_a_visit_takes_two_officers(officers):
    act = inspected().model_copy(update={"officers": officers})
    with pytest.raises(ActRefused, match="at least 2 officers"):
        perform(VISIT, an_accepted_case(VISIT), act, Moment(an_officer("food"), MONDAY))


@pytest.mark.parametrize(("passed", "corrections"), [(False, ()), (True, ("加装防蝇设施",))])
def test_who_finds_something_says_what_and_who_finds_nothing_lists_nothing(passed, corrections):
    act = inspected().model_copy(update={"passed": passed, "corrections": corrections})
    with pytest.raises(ActRefused, match="list"):
        perform(VISIT, an_accepted_case(VISIT), act, Moment(an_officer("food"), MONDAY))


def test_a_visit_is_not_decided():
    with pytest.raises(StepNotOpen):
        played(VISIT, an_accepted_case(VISIT), granted("visit"))


def test_nobody_reports_for_another_department_or_twice():
    case = an_accepted_case(VISIT)
    with pytest.raises(NotYours):
        by("police", case)
    with pytest.raises(StepNotOpen):
        by("food", by("food", case))


def holders(case):
    return {one.department: one.holder for one in open_work(VISIT, case) if one.step == "visit"}


def test_each_department_takes_its_own_part_of_the_visit():
    case = an_accepted_case(VISIT)
    for department in ("food", "fire"):
        act = Take(step="visit")
        case = perform(VISIT, case, act, Moment(an_officer(department), MONDAY))
    food, fire = an_officer("food").account, an_officer("fire").account
    assert food != fire
    assert holders(case) == {"food": food, "fire": fire}
    assert holders(by("food", case)) == {"fire": fire}


def test_nobody_has_the_second_visit_in_hand_yet():
    take = Moment(an_officer("food"), MONDAY)
    case = perform(VISIT, an_accepted_case(VISIT), Take(step="visit"), take)
    case = by("fire", by("food", case, "加装防蝇设施"))
    assert holders(case) == {"food": None}


def test_corrections_of_all_departments_make_one_list():
    case = by("food", an_accepted_case(VISIT), "加装防蝇设施", "更换破损地砖")
    case = by("fire", case, "配备灭火器")
    assert tuple(one.text for one in fact_of(case, VisitEnded).corrections) == (
        "加装防蝇设施",
        "更换破损地砖",
        "配备灭火器",
    )


def test_the_second_visit_is_of_those_who_found_something():
    case = a_failed_visit()
    assert visitors(case) == ["food"]
    again = facts_of(case, StepOpened)[-1]
    assert (again.step, again.round, again.recheck) == ("visit", 2, True)
    assert "food" not in open_steps(VISIT, case)


@pytest.mark.parametrize("corrections", [(), ("加装防蝇设施",)])
def test_there_is_one_second_visit_whatever_it_finds(corrections):
    case = by("food", a_failed_visit(), *corrections, at=TUESDAY)
    assert status(case, "visit") == "visited"
    assert standing(case).step("visit").visit.passed is not bool(corrections)
    assert open_steps(VISIT, case) == ["food", "fire", "signs"]


def test_a_visit_after_a_return_is_a_first_visit_again():
    case = by("food", a_failed_visit(), at=TUESDAY)
    case = played(VISIT, case, sent_back("food", to="visit"), at=WEDNESDAY)
    assert visitors(case) == ["food", "fire"]
    case = by("fire", by("food", case, at=WEDNESDAY), "配备灭火器", at=WEDNESDAY)
    assert visitors(case) == ["fire"]
    assert status(case, "visit") == "open"


def test_each_list_of_corrections_is_told_once_even_if_the_machine_is_late():
    case = by("food", a_failed_visit(), at=TUESDAY)
    assert "corrections:visit:1" in keys(due(VISIT, case, TUESDAY))
    case = after_the_machine(VISIT, case, TUESDAY)
    assert "corrections:visit:1" not in keys(due(VISIT, case, TUESDAY))


def test_a_second_failure_is_no_second_list():
    case = by("food", a_failed_visit(), "加装防蝇设施")
    told = [
        notice.key for notice in notices(VISIT, standing(case)) if notice.event == "corrections"
    ]
    assert told == ["corrections:visit:1"]


def test_the_hall_does_not_visit():
    with pytest.raises(NotYours):
        perform(VISIT, an_accepted_case(VISIT), inspected(), Moment(a_clerk(), MONDAY))


def test_a_department_whose_step_was_terminated_stays_at_home():
    matter = a_matter(
        a_step("water"),
        a_step("signs"),
        a_visit("food", "fire", before=("food", "fire"), after=("signs",)),
        a_step("food"),
        a_step("fire", after=("water",)),
    )
    case = played(
        rules(matter), an_accepted_case(rules(matter)), refused("water"), granted("signs")
    )
    assert visitors(case, rules(matter)) == ["food"]
