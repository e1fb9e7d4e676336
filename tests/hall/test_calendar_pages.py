"""The page 工作日历: a year at a glance, a preview before anything is loaded, and officers who are told."""

import threading
from datetime import UTC, date, datetime

import pytest

from hall.calendar_grid import months_of
from hall.house import Hall
from hall.spreadsheet import XLSX_TYPE
from matters.calendars import CalendarYear
from matters.rules import Rules
from storage import calendar_moves, calendars
from tests.builders import a_calendar, a_matter, a_step
from tests.cases import an_accepted_case
from tests.hall.desk import MakeHall, a_browser, signed_in
from tests.houses import Clock, begin, publish

REASON = "国办发明电〔2026〕9号"


@pytest.fixture
def rules(hall: Hall) -> Rules:
    """A matter of the market regulator with one case that is accepted."""
    matter = a_matter(a_step("food", department="market-regulation"), lead="market-regulation")
    rules = publish(hall.installation, matter)
    begin(hall.installation, rules, an_accepted_case(rules))
    return rules


def a_text(*more: str) -> str:
    year = a_calendar().year(2026)
    assert year is not None
    rest = [f"{day:%m-%d}" for day in year.rest_days] + list(more)
    work = [f"{day:%m-%d}" for day in year.workdays]
    return f"year: 2026\nsource: {REASON}\nrest_days: [{', '.join(rest)}]\nworkdays: [{', '.join(work)}]\n"


def load(hall: Hall, text: str, **more: str) -> str:
    with hall.database.transaction() as connection:
        seen = calendars.last_load(connection)
    sent = {"text": text, "seen": str(seen), "reason": REASON, **more}
    said = signed_in(hall, "admin").submit("/admin/calendar/load", **sent).text
    job = hall.workshop.find("admin", "calendar", "count-anew")
    while job is not None and not job.is_over:
        threading.Event().wait(0.01)
    return said


def test_a_year_shows_every_day_with_what_it_is():
    months = months_of(a_calendar(), 2026)
    assert [one.workdays for one in months] == [
        sum(a_calendar().is_workday(day.on) for week in one.weeks for day in week if day)
        for one in months
    ]
    february = {day.on.day: day for week in months[1].weeks for day in week if day}
    assert february[14].kind == "made-up"
    assert february[18].kind == "rest"
    assert february[18].name is not None
    assert february[7].kind == "weekend"
    assert months[1].weeks[0][:6] == (None,) * 6


def test_the_page_shows_the_year_its_source_and_its_versions(hall: Hall):
    page = signed_in(hall, "admin").get("/admin/calendar").text
    assert "国务院办公厅关于2026年部分节假日安排的通知" in page
    assert "248" in page
    assert page.count('<div class="month">') == 12
    assert "2025" in signed_in(hall, "admin").get("/admin/calendar?year=2025").text


def test_only_those_who_keep_the_calendar_may_see_it(hall: Hall):
    assert signed_in(hall, "admin").get("/admin/calendar").status_code == 200
    assert signed_in(hall, "chen").get("/admin/calendar").status_code == 403


def test_a_preview_lists_the_days_and_the_cases_and_loads_nothing(hall: Hall, rules: Rules):
    page = signed_in(hall, "admin").submit("/admin/calendar/preview", text=a_text("03-04")).text
    assert "2026年3月4日（星期三）由工作日改为休息日" in page
    assert "330200-2026-000001" in page
    with hall.database.transaction() as connection:
        assert calendars.last_load(connection) == 0


def test_mistakes_stand_on_the_page_with_what_was_written(hall: Hall):
    answer = signed_in(hall, "admin").submit("/admin/calendar/preview", text=a_text("02-30"))
    assert answer.status_code == 422
    assert "不是2026年的日期" in answer.text
    assert "02-30" in answer.text


def test_loading_wants_a_reason(hall: Hall, rules: Rules):
    assert "请写明装入的依据" in load(hall, a_text("03-04"), reason="")


def test_what_was_loaded_counts_and_stands_among_the_versions(hall: Hall, rules: Rules):
    load(hall, a_text("03-04"))
    page = signed_in(hall, "admin").get("/admin/calendar").text
    assert REASON in page
    moved = signed_in(hall, "admin").get("/admin/calendar/loads/1").text
    assert "330200-2026-000001" in moved
    assert "推后" in moved


def test_a_day_that_is_past_wants_its_box_ticked(hall: Hall, rules: Rules):
    assert "已经过去的日子" in load(hall, a_text("01-05"))
    with hall.database.transaction() as connection:
        assert calendars.last_load(connection) == 0
    load(hall, a_text("01-05"), past="yes")
    with hall.database.transaction() as connection:
        assert calendars.last_load(connection) == 1


def test_the_list_of_moved_cases_comes_as_a_file(hall: Hall, rules: Rules):
    load(hall, a_text("03-04"))
    browser = signed_in(hall, "admin")
    csv = browser.submit("/admin/calendar/loads/1/export", form="csv")
    assert "330200-2026-000001" in csv.text
    assert "2026-03-" in csv.text
    book = browser.submit("/admin/calendar/loads/1/export", form="xlsx")
    assert book.headers["content-type"] == XLSX_TYPE


def test_officers_find_it_in_their_inbox_until_they_put_it_away(hall: Hall, rules: Rules):
    load(hall, a_text("03-04"))
    with hall.database.transaction() as connection:
        (one, *_) = calendar_moves.of_load(connection, 1, "market-regulation")
        officer = connection.execute(
            "select id from accounts where department = 'market-regulation'"
            " and 'officer' = any(roles) and not disabled limit 1"
        ).fetchone()
    assert officer is not None
    browser = signed_in(hall, officer[0])
    assert 'href="/calendar/moved/1"' in browser.get("/inbox").text
    page = browser.get("/calendar/moved/1").text
    assert one.case in page
    assert f'href="/cases/{one.case}"' in page
    browser.submit("/calendar/moved/1/read")
    assert 'href="/calendar/moved/1"' not in browser.get("/inbox").text


def test_from_november_on_a_missing_year_is_told(make_hall: MakeHall, clock: Clock):
    hall = make_hall()
    assert "2027" not in signed_in(hall, "admin").get("/admin/matters").text
    clock.at = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
    assert "工作日历缺少2027年" in signed_in(hall, "admin").get("/admin/matters").text
    assert "lacks 2027" in a_browser(hall).get("/health").json()["warning"]
    page = signed_in(hall, "admin").get("/admin/calendar").text
    assert "2027年的放假调休安排尚未装入" in page
    load(hall, "year: 2027\nsource: 通知\nrest_days: [01-01]\n")
    assert "工作日历缺少2027年" not in signed_in(hall, "admin").get("/admin/matters").text
    assert a_browser(hall).get("/health").json() == {"status": "ok"}


def test_a_year_of_the_grid_is_kept_with_what_the_city_adds():
    plain = CalendarYear(year=2031, source="通知")
    months = months_of(a_calendar().with_newer((plain,), ()), 2031)
    assert {day.kind for month in months for week in month.weeks for day in week if day} == {
        "work",
        "weekend",
    }
    assert months[0].weeks[0][2] is not None
    assert months[0].weeks[0][2].on == date(2031, 1, 1)
