"""`onego matter export` and `import`: from one catalogue to another, never half, never unseen."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from matters.reading import SHIPPED, read_catalogue, shipped_catalogue
from tests.hall.console_desk import Desk

KEYS = [one.matter for one in shipped_catalogue().matters]


@pytest.fixture
def package(desk: Desk, tmp_path: Path) -> Path:
    out = tmp_path / "restaurant.zip"
    assert desk.ask("matter", "export", "open-a-restaurant", "--out", str(out))[0] == 0
    return out


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another installation's catalogue, without the restaurant and the tobacco office."""
    folder = tmp_path / "catalogue"
    shutil.copytree(SHIPPED, folder)
    for name in ("matters", "scenarios"):
        (folder / name / "open-a-restaurant.yaml").unlink()
    change(folder / "office.yaml", lambda text: text.replace("short: 甬市监", "short: 杭市监"))
    return folder


def change(path: Path, how: Callable[[str], str]) -> None:
    path.write_text(how(path.read_text(encoding="utf-8")), encoding="utf-8")


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.yaml"))
    }


def test_a_dry_run_shows_the_difference_and_writes_nothing(desk: Desk, package: Path, other: Path):
    before = contents(other)
    code, said = desk.ask("matter", "import", str(package), "--into", str(other))
    assert code == 0
    assert "-    short: 杭市监" in said
    assert "+    short: 甬市监" in said
    assert "Nothing was written" in said
    assert contents(other) == before


def test_a_matter_arrives_with_all_that_it_uses(desk: Desk, package: Path, other: Path):
    assert desk.ask("matter", "import", str(package), "--into", str(other), "--yes")[0] == 0
    arrived = read_catalogue(other).matter("open-a-restaurant")
    assert arrived == shipped_catalogue().matter("open-a-restaurant")
    _code, said = desk.ask("matter", "import", str(package), "--into", str(other))
    assert "The catalogue has all of it already" in said


def test_what_the_catalogue_has_may_be_kept(desk: Desk, package: Path, other: Path):
    words = (
        "matter",
        "import",
        str(package),
        "--into",
        str(other),
        "--keep-own",
        "--yes",
        "--json",
    )
    _code, said = desk.ask(*words)
    assert sorted(Path(one).parent.name for one in json.loads(said)["files"]) == [
        "matters",
        "scenarios",
    ]
    assert "short: 杭市监" in (other / "office.yaml").read_text(encoding="utf-8")


def test_what_changes_is_told_in_words_too(desk: Desk, package: Path, other: Path):
    desk.ask("matter", "import", str(package), "--into", str(other), "--yes")
    path = other / "matters" / "open-a-restaurant.yaml"
    change(path, lambda text: text.replace("promise: 7 working days", "promise: 9 working days", 1))
    _code, said = desk.ask("matter", "import", str(package), "--into", str(other))
    assert "promised time from 9 working days to 7 working days" in said


def test_a_matter_that_would_be_wrong_there_is_refused(desk: Desk, package: Path, other: Path):
    change(
        other / "blocks.yaml",
        lambda text: text.replace(
            "{key: uscc, type: credit-code", "{key: code, type: credit-code", 1
        ),
    )
    before = contents(other)
    code, said = desk.ask(
        "matter", "import", str(package), "--into", str(other), "--keep-own", "--yes"
    )
    assert code == 1
    assert str(other) in said
    assert contents(other) == before


def test_an_archive_that_was_changed_is_refused(desk: Desk, package: Path, other: Path):
    package.write_bytes(package.read_bytes()[:-100])
    before = contents(other)
    code, said = desk.ask("matter", "import", str(package), "--into", str(other), "--yes")
    assert code == 1
    assert "cannot be imported" in said
    assert contents(other) == before


@pytest.mark.parametrize("key", KEYS)
def test_every_shipped_matter_travels(desk: Desk, tmp_path: Path, key: str):
    out, folder = tmp_path / "m.zip", tmp_path / "there"
    shutil.copytree(SHIPPED, folder)
    code, said = desk.ask("matter", "export", key, "--out", str(out), "--json")
    assert (code, json.loads(said)["matter"]) == (0, key)
    code, said = desk.ask("matter", "import", str(out), "--into", str(folder), "--json")
    assert json.loads(said)["files"] == []


def test_a_catalogue_that_is_none_is_told(desk: Desk, package: Path, tmp_path: Path):
    code, said = desk.ask("matter", "import", str(package), "--into", str(tmp_path / "nowhere"))
    assert code == 1
    assert "office.yaml" in said
