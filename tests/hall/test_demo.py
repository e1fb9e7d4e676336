"""The demonstration: what is played, by whom, and that a small one plays whole."""

import socket
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from hall.console.catalogue import catalogue_for, provisional, read_scenarios
from hall.demo.casting import Programme, by_faults, programme
from hall.demo.player import Played
from hall.demo.subjects import Applicants
from hall.demo.verdicts import Verdict
from hall.registers.synthetic import Society
from matters.case import Outcome
from matters.words import Text
from tests.hall.console_desk import TODAY, a_play

CATALOGUE = catalogue_for(demo=True, today=TODAY)


def a_programme(count: int) -> Programme:
    applicants = Applicants(Society(1, TODAY))
    return programme(CATALOGUE, applicants, count, Random(1), TODAY)


def test_every_scenario_is_played_or_said_to_be_left_out():
    made = a_programme(200)
    every = {(f.matter, one.scenario) for f in read_scenarios(CATALOGUE) for one in f.scenarios}
    played = {(play.matter.matter, play.scenario.scenario) for play in made.crowd}
    left_out = {(leaf.file.matter, leaf.scenario.scenario) for leaf in made.left_out}
    assert len(made.crowd) == 200
    assert played | left_out == every
    assert all(leaf.scenario.only_tried for leaf in made.left_out)


def test_a_full_case_of_each_matter_is_shown():
    shown = a_programme(0).shown
    assert {play.matter.matter for play in shown} == {one.matter for one in CATALOGUE.matters}
    assert all(play.scenario.outcome == Outcome.GRANTED for play in shown)


def test_the_same_seed_plays_the_same():
    one, two = (a_programme(100) for _ in range(2))
    assert [play.answers for play in one.crowd] == [play.answers for play in two.crowd]


def test_most_applicants_come_once():
    crowd = a_programme(200).crowd
    subjects = Counter(play.facts.get("uscc") or play.facts.get("id_number") for play in crowd)
    assert sum(1 for count in subjects.values() if count == 1) > 150


def test_cases_without_a_fault_come_first_and_a_register_taken_down_twice_last():
    groups = by_faults(a_programme(200).crowd)
    assert groups[0][0] == frozenset()
    assert all(faults for faults, _ in groups[1:])
    turns = Counter(faults for faults, _ in groups)
    assert [turns[faults] for faults, _ in groups] == sorted(turns[f] for f, _ in groups)


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2031, 1, 1)])
def test_a_demonstration_can_count_limits_on_any_day(today: date):
    calendar = provisional(CATALOGUE.calendar, today)
    assert calendar.workday_after(today, 40) > today


def test_an_office_never_guesses_a_year():
    assert catalogue_for(demo=False, today=date(2031, 1, 1)).calendar.years[-1].year < 2031


def test_a_case_that_was_refused_at_the_counter_is_not_right():
    play = a_play("new-resident", "own-house")
    assert not Verdict(Played(play, trouble=Text(zh="未受理", en="refused")), None, None).right


def test_a_small_demonstration_plays_whole(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "hall.command_line", "--language", "en",
         "demo", "--once", "--cases", "6", "--data", str(tmp_path / "data")],
        check=False, capture_output=True, text=True, timeout=300, env=_free_ports(),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    count = len(CATALOGUE.matters) + 6
    assert f"{count} cases, {count} ended as their scenario says" in done.stdout
    assert "Everything has stopped." in done.stdout
    papers = list((tmp_path / "data" / "notices").glob("*/*.pdf"))
    assert len(papers) > 20
    assert all(paper.read_bytes().startswith(b"%PDF-") for paper in papers)


def _free_ports() -> dict[str, str]:
    names = ("ONEGO_WEB_PORT", "ONEGO_PREFECT_PORT", "ONEGO_REGISTERS_PORT")
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in names]
    ports = {name: str(probe.getsockname()[1]) for name, probe in zip(names, probes, strict=True)}
    for probe in probes:
        probe.close()
    return {"PATH": "/usr/bin:/bin", **ports}
