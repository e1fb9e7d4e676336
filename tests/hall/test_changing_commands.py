"""The commands around a new version, from the draft to the last running case, on a database of the test's own."""

import json
import shutil
from pathlib import Path

import pytest

from matters.reading import SHIPPED
from tests.hall.console_desk import Desk, an_application, set_up

KEY = "new-resident"
KEYS = sorted(path.stem for path in (SHIPPED / "matters").glob("*.yaml"))


@pytest.fixture
def house(desk: Desk, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    set_up(monkeypatch, database_url, tmp_path)
    assert desk.ask("migrate")[0] == 0
    return desk


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """The second version: it promises another time."""
    written = (SHIPPED / "matters" / f"{KEY}.yaml").read_text(encoding="utf-8")
    lines = [
        "version: 2" if line.startswith("version:")
        else "promise: 30 working days" if line.startswith("promise:")
        else line
        for line in written.splitlines()
    ]  # fmt: skip
    path = tmp_path / "drafts" / f"{KEY}.yaml"
    path.parent.mkdir()
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def answer(desk: Desk, *words: str) -> dict[str, object]:
    code, said = desk.ask(*words, "--json")
    assert code == 0, said
    return dict(json.loads(said))


def published(house: Desk, draft: Path, *more: str) -> dict[str, object]:
    answer(house, "matter", "hand-in", str(draft), "--by", "editor")
    return answer(house, "matter", "publish", str(draft), "--by", "admin", *more)


def test_a_draft_is_handed_in_by_one_and_published_by_another(house: Desk, draft: Path):
    assert answer(house, "matter", "hand-in", str(draft), "--by", "editor")["author"] == "editor"
    code, said = house.ask("matter", "publish", str(draft), "--by", "editor")
    assert (code, "nobody publishes the own draft" in said) == (1, True)
    assert answer(house, "matter", "publish", str(draft), "--by", "admin")["published"] is True


def test_nobody_unknown_publishes(house: Desk, draft: Path):
    code, said = house.ask("matter", "hand-in", str(draft), "--by", "nobody")
    assert code == 1
    assert "No account “nobody” may publish matters. There are: " in said
    assert house.ask("matter", "hand-in", str(draft), "--by", "chen")[0] == 1


def test_a_department_that_only_the_files_own_catalogue_knows_is_refused(
    house: Desk, tmp_path: Path
):
    folder = shutil.copytree(SHIPPED, tmp_path / "catalogue")
    office = folder / "office.yaml"
    office.write_text(
        office.read_text("utf-8").replace("- key: supervision\n", "- key: agriculture\n"), "utf-8"
    )
    path = folder / "matters" / f"{KEY}.yaml"
    lines = path.read_text("utf-8").splitlines()
    led = ["lead: agriculture" if line.startswith("lead:") else line for line in lines]
    path.write_text("\n".join(led) + "\n", "utf-8")
    code, said = house.ask("matter", "hand-in", str(path), "--by", "editor")
    assert (code, "This installation does not know: agriculture." in said) == (1, True), said


def test_versions_tell_from_when_each_takes_cases(house: Desk, draft: Path):
    published(house, draft, "--from", "2099-12-01")
    listed = answer(house, "matter", "versions", KEY)["versions"]
    assert isinstance(listed, list)
    assert [(one["version"], one["stage"]) for one in listed] == [(2, "coming"), (1, "current")]
    code, said = house.ask("matter", "versions", KEY)
    assert (code, "2099-12-01" in said) == (0, True)


def test_a_draft_is_compared_with_a_published_version(house: Desk, draft: Path):
    found = answer(house, "matter", "diff", f"{KEY}@1", str(draft))["differences"]
    assert isinstance(found, list)
    assert [one["whom"] for one in found] == ["dates"]
    code, said = house.ask("matter", "diff", f"{KEY}@1", f"{KEY}@7")
    assert (code, f"{KEY}@1" in said) == (1, True)


def test_running_cases_are_judged_moved_and_moved_back(house: Desk, draft: Path, tmp_path: Path):
    _, number = house.ask("case", "launch", KEY, "--answers", str(an_application(tmp_path)))
    published(house, draft)
    words = ("matter", "migrate", KEY, "--to", "2")
    assert answer(house, *words)["counts"] == {"moves": 1, "new_work": 0, "cannot": 0, "there": 0}
    assert answer(house, *words, "--apply", "--by", "admin")["done"] == "apply"
    assert answer(house, *words)["counts"] == {"moves": 0, "new_work": 0, "cannot": 0, "there": 1}
    code, said = house.ask("case", "show", number.strip())
    assert (code, "Moved to another version" in said) == (0, True)
    assert house.ask("case", "rebuild", "all") == (0, "1 case(s); 0 differed and were put right.\n")
    code, said = house.ask(*words, "--undo")
    assert (code, "1 moved back, 0 cannot." in said) == (0, True)


def test_past_cases_are_replayed_from_the_database(house: Desk, draft: Path, tmp_path: Path):
    house.ask("case", "launch", KEY, "--answers", str(an_application(tmp_path)))
    said = answer(house, "matter", "replay", str(draft))
    assert said["summary"] == {"cases": 1, "same": 1, "kinds": {}}


@pytest.mark.parametrize("key", KEYS)
def test_every_shipped_matter_is_compared_replayed_and_its_savings_computed(
    desk: Desk, tmp_path: Path, key: str
):
    assert answer(desk, "matter", "diff", key, key)["differences"] == []
    assert len(list(answer(desk, "matter", "savings", key)["savings"])) == 5
    folder = str(tmp_path / "nothing")
    summary = answer(desk, "matter", "replay", key, "--data", folder)["summary"]
    assert summary["cases"] == summary["same"] > 0


@pytest.mark.parametrize(
    "command",
    [
        "diff",
        "hand-in",
        "publish",
        "versions",
        "replay",
        "migrate",
        "savings",
        "new",
        "export",
        "import",
    ],
)
def test_help_names_every_option(desk: Desk, command: str):
    code, said = desk.ask("matter", command, "--help")
    assert code == 0
    assert "--json" in said
