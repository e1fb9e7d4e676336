"""Case files: unaltered they agree, for every shipped scenario; whatever is altered is found out."""

import io
from functools import cache

import pytest

from forms.casefile.assembling import Kept
from forms.casefile.verifying import verify
from hall.console.catalogue import read_scenarios
from matters.reading import shipped_catalogue
from matters.rules import Rules
from matters.scenarios import Scenarios
from matters.workbench.trials import run
from tests.casefiles import kept, written


def rules_of(file: Scenarios) -> Rules:
    catalogue = shipped_catalogue()
    matter = next(one for one in catalogue.matters if one.matter == file.matter)
    return Rules(matter, catalogue.office, catalogue.calendar)


PLAYS = {
    f"{file.matter}/{one.scenario}": (file, one)
    for file in read_scenarios(shipped_catalogue())
    for one in file.scenarios
}


@cache
def kept_case(play: str) -> Kept:
    file, scenario = PLAYS[play]
    rules = rules_of(file)
    return kept(rules, run(rules, file, scenario).case)


@pytest.mark.parametrize("play", PLAYS)
def test_the_case_file_of_every_shipped_scenario_agrees(play):
    report = verify(io.BytesIO(written(kept_case(play))))
    assert report.differences == ()
    assert report.remarks == ()
    assert report.facts > 1
