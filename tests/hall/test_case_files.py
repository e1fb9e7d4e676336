"""A whole case as one file: who may take it, that its row is left, and that it verifies, by page, API and command."""

import io
import json
from pathlib import Path

import pytest

from forms.casefile.__main__ import main
from forms.casefile.archive import Archive
from forms.casefile.verifying import verify
from hall.house import Hall
from matters.chain import ANCHOR, anchor_of
from storage import reads
from storage.files import FileStore
from storage.reads import ReadsWanted
from tests.hall.calling import a_system
from tests.hall.console_desk import Desk, set_up
from tests.hall.desk import KEY, signed_in
from tests.hall.town import Town


@pytest.fixture
def number(hall: Hall) -> str:
    return Town(hall).case("open-a-restaurant", "food-only", until="food-licence")


def taken(hall: Hall, number: str, account: str = "supervisor"):
    browser = signed_in(hall, account)
    return browser.get(f"/cases/{number}/file")


def test_a_supervisor_takes_the_file_and_it_agrees(hall: Hall, number: str) -> None:
    answer = taken(hall, number)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    report = verify(io.BytesIO(answer.content))
    assert (report.differences, report.remarks) == ((), ())
    assert report.notices > 0


def test_every_notice_of_the_file_holds_the_chain_before_it(hall: Hall, number: str) -> None:
    archive = Archive(io.BytesIO(taken(hall, number).content))
    texts = [one.name for one in archive.manifest.members if one.name.startswith("notices/0")]
    addresses = [json.loads(archive.read(one))["code_url"] for one in texts if one.endswith("json")]
    hashes = [json.loads(line)["hash"] for line in archive.read("facts.jsonl").splitlines()]
    assert addresses
    for one in addresses:
        assert len(anchor_of(one)) == ANCHOR
        assert any(digest.startswith(anchor_of(one)) for digest in hashes)


def test_the_readme_says_in_both_languages_what_the_file_is_and_what_the_chain_proves(
    hall: Hall, number: str
) -> None:
    archive = Archive(io.BytesIO(taken(hall, number).content))
    readme = archive.read("README.txt").decode()
    for words in (
        number,
        "哈希链能证明什么",
        "What the chain proves",
        "--head",
        archive.manifest.head,
    ):
        assert words in readme


@pytest.mark.parametrize("account", ["chen", "fire-rescue", "admin"])
def test_nobody_else_takes_it(hall: Hall, number: str, account: str) -> None:
    assert taken(hall, number, account).status_code == 403


def test_the_hall_s_system_takes_it_by_the_api_and_a_department_s_does_not(
    hall: Hall, number: str
) -> None:
    answer = a_system(hall, "hall").get(f"/cases/{number}/file")
    assert verify(io.BytesIO(answer.content)).agrees
    assert a_system(hall, "fire-rescue").get(f"/cases/{number}/file").status_code == 403


def test_a_case_that_is_not_there_is_told_so(hall: Hall, number: str) -> None:
    assert taken(hall, "330200001260305999999").status_code == 404


@pytest.fixture
def at_the_machine(
    hall: Hall, number: str, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line on the hall's own database and keys, with its files in the data folder."""
    set_up(monkeypatch, database_url, tmp_path, ONEGO_KEYS=KEY)
    files = FileStore((tmp_path / "files").as_uri(), hall.installation.keyring)
    archive = Archive(io.BytesIO(taken(hall, number).content))
    for one in archive.manifest.members:
        files.put(archive.read(one.name))
    with hall.database.transaction() as connection:
        connection.execute("truncate reads")


@pytest.mark.usefixtures("at_the_machine")
def test_the_command_leaves_its_row_and_writes_what_verifies_alone(
    hall: Hall, number: str, tmp_path: Path, desk: Desk
) -> None:
    target = tmp_path / "case.zip"
    code, said = desk.ask("case", "export", number, "--to", str(target))
    assert (code, "Verify it" in said) == (0, True), said
    with hall.database.transaction() as connection:
        (row,) = reads.newest(connection, ReadsWanted(what="case-file"), None, 9)
    assert row.read.case == number
    assert main([str(target), "--json"]) == 0
    assert json.loads(desk.said())["differences"] == []
    code, said = desk.ask("case", "export", number, "--to", str(target), "--json")
    head = json.loads(said)["head"]
    code, said = desk.ask("case", "verify", str(target), "--head", head[:20])
    assert (code, f"It agrees. The chain ends in {head}" in said) == (0, True)
    code, said = desk.ask("case", "verify", "--all")
    assert (code, "1 agree, 0 do not" in said) == (0, True), said
    target.write_bytes(target.read_bytes().replace(number.encode(), b"9" * len(number)))
    code, said = desk.ask("case", "verify", str(target))
    assert (code, "It does not agree" in said) == (1, True)
