"""A notice from its number to its signature, its verification, its voiding and its correction."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from flows.commands import act_on
from flows.installation import Installation
from flows.sealing import pdf_of
from flows.signing_keys import SigningKeys
from forms.letters import Letter
from forms.signatures import Holds, authorities, examine
from hall.console.notice_verdicts import Given, tell_verdict
from hall.verification import check_code, verified, verified_by_number
from hall.verified_files import file_seen
from matters.acts import VoidNotice
from matters.case import Actor
from matters.rules import Rules
from storage import incidents, notices
from storage.files import digest_of
from storage.notice_numbers import series_seen
from storage.notices import NoticeSeen
from storage.settings import Settings
from tests.builders import a_matter, a_step
from tests.cases import an_accepted_case, granted, played
from tests.forms.authorities import PASSWORD, an_authority
from tests.hall.console_desk import Desk, set_up
from tests.houses import Outside, a_wave, begin, publish

CITY = an_authority()


@pytest.fixture
def house(house: Installation, tmp_path: Path) -> Installation:
    keys = tmp_path / "keys"
    keys.mkdir()
    for department in ("food", "bureau"):
        (keys / f"{department}.p12").write_bytes(CITY.file_for(department))
    return replace(house, lays_out=True, signing=SigningKeys(keys, PASSWORD))


@pytest.fixture
def rules(house: Installation) -> Rules:
    return publish(house, a_matter(a_step("food")))


def carry(house: Installation, rules: Rules) -> None:
    asyncio.run(a_wave(house, Outside(), rules))


def notices_of(house: Installation, number: str) -> dict[str, NoticeSeen]:
    with house.database.transaction() as connection:
        return {one.key: one for one in notices.of_case(connection, number)}


def letter_of(house: Installation, notice: NoticeSeen) -> Letter:
    with house.database.transaction() as connection:
        text = notices.text_of(connection, house.keyring, notice.case, notice.key)
    return Letter.model_validate_json(text or "")


def a_closed_case(house: Installation, rules: Rules) -> str:
    """Everything granted, and every notice delivered."""
    case = played(rules, an_accepted_case(rules), granted("food"))
    begin(house, rules, case)
    carry(house, rules)
    return case.number


def a_grant(house: Installation, number: str) -> NoticeSeen:
    return notices_of(house, number)["granted:food:1"]


def a_head(department: str) -> Actor:
    return Actor(account=f"{department}-head", department=department, role="head")


def test_a_delivered_notice_is_signed_by_its_department(house: Installation, rules: Rules) -> None:
    notice = a_grant(house, a_closed_case(house, rules))
    content = house.files.get(notice.file or "")
    found = examine(content, authorities(CITY.pem))
    assert found.holds is Holds.YES
    assert found.signature is not None
    assert (found.signature.by, found.signature.trusted) == (notice.department, True)
    assert found.signature.reason.endswith(notice.number)
    assert found.signature.at == notice.issued_at


def test_drawn_again_after_a_crash_it_is_the_same_file(house: Installation, rules: Rules) -> None:
    notice = a_grant(house, a_closed_case(house, rules))
    again = pdf_of(house, replace(notice, file=None), lambda: letter_of(house, notice))
    assert digest_of(again) == notice.file


def test_a_file_is_known_byte_for_byte(house: Installation, rules: Rules) -> None:
    notice = a_grant(house, a_closed_case(house, rules))
    content = house.files.get(notice.file or "")
    seen = file_seen(house, content)
    assert (seen.state, seen.document and seen.document.number) == ("ours", notice.number)
    altered = content.replace(b"%PDF-1.7", b"%PDF-1.6", 1)
    assert file_seen(house, altered).state == "altered"
    assert file_seen(house, b"no PDF").state == "no-pdf"


def test_a_number_is_verified_with_its_check_code_only(house: Installation, rules: Rules) -> None:
    notice = a_grant(house, a_closed_case(house, rules))
    typed = notice.number.replace("〔", "[").replace("〕", "] ")
    code = check_code(notice.code)
    found = verified_by_number(house, typed, code.lower())
    assert found is not None
    assert found.number == notice.number
    wrong = ("A" if code[0] != "A" else "B") + code[1:]
    assert verified_by_number(house, notice.number, wrong) is None
    assert verified_by_number(house, notice.number, "") is None


def corrected(house: Installation, rules: Rules) -> tuple[NoticeSeen, NoticeSeen]:
    """A notice that was voided, and the one in its place."""
    number = a_closed_case(house, rules)
    notice = a_grant(house, number)
    act = VoidNotice(key=notice.key, because="content", text="漏写一项。", corrected=True)
    act_on(house, number, act, a_head(notice.department))
    carry(house, rules)
    return notice, notices_of(house, number)[f"{notice.key}~2"]


def test_a_corrected_notice_names_the_void_one_and_is_signed_too(
    house: Installation, rules: Rules
) -> None:
    notice, new = corrected(house, rules)
    assert new.number != notice.number
    assert f"{notice.number}有误，已经作废" in letter_of(house, new).chinese.notes[0]
    assert examine(house.files.get(new.file or "")).holds is Holds.YES
    with house.database.transaction() as connection:
        assert incidents.unresolved(connection, 5) == ()


def test_verification_tells_void_and_replaced(house: Installation, rules: Rules) -> None:
    notice, new = corrected(house, rules)
    before, after = verified(house, notice.code), verified(house, new.code)
    assert before is not None
    assert after is not None
    assert (before.state, before.replaced_by) == ("void", new.number)
    assert before.void is not None
    assert before.void.because.zh == "内容有误"
    assert (after.state, after.replaces) == ("valid", notice.number)


def test_a_void_number_stays_used(house: Installation, rules: Rules) -> None:
    notice, new = corrected(house, rules)
    with house.database.transaction() as connection:
        seen = series_seen(connection)
    voids = [void for one in seen for void in one.voids]
    assert [(void.number, void.replaced_by) for void in voids] == [(notice.number, new.number)]
    assert all(one.missing == () for one in seen)


def test_a_file_alone_is_verified_offline(
    house: Installation, rules: Rules, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notice = a_grant(house, a_closed_case(house, rules))
    file, ca = tmp_path / "notice.pdf", tmp_path / "ca.pem"
    file.write_bytes(house.files.get(notice.file or ""))
    ca.write_bytes(CITY.pem)
    settings = Settings(data_dir=tmp_path / "nothing")
    assert tell_verdict(settings, Given(file, ca), json=False) == 0
    assert "可以采信" in capsys.readouterr().out
    ca.write_bytes(an_authority().pem)
    assert tell_verdict(settings, Given(file, ca), json=False) == 1
    assert "不可信" in capsys.readouterr().out
    file.write_bytes(file.read_bytes() + b" ")
    assert tell_verdict(settings, Given(file), json=True) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["signature"]["state"], said["installation"]) == ("altered", None)
    assert not (tmp_path / "nothing").exists()


def test_the_command_verifies_and_refuses_what_is_no_pdf(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(lambda: "".join(capsys.readouterr()))
    file = tmp_path / "letter.txt"
    file.write_text("a letter", encoding="utf-8")
    code, said = desk.ask("notice", "verify", str(file), "--offline", "--data", str(tmp_path))
    assert code != 0
    assert "is no PDF" in said


def test_the_numbers_of_an_installation_are_shown(
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up(monkeypatch, database_url, tmp_path)
    desk = Desk(lambda: capsys.readouterr().out)
    code, said = desk.ask("notice", "numbers", "--json")
    assert (code, json.loads(said)) == (0, [])
