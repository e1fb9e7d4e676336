"""The first file of a matter: valid at once, marked where it must be rewritten."""

from pathlib import Path

import pytest

from matters.library import Library
from matters.reading import SHIPPED, check_matter, read_library, read_matter
from matters.words import Text
from matters.workbench.beginning import (
    TODO,
    Beginning,
    NotBegun,
    first_file,
    items_of,
    one_for_each,
)
from matters.workbench.unfinished import rewritten, unfinished

DEPARTMENTS = ("market-regulation", "fire-rescue", "ecology", "police", "water")


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(SHIPPED)


def a_beginning(**changes: object) -> Beginning:
    usual = {
        "key": "pet-clinic",
        "name": Text(zh="开办宠物诊所“一件事”: #1", en='Open a "pet" clinic'),
        "lead": "market-regulation",
        "audience": "company",
        "items": items_of(("food=食品经营许可@market-regulation",), ()),
    }
    return Beginning.model_validate(usual | changes)


@pytest.mark.parametrize("audience", ["person", "company"])
def test_a_first_file_of_five_departments_passes_the_check(
    library: Library, tmp_path: Path, audience: str
):
    made = first_file(
        a_beginning(audience=audience, items=one_for_each(DEPARTMENTS, library)), library
    )
    path = tmp_path / "pet-clinic.yaml"
    path.write_text(made.text, encoding="utf-8")
    assert check_matter(path, library) == ()
    matter = read_matter(path, library)
    assert matter.name.zh == "开办宠物诊所“一件事”: #1"
    assert [step.department for step in matter.steps] == list(DEPARTMENTS)


def test_what_must_be_rewritten_is_marked_and_listed(library: Library):
    made = first_file(a_beginning(), library)
    assert made.text.count(TODO) >= len(made.missing)
    assert any("食品经营许可" in one.zh for one in made.missing)
    assert any("scenarios/pet-clinic.yaml" in one.en for one in made.missing)


def test_every_marked_line_is_found_with_what_to_write_there(library: Library):
    text = first_file(a_beginning(), library).text
    found = unfinished(text)
    assert [one.line for one in found] == [
        n for n, line in enumerate(text.splitlines(), start=1) if line.endswith(TODO)
    ]
    code = next(one for one in found if one.path == "steps[food].item.code")
    assert "list of powers" in code.what.en
    conditions = next(one for one in found if "conditions" in one.path)
    assert "conditions on which" in conditions.what.en
    assert "what holds here" not in " ".join(one.what.en for one in found)


def test_without_marks_nothing_is_left_to_rewrite(library: Library):
    text = first_file(a_beginning(), library).text
    assert not rewritten(text).is_met
    assert rewritten(text.replace(TODO, "")).is_met
    assert unfinished("privacy: 待完善的说明另行公布\n") == ()


def test_items_are_read_from_words():
    one, two, three = items_of(
        ("food=食品@market-regulation", "消防", "排水@water"), ("police", "fire-rescue")
    )
    assert (one.key, one.name.zh, one.department) == ("food", "食品", "market-regulation")
    assert (two.key, two.department) == ("item-2", "fire-rescue")
    assert (three.key, three.department) == ("item-3", "water")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"key": "Pet Clinic"}, "cannot be a key"),
        ({"items": ()}, "at least one item"),
        ({"lead": "market-regulatoin"}, "Did you mean “market-regulation”?"),
        ({"lead": "hall"}, "There is no department “hall”"),
        ({"items": items_of(("a=甲@police", "a=乙@police"), ())}, "stands twice"),
    ],
)
def test_what_is_wrong_is_told(library: Library, changes: dict[str, object], why: str):
    with pytest.raises(NotBegun, match=why.replace("?", r"\?")):
        first_file(a_beginning(**changes), library)


def test_words_that_are_no_item_are_refused():
    with pytest.raises(NotBegun, match="key=name@department"):
        items_of(("a@b@c",), ())
