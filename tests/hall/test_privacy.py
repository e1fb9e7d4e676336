"""The privacy notice of a matter says who gets what, and just that happens."""

import pytest

from hall.privacy import privacy_of
from hall.purposes import visible_fields
from matters.reading import SHIPPED, read_library
from tests.hall.counter import Clerk, filled, the_catalogue

REGISTERS = read_library(SHIPPED).registers


@pytest.mark.parametrize("matter", the_catalogue().matters, ids=lambda one: one.matter)
def test_the_table_says_of_every_department_just_what_it_may_read(matter) -> None:
    notice = privacy_of(matter, the_catalogue().office, REGISTERS)
    labels = {path: one.label for path, one in (matter.elements | matter.row_elements).items()}
    told = {one.department.key: set(one.fields) for one in notice.receivers}
    for step in matter.steps:
        for department in step.all_departments:
            own = {one.step for one in matter.steps if department in one.all_departments}
            fields = visible_fields(matter, {"officer"}, department, own)
            assert told[department] == {labels[path] for path in fields}


@pytest.mark.parametrize("matter", the_catalogue().matters, ids=lambda one: one.matter)
def test_every_register_that_a_matter_asks_is_named_with_its_basis(matter) -> None:
    notice = privacy_of(matter, the_catalogue().office, REGISTERS)
    assert [one.check for one in notice.sources] == [use.check.name for use in matter.checks]
    assert all(one.basis for one in notice.sources)


def test_what_goes_after_the_case_is_named_with_its_time() -> None:
    catalogue = the_catalogue()
    matter = next(one for one in catalogue.matters if one.matter == "new-resident")
    told = {
        one.check.zh: one.kept for one in privacy_of(matter, catalogue.office, REGISTERS).sources
    }
    said = told["户籍信息核验"]
    assert said is not None
    assert said.zh == "户号、与户主关系、户内人数、是否属于本市户籍：仅供查看，办结后保存6个月"
    assert any(one is None for one in told.values())


def test_anybody_reads_and_prints_it(clerk: Clerk) -> None:
    clerk.browser.client.cookies.clear()
    page = clerk.get("/privacy/open-a-restaurant")
    assert page.status_code == 200
    for said in ("谁得到什么", "消防救援", "向谁核验", "保存多久", "您的权利", "第四十六条"):
        assert said in page.text, said
    pdf = clerk.get("/privacy/open-a-restaurant.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert clerk.get("/privacy/nothing").status_code == 404


def test_the_counter_leads_to_it(clerk: Clerk) -> None:
    page = clerk.get(f"{filled(clerk)}/confirm").text
    assert 'href="/privacy/open-a-restaurant"' in page
