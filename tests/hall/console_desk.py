"""The command line as a test calls it, on a database of the test's own."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from hall.command_line import run
from hall.console.catalogue import catalogue_for, read_scenarios
from hall.demo.subjects import Applicants
from hall.registers.synthetic import Society
from matters.plays import Play, prepared
from matters.reading import SHIPPED
from storage.encryption import new_key

FIXTURES = Path(__file__).parents[1] / "matters" / "fixtures"
TODAY = date(2026, 3, 5)
Said = Callable[[], str]


@dataclass(frozen=True)
class Desk:
    """Runs commands and gives what they said."""

    said: Said

    def ask(self, *words: str, language: str = "en") -> tuple[int, str]:
        """The exit code, and all that was printed."""
        code = run(["--language", language, *words])
        return code, self.said()


def settings_for(database_url: str, folder: Path) -> dict[str, str]:
    """The environment of an installation that uses this database."""
    return {
        "ONEGO_DATABASE_URL": database_url,
        "ONEGO_DATA_DIR": str(folder),
        "ONEGO_KEYS": new_key("test"),
        "ONEGO_DEMO": "true",
    }


def set_up(monkeypatch: pytest.MonkeyPatch, database_url: str, folder: Path, **other: str) -> None:
    """Let commands find an installation that uses this database."""
    for name, value in {**settings_for(database_url, folder), **other}.items():
        monkeypatch.setenv(name, value)


def ten_mistakes(folder: Path) -> Path:
    """A file with ten mistakes, beside a library of its own."""
    shutil.copytree(FIXTURES / "catalogue", folder, dirs_exist_ok=True)
    path = folder / "matters" / "ten-mistakes.yaml"
    path.parent.mkdir(exist_ok=True)
    return Path(shutil.copy(FIXTURES / "ten-mistakes.yaml", path))


def a_play(key: str, scenario: str) -> Play:
    """A scenario of the shipped catalogue with an applicant."""
    catalogue = catalogue_for(demo=True, today=TODAY)
    file = next(one for one in read_scenarios(catalogue) if one.matter == key)
    chosen = next(one for one in file.scenarios if one.scenario == scenario)
    matter = catalogue.matter(key)
    facts = Applicants(Society(1, TODAY, people=600, companies=200)).facts_for(matter, file, chosen)
    return prepared(file, chosen, matter, facts, TODAY)


def an_application(folder: Path) -> Path:
    """A file of answers as `onego case launch` reads it."""
    play = a_play("new-resident", "own-house")
    path = folder / "answers.json"
    path.write_text(json.dumps(play.answers, ensure_ascii=False), encoding="utf-8")
    return path


SHIPPED_MATTER = SHIPPED / "matters" / "new-resident.yaml"
