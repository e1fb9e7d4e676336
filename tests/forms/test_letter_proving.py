"""A letter that cannot be written, or lacks what the law wants, is found before anybody is written to."""

from pathlib import Path
from typing import get_args

import pytest

from forms.letter_contents import NOTICE_OF, REQUIRED, NoticeKey
from forms.letter_proving import Flaw, flaws
from forms.letter_samples import samples
from forms.letters import TEMPLATES
from matters.events import events
from matters.paths.situations import telling
from matters.reading import SHIPPED, read_catalogue
from matters.rules import Rules
from matters.steps import Event

CATALOGUE = read_catalogue(SHIPPED)
KEYS = [matter.matter for matter in CATALOGUE.matters]
BY_OTHERS = {"rated", "delivery_receipt", "supervised"}
"""What only other facts than those of a case's own course bring."""


def rules_of(key: str, **changes: object) -> Rules:
    matter = CATALOGUE.matter(key).model_copy(update=changes)
    return Rules(matter, CATALOGUE.office, CATALOGUE.calendar)


def mended(folder: Path, file: str, before: str, after: str) -> Path:
    """A folder of templates in which one is otherwise."""
    text = (TEMPLATES / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after), encoding="utf-8")
    return folder


def found(flaw: Flaw) -> str:
    return f"{flaw.event} {flaw.template}.{flaw.language}:{flaw.line} {flaw.what.en}"


@pytest.mark.parametrize("key", KEYS)
def test_every_letter_of_a_shipped_matter_can_be_written_and_says_what_it_must(key):
    assert flaws(rules_of(key)) == ()


@pytest.mark.parametrize("key", KEYS)
def test_every_event_that_a_matter_can_have_is_tried(key):
    rules = rules_of(key)
    around = telling(rules.matter)
    tried = {one.notice.event for situation in around for one in samples(rules, situation)}
    steps = ([rules.matter.step(one) for one in situation.steps] for situation in around)
    missed = {event for some in steps for event in events(rules.matter, some)} - tried - BY_OTHERS
    # An inspection that nobody announced is ended without a word.
    assert missed <= ({"terminated_case"} if rules.matter.ex_officio else set())


def test_a_refusal_without_remedies_is_found(tmp_path):
    folder = mended(tmp_path, "refusal.zh.j2", '{% include "_remedies.zh.j2" %}', "不服可以申诉。")
    (first, *_) = flaws(rules_of("open-a-restaurant"), folder)
    assert (first.event, first.language, first.template) == ("refused", "zh", "refusal")
    assert "remedies" in first.what.en


def test_a_value_that_no_case_has_is_found_with_its_line(tmp_path):
    folder = mended(
        tmp_path, "acceptance.en.j2", "## Contact\n", "## Contact\n\n{{ values.shoe_size }}\n"
    )
    text = (folder / "acceptance.en.j2").read_text(encoding="utf-8").splitlines()
    line = text.index("{{ values.shoe_size }}") + 1
    (flaw,) = flaws(rules_of("newborn"), folder)
    assert f"acceptance.en:{line}" in found(flaw)
    assert "shoe_size" in flaw.what.en


def test_a_name_that_is_missing_in_one_situation_only_is_found(tmp_path):
    """A founder from abroad has no domestic number: `domestic_uscc` is asked of the others only."""
    guard = "{% if values.domestic_uscc is defined %}"
    folder = mended(tmp_path, "business-licence.zh.j2", guard, "{% if true %}")
    assert any("domestic_uscc" in found(one) for one in flaws(rules_of("company-start-up"), folder))


def test_a_letter_that_does_not_fit_its_event_is_found():
    matter = CATALOGUE.matter("open-a-restaurant")
    wrong = rules_of("open-a-restaurant", letters={**matter.letters, "refused": "completion"})
    assert {one.what.en for one in flaws(wrong) if one.event == "refused"} >= {
        "it must say the reasons",
        "it must say what was found",
    }


def test_every_notice_of_the_catalogue_is_told_by_an_event_and_has_its_contents():
    assert set(NOTICE_OF.values()) == set(get_args(NoticeKey))
    assert set(NOTICE_OF) <= set(REQUIRED)
    assert set(REQUIRED) == set(get_args(Event))
