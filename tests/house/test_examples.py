"""What the manuals show really works."""

import re
from pathlib import Path

import pytest

from matters.reading import SHIPPED, check_matter, read_library, read_matter
from matters.rules import Rules
from matters.workbench.trials_files import read_script, tried

README = Path("README.md")
MANUAL = Path("docs/writing-a-matter.md")
EXAMPLE = Path("docs/examples/matters/breakfast-stall.yaml")
PLAYS = Path("docs/examples/scenarios/breakfast-stall.yaml")
LIBRARY = read_library(SHIPPED)


def yaml_of(page: Path) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def without_indent(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if line.strip()}


def test_the_example_reads_without_mistakes() -> None:
    assert check_matter(EXAMPLE, LIBRARY) == ()


def test_the_example_s_scenarios_end_as_they_say() -> None:
    rules = Rules(read_matter(EXAMPLE, LIBRARY), LIBRARY.office, LIBRARY.calendar)
    results = list(tried(rules, read_script(PLAYS)))
    assert results
    assert [mistake.sentence("en") for one in results for mistake in one.wrong] == []


@pytest.mark.parametrize("shown", yaml_of(MANUAL))
def test_the_manual_shows_the_example_as_it_is(shown: str) -> None:
    whole = EXAMPLE.read_text(encoding="utf-8")
    whole += Path("docs/examples/scenarios/breakfast-stall.yaml").read_text(encoding="utf-8")
    assert without_indent(shown) - without_indent(whole) == set()


@pytest.mark.parametrize("shown", yaml_of(README))
def test_the_readme_shows_a_matter_that_reads_without_mistakes(shown: str, tmp_path: Path) -> None:
    file = tmp_path / "flat-lease.yaml"
    file.write_text(shown, encoding="utf-8")
    assert check_matter(file, LIBRARY) == ()
