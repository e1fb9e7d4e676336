"""The table of the patterns in the manual names every fixture and every test, and nothing else."""

import re
from pathlib import Path

import pytest

from matters.reading import check_matter
from tests.patterns.core_desk import MATTERS, the_library

MANUAL = Path("docs/patterns.md")
ROW = re.compile(
    r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([●○]) \| .* \| \[([^]]+)\]\(([^)]+)\) \|$", re.M
)
MUST = {1, 2, 3, 4, 5, 6, 7, 10, 11, 14, 15, 16, 18, 19, 20, 21, 24, 25, 26, 30, 34, 37, 43}
SHOULD = {9, 12, 13, 17, 23, 27, 29, 32, 35, 36, 39, 40}
ROWS = ROW.findall(MANUAL.read_text(encoding="utf-8"))
FIXTURES = sorted(MATTERS.glob("*.yaml"))


def numbers(rank: str) -> set[int]:
    return {int(row[0]) for row in ROWS if row[3] == rank}


def with_a_test() -> set[int]:
    here = Path(__file__).parent
    texts = (file.read_text(encoding="utf-8") for file in here.glob("test_*.py"))
    return {int(one) for text in texts for one in re.findall(r"^def test_wcp_(\d\d)_", text, re.M)}


def test_all_thirty_five_patterns_are_in_the_table() -> None:
    assert (numbers("●"), numbers("○")) == (MUST, SHOULD)
    assert len(ROWS) == len(MUST | SHOULD)


def test_each_row_links_to_its_own_fixture_by_its_name() -> None:
    linked = {(MANUAL.parent / row[5]).resolve() for row in ROWS}
    assert linked == {file.resolve() for file in FIXTURES}
    for number, *_, errand, link in ROWS:
        file = MANUAL.parent / link
        assert file.name.startswith(f"wcp-{int(number):02}-")
        assert f"en: {errand}}}" in file.read_text(encoding="utf-8")


def test_each_pattern_has_its_executed_test() -> None:
    assert with_a_test() == MUST | SHOULD


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.stem)
def test_a_fixture_is_a_matter_without_mistakes(file: Path) -> None:
    assert check_matter(file, the_library()) == ()
