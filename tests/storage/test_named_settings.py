"""What the names in registers.yaml stand for: our own settings, the environment, or a file."""

from pathlib import Path

import pytest

from matters.reading import shipped_catalogue
from storage.named_settings import NamedSettings
from storage.settings import read_settings

NAME = "ONEGO_LAND_SECRET"


def said(folder: Path, name: str = NAME, **environment: str) -> str | None:
    found = NamedSettings(read_settings(data_dir=folder), environment)(name)
    return found.get_secret_value() if found else None


def test_a_name_is_looked_up_in_the_environment_then_in_files(tmp_path: Path):
    assert said(tmp_path) is None
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / NAME).write_text("from the data folder\n")
    assert said(tmp_path) == "from the data folder"
    (tmp_path / "pointed").write_text("from the file that is named\n")
    pointed = {f"{NAME}_FILE": str(tmp_path / "pointed")}
    assert said(tmp_path, **pointed) == "from the file that is named"
    assert said(tmp_path, **pointed, **{NAME: "from the environment"}) == "from the environment"


def test_a_file_that_is_named_and_not_there_is_no_secret(tmp_path: Path):
    assert said(tmp_path, **{f"{NAME}_FILE": str(tmp_path / "nowhere")}) is None


def test_the_gateway_of_the_city_is_the_installations_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("ONEGO_REGISTERS_URL", raising=False)
    assert said(tmp_path, "ONEGO_REGISTERS_URL") == "http://127.0.0.1:8602"
    assert said(tmp_path, "ONEGO_REGISTERS_APP_KEY") == "onego"
    assert said(tmp_path, "ONEGO_REGISTERS_APP_SECRET")


def test_a_secret_does_not_show_itself(tmp_path: Path):
    found = NamedSettings(read_settings(data_dir=tmp_path), {NAME: "hidden"})(NAME)
    assert "hidden" not in repr(found)


def test_the_shipped_registers_say_which_variables_they_want():
    named = shipped_catalogue().registers.named
    assert {"ONEGO_REGISTERS_URL", "ONEGO_REGISTERS_APP_SECRET"} <= named
    assert all(name.isupper() for name in named)
