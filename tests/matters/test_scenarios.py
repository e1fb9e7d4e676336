"""The scenarios of the shipped matters, tried on the pure core by invented applicants and by the synthetic society."""

from collections.abc import Mapping
from datetime import date

import pytest

from hall.demo.subjects import Applicants
from hall.registers.synthetic import REGISTERS, Society
from matters.case import MoreAsked, Outcome
from matters.errors import OneGoError
from matters.fields import Value
from matters.plays import Facts, next_act, prepared, told
from matters.plays_papers import Brought, evidence_of
from matters.reading import SHIPPED, read_catalogue
from matters.rules import Rules, filled, stops
from matters.scenarios import FactMissing, Scenario, Scenarios
from matters.spec import DataCheck, Matter
from matters.work import open_work
from matters.workbench.coverage import coverage
from matters.workbench.subjects import Said
from matters.workbench.trials import Run, run
from matters.workbench.trials_files import Script, read_script, tried

TODAY = date(2026, 3, 5)
CATALOGUE = read_catalogue(SHIPPED)
SCRIPTS = {
    one.matter: read_script(SHIPPED / "scenarios" / f"{one.matter}.yaml")
    for one in CATALOGUE.matters
    if (SHIPPED / "scenarios" / f"{one.matter}.yaml").exists()
}
MATTERS = [one for one in CATALOGUE.matters if one.matter in SCRIPTS]
SOCIETY = Society(seed=1, today=TODAY, people=2000, companies=800)
ALL = [
    pytest.param(SCRIPTS[matter.matter], one, id=f"{matter.matter}:{one.scenario}")
    for matter in MATTERS
    for one in SCRIPTS[matter.matter].file.scenarios
]
DEMONSTRATED = [one for one in ALL if not one.values[1].only_tried]
EACH_MATTER = pytest.mark.parametrize("matter", MATTERS, ids=lambda one: one.matter)
COMPLETE = (
    "new-resident", "open-a-restaurant", "newborn", "company-start-up", "company-closure", "one-licence-pharmacy",
)  # fmt: skip


def rules_of(matter: Matter) -> Rules:
    return Rules(matter, CATALOGUE.office, CATALOGUE.calendar)


def ran(script: Script, scenario: Scenario) -> Run:
    return run(rules_of(CATALOGUE.matter(script.file.matter)), script.file, scenario)


class Inhabitant:
    """An applicant out of the synthetic society, with its registers."""

    def __init__(self, matter: Matter, file: Scenarios, scenario: Scenario) -> None:
        self.facts: Facts = Applicants(SOCIETY).facts_for(matter, file, scenario)

    def says(self, check: DataCheck, inputs: Mapping[str, Value]) -> Said:
        answer = SOCIETY.answer(check.register_key, dict(inputs))
        return Said(answer.outcome, dict(answer.values))


@EACH_MATTER
def test_every_scenario_ends_as_it_says(matter):
    wrong = [
        mistake.sentence("en")
        for one in tried(rules_of(matter), SCRIPTS[matter.matter])
        for mistake in one.wrong
    ]
    assert wrong == []


@pytest.mark.parametrize(("script", "scenario"), DEMONSTRATED)
def test_the_synthetic_society_lets_a_scenario_end_so_too(script, scenario):
    matter = CATALOGUE.matter(script.file.matter)
    inhabitant = Inhabitant(matter, script.file, scenario)
    now = run(rules_of(matter), script.file, scenario, inhabitant).now
    assert now.outcome == scenario.outcome
    if scenario.results is not None:
        assert {key: own.status for key, own in now.steps.items()} == scenario.results


@pytest.mark.parametrize(("script", "scenario"), DEMONSTRATED)
def test_a_scenario_answers_everything_that_is_asked(script, scenario):
    done = ran(script, scenario)
    matter = done.play.matter
    known = filled(matter, done.now)
    asked = told(matter, dict.fromkeys(matter.types) | known, TODAY)
    required = {
        *(one.ask for one in matter.questions if one.ask in asked),
        *(
            path
            for path, field in matter.form.elements()
            if path in asked and field.required and not field.derive
        ),
    }
    # Where a register that would have said it is down, the counter asks for it.
    lists = (turn.said.get("wanted", ()) for turn in scenario.acts)
    wanted = {one["key"] for listed in lists for one in listed}
    assert required - known.keys() - wanted == set()


@pytest.mark.parametrize("key", COMPLETE)
def test_the_scenarios_go_through_every_leaf_every_rung_and_every_ending(key):
    results = tried(rules_of(CATALOGUE.matter(key)), SCRIPTS[key])
    met = coverage(CATALOGUE.matter(key), [one.run for one in results if one.run])
    assert [mark.text.en for mark in met.missing] == []


def test_the_checks_and_the_registers_say_the_same():
    by_people = {one.key for one in CATALOGUE.registers.registers if one.department}
    for check in CATALOGUE.checks:
        if check.register_key in by_people:
            continue
        register = REGISTERS[check.register_key]
        assert set(check.gives) == set(register.gives), check.key
        assert set(check.inputs) == {*register.searched_by, *register.compares}, check.key


@pytest.mark.parametrize("key", COMPLETE)
def test_every_outcome_of_a_case_is_played(key):
    played = {one.outcome for one in SCRIPTS[key].file.scenarios}
    later = {"acceptance-revoked"} if CATALOGUE.matter(key).deferrable else set()
    assert played >= set(Outcome) - {"terminated", "acceptance-revoked"} | later


@EACH_MATTER
def test_a_promise_satisfies_one_material(matter):
    for promise in matter.promises:
        signed = evidence_of(matter, Brought(promises=frozenset({promise.key})))
        assert len(signed) == 1, promise.key


def test_a_scenario_that_lacks_a_fact_says_which():
    file = SCRIPTS["new-resident"].file
    matter = CATALOGUE.matter("new-resident")
    with pytest.raises(FactMissing, match=r"\$name") as refusal:
        prepared(file, file.scenarios[0], matter, {}, TODAY)
    assert isinstance(refusal.value, OneGoError)


def test_an_answer_to_a_question_that_is_not_asked_is_left_out():
    matter = CATALOGUE.matter("new-resident")
    said = {"id_kind": "foreign", "dwelling_kind": "lease", "lease_filed": True}
    assert told(matter, said, TODAY) == {"id_kind": "foreign"}


def named(key: str, scenario: str) -> Run:
    script = SCRIPTS[key]
    return ran(script, next(one for one in script.file.scenarios if one.scenario == scenario))


def test_nobody_acts_after_the_applicant_let_the_time_pass():
    done = named("open-a-restaurant", "supplement-never-comes")
    assert any(isinstance(fact, MoreAsked) for fact in done.case.facts)
    assert done.now.outcome == Outcome.LAPSED
    assert next_act(done.play, open_work(done.rules, done.case), {0}) is None


def test_a_revoked_licence_stops_the_case_before_acceptance():
    done = named("open-a-restaurant", "licence-revoked")
    assert "business-licence" in {use.key for use in stops(done.play.matter, done.now)}
