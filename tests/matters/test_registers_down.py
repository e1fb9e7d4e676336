"""With every register away, whoever would be served is served: on promises, other departments' word and papers."""

import pytest

from matters.case import Outcome
from matters.reading import SHIPPED, shipped_catalogue
from matters.rules import Rules
from matters.scenarios import Scenario, Scenarios, traits_of
from matters.spec import Matter
from matters.workbench.subjects import invented
from matters.workbench.trials import run
from matters.workbench.trials_files import read_script

CATALOGUE = shipped_catalogue()
SERVED = (Outcome.GRANTED, Outcome.PARTLY_GRANTED)


def with_all_papers(matter: Matter, file: Scenarios) -> Scenarios:
    """The scenarios, whose applicants have every paper with them and sign every promise."""
    usual = file.usual.model_copy(
        update={
            "uploads": tuple(one.key for one in matter.materials),
            "promises": tuple(one.key for one in matter.promises),
        }
    )
    return file.model_copy(update={"usual": usual})


def without_registers(matter: Matter, file: Scenarios, scenario: Scenario) -> Scenario:
    """The scenario while nothing answers; what a register would have told, the applicant says at the counter."""
    starts = (scenario.starts or file.starts).date()
    known = invented(matter, traits_of(file, scenario), starts).facts
    told = {one.ask: f"${one.ask}" for one in matter.questions if one.source and one.ask in known}
    return scenario.model_copy(
        update={
            "answers": told | scenario.answers,
            "down": tuple(use.key for use in matter.checks),
            "lacks": (),
        }
    )


@pytest.mark.parametrize("matter", CATALOGUE.matters, ids=lambda one: one.matter)
def test_every_scenario_that_is_served_is_served_without_any_register(matter: Matter):
    rules = Rules(matter, CATALOGUE.office, CATALOGUE.calendar)
    given = read_script(SHIPPED / "scenarios" / f"{matter.matter}.yaml").file
    file = with_all_papers(matter, given)
    served = [one for one in given.scenarios if one.outcome in SERVED]
    ended = {
        one.scenario: run(rules, file, without_registers(matter, given, one)).now.outcome
        for one in served
    }
    assert {one: now for one, now in ended.items() if now not in SERVED} == {}
    assert len(ended) > len(given.scenarios) / 2
