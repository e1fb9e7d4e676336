"""Case files: unaltered they agree, for every shipped scenario; whatever is altered is found out."""

import io
import json
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from forms.casefile.archive import Content, write_archive
from forms.casefile.assembling import Kept
from forms.casefile.contents import FactLine, Manifest
from forms.casefile.fact_lines import fact_lines
from forms.casefile.verifying import Report, verify
from hall.console.catalogue import read_scenarios
from matters.acts import Accept
from matters.case import Decided
from matters.chain import GENESIS, chained
from matters.reading import shipped_catalogue
from matters.rules import Rules
from matters.scenarios import Scenarios
from matters.workbench.trials import run
from tests.builders import a_calendar, a_form, a_material, a_matter, a_step
from tests.casefiles import kept, written
from tests.cases import a_case, after_the_machine, asked_for, on, played, refused, supplied
from tests.houses import an_office_that_writes

PLAYS = {
    f"{file.matter}/{one.scenario}": (file, one)
    for file in read_scenarios(shipped_catalogue())
    for one in file.scenarios
}
EVERY = 1 if os.environ.get("ONEGO_ALL_CASE_FILES") else 12
"""All 550 scenarios take a minute; with the variable all of them are verified."""
SOME = tuple(PLAYS)[::EVERY]
FLIPS = 300
SEED = 20260305
OURS = Rules(
    a_matter(
        a_step("food"),
        form=a_form("uscc", "name", "legal_rep"),
        materials=(a_material("plan"), a_material("lease")),
    ),
    an_office_that_writes(),
    a_calendar(),
)


def rules_of(file: Scenarios) -> Rules:
    catalogue = shipped_catalogue()
    matter = next(one for one in catalogue.matters if one.matter == file.matter)
    return Rules(matter, catalogue.office, catalogue.calendar)


@pytest.mark.parametrize("play", SOME)
def test_the_case_file_of_a_shipped_scenario_agrees(play):
    file, scenario = PLAYS[play]
    rules = rules_of(file)
    report = verify(io.BytesIO(written(kept(rules, run(rules, file, scenario).case))))
    assert (report.differences, report.remarks) == ((), ())
    assert report.facts > 1


@cache
def ours() -> Kept:
    """A refused case with a supplement: papers, notices of several kinds, clocks over a month."""
    asked = after_the_machine(OURS, played(OURS, a_case(OURS), asked_for("plan", "lease")))
    supply = played(OURS, asked, supplied("plan", "lease"), Accept(), at=on("2026-03-06"))
    accepted = after_the_machine(OURS, supply, on("2026-03-06"))
    decided = played(OURS, accepted, refused("food"), at=on("2026-03-12"))
    return kept(OURS, after_the_machine(OURS, decided, on("2026-03-12")))


def ours_as_file() -> bytes:
    return written(ours())


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(there: dict[str, bytes]) -> bytes:
    """The members in an archive as ours are written, with a manifest that fits them."""
    target = io.BytesIO()
    manifest = Manifest.model_validate_json(there["manifest.json"])
    names = sorted(there.keys() - {"manifest.json"})
    write_archive(target.write, manifest, (Content(name, there[name]) for name in names))
    return target.getvalue()


def said_of(content: bytes, head: str = "") -> Report:
    return verify(io.BytesIO(content), head)


def about(report: Report) -> set[str]:
    return {one.about for one in report.differences}


def altered(name: str, change: Callable[[str], str]) -> bytes:
    """The file with one member changed and the manifest made to fit."""
    there = members(ours_as_file())
    before = there[name].decode()
    there[name] = change(before).encode()
    assert there[name].decode() != before
    return packed(there)


def test_our_case_agrees_and_counts_what_it_holds():
    report = said_of(ours_as_file())
    assert (report.differences, report.remarks) == ((), ())
    assert report.documents == 2
    assert report.notices == 5
    assert report.clocks > 3


def test_the_same_case_exported_twice_has_the_same_bytes():
    assert ours_as_file() == ours_as_file()


def flipped(chance: random.Random, content: bytes) -> bytes:
    """One bit of one byte is another."""
    place = chance.randrange(len(content))
    return (
        content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]
    )


def test_one_altered_byte_of_any_member_is_found_out():
    chance, there = random.Random(SEED), members(ours_as_file())
    names = sorted(there.keys() - {"manifest.json"})
    for _ in range(FLIPS):
        name = chance.choice(names)
        report = said_of(raw({**there, name: flipped(chance, there[name])}))
        assert any(one.where == name for one in report.differences), f"seed {SEED}: {name}"


def test_one_altered_byte_of_facts_notices_papers_or_matter_is_found_though_the_manifest_fits():
    chance, there = random.Random(SEED), members(ours_as_file())
    names = [
        one for one in sorted(there) if one.startswith(("facts", "notices", "documents", "matters"))
    ]
    for _ in range(FLIPS):
        name = chance.choice(names)
        report = said_of(packed({**there, name: flipped(chance, there[name])}))
        assert not report.agrees, f"seed {SEED}: {name}"


def raw(there: dict[str, bytes]) -> bytes:
    """Put together as ours are, without looking whether the manifest fits."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, content in there.items():
            archive.writestr(name, content)
    return whole.getvalue()


def test_one_altered_byte_of_the_archive_itself_is_found_out():
    chance, whole = random.Random(SEED), ours_as_file()
    for _ in range(FLIPS):
        content = bytearray(whole)
        place = chance.randrange(len(content))
        content[place] ^= 1 << chance.randrange(8)
        assert not said_of(bytes(content)).agrees, f"seed {SEED}: byte {place}"


def test_bytes_behind_the_archive_are_found_out():
    assert about(said_of(ours_as_file() + b"x")) == {"archive"}


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("布局不符合要求。", "布局符合要求。"), ("2026-03-12", "2026-03-11"), ("refused", "granted")],
)
def test_an_altered_fact_is_found_by_the_chain_though_the_manifest_fits(was, becomes):
    report = said_of(altered("facts.jsonl", lambda text: text.replace(was, becomes)))
    assert "facts" in about(report)
    assert any("decided" in one.where for one in report.differences)


def test_facts_whose_chains_were_both_computed_anew_do_not_fit_the_notices():
    there = members(ours_as_file())
    lines = [FactLine.model_validate_json(one) for one in there["facts.jsonl"].splitlines()]
    rows, head = [], GENESIS
    for line in lines:
        body = line.kept.replace("330200", "330201") if line.seq == 1 else line.kept
        body = body.replace("甬上人家", "甬下人家")
        head = chained(head, body)
        rows.append((body, head))
    facts = [line.opened for line in lines]
    facts[0] = facts[0].model_copy(
        update={"answers": {**facts[0].answers, "company.name": "宁波甬下人家餐饮有限公司"}}
    )
    again = tuple(fact_lines(rows, tuple(facts)))
    there["facts.jsonl"] = b"\n".join(one.model_dump_json().encode() for one in again)
    manifest = json.loads(there["manifest.json"])
    manifest |= {"head": again[-1].hash, "opened_head": again[-1].opened_hash}
    there["manifest.json"] = json.dumps(manifest).encode()
    report = said_of(packed(there))
    told = [one.says.en for one in report.differences]
    assert any("hash in its QR code" in one for one in told)
    assert any(one.about == "notices" for one in report.differences)


def test_a_chain_written_anew_does_not_end_as_somebody_knows_it():
    head = ours().kept[-1][1].hex()
    assert said_of(ours_as_file(), head[:20]).agrees
    wrong = said_of(ours_as_file(), "f" * 20)
    assert [one.about for one in wrong.differences] == ["facts"]


def test_an_altered_notice_is_found_though_the_manifest_fits():
    name = next(one for one in members(ours_as_file()) if one.endswith("refused-food-1.json"))
    report = said_of(altered(name, lambda text: text.replace("人民法院", "基层法院")))
    assert any(name.split("-", 1)[1][:7] in one.where for one in report.differences)
    assert about(report) == {"notices"}


@pytest.mark.parametrize("kind", ["notices", "documents"])
def test_an_exchanged_file_is_found_though_the_manifest_fits(kind):
    there = members(ours_as_file())
    name = next(one for one in there if one.startswith(kind) and one.endswith(".pdf"))
    there[name] = b"%PDF-1.7\nanother\n%%EOF"
    report = said_of(packed(there))
    assert [(one.about, one.where) for one in report.differences] == [(kind, name)]


def test_another_version_of_the_matter_is_found_though_the_manifest_fits():
    name = next(one for one in members(ours_as_file()) if one.startswith("matters/"))
    report = said_of(altered(name, lambda text: text.replace("测试一件事", "别的一件事")))
    assert "matter" in about(report)


def a_rest_day_more(text: str) -> str:
    calendars = json.loads(text)
    year = next(one for one in calendars[0]["calendar"]["years"] if one["year"] == 2026)
    year["rest_days"].append("2026-03-10")
    return json.dumps(calendars)


def test_an_altered_calendar_is_told_to_the_day_of_the_clock():
    report = said_of(altered("calendars.json", a_rest_day_more))
    clocks = [one.where for one in report.differences if one.about == "clocks"]
    assert "T4:food:1 2026-03-10" in clocks


def test_an_altered_office_is_told_by_the_notices_that_name_it():
    report = said_of(
        altered("office.json", lambda text: text.replace("鄞州区人民法院", "海曙区人民法院"))
    )
    assert any("refused:food:1" in one.where for one in report.differences)


def test_the_account_of_where_the_case_stands_must_follow_from_its_facts():
    report = said_of(
        altered(
            "derived.json",
            lambda text: text.replace('"outcome": "refused"', '"outcome": "granted"'),
        )
    )
    (only,) = report.differences
    assert (only.about, only.where) == ("state", "outcome")
    assert "granted" in only.says.en
    assert "refused" in only.says.zh


def test_what_is_no_case_file_is_told_so():
    for content in (b"", b"not a zip", raw({"a": b"b"})):
        assert about(said_of(content)) == {"archive"}


def test_a_fact_left_out_is_told():
    assert any(isinstance(one, Decided) for one in ours().opened.case.facts)
    report = said_of(altered("facts.jsonl", lambda text: "\n".join(text.splitlines()[:-1])))
    assert "facts" in about(report)


def test_the_verifier_alone_loads_neither_database_nor_web_nor_layout(tmp_path):
    path = tmp_path / "case.zip"
    path.write_bytes(ours_as_file())
    alone = (
        "import sys; from forms.casefile.__main__ import main; code = main(sys.argv[1:]);"
        " heavy = {'storage', 'flows', 'hall', 'psycopg', 'fastapi', 'prefect', 'typst', 'sqlmodel'};"
        " found = heavy & set(sys.modules); print(found); sys.exit(code or bool(found))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", alone, str(path), "--language", "en"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "It agrees" in ran.stdout
