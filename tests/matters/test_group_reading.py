"""Groups of the form are read from YAML and checked, each mistake at its line."""

import shutil
from pathlib import Path

import pytest

from matters.reading import check_matter, read_library, read_matter

CATALOGUE = Path(__file__).parent / "fixtures" / "catalogue"
GROUP = """\
  groups:
    - group: helpers
      name: {zh: 帮工, en: Helpers}
      most: 3
      when: sells_food
      for: [stall-permit]
      use: [agent]
      fields:
        - {key: share, type: decimal, label: 份额}
        - {key: reason, label: 说明, when: share > 3 and area_m2 > 2}

checks:
"""


def a_stall(folder: Path, written: str) -> Path:
    """The stall of the fixtures with a group in its form."""
    shutil.copytree(CATALOGUE, folder, dirs_exist_ok=True)
    path = folder / "matters" / "open-a-stall.yaml"
    path.write_text(path.read_text("utf-8").replace("checks:\n", written, 1), "utf-8")
    return path


def test_rows_have_the_fields_of_shared_blocks_and_their_own(tmp_path: Path) -> None:
    matter = read_matter(a_stall(tmp_path, GROUP), read_library(tmp_path))
    (group,) = matter.form.groups
    assert [one.key for one in group.fields] == ["name", "mobile", "share", "reason"]
    assert matter.types["helpers"] == "rows"
    assert matter.types["helpers.share"] == "list"


@pytest.mark.parametrize(
    ("right", "wrong", "place", "said"),
    [
        ("group: helpers", "group: company", "form.groups[company].group",
         "“company” is the name of a question, a field or a block already."),
        ("most: 3", "most: 3\n      least: 5", "form.groups[helpers].least", "At least 5 rows, but at most 3."),
        ("most: 3", "most: 3\n      called: shar", "form.groups[helpers].called",
         "“shar” is no text field of this group, and cannot name its rows."),
        ("most: 3", "most: 3\n      called: share", "form.groups[helpers].called",
         "“share” is no text field of this group, and cannot name its rows."),
        ("most: 3", "most: 900", "form.groups[helpers].most", "It may not be more than 200."),
        ("[stall-permit]", "[stal-permit]", "form.groups[helpers].for[1]", "Unknown step “stal-permit”."),
        ("use: [agent]", "use: [agents]", "form.groups[helpers].use[1]", "Unknown form block “agents”."),
        ("share > 3", "shar > 3", "form.groups[helpers].fields[reason].when",
         "No question or field is called “shar”. Did you mean “share”?"),
        ("share > 3", "sum(helpers.share) > 3", "form.groups[helpers].fields[reason].when",
         "No question or field is called “helpers.share”. Declare it in questions or form first."),
        ("key: reason", "key: share", "form.groups[helpers].fields[share]", "“share” stands twice in the group."),
        ("key: reason", "key: since", "form.groups[helpers].fields[since]",
         "“since” is a question or a field already: conditions could mean either."),
        ("label: 份额", "label: 份额, confirm: true", "form.groups[helpers].fields[share].confirm",
         "A field of a group cannot have confirm."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_group_is_told_at_its_place(
    tmp_path: Path, right: str, wrong: str, place: str, said: str
) -> None:
    path = a_stall(tmp_path, GROUP.replace(right, wrong))
    found = {one.path: one.what.en for one in check_matter(path, read_library(tmp_path))}
    assert found[place] == said


def test_a_group_says_which_field_names_its_rows(tmp_path: Path) -> None:
    path = a_stall(tmp_path, GROUP.replace("most: 3", "most: 3\n      called: reason"))
    assert check_matter(path, read_library(tmp_path)) == ()
    (group,) = read_matter(path, read_library(tmp_path)).form.groups
    assert [one.key for one in group.naming] == ["reason"]


def test_conditions_outside_add_up_the_rows(tmp_path: Path) -> None:
    path = a_stall(tmp_path, GROUP)
    text = path.read_text("utf-8").replace(
        "derive: area_m2 > 50", "derive: sum(helpers.share) > 50"
    )
    path.write_text(text, "utf-8")
    assert check_matter(path, read_library(tmp_path)) == ()
