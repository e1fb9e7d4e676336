"""`onego matter simulate`: options, a plan's file, words for people, JSON for machines, a picture."""

import json
from pathlib import Path

import pytest

from matters.reading import SHIPPED
from tests.hall.console_desk import Desk

QUICK = (
    "matter", "simulate", "open-a-restaurant", "--begins", "2026-03-02", "--days", "2",
    "--per-day", "4", "--seed", "7",
)  # fmt: skip


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(lambda: capsys.readouterr().out)


def test_people_read_days_desks_and_the_bottleneck(desk: Desk):
    code, said = desk.ask(*QUICK)
    assert code == 0
    assert "All (working days)" in said
    assert "Counter" in said
    assert "Bottleneck: " in said
    assert "One more officer" in said


def test_machines_read_json_and_the_same_seed_says_the_same(desk: Desk):
    first, again = (json.loads(desk.ask(*QUICK, "--json", "--no-compare")[1]) for _ in range(2))
    assert first == again
    assert first["seed"] == 7
    assert first["begins"] == "2026-03-02"
    assert first["one_more"] is None
    assert first["counted"] == first["came"]


def test_an_option_comes_before_the_plans_file(desk: Desk, tmp_path: Path):
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "per_day: 3\ndays: 9\nofficers: {hall: 3, market-regulation: 4}\n"
        "office_hours: ['09:00-12:00']\nhours: {9: 1}\n",
        encoding="utf-8",
    )
    code, said = desk.ask(
        *QUICK, "--plan", str(plan), "--officers", "market-regulation=5", "--no-compare", "--json"
    )
    assert code == 0
    officers = {one["department"]: one["officers"] for one in json.loads(said)["desks"]}
    assert officers["hall"] == 3
    assert officers["market-regulation"] == 5


def test_a_picture_is_drawn_into_a_file(desk: Desk, tmp_path: Path):
    picture = tmp_path / "days.svg"
    desk.ask(*QUICK, "--no-compare", "--plot", str(picture))
    assert picture.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize("key", ["open-a-restaurant", "new-resident"])
def test_a_file_without_scenarios_has_the_situations_that_show_every_step(
    desk: Desk, tmp_path: Path, key: str
):
    own = tmp_path / f"{key}.yaml"
    own.write_bytes((SHIPPED / "matters" / own.name).read_bytes())
    code, said = desk.ask("matter", "simulate", str(own), *QUICK[3:], "--json", "--no-compare")
    found = json.loads(said)
    assert (code, found["stuck"]) == (0, [])
    assert found["counted"] == found["came"] > 0
    assert all(one["key"].startswith("situation-") for one in found["situations"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--officers", "food"), "Write name=number"),
        (("--officers", "food=2"), "No department “food”"),
        (("--officers", "hall=1.5"), "officers.hall"),
        (("--situation", "never=1"), "no situation “never”"),
        (("--refused", "2"), "“refused” cannot be so"),
    ],
)
def test_what_cannot_be_simulated_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
):
    code, _ = Desk(lambda: "").ask(*QUICK, *words)
    assert code == 1
    assert sentence in capsys.readouterr().err
