"""The scenarios of the shipped matters, played through the pure core against the synthetic registers."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hall.registers.companies import Company
from hall.registers.people import Person
from hall.registers.synthetic import REGISTERS, Society
from hall.registers.traits import CompanyTraits, PersonTraits
from matters.case import (
    ACCEPTANCE,
    MACHINE,
    Actor,
    Case,
    CheckAnswered,
    EvidenceTaken,
    Finding,
    FindingOutcome,
    Launched,
    MoreAsked,
    Outcome,
)
from matters.due import RunCheck, due
from matters.fields import Value
from matters.office import HALL
from matters.plays import Facts, Play, evidence_of, next_act, prepared, told
from matters.reading import SHIPPED, read_catalogue, read_document
from matters.rules import Rules, filled, inputs_of, stops
from matters.scenarios import FactMissing, Scenario, Scenarios, traits_of
from matters.spec import Matter
from matters.standing import standing
from matters.verbs import Moment, found, lapse, launch, perform
from matters.work import open_work

TODAY = date(2026, 3, 5)
NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)
CATALOGUE = read_catalogue(SHIPPED)
FILES = {
    one.matter: read_document(SHIPPED / "scenarios" / f"{one.matter}.yaml", Scenarios, "matter")
    for one in CATALOGUE.matters
}
SOCIETY = Society(seed=1, today=TODAY, people=2000, companies=800)
ALL = [
    pytest.param(FILES[matter.matter], one, id=f"{matter.matter}:{one.scenario}")
    for matter in CATALOGUE.matters
    for one in FILES[matter.matter].scenarios
]
EACH_MATTER = pytest.mark.parametrize("matter", CATALOGUE.matters, ids=lambda one: one.matter)


def person_facts(person: Person) -> dict[str, Value]:
    facts: dict[str, Value] = {
        "name": person.name,
        "id_number": person.id_number,
        "mobile": person.mobile,
        "address": person.address,
    }
    if person.registered_since:
        facts["registered_since"] = person.registered_since.isoformat()
    if firm := SOCIETY.employer_of(person):
        facts |= {"employer_name": firm.name, "employer_uscc": firm.uscc}
    for child in SOCIETY.children_of(person):
        facts |= {"child_name": child.name, "child_id_number": child.id_number}
    if person.guardian:
        parent = SOCIETY.census.people[person.guardian]
        facts |= {
            "guardian_name": parent.name,
            "guardian_id_number": parent.id_number,
            "guardian_mobile": parent.mobile,
        }
    return facts


def company_facts(company: Company) -> dict[str, Value]:
    shown = {"uscc", "address", "area_m2", "legal_rep", "legal_rep_id", "legal_rep_mobile"}
    return company.model_dump(include=shown) | {"staff": company.staff}


def facts_for(matter: Matter, file: Scenarios, scenario: Scenario) -> Facts:
    traits = traits_of(file, scenario)
    if matter.audience == "company":
        return company_facts(SOCIETY.company(CompanyTraits.model_validate(traits)))
    return person_facts(SOCIETY.person(PersonTraits.model_validate(traits)))


def a_play(file: Scenarios, scenario: Scenario) -> Play:
    matter = CATALOGUE.matter(file.matter)
    return prepared(file, scenario, matter, facts_for(matter, file, scenario), TODAY)


def rules_of(play: Play) -> Rules:
    return Rules(play.matter, CATALOGUE.office, CATALOGUE.calendar)


def an_actor(department: str) -> Actor:
    return Actor(account=f"{department}-1", department=department, role="officer")


def answered(play: Play, case: Case, check: str) -> CheckAnswered:
    use = play.matter.check(check)
    inputs = inputs_of(use, play.matter, standing(case))
    assert inputs is not None
    outcome, values = FindingOutcome.UNAVAILABLE, {}
    if check not in play.scenario.down:
        answer = SOCIETY.answer(use.check.register_key, inputs)
        outcome, values = answer.outcome, answer.values
    finding = Finding(
        check=check, outcome=outcome, values=values, asked_at=NOON, source="test", request="1"
    )
    return CheckAnswered(at=NOON, by=MACHINE, finding=finding)


def launched(play: Play) -> Case:
    clerk = an_actor(HALL)
    fact = Launched(at=NOON, by=clerk, answers=play.answers, channel="counter")
    papers = tuple(EvidenceTaken(at=NOON, by=clerk, evidence=one) for one in play.evidence)
    return launch(rules_of(play), "330200NR202603050001", fact, papers)


def played(play: Play) -> Case:
    rules, case, done = rules_of(play), launched(play), set[int]()
    while True:
        asked = [one for one in due(rules, case, NOON) if isinstance(one, RunCheck)]
        if asked:
            case = found(rules, case, answered(play, case, asked[0].check))
            continue
        choice = next_act(play, open_work(rules, case), done)
        if choice is None:
            return case
        case = perform(rules, case, choice.act, Moment(an_actor(choice.department), NOON))
        if choice.turn is not None:
            done.add(choice.turn)


@pytest.mark.parametrize(("file", "scenario"), ALL)
def test_a_scenario_ends_as_it_says(file, scenario):
    play = a_play(file, scenario)
    case = played(play)
    if scenario.needs_clock:
        assert standing(case).outcome is None
        case = lapse(rules_of(play), case, Moment(MACHINE, NOON + timedelta(days=60)))
    now = standing(case)
    assert now.outcome == scenario.outcome
    if scenario.results is not None:
        assert {key: own.status for key, own in now.steps.items()} == scenario.results


@pytest.mark.parametrize(("file", "scenario"), ALL)
def test_a_scenario_names_known_things(file, scenario):
    matter = CATALOGUE.matter(file.matter)
    materials = {one.key for one in matter.materials}
    promises = {one.key for one in matter.promises}
    steps = {one.step for one in matter.steps}
    assert scenario.answers.keys() <= matter.types.keys()
    assert {*scenario.uploads, *scenario.lacks} <= materials
    assert {*scenario.promises} <= promises
    assert {*scenario.down} <= {use.key for use in matter.checks}
    assert (scenario.results or {}).keys() <= steps
    for turn in scenario.acts:
        assert turn.at in {ACCEPTANCE, *steps}
        assert {*turn.uploads} <= materials
        assert {*turn.promises} <= promises
        assert turn.answers.keys() <= matter.types.keys()
        for one in turn.wanted:
            assert one.key in (materials if one.kind == "material" else matter.types)


@pytest.mark.parametrize(("file", "scenario"), ALL)
def test_a_scenario_answers_everything_that_is_asked(file, scenario):
    play = a_play(file, scenario)
    now = standing(played(play))
    known = filled(play.matter, now)
    everything = dict.fromkeys(play.matter.types) | known
    asked = told(play.matter, everything, TODAY)
    required = {
        *(one.ask for one in play.matter.questions if one.ask in asked),
        *(
            path
            for path, field in play.matter.form.elements()
            if path in asked and field.required and not field.derive
        ),
    }
    # Where a register that would have said it is down, the counter asks for it.
    wanted = {one.key for turn in scenario.acts for one in turn.wanted}
    assert required - known.keys() - wanted == set()


def test_the_checks_and_the_registers_say_the_same():
    for check in CATALOGUE.checks:
        register = REGISTERS[check.register_key]
        assert set(check.gives) == set(register.gives), check.key
        assert set(check.inputs) == {*register.searched_by, *register.compares}, check.key


@EACH_MATTER
def test_every_step_and_every_outcome_is_played(matter):
    scenarios = FILES[matter.matter].scenarios
    assert len(scenarios) >= 18
    assert {one.outcome for one in scenarios} == set(Outcome)
    played_steps = {step for one in scenarios for step in one.results or {}}
    assert played_steps == {step.step for step in matter.steps}


@EACH_MATTER
def test_a_promise_satisfies_one_material(matter):
    for promise in matter.promises:
        signed = evidence_of(matter, (), (promise.key,))
        assert len(signed) == 1, promise.key


def test_a_scenario_that_lacks_a_fact_says_which():
    file = FILES["new-resident"]
    scenario = file.scenarios[0]
    matter = CATALOGUE.matter("new-resident")
    with pytest.raises(FactMissing, match=r"\$name"):
        prepared(file, scenario, matter, {}, TODAY)


def test_an_answer_to_a_question_that_is_not_asked_is_left_out():
    matter = CATALOGUE.matter("new-resident")
    said = {"id_kind": "foreign", "dwelling_kind": "lease", "lease_filed": True}
    assert told(matter, said, TODAY) == {"id_kind": "foreign"}


def test_nobody_acts_while_the_applicant_is_asked():
    file = FILES["open-a-restaurant"]
    scenario = next(one for one in file.scenarios if one.scenario == "supplement-never-comes")
    play = a_play(file, scenario)
    case = played(play)
    assert any(isinstance(fact, MoreAsked) for fact in case.facts)
    assert next_act(play, open_work(rules_of(play), case), {0}) is None


def test_a_revoked_licence_stops_the_case_before_acceptance():
    file = FILES["open-a-restaurant"]
    scenario = next(one for one in file.scenarios if one.scenario == "licence-revoked")
    play = a_play(file, scenario)
    stopped = {use.key for use in stops(play.matter, standing(played(play)))}
    assert "business-licence" in stopped
