"""Settings: what the defaults are, and what is said about a wrong value."""

from pathlib import Path

import pytest

from storage.refusals import KeysWrong, SettingWrong
from storage.settings import read_settings


def test_with_nothing_set_everything_is_embedded_and_local(tmp_path: Path):
    settings = read_settings(data_dir=tmp_path)
    assert settings.is_embedded
    assert settings.public == "http://127.0.0.1:8600"
    assert settings.prefect_api == "http://127.0.0.1:8601/api"
    assert settings.files == (tmp_path / "files").as_uri()
    assert not settings.demo


def test_the_environment_sets_and_the_command_line_overrules(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ONEGO_WEB_PORT", "9000")
    monkeypatch.setenv("ONEGO_UPLOAD_LIMIT", "5MB")
    assert read_settings().web_port == 9000
    assert read_settings().upload_limit == 5_000_000
    assert read_settings(web_port=9001).web_port == 9001


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ONEGO_WEB_PORT", "eighty"),
        ("ONEGO_WEB_PORT", "70000"),
        ("ONEGO_LOG_LEVEL", "LOUD"),
        ("ONEGO_DATABASE_URL", "sqlite:///cases.db"),
        ("ONEGO_UPLOAD_LIMIT", "0"),
    ],
)
def test_a_wrong_value_is_told_by_the_name_of_its_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingWrong, match=f"Setting {name}: "):
        read_settings()


def test_a_database_of_ones_own_needs_keys_of_ones_own(tmp_path: Path):
    settings = read_settings(data_dir=tmp_path, database_url="postgresql://db/onego")
    with pytest.raises(KeysWrong, match="ONEGO_KEYS"):
        settings.keyring()


def test_the_embedded_installation_makes_its_keys_once(tmp_path: Path):
    settings = read_settings(data_dir=tmp_path)
    sealed = settings.keyring().seal("text", b"here")
    assert read_settings(data_dir=tmp_path).keyring().open(sealed, b"here") == "text"
    assert (tmp_path / "keys").stat().st_mode & 0o077 == 0


def test_a_session_outlives_a_restart(tmp_path: Path):
    first, again = (read_settings(data_dir=tmp_path).session_key() for _ in range(2))
    assert first == again
    assert len(first) > 32
    assert (tmp_path / "session-secret").stat().st_mode & 0o077 == 0


def test_secrets_do_not_show_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ONEGO_SESSION_SECRET", "open-sesame")
    monkeypatch.setenv("ONEGO_KEYS", "a:open-sesame")
    assert "open-sesame" not in repr(read_settings())
