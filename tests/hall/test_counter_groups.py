"""Groups of rows at the counter, without JavaScript: add, write, remove, and nothing is lost."""

from collections.abc import Mapping

import httpx
import pytest

from matters.fields import Rows, Value
from matters.rules import rows_of
from matters.standing import standing
from tests.hall.counter import Clerk, error_list, form_to, the_case
from tests.hall.desk import MakeHall, signed_in
from tests.hall.firms import ID, USCC, a_firm, a_person, an_organisation, publish_the_firm

MATTER = "register-a-firm"


@pytest.fixture
def clerk(make_hall: MakeHall) -> Clerk:
    hall = make_hall()
    publish_the_firm(hall)
    browser = signed_in(hall, "chen")
    return Clerk(browser)


def a_draft(clerk: Clerk, **said: Value) -> str:
    """A draft whose questions are answered."""
    draft = clerk.begin(MATTER)
    answers = a_firm(**said)
    clerk.write(
        f"{draft}/situation", {one: answers[one] for one in ("has_staff", "opens_on", "trades")}
    )
    return f"{draft}/form"


def by_name(group: str, rows: Rows) -> dict[str, Value]:
    """The fields of rows as the page names them."""
    return {
        f"{group}.{number}.{key}": value
        for number, row in enumerate(rows, 1)
        for key, value in row.items()
    }


def row_names(page: httpx.Response, path: str, group: str) -> list[str]:
    return [one for one in form_to(page, path).fields[group] if one]


def values(clerk: Clerk, path: str) -> Mapping[str, list[str]]:
    return form_to(clerk.get(path), path).fields


def test_the_page_begins_with_as_many_rows_as_there_must_be(clerk: Clerk) -> None:
    path = a_draft(clerk)
    page = clerk.get(path)
    assert row_names(page, path, "partners") == ["1", "2"]
    assert "第2位合伙人" in page.text
    assert "添加一位合伙人" in page.text


def test_a_row_is_added_and_what_was_written_stays(clerk: Clerk) -> None:
    path = a_draft(clerk)
    answer = clerk.write(
        path, {"partners.1.name": "周海", "partners.2.amount": "x"}, "add:partners"
    )
    assert answer.headers["location"] == f"{path}#partners.3"
    kept = values(clerk, path)
    assert kept["partners"] == ["", "1", "2", "3"]
    assert (kept["partners.1.name"], kept["partners.2.amount"]) == (["周海"], ["x"])


def test_a_row_is_removed_and_those_behind_it_move_up_with_all_that_was_written(
    clerk: Clerk,
) -> None:
    path = a_draft(clerk)
    clerk.send(path, "add:partners")
    clerk.write(path, {"partners.2.name": "李明", "partners.3.amount": "x"}, "remove:partners:2")
    kept = values(clerk, path)
    assert kept["partners"] == ["", "1", "2"]
    assert (kept["partners.2.name"], kept["partners.2.amount"]) == ([""], ["x"])


def test_no_more_rows_are_added_than_there_may_be(clerk: Clerk) -> None:
    path = a_draft(clerk)
    for _ in range(4):
        clerk.send(path, "add:partners")
    assert values(clerk, path)["partners"] == ["", "1", "2", "3", "4"]


def test_what_is_wrong_is_told_with_the_row_and_the_field(clerk: Clerk) -> None:
    path = a_draft(clerk)
    answer = clerk.write(path, by_name("partners", (a_person(amount="0"), a_person(name=""))))
    assert answer.status_code == 422
    said = error_list(answer)
    assert "第1位合伙人：认缴出资额：不能小于1万元。" in said
    assert "第2位合伙人：请填写“姓名（名称）”。" in said
    assert 'href="#partners.1.amount"' in said


def test_a_firm_is_launched_with_its_partners(clerk: Clerk) -> None:
    path = a_draft(clerk)
    rows = (a_person(), an_organisation())
    clerk.write(path, {"firm_name": "宁波甬上合伙企业"} | by_name("partners", rows))
    answer = clerk.write(path, by_name("partners", rows))
    assert answer.status_code == 303, error_list(answer)
    launched = clerk.launch(path.removesuffix("/form"))
    number = launched.headers["location"].rpartition("/")[2]
    answers = standing(the_case(clerk, number).case).answers
    assert rows_of(answers["partners"]) == rows
    assert answers["capital"] == 100


def test_staff_is_asked_for_only_if_there_is_any(clerk: Clerk) -> None:
    path = a_draft(clerk)
    assert "insurance_account" not in shown(clerk, path)
    path = a_draft(clerk, has_staff=True)
    assert "insurance_account" in shown(clerk, path)
    assert row_names(clerk.get(path), path, "staff") == ["1"]


def shown(clerk: Clerk, path: str) -> list[str]:
    return values(clerk, path)["shown"]


def test_a_department_reads_only_its_own_groups(clerk: Clerk) -> None:
    draft = clerk.begin(MATTER)
    said = a_firm(has_staff=True, staff=({"name": "王芳", "wage": 6000},), insurance_account="3302")
    rows = by_name("partners", rows_of(said["partners"])) | by_name("staff", rows_of(said["staff"]))
    flat = {one: value for one, value in said.items() if one not in ("partners", "staff")}
    clerk.write(
        f"{draft}/situation", {one: flat[one] for one in ("has_staff", "opens_on", "trades")}
    )
    for _ in range(2):  # the kind of a partner opens further fields
        answer = clerk.write(
            f"{draft}/form", {one: flat[one] for one in ("firm_name", "insurance_account")} | rows
        )
    assert answer.status_code == 303, error_list(answer)
    number = clerk.launch(draft).headers["location"].rpartition("/")[2]
    page = clerk.get(f"/cases/{number}").text
    assert "合伙人" in page
    assert "周海" in page
    assert ID not in page
    assert USCC in page
    assert "王芳" in page
    assert ID in clerk.get(f"/cases/{number}?whole=yes").text
