"""What the manuals show really works."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hall.demo.subjects import Applicants
from hall.registers.synthetic import Society
from matters.case import (
    MACHINE,
    Actor,
    Case,
    CheckAnswered,
    EvidenceTaken,
    Finding,
    FindingOutcome,
    Launched,
)
from matters.due import RunCheck, due
from matters.office import HALL
from matters.plays import Play, next_act, prepared
from matters.reading import SHIPPED, check_matter, read_document, read_library, read_matter
from matters.rules import Rules, inputs_of
from matters.scenarios import Scenario, Scenarios
from matters.standing import standing
from matters.verbs import Moment, found, launch, perform
from matters.work import open_work

TODAY = date(2026, 3, 5)
NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)
README = Path("README.md")
MANUAL = Path("docs/writing-a-matter.md")
EXAMPLE = Path("docs/examples/matters/breakfast-stall.yaml")
LIBRARY = read_library(SHIPPED)
FILE = read_document(
    Path("docs/examples/scenarios/breakfast-stall.yaml"), Scenarios, key="matter"
)  # fmt: skip
SOCIETY = Society(seed=1, today=TODAY, people=400, companies=100)


def yaml_of(page: Path) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def without_indent(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if line.strip()}


def answered(play: Play, rules: Rules, case: Case, check: str) -> CheckAnswered:
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


def played(play: Play) -> Case:
    rules = Rules(play.matter, LIBRARY.office, LIBRARY.calendar)
    clerk = Actor(account="chen", department=HALL, role="clerk")
    fact = Launched(at=NOON, by=clerk, answers=play.answers, channel="counter")
    papers = tuple(EvidenceTaken(at=NOON, by=clerk, evidence=one) for one in play.evidence)
    case, done = launch(rules, "330200001260305000001", fact, papers), set[int]()
    while True:
        asked = [one for one in due(rules, case, NOON) if isinstance(one, RunCheck)]
        if asked:
            case = found(rules, case, answered(play, rules, case, asked[0].check))
            continue
        choice = next_act(play, open_work(rules, case), done)
        if choice is None:
            return case
        officer = Actor(account="officer", department=choice.department, role="officer")
        case = perform(rules, case, choice.act, Moment(officer, NOON))
        done |= set() if choice.turn is None else {choice.turn}


def test_the_example_reads_without_mistakes() -> None:
    assert check_matter(EXAMPLE, LIBRARY) == ()


@pytest.mark.parametrize("scenario", FILE.scenarios, ids=lambda one: one.scenario)
def test_the_example_s_scenarios_end_as_they_say(scenario: Scenario) -> None:
    matter = read_matter(EXAMPLE, LIBRARY)
    facts = Applicants(SOCIETY).facts_for(matter, FILE, scenario)
    now = standing(played(prepared(FILE, scenario, matter, facts, TODAY)))
    assert now.outcome == scenario.outcome
    if scenario.results is not None:
        assert {key: own.status for key, own in now.steps.items()} == scenario.results


@pytest.mark.parametrize("shown", yaml_of(MANUAL))
def test_the_manual_shows_the_example_as_it_is(shown: str) -> None:
    whole = EXAMPLE.read_text(encoding="utf-8")
    whole += Path("docs/examples/scenarios/breakfast-stall.yaml").read_text(encoding="utf-8")
    assert without_indent(shown) - without_indent(whole) == set()


@pytest.mark.parametrize("shown", yaml_of(README))
def test_the_readme_shows_a_matter_that_reads_without_mistakes(shown: str, tmp_path: Path) -> None:
    file = tmp_path / "flat-lease.yaml"
    file.write_text(shown, encoding="utf-8")
    assert check_matter(file, LIBRARY) == ()
