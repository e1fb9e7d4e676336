"""Every tool on every shipped matter: it answers, in both languages and for machines, and never with a traceback."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hall.command_line import run
from hall.console.catalogue import read_scenarios
from matters.reading import SHIPPED, shipped_catalogue
from tests.hall.console_desk import set_up

CATALOGUE = shipped_catalogue()
KEYS = [one.matter for one in CATALOGUE.matters]
FIRST = {one.matter: one.scenarios[0].scenario for one in read_scenarios(CATALOGUE)}
Asked = Callable[..., tuple[int, str, str]]
SMALL = ("--days", "1", "--per-day", "5", "--no-compare")
ON_A_MATTER: list[tuple[str, ...]] = [
    ("feasible", "{key}"),
    ("savings", "{key}"),
    ("show", "{key}"),
    ("explain", "{key}", "--scenario", "{scenario}"),
    ("test", "{key}"),
    ("mutate", "{key}", "--most", "1"),
    ("diff", "{key}", "{key}"),
    ("diff", "{key}", "{changed}"),
    ("simulate", "{key}", *SMALL),
    ("replay", "{key}", "--data", "{nowhere}"),
    ("check", "{file}"),
]
WITHOUT_JSON = frozenset({"show"})
MAY_SURVIVE = frozenset({"mutate"})
"""Exit code 1 says that a fault survived: an answer, no failure."""
SLOW = frozenset({"test", "mutate", "replay", "simulate", "feasible"})
IN_WORDS = {"zh": "newborn", "en": "joint-inspection"}
FORMATS = {
    "graph": ("text", "mermaid", "svg", "bpmn", "json"),
    "guide": ("html", "markdown", "json"),
    "form": ("text", "html", "json"),
}


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]) -> Asked:
    def ask(*words: str, language: str = "en") -> tuple[int, str, str]:
        code = run(["--language", language, *words])
        return (code, *capsys.readouterr())

    return ask


@pytest.fixture
def places(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """What the commands name: the matter, its file, a copy with another promise, its first scenario."""

    def named(key: str) -> dict[str, str]:
        file = SHIPPED / "matters" / f"{key}.yaml"
        return {
            "key": key,
            "file": str(file),
            "changed": str(a_changed_copy(key, tmp_path / "drafts")),
            "scenario": FIRST[key],
            "nowhere": str(tmp_path / "nowhere"),
        }

    return named


def a_changed_copy(key: str, folder: Path) -> Path:
    """The second version, with a promise of another length."""
    lines = (SHIPPED / "matters" / f"{key}.yaml").read_text(encoding="utf-8").splitlines()
    of = {"version:": "version: 2", "promise:": "promise: 90 working days"}
    changed = (next((new for old, new in of.items() if one.startswith(old)), one) for one in lines)
    path = folder / f"{key}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(changed) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("words", ON_A_MATTER, ids=" ".join)
@pytest.mark.parametrize("key", KEYS)
def test_every_tool_answers_on_every_matter(asked: Asked, places, key: str, words: tuple[str, ...]):
    named = places(key)
    tool, *rest = (one.format_map(named) for one in words)
    right = {0, 1} if tool in MAY_SURVIVE else {0}
    for language in ("zh", "en"):
        if tool in SLOW and key != IN_WORDS[language]:
            continue  # their words are the same for every matter; what machines read is looked at for all
        code, out, err = asked("matter", tool, *rest, language=language)
        assert code in right, out + err
        assert out.strip()
        assert "Traceback" not in out + err
    if tool not in WITHOUT_JSON:
        code, out, err = asked("matter", tool, *rest, "--json")
        assert code in right, out + err
        assert isinstance(json.loads(out), dict | list)


@pytest.mark.parametrize(("tool", "form"), [(t, f) for t, forms in FORMATS.items() for f in forms])
@pytest.mark.parametrize("key", KEYS)
def test_every_picture_guide_and_form_is_written_in_every_format(
    asked: Asked, key: str, tool: str, form: str
):
    told = [
        asked("matter", tool, key, "--format", form, language=language) for language in ("zh", "en")
    ]
    assert [code for code, _, _ in told] == [0, 0]
    (_, chinese, _), (_, english, _) = told
    assert chinese.strip()
    if form == "json":
        assert json.loads(chinese)
        assert json.loads(english)
    else:
        assert chinese != english


@pytest.mark.parametrize("key", KEYS)
def test_every_matter_is_packed_and_brought_into_another_catalogue(
    asked: Asked, tmp_path: Path, key: str
):
    package, own = tmp_path / f"{key}.zip", tmp_path / "own"
    shutil.copytree(SHIPPED, own, ignore=shutil.ignore_patterns("matters", "scenarios"))
    code, out, err = asked("matter", "export", key, "--out", str(package), "--json")
    assert code == 0, out + err
    assert json.loads(out)
    words = ("matter", "import", str(package), "--into", str(own))
    for more in ((), ("--json",), ("--yes", "--json")):
        code, out, err = asked(*words, *more)
        assert code == 0, out + err
        if "--json" in more:
            assert json.loads(out)
    assert (own / "matters" / f"{key}.yaml").exists()


def test_every_matter_goes_through_its_versions(
    asked: Asked, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    set_up(monkeypatch, database_url, tmp_path)
    assert asked("migrate")[0] == 0
    for key in KEYS:
        draft = str(a_changed_copy(key, tmp_path / "drafts"))
        for words in (
            ("hand-in", draft, "--by", "editor"),
            ("versions", key),
            ("publish", draft, "--by", "admin"),
            ("diff", f"{key}@1", f"{key}@2"),
            ("migrate", key, "--to", "2"),
            ("retire", key),
        ):
            code, out, err = asked("matter", *words, "--json")
            assert code == 0, (words, out + err)
            assert isinstance(json.loads(out), dict), words
        for words in (("versions", key), ("migrate", key, "--to", "2")):
            assert asked("matter", *words, language="zh")[0] == 0, words
