"""What is installed is what lies here, and quick things stay quick."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("flows", "forms", "hall", "matters", "storage")


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_installed_package_shadows_our_folder(folder: str) -> None:
    found = importlib.import_module(folder).__file__
    assert found is not None
    assert Path(found).resolve().parent == ROOT / folder


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_says_what_it_is_and_holds_nothing_else_at_its_root(folder: str) -> None:
    text = (ROOT / folder / "__init__.py").read_text(encoding="utf-8")
    assert text.startswith('"""')


@pytest.mark.parametrize("module", ["hall.command_line", "matters.reading", "flows.commands"])
def test_neither_the_command_line_nor_checking_yaml_imports_prefect(module: str) -> None:
    program = f"import sys, {module}; sys.exit('prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_the_lock_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--hash=sha256:" in lock
