"""How many papers applicants are asked for: with registers up none that they prove, with all down still a way."""

import json

import pytest

from hall.command_line import app
from matters.case import FindingOutcome
from matters.reading import SHIPPED, shipped_catalogue
from matters.rules import Rules
from matters.scenarios import Scenarios
from matters.workbench.papers import papers_asked, totals
from matters.workbench.trials_files import read_script
from tests.builders import a_check, a_material, a_matter, a_promise, rules

CATALOGUE = shipped_catalogue()
TITLE = a_material("title", "check:title", "upload")
SEAL = a_material("seal", "check:seal", "verification:water", "upload")
LEASE = a_material("lease", "check:lease", "promise:lease", "upload")
PLAN = a_material("plan", "upload")
MATTER = a_matter(
    checks=tuple(a_check(key) for key in ("title", "seal", "lease")),
    materials=(TITLE, SEAL, LEASE, PLAN),
    promises=(a_promise("lease"),),
)


def asked(**registers: FindingOutcome):
    said = {key: {"outcome": outcome} for key, outcome in registers.items()}
    answers = {"company.uscc": "$uscc", "area_m2": 60, "by_promise": False}
    one = {"scenario": "one", "name": "一", "answers": answers, "registers": said}
    file = Scenarios.model_validate({"matter": MATTER.matter, "scenarios": [one]})
    (found,) = papers_asked(rules(MATTER), file)
    return found


def test_with_registers_up_only_what_none_of_them_knows_is_handed_in():
    assert asked().up.papers == ("plan",)
    assert asked(title=FindingOutcome.NO_RECORD).up.papers == ("title", "plan")


def test_with_registers_down_departments_and_promises_stand_for_papers():
    down = asked().down
    assert (down.papers, down.departments, down.promises) == (
        ("title", "plan"),
        ("seal",),
        ("lease",),
    )


@pytest.mark.parametrize(
    "trouble", [FindingOutcome.UNAVAILABLE, FindingOutcome.PENDING, FindingOutcome.DENIED]
)
def test_the_trouble_of_a_scenario_is_no_weather_of_its_own(trouble):
    assert asked(title=trouble).up == asked().up


@pytest.mark.parametrize("matter", CATALOGUE.matters, ids=lambda one: one.matter)
def test_no_shipped_matter_asks_for_what_a_register_proves(matter):
    script = read_script(SHIPPED / "scenarios" / f"{matter.matter}.yaml")
    here = Rules(matter, CATALOGUE.office, CATALOGUE.calendar)
    sums = totals(tuple(papers_asked(here, script.file)))
    assert sums.needless == ()
    assert sums.papers_up <= sums.papers_down
    assert sums.scenarios > 0


def test_the_command_counts_them(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        app(["matter", "papers", "open-a-restaurant", "--json"])
    assert left.value.code == 0
    (said,) = json.loads(capsys.readouterr().out)
    assert said["matter"] == "open-a-restaurant"
    assert said["totals"]["papers_up"] < said["totals"]["papers_down"]
