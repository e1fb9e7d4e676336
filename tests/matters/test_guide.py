"""The guide to a matter: every element that must be published, from the definition."""

import pytest

from matters.reading import shipped_catalogue
from matters.workbench.guide import guide_of
from matters.workbench.guide_markdown import as_markdown
from matters.workbench.guide_words import TITLES
from tests.builders import a_material, a_matter, a_promise, a_step, an_item, an_office

SHIPPED = shipped_catalogue()
shipped = pytest.mark.parametrize("matter", SHIPPED.matters, ids=lambda one: one.matter)


@shipped
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_shipped_matter_has_a_whole_guide(matter, language):
    guide = guide_of(matter, SHIPPED.office, language)
    issues = any(step.issues for step in matter.steps)
    may_lack = {"promises", "elsewhere"} | (set() if issues else {"results"})
    assert {part.key for part in guide.parts} >= set(TITLES) - may_lack
    assert len(guide.part("papers").rows) == len(matter.materials)
    assert len(guide.part("items").rows) == sum(step.item is not None for step in matter.steps)
    assert len(guide.part("procedure").rows) == len(matter.steps)
    for part in guide.parts:
        assert all(len(row) == len(part.head or row) for row in part.rows)
        assert all(cell.strip() for row in part.rows for cell in row[:1])


def test_an_item_says_its_limits_by_law_and_by_promise():
    step = a_step(
        "food", item=an_item(name="食品许可", promise="3 working days", extend="5 working days")
    )
    row = guide_of(a_matter(step), an_office(), "zh").part("items").rows[0]
    assert row[-2:] == ("10个工作日（可延长5个工作日）", "3个工作日")


def test_a_paper_says_how_it_is_had_without_the_applicant_first():
    matter = a_matter(
        materials=(a_material("deed", "promise:tidy", "upload"),), promises=(a_promise("tidy"),)
    )
    row = guide_of(matter, an_office(), "zh").part("papers").rows[0]
    assert row[3] == "1. 签署“tidy承诺”\n2. 提交纸质或者电子材料"


def test_remedies_name_only_those_who_decide():
    rows = guide_of(a_matter(a_step("food")), an_office(), "zh").part("remedies").rows
    assert [row[0] for row in rows] == ["food局"]


def test_markdown_keeps_a_table_whole():
    matter = a_matter(a_step("food", item=an_item(name="甲|乙")))
    written = as_markdown(guide_of(matter, an_office(), "zh"))
    assert "甲\\|乙" in written
    tables = [line for line in written.splitlines() if line.startswith("| 甲")]
    assert all(line.endswith("|") for line in tables)
