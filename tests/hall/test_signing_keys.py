"""The keys that departments sign with: the demonstration's own, and what the doctor says of them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.signing_keys import SigningKeys, keys_of
from forms.signatures import Holds, authorities, examine
from forms.signing import KeyUnusable, sign_pdf
from hall.demo_authority import AUTHORITY, make_demo_keys
from hall.doctor.remark import Level
from hall.doctor.signing import signing
from matters.office import Office
from matters.reading import SHIPPED, read_library
from storage.refusals import SettingWrong
from storage.settings import Settings
from tests.forms.authorities import ENDS, PASSWORD, an_authority
from tests.forms.test_signing import a_notice

MONDAY = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def office() -> Office:
    return read_library(SHIPPED).office


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Settings:
    settings = Settings(data_dir=tmp_path_factory.mktemp("demo"), demo=True)
    assert make_demo_keys(settings, office, MONDAY) == len(office.departments)
    return settings


def test_a_demonstration_has_a_key_for_every_department(demo: Settings, office: Office) -> None:
    keys = keys_of(demo)
    key = keys.of("market-regulation")
    assert key is not None
    assert key.name == "宁波市市场监督管理局（演示 DEMO）"
    assert demo.signing_folder is not None
    trusted = authorities((demo.signing_folder / AUTHORITY).read_bytes())
    found = examine(sign_pdf(a_notice(), key, MONDAY, "演示"), trusted)
    assert found.holds is Holds.YES
    assert found.signature is not None
    assert found.signature.trusted


def test_its_keys_are_made_once_and_only_their_owner_may_read_them(
    demo: Settings, office: Office
) -> None:
    assert make_demo_keys(demo, office, MONDAY + timedelta(days=9)) == 0
    assert demo.signing_folder is not None
    modes = {one.stat().st_mode & 0o777 for one in demo.signing_folder.iterdir()}
    assert modes == {0o600}


def test_outside_a_demonstration_no_keys_are_made(tmp_path: Path, office: Office) -> None:
    settings = Settings(data_dir=tmp_path)
    assert make_demo_keys(settings, office, MONDAY) == 0
    assert keys_of(settings).of("police") is None
    assert [one.level for one in signing(settings, MONDAY)] == [Level.OK]


def with_keys(folder: Path) -> Settings:
    """Only the police have a key."""
    (folder / "police.p12").write_bytes(an_authority().file_for("police"))
    (folder / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    return Settings(data_dir=folder, signing_keys=folder, signing_password_file=folder / "password")


def test_the_password_may_stand_in_a_file(tmp_path: Path) -> None:
    key = keys_of(with_keys(tmp_path)).of("police")
    assert key is not None
    assert key.ends == ENDS


def test_a_folder_of_keys_without_a_password_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingWrong, match="ONEGO_SIGNING_PASSWORD_FILE"):
        keys_of(Settings(data_dir=tmp_path, signing_keys=tmp_path))


def test_a_department_without_a_file_does_not_sign(tmp_path: Path) -> None:
    assert keys_of(with_keys(tmp_path)).of("water") is None


def test_a_damaged_file_is_told_with_its_department(tmp_path: Path) -> None:
    (tmp_path / "water.p12").write_bytes(b"damaged")
    with pytest.raises(KeyUnusable, match="'water'"):
        SigningKeys(tmp_path, PASSWORD).of("water")


def test_the_doctor_names_departments_without_a_key_and_when_the_first_certificate_ends(
    tmp_path: Path,
) -> None:
    lacking, held = signing(with_keys(tmp_path), MONDAY)
    assert lacking.level is Level.WARNING
    assert "宁波市水利局" in lacking.what.zh
    assert "police" not in lacking.what.en
    assert "2029-01-01" in held.what.en


@pytest.mark.parametrize(
    ("day", "level"),
    [(ENDS - timedelta(days=30), Level.WARNING), (ENDS + timedelta(1), Level.WRONG)],
)
def test_the_doctor_tells_in_time_that_a_certificate_ends(
    tmp_path: Path, day: datetime, level: Level
) -> None:
    first, *_ = signing(with_keys(tmp_path), day)
    assert first.level is level
    assert "2029-01-01" in first.what.zh
