"""Expectations written into a file of scenarios: only what is missing, and no other line is touched."""

from pathlib import Path

import pytest

from hall.console.trying import Options, try_matters
from matters.reading import SHIPPED, read_library, read_matter
from matters.rules import Rules
from matters.workbench.coverage import coverage, marks_of
from matters.workbench.coverage_stubs import Stubs
from matters.workbench.recording import difference, recorded, written
from matters.workbench.trials_files import read_script, tried

LIBRARY = read_library(SHIPPED)
EXAMPLES = Path("docs/examples")
STALL = read_matter(EXAMPLES / "matters" / "breakfast-stall.yaml", LIBRARY)
RULES = Rules(STALL, LIBRARY.office, LIBRARY.calendar)
PLAYS = EXAMPLES / "scenarios" / "breakfast-stall.yaml"
TEXT = PLAYS.read_text("utf-8")


def after_recording(text: str = TEXT) -> str:
    return recorded(RULES, read_script(PLAYS).file, text)


def test_no_line_that_was_there_is_changed():
    new = iter(after_recording().splitlines())
    assert all(line in new for line in TEXT.splitlines())


def test_what_was_recorded_holds(tmp_path):
    file = tmp_path / "breakfast-stall.yaml"
    file.write_text(after_recording(), "utf-8")
    assert all(one.right for one in tried(RULES, read_script(file)))


def test_recording_twice_adds_nothing(tmp_path):
    file = tmp_path / "breakfast-stall.yaml"
    once = after_recording()
    file.write_text(once, "utf-8")
    assert recorded(RULES, read_script(file).file, once) == once


def test_a_comment_before_the_next_scenario_stays_with_it(tmp_path):
    file = tmp_path / "breakfast-stall.yaml"
    said = "\n  # In the market\n  - scenario: in-a-market"
    file.write_text(TEXT.replace("\n  - scenario: in-a-market", said), "utf-8")
    new = recorded(RULES, read_script(file).file, file.read_text("utf-8"))
    assert said in new


def test_the_difference_shows_added_lines_only():
    lines = difference(TEXT, after_recording(), "stall.yaml").splitlines()[2:]
    assert any(line.startswith("+") for line in lines)
    assert not any(line.startswith("-") for line in lines)


HEAD = TEXT.partition("  - scenario:")[0]
ONE_LINE = "then: {outcome: granted}"


@pytest.mark.parametrize(
    "then",
    [
        ONE_LINE,
        "then: {}",
        "then: {outcome: granted,}  # as always }",
        "then: {\n      outcome: granted  # }\n    }",
        "then: {\n      outcome: granted,  # and more\n    }",
        'then: {outcome: granted, values: {"person.mobile": "1} # 2"}}',
        "then:\n        outcome: granted",
    ],
)
def test_what_is_recorded_beside_braces_can_be_read_and_holds(tmp_path, then):
    file = tmp_path / "breakfast-stall.yaml"
    rest = "    answers: {place: market}\n  # The end"
    file.write_text(f"{HEAD}  - scenario: plain\n    name: 甲\n    {then}\n{rest}", "utf-8")
    new = recorded(RULES, read_script(file).file, file.read_text("utf-8"))
    file.write_text(new, "utf-8")
    said = read_script(file)
    assert said.file.scenarios[0].then.results
    assert said.file.scenarios[0].then.dates
    assert recorded(RULES, said.file, new) == new
    assert all(word in new for word in then.replace("}", " ").split())
    assert all(line in new for line in rest.splitlines())


@pytest.mark.parametrize("then", ["", f", {ONE_LINE}"])
def test_a_scenario_that_stands_in_braces_as_a_whole_is_recorded(tmp_path, then):
    file = tmp_path / "breakfast-stall.yaml"
    entry = f"  - {{scenario: plain, name: 甲, answers: {{place: market}}{then}}}"
    file.write_text(HEAD + entry, "utf-8")
    new = recorded(RULES, read_script(file).file, file.read_text("utf-8"))
    file.write_text(new, "utf-8")
    assert read_script(file).file.scenarios[0].then.dates
    assert all(one.right for one in tried(RULES, read_script(file)))


def test_only_the_named_scenario_is_recorded():
    new = recorded(RULES, read_script(PLAYS).file, TEXT, "in-a-market")
    assert new.count("then:") == TEXT.count("then:") + 1


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ((), "key: []"),
        ({"a": True, "b": "3"}, 'key: {a: true, b: "3"}'),
        (("one two", "a, b"), 'key: [one two, "a, b"]'),
        ("2026-03-05", 'key: "2026-03-05"'),
    ],
)
def test_values_are_written_so_that_they_are_read_back(value, line):
    assert written("key", value) == [line]


def test_a_stub_for_what_is_missing_reads_as_a_scenario(tmp_path):
    met = coverage(STALL, [])
    assert met.missing == tuple(marks_of(STALL))
    stubs = Stubs(STALL)
    head = TEXT.partition("scenarios:")[0] + "scenarios:\n"
    for mark in met.missing:
        file = tmp_path / "breakfast-stall.yaml"
        file.write_text(head + stubs.stub(mark), "utf-8")
        assert len(read_script(file).file.scenarios) == 1


def test_runs_take_marks_away():
    runs = [one.run for one in tried(RULES, read_script(PLAYS)) if one.run]
    met = coverage(STALL, runs)
    assert 0.5 < met.share() <= 1
    assert ("step", "street-use", "no") not in [tuple(one) for one in met.missing]


def test_the_command_says_in_json_what_differs(tmp_path, capsys):
    for folder in ("matters", "scenarios"):
        (tmp_path / folder).mkdir()
    matter = tmp_path / "matters" / "breakfast-stall.yaml"
    matter.write_text((EXAMPLES / "matters" / "breakfast-stall.yaml").read_text("utf-8"), "utf-8")
    plays = tmp_path / "scenarios" / "breakfast-stall.yaml"
    plays.write_text(TEXT.replace("outcome: granted", "outcome: lapsed", 1), "utf-8")
    assert try_matters(str(matter), Options(as_json=True)) == 1
    assert '"wrong"' in capsys.readouterr().out
    plays.write_text(TEXT, "utf-8")
    assert try_matters(str(matter), Options(coverage=True, record="show")) == 0
