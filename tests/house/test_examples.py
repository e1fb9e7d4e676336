"""What the manuals show really works."""

import re
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]  # the wheel carries no types

from matters.reading import SHIPPED, check_matter, read_library, read_matter
from matters.rules import Rules
from matters.steps import Step
from matters.workbench.coverage import coverage
from matters.workbench.trials_files import Tried, read_script, tried

README = Path("README.md")
MANUAL = Path("docs/writing-a-matter.md")
EXAMPLES = Path("docs/examples")
MATTERS = sorted((EXAMPLES / "matters").glob("*.yaml"))
FIVE = EXAMPLES / "matters" / "house-lift.yaml"
LIBRARY = read_library(SHIPPED)

MISTAKES = {
    "    approval: head": "    aproval: head",
    "after: [public-notice,": "after: [public-notices,",
    "each: households": "each: household",
    "when: not lift_passed": "when: lift_passed = false",
    "when: takes_lane\n": "when: takes_lane == 'yes'\n",
    "lasts: 10 days": "lasts: 10 day s",
    "    lasts: 10 days\n": "",
    "within: 3 working days": "lasts: 3 working days",
    "quorum: 2": "quorum: 4",
    "officers: 2": "officers: 1",
    "to: lift-test": "to: use-registration",
    "    basis: 《中华人民共和国民法典》第二百一十七条\n": "",
    "promise: 3 working days": "promise: 13 working days",
    "kind: pay": "kind: decide",
    'code: "332017901000"': "code: 332017901000",
    "en: Ask every household}": "en: Ask every household: in person}",
}
"""What stands in the example, and the slip that the manual tells of."""


def yaml_of(page: Path) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def steps_in(page: Path) -> list[str]:
    return re.findall(r"`(\{step: .*?\})`", page.read_text(encoding="utf-8"))


def without_indent(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if line.strip()}


def results_of(matter: Path) -> list[Tried]:
    rules = Rules(read_matter(matter, LIBRARY), LIBRARY.office, LIBRARY.calendar)
    return list(tried(rules, read_script(EXAMPLES / "scenarios" / matter.name)))


@pytest.mark.parametrize("matter", MATTERS, ids=lambda path: path.stem)
def test_an_example_reads_without_mistakes(matter: Path) -> None:
    assert check_matter(matter, LIBRARY) == ()


@pytest.mark.parametrize("matter", MATTERS, ids=lambda path: path.stem)
def test_an_example_s_scenarios_end_as_they_say(matter: Path) -> None:
    results = results_of(matter)
    assert results
    assert [mistake.sentence("en") for one in results for mistake in one.wrong] == []


def test_the_scenarios_of_the_five_departments_go_through_everything() -> None:
    runs = [one.run for one in results_of(FIVE) if one.run is not None]
    assert coverage(read_matter(FIVE, LIBRARY), runs).missing == ()


@pytest.mark.parametrize("shown", yaml_of(MANUAL))
def test_the_manual_shows_the_examples_as_they_are(shown: str) -> None:
    files = sorted(EXAMPLES.rglob("*.yaml"))
    whole = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert without_indent(shown) - without_indent(whole) == set()


@pytest.mark.parametrize("shown", steps_in(MANUAL))
def test_a_step_that_the_manual_writes_in_one_line_can_be_read(shown: str) -> None:
    assert Step.model_validate({"name": "环节", **yaml.safe_load(shown)}).step


@pytest.mark.parametrize("right", MISTAKES)
def test_the_manual_tells_what_check_says_of_a_slip(right: str, tmp_path: Path) -> None:
    text = FIVE.read_text(encoding="utf-8")
    assert right in text
    file = tmp_path / FIVE.name
    file.write_text(text.replace(right, MISTAKES[right], 1), encoding="utf-8")
    first = check_matter(file, LIBRARY)[0]
    assert first.what.en in MANUAL.read_text(encoding="utf-8")


@pytest.mark.parametrize("shown", yaml_of(README))
def test_the_readme_shows_a_matter_that_reads_without_mistakes(shown: str, tmp_path: Path) -> None:
    file = tmp_path / "flat-lease.yaml"
    file.write_text(shown, encoding="utf-8")
    assert check_matter(file, LIBRARY) == ()
