"""Seeded faults: which slips are made, which the scenarios of a matter notice, and which change nothing."""

from pathlib import Path

import pytest

from matters.documents import opened
from matters.positions import Mapping
from matters.reading import SHIPPED, read_library, read_sheet
from matters.sheets import Sheet
from matters.workbench.mutants import Mutant, mutants_of, some_of
from matters.workbench.mutants_changes import Names
from matters.workbench.mutants_conditions import slips
from matters.workbench.mutating import ScenariosWrong, Score, grounds, mutate
from matters.workbench.trials_files import read_script

LIBRARY = read_library(SHIPPED)
STALL = Path("docs/examples/matters/breakfast-stall.yaml")
PLAYS = Path("docs/examples/scenarios/breakfast-stall.yaml")
NAMES = Names(("market-regulation", "urban-management"), LIBRARY.shelf().letters)


def sheet_of(path: Path) -> Sheet:
    sheet = opened(path).sheet
    assert sheet is not None
    return sheet


def every_mutant() -> tuple[Mutant, ...]:
    return mutants_of(sheet_of(STALL), NAMES)


@pytest.mark.parametrize(
    ("source", "slip"),
    [
        ("area_m2 > 50", "area_m2 >= 50"),
        ("area_m2 > 50", "area_m2 > 51"),
        ("area_m2 > 50", "not (area_m2 > 50)"),
        ("a and not b", "a or not b"),
        ("a and not b", "a and  b"),
        ("kind in ['own', 'lease']", "kind in ['own']"),
        ("filed == true", "filed != true"),
    ],
)
def test_a_condition_has_the_slips_that_people_make(source, slip):
    assert slip in list(slips(source))


def test_words_inside_quotes_stay_as_they_are():
    assert all("'fish and chips > 5'" in one for one in slips("menu == 'fish and chips > 5'"))


def test_no_slip_is_made_twice_and_none_is_the_condition_itself():
    made = list(slips("a and a or b >= 1"))
    assert len(made) == len(set(made))
    assert "a and a or b >= 1" not in made


def test_every_mutant_differs_from_the_file_in_one_place():
    original = sheet_of(STALL).root
    assert isinstance(original, Mapping)
    for one in every_mutant():
        assert isinstance(one.root, Mapping)
        changed = [
            key
            for key in {*original.entries, *one.root.entries}
            if original.entries.get(key) != one.root.entries.get(key)
        ]
        assert changed == [one.loc[0]], one.path


@pytest.mark.parametrize(
    "fault",
    [
        "steps[stall-card].department: “market-regulation” became “urban-management”.",
        "steps[stall-card].item.limit: “5 working days” became “6 working days”.",
        "steps[site-visit].officers: “2” became “3”.",
        "steps[street-use].after: “stall-card” is gone from after.",
        "steps[stall-card].optional: “optional: true” was added.",
        "materials[identity].ladder: “check: id-verify” and “upload” changed places.",
        "materials[identity].required: “required: false” was added.",
        "steps[street-use].when: the condition “place == 'street'” became “place != 'street'”.",
    ],
)
def test_the_slips_that_people_make_are_among_the_faults(fault):
    assert fault in {f"{one.path}: {one.what.en}" for one in every_mutant()}


def test_the_same_seed_chooses_the_same_faults():
    every = every_mutant()
    assert some_of(every, 10, 1) == some_of(every, 10, 1)
    assert some_of(every, 10, 1) != some_of(every, 10, 2)
    assert len(some_of(every, 10, 1)) == 10
    assert some_of(every, 10_000, 1) == every


@pytest.fixture(scope="module")
def score() -> Score:
    on = grounds(STALL, LIBRARY, sheet_of(STALL), read_script(PLAYS))
    return mutate(on, most=60)


def test_a_fault_is_caught_by_check_or_by_a_scenario_or_lives(score):
    assert sum(score.counts.values()) == 60
    assert score.counts["killed"] > 0
    assert 0 < score.share < 1


def test_who_caught_a_fault_and_what_would_catch_another_is_said(score):
    scenarios = {one.scenario for one in read_script(PLAYS).file.scenarios}
    assert {one.by for one in score.judged if one.fate == "killed"} <= scenarios
    assert all(one.hint is not None for one in score.survivors)


def test_no_survivor_is_a_file_that_check_refuses(score):
    for one in score.survivors:
        _, mistakes = read_sheet(Sheet(str(STALL), one.mutant.root), LIBRARY.shelf())
        assert mistakes == ()


def test_scenarios_that_do_not_hold_can_tell_nothing_of_faults(tmp_path):
    file = tmp_path / "breakfast-stall.yaml"
    file.write_text(PLAYS.read_text("utf-8").replace("outcome: granted", "outcome: refused", 1))
    with pytest.raises(ScenariosWrong, match="put them right first"):
        grounds(STALL, LIBRARY, sheet_of(STALL), read_script(file))
