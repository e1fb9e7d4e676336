"""A matter simulated on the real core: the same seed gives the same answer, and what should make waits longer does."""

from datetime import date, datetime, time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from matters.case import CHINA
from matters.reading import SHIPPED, read_document, shipped_catalogue
from matters.rules import Rules
from matters.scenarios import Scenarios
from matters.workbench.simulation import officers_of, simulate
from matters.workbench.simulation_chance import Chance
from matters.workbench.simulation_desks import Sample, by_day
from matters.workbench.simulation_plan import OFFICE_HOURS, Length, Plan, SimulationMistake
from matters.workbench.simulation_plot import plot
from matters.workbench.simulation_results import Simulated, spread_of
from matters.workbench.simulation_scene import Scene, arrivals, departments
from matters.workbench.simulation_situations import situations_of, usual_ones
from matters.workbench.simulation_time import OfficeTime
from tests.builders import a_check, a_material, a_matter, a_step, a_visit, rules

CATALOGUE = shipped_catalogue()
MONDAY = date(2026, 3, 2)
TIME = OfficeTime(CATALOGUE.calendar, MONDAY, OFFICE_HOURS)
CALM = {"refused": 0, "asked": 0, "corrections": 0}


def a_scene(*steps, seed: int = 1, **plan) -> Scene:
    """A small matter of these steps, with nothing going wrong unless the plan says so."""
    matter = a_matter(*steps, materials=(a_material("plan", "upload"),))
    own = Plan.model_validate({"days": 5, "per_day": 8, **CALM, **plan})
    return Scene(rules(matter), situations_of(matter, None), own, MONDAY, seed)


def a_shipped_scene(key: str, seed: int = 1, **plan) -> Scene:
    matter = CATALOGUE.matter(key)
    file = read_document(SHIPPED / "scenarios" / f"{key}.yaml", Scenarios, "matter")
    own = Plan.model_validate({"days": 3, "per_day": 15, **plan})
    own_rules = Rules(matter, CATALOGUE.office, CATALOGUE.calendar)
    return Scene(own_rules, situations_of(matter, file), own, MONDAY, seed)


def a_run(scene: Scene) -> Simulated:
    return simulate(scene, compare=False)


@pytest.mark.parametrize("key", [one.matter for one in CATALOGUE.matters])
def test_every_shipped_matter_is_simulated_to_the_end(key):
    found = a_run(a_shipped_scene(key))
    assert found.stuck == ()
    assert found.unfinished == 0
    assert found.counted == found.came > 0
    assert sum(one.cases for one in found.situations) == found.counted


@pytest.mark.parametrize("key", [one.matter for one in CATALOGUE.matters])
@pytest.mark.parametrize("begins", [MONDAY, date(2026, 6, 1)])
def test_every_situation_ends_as_its_scenario_says_on_whatever_day_people_apply(key, begins):
    scene = a_shipped_scene(key, **CALM)
    usual = usual_ones(scene.situations)
    everybody = dict.fromkeys(departments(scene.rules), 20)
    plan = scene.plan.model_copy(update={"officers": everybody, "days": 1, "per_day": len(usual)})
    found = a_run(Scene(scene.rules, scene.situations, plan, begins, seed=1))
    assert found.situations
    for one in found.situations:
        expected = scene.situations[one.key].scenario.outcome
        assert set(one.outcomes) == {expected.value}, one.key


def a_scene_with_an_act(**plan) -> Scene:
    """A situation in which the officer of one of two steps has words of her own."""
    matter = a_matter(a_step("food"), a_step("fire"), materials=(a_material("plan", "upload"),))
    act = {"at": "food", "act": "decide", "decision": "granted", "reasons": "符合条件。"}
    only = {"scenario": "own", "name": "附条件", "acts": [act]}
    usual = {"answers": {"area_m2": 20}, "uploads": ["plan"]}
    file = Scenarios.model_validate({"matter": matter.matter, "usual": usual, "scenarios": [only]})
    own = Plan.model_validate({"days": 3, "per_day": 5, **CALM, **plan})
    return Scene(rules(matter), situations_of(matter, file), own, MONDAY, 1)


def test_a_situation_with_acts_of_its_own_has_troubles_where_it_says_nothing():
    found = a_run(a_scene_with_an_act(refused=1))
    assert found.stuck == ()
    assert found.situations[0].outcomes == {"partly-granted": found.came}


def test_more_is_asked_of_a_situation_with_acts_elsewhere():
    found = a_run(a_scene_with_an_act(asked=1, never_supplied=1))
    assert found.situations[0].outcomes == {"lapsed": found.came}


def test_the_department_of_a_question_that_no_step_names_has_officers_too():
    scene = a_shipped_scene("business-complaint", days=5, per_day=20)
    officers = officers_of(scene)
    assert {one.department for one in a_run(scene).desks} == officers.keys()
    assert officers.keys() > set(departments(scene.rules))


def test_papers_that_turn_out_to_be_missing_are_asked_for_and_brought():
    lease = a_material("lease", "check:lease", "upload")
    matter = a_matter(a_step("food"), checks=(a_check("lease"),), materials=(lease,))
    own = Plan.model_validate({"days": 3, "per_day": 5, **CALM, "supply_days": 2})
    silent = {"lease": {"outcome": "no-record"}}
    file = Scenarios.model_validate(
        {
            "matter": matter.matter,
            "scenarios": [{"scenario": "silent", "name": "无", "registers": silent}],
        }
    )
    found = a_run(Scene(rules(matter), situations_of(matter, file), own, MONDAY, 1))
    assert found.stuck == ()
    assert found.situations[0].outcomes == {"granted": found.came}
    assert found.received.p50 > found.accepted.p50


def test_the_same_seed_gives_the_same_answer_and_another_one_another():
    first, again = (simulate(a_shipped_scene("open-a-restaurant")) for _ in range(2))
    assert first == again
    assert a_run(a_shipped_scene("open-a-restaurant", seed=2)).histogram != first.histogram


def test_the_same_applicants_come_whoever_works():
    few, many = (a_scene(a_step("food"), officers={"hall": 1, "food": n}) for n in (1, 9))
    assert tuple(arrivals(few, TIME)) == tuple(arrivals(many, TIME))


def test_too_few_officers_make_the_queue_and_the_days_grow():
    slow, quick = (
        a_run(a_scene(a_step("food"), minutes={"food": 120}, officers={"hall": 2, "food": n}))
        for n in (1, 6)
    )
    assert slow.bottleneck == "food"
    assert slow.accepted.p80 > quick.accepted.p80
    assert slow.days > quick.days
    waits = {one.department: one.waited for one in slow.desks}
    assert waits["food"] > waits["hall"]


def test_one_more_officer_at_the_bottleneck_is_tried_on_the_same_cases():
    busy = {"hall": 2, "food": 2}
    found = simulate(a_scene(a_step("food"), minutes={"food": 120}, officers=busy))
    assert found.one_more.department == found.bottleneck == "food"
    assert found.one_more.officers == 2
    before = next(one.waited for one in found.desks if one.department == "food")
    assert found.one_more.waiting < before
    three = a_run(a_scene(a_step("food"), minutes={"food": 120}, officers={"hall": 2, "food": 3}))
    assert found.one_more.accepted == three.accepted


def test_a_department_waits_for_the_one_before_it():
    exactly = {"acceptance": Length(usual=1, spread=0), "decide": Length(usual=390, spread=0)}
    plan = {"minutes": exactly, "officers": {"hall": 9, "food": 99, "fire": 99}}
    after = a_run(a_scene(a_step("food"), a_step("fire", after=("food",)), **plan))
    beside = a_run(a_scene(a_step("food"), a_step("fire"), **plan))
    assert (beside.accepted.p50, after.accepted.p50) == (1, 2)


def test_a_visit_takes_two_officers_of_each_department():
    visit = a_visit("food", "fire", before=("food", "fire"))
    plan = {"minutes": {"visit": Length(usual=60, spread=0), "decide": Length(usual=1, spread=0)}}
    scene = a_scene(visit, a_step("food"), a_step("fire"), per_day=4, **plan)
    found = a_run(scene)
    food = next(one for one in found.desks if one.department == "food")
    worked = sum(food.used) * food.officers * TIME.day_length
    assert worked == pytest.approx(found.came * (2 * 60 + 1), rel=0.01)


def test_too_few_officers_for_a_visit_are_refused():
    visit = a_visit("food", before=("food",))
    with pytest.raises(SimulationMistake, match="at least 2 officers"):
        officers_of(a_scene(visit, a_step("food"), officers={"food": 1}))


def test_a_department_that_takes_no_part_is_refused():
    with pytest.raises(SimulationMistake, match="No department “tax”"):
        a_run(a_scene(a_step("food"), officers={"tax": 1}))


def test_a_situation_that_there_is_not_is_refused():
    with pytest.raises(SimulationMistake, match="no situation “never”"):
        a_run(a_scene(a_step("food"), situations={"never": 1}))


def test_the_mix_of_situations_is_followed():
    weights = {"small-shop": 3, "no-sign": 1}
    found = a_run(a_shipped_scene("open-a-restaurant", situations=weights, per_day=60))
    cases = {one.key: one.cases for one in found.situations}
    assert cases.keys() == weights.keys()
    assert 2 < cases["small-shop"] / cases["no-sign"] < 4.5


def test_everything_refused_grants_nothing():
    found = a_run(a_scene(a_step("food"), refused=1))
    assert found.situations[0].outcomes == {"refused": found.came}


def test_an_applicant_who_never_supplies_lapses_by_the_law():
    found = a_run(a_scene(a_step("food"), asked=1, never_supplied=1))
    assert found.situations[0].outcomes == {"lapsed": found.came}
    assert found.accepted is None
    assert found.received.p50 > 9  # ten working days to supply


def test_an_applicant_who_supplies_goes_on():
    found = a_run(a_scene(a_step("food"), asked=1, never_supplied=0, supply_days=2))
    assert found.situations[0].outcomes == {"granted": found.came}
    assert found.received.p80 > found.accepted.p80


def test_the_first_days_may_be_left_out():
    scene = a_scene(a_step("food"))
    assert a_run(a_scene(a_step("food"), warm_up=3)).counted < a_run(scene).counted
    assert a_run(scene).counted == a_run(scene).came


def test_officers_are_enough_for_four_fifths_of_their_time():
    found = a_run(a_scene(a_step("food"), per_day=60, days=20))
    food = next(one for one in found.desks if one.department == "food")
    assert food.officers > 1
    assert food.busy < 0.9


def test_the_picture_is_well_formed_and_speaks_both_languages():
    found = a_run(a_shipped_scene("open-a-restaurant"))
    for language, word in (("zh", "承诺7个工作日"), ("en", "Promise: 7 working days")):
        drawn = plot(found, language)
        root = ElementTree.fromstring(drawn)
        assert word in drawn
        bars = [one for one in root.iter() if one.tag.endswith("rect")]
        assert len(bars) == len(found.histogram) + 1  # and the paper


def test_a_working_minute_is_a_moment_of_an_official_working_day():
    assert TIME.moment(0) == datetime.combine(MONDAY, time(9), CHINA)
    assert TIME.moment(180) == datetime.combine(MONDAY, time(13, 30), CHINA)
    assert TIME.moment(390) == datetime.combine(date(2026, 3, 3), time(9), CHINA)


def test_a_holiday_takes_no_time_and_a_make_up_saturday_does():
    spring = OfficeTime(CATALOGUE.calendar, date(2026, 2, 13), OFFICE_HOURS)
    assert [spring.day(n) for n in range(3)] == [
        date(2026, 2, 13),
        date(2026, 2, 14),  # a Saturday made up before the Spring Festival
        date(2026, 2, 24),
    ]
    assert spring.minutes_at(datetime.combine(date(2026, 2, 18), time(10), CHINA)) == 2 * 390


@given(st.floats(min_value=0, max_value=390 * 60, allow_nan=False))
def test_minutes_and_moments_are_each_others_reverse(minutes):
    assert TIME.minutes_at(TIME.moment(minutes)) == pytest.approx(minutes, abs=1e-4)


@given(st.integers(0, 2**32), st.text(max_size=8))
def test_a_drawn_length_lies_within_its_corners(seed, name):
    drawn = Chance(seed).length(Length(least=5, usual=8, most=30), name)
    assert 5 <= drawn <= 30
    assert drawn == Chance(seed).length(Length(least=5, usual=8, most=30), name)


def test_lengths_are_on_average_what_they_say():
    chance = Chance(1)
    drawn = [chance.length(Length(least=5, usual=8, most=30), n) for n in range(4000)]
    assert sum(drawn) / len(drawn) == pytest.approx((5 + 8 + 30) / 3, rel=0.03)
    usual = sorted(chance.length(Length(usual=20), "log", n) for n in range(4000))
    assert usual[2000] == pytest.approx(20, rel=0.05)


def test_a_desks_record_is_split_by_day():
    days = by_day([Sample(0, 0, 0), Sample(300, 4, 1), Sample(480, 0, 2)], 390, 2)
    assert days[0] == (pytest.approx(4 * 90 / 390), 4, 90)
    assert days[1] == (pytest.approx(4 * 90 / 390), 4, 90 + 2 * 300)


@pytest.mark.parametrize(
    ("days", "told"), [([1], (1, 1, 1)), (range(1, 101), (50, 80, 95)), ([3, 1], (1, 3, 3))]
)
def test_percentiles_are_by_nearest_rank(days, told):
    found = spread_of(days)
    assert (found.p50, found.p80, found.p95) == told


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": {"food": {"least": 9, "usual": 5, "most": 20}}},
        {"office_hours": ["12:00-09:00"]},
        {"office_hours": ["09:00-12:00", "11:00-17:00"]},
        {"refused": 1.5},
        {"per_day": 0},
        {"oficers": {}},
    ],
)
def test_a_plan_that_cannot_be_is_refused(wrong):
    with pytest.raises((SimulationMistake, ValidationError)):
        Plan.model_validate(wrong)


def test_hours_outside_of_working_hours_bring_nobody():
    with pytest.raises(SimulationMistake, match="working hours"):
        a_run(a_scene(a_step("food"), hours={3: 1}))


def test_more_come_in_the_hours_that_weigh_more():
    scene = a_scene(a_step("food"), hours={9: 1}, per_day=50)
    assert all(one.at % 390 <= 60 for one in arrivals(scene, TIME))


def test_parts_that_a_quorum_needs_no_more_and_proposals_of_officers_hold_nobody_up() -> None:
    opinion = a_step("opinions", kind="opinion", department="hall", each=3, quorum=2, item=None)
    decided = a_step("permit", after=("opinions",), approval="head")
    found = simulate(a_scene(opinion, decided), compare=False)
    assert found.unfinished == 0
    assert found.stuck == ()
