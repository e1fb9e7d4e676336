"""Supervisors look up every reading of personal data, search it, page through it and export it."""

import csv
import io

import pytest

from hall.house import Hall
from storage import reads
from storage.reads import Read
from tests.cases import on
from tests.hall.desk import MONDAY, MakeHall, signed_in


@pytest.fixture
def hall(make_hall: MakeHall) -> Hall:
    hall = make_hall()
    with hall.database.transaction() as connection:
        reads.write(
            connection,
            [
                a_read("chen", "hall", "330200-1", "case"),
                a_read("police", "police", "330200-1", "unmasked person.id_number"),
                a_read("", "", "330200-2", "follow", purpose="receipt"),
            ],
        )
    return hall


def a_read(account: str, department: str, case: str, what: str, **changes: str) -> Read:
    purpose = changes.get("purpose", "open-a-restaurant food-licence")
    return Read(MONDAY, account, None, department, case, what, purpose)


def test_a_supervisor_reads_who_read_what_and_why(hall: Hall) -> None:
    page = signed_in(hall, "supervisor").get("/admin/reads").text
    assert "陈静" in page
    assert "显示完整敏感信息 person.id_number" in page
    assert "凭收件凭证查询的人" in page
    assert "申请人凭收件凭证查询" in page


@pytest.mark.parametrize("account", ["chen", "police", "admin"])
def test_nobody_else_does(hall: Hall, account: str) -> None:
    assert signed_in(hall, account).get("/admin/reads").status_code == 403


def rows_on(page: str) -> int:
    return page.count('<td class="when">')


def test_readings_are_searched_by_account_case_department_and_time(hall: Hall) -> None:
    browser = signed_in(hall, "supervisor")
    for asked, count in {
        "account=chen": 1, "case=330200-1": 2, "department=police": 1, "since=2026-03-03": 0,
        "until=2026-03-01": 0, "since=2026-03-02&until=2026-03-02": 3, "since=nonsense": 3,
    }.items():  # fmt: skip
        assert rows_on(browser.get(f"/admin/reads?{asked}").text) == count, asked


def test_long_lists_are_paged_without_losing_or_repeating_a_row(hall: Hall) -> None:
    with hall.database.transaction() as connection:
        reads.write(connection, [a_read("chen", "hall", f"many-{n}", "case") for n in range(150)])
    browser = signed_in(hall, "supervisor")
    first = browser.get("/admin/reads?account=chen").text
    assert rows_on(first) == 100
    start = first.index('rel="next" href="') + len('rel="next" href="')
    second = browser.get(first[start : first.index('"', start)].replace("&amp;", "&")).text
    assert rows_on(second) == 51


def test_an_export_holds_all_that_was_looked_for_and_is_recorded_itself(hall: Hall) -> None:
    browser = signed_in(hall, "supervisor")
    said = {"case": "330200-1", "form": "csv"}
    answer = browser.submit("/admin/reads/export", on="/admin/reads", **said)
    assert answer.headers["content-disposition"] == 'attachment; filename="readings.csv"'
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [line[5] for line in lines[1:]].count("330200-1") == len(lines) - 1
    assert lines[1][6] == "导出查阅记录 csv case=330200-1"
    page = browser.get("/admin/reads?account=supervisor").text
    assert "导出查阅记录 csv case=330200-1" in page


def test_an_export_as_a_workbook(hall: Hall) -> None:
    answer = signed_in(hall, "supervisor").submit(
        "/admin/reads/export", on="/admin/reads", form="xlsx"
    )
    assert answer.content.startswith(b"PK")


def test_the_last_day_of_a_search_counts_whole(hall: Hall) -> None:
    late = Read(on("2026-03-02", 23), "chen", None, "hall", "late", "case", "audit")
    with hall.database.transaction() as connection:
        reads.write(connection, [late])
    assert "late" in signed_in(hall, "supervisor").get("/admin/reads?until=2026-03-02").text
