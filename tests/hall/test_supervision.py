"""Supervisors see the lights of all departments, order what is late, and read the answers; nobody else enters."""

import csv
import io
from datetime import timedelta

import httpx
import pytest

from flows.ordering import watch_clocks
from hall.house import Hall
from matters.acts import Accept
from matters.forecast import scenario_of
from matters.standing import standing
from storage import cases
from tests.hall.counter import form_to, forms_of
from tests.hall.desk import Browser, a_browser, signed_in
from tests.hall.town import Town
from tests.houses import Clock


def late_case(town: Town, clock: Clock, days: int = 8) -> str:
    """A food licence promised within five working days, that many calendar days after its acceptance."""
    number = town.case("open-a-restaurant", "food-only", until="food-licence")
    clock.forward(timedelta(days=days))
    return number


def test_a_supervisor_sees_whose_light_is_red_and_why(town: Town, hall: Hall, clock: Clock) -> None:
    number = late_case(town, clock)
    page = signed_in(hall, "supervisor").get("/supervision").text
    assert number in page
    assert "承诺办理期限" in page
    assert "已超期" in page
    assert "宁波市市场监督管理局" in page


@pytest.mark.parametrize("account", ["chen", "market-regulation", "admin"])
def test_nobody_else_does(hall: Hall, account: str) -> None:
    assert signed_in(hall, account).get("/supervision").status_code == 403


def rows_on(page: str) -> int:
    return page.count('<th scope="row"><a class="number"')


def test_lights_are_narrowed_by_colour_department_matter_reason_and_case(
    town: Town, hall: Hall, clock: Clock
) -> None:
    number = late_case(town, clock)
    browser = signed_in(hall, "supervisor")
    every = rows_on(browser.get("/supervision").text)
    assert every > 1
    for asked, count in {
        "colour=red": 1, "colour=purple": every, "reason=overdue": 1, "reason=check-missed": 0,
        "department=market-regulation&colour=red": 1, "department=fire-rescue": 0,
        "matter=open-a-restaurant": every, f"case={number}": every, "case=99": 0, "case=nonsense": every,
    }.items():  # fmt: skip
        assert rows_on(browser.get(f"/supervision?{asked}").text) == count, asked


def test_the_lights_are_exported_with_their_codes_and_without_the_applicant(
    town: Town, hall: Hall, clock: Clock
) -> None:
    number = late_case(town, clock)
    answer = signed_in(hall, "supervisor").get("/supervision/export.csv?colour=red")
    (head, line) = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (head[0], line[0], line[1], line[3]) == ("灯", "红灯", "overdue", number)
    assert "甬上人家" not in ",".join(line)
    assert signed_in(hall, "supervisor").get("/supervision/export.xlsx").content.startswith(b"PK")


def an_order(browser: Browser, number: str, text: str) -> httpx.Response:
    """Send the order form of the page with these words."""
    page = browser.get(f"/supervision/{number}")
    fields = form_to(page, f"/supervision/{number}/orders").fields
    given = {**{name: values[-1] for name, values in fields.items() if values}, "text": text}
    return browser.post(f"/supervision/{number}/orders", given)


def test_an_order_reaches_the_department_is_answered_and_the_supervisor_reads_it(
    town: Town, hall: Hall, clock: Clock
) -> None:
    number = late_case(town, clock)
    supervisor, officer = signed_in(hall, "supervisor"), signed_in(hall, "market-regulation")
    an_order(supervisor, number, "请说明超期原因。")
    town.carry()
    assert "督办单第1号" in officer.get("/inbox").text
    page = officer.get(f"/cases/{number}")
    assert "请说明超期原因。" in page.text
    assert "催办督办单" in page.text
    form = next(one for one in forms(page) if one.get("act") == "answer-supervision")
    officer.post(f"/cases/{number}/acts", {**form, "text": "现场核查延误，明日办结。"})
    answered = supervisor.get(f"/supervision/{number}").text
    assert "现场核查延误，明日办结。" in answered
    assert "已答复" in answered
    assert "督办单第1号" not in officer.get("/inbox").text


def forms(page: httpx.Response) -> list[dict[str, str]]:
    """What each form of a page would send."""
    return [
        {name: values[-1] for name, values in one.fields.items() if values}
        for one in forms_of(page)
    ]


def test_an_order_without_words_is_refused_and_says_so(
    town: Town, hall: Hall, clock: Clock
) -> None:
    number = late_case(town, clock)
    browser = signed_in(hall, "supervisor")
    refused = an_order(browser, number, " ")
    assert refused.status_code == 409
    assert "请写明督办要求。" in refused.text
    assert "没有督办。" in browser.get(f"/supervision/{number}").text


def test_the_applicant_reads_nothing_of_the_order(town: Town, hall: Hall, clock: Clock) -> None:
    number = late_case(town, clock)
    an_order(signed_in(hall, "supervisor"), number, "请说明超期原因。")
    town.carry()
    with hall.database.transaction() as connection:
        (token,) = connection.execute(
            "select follow from cases where number = %s", (number,)
        ).fetchone() or ("",)
    page = a_browser(hall).get(f"/follow/{token}").text
    assert number in page
    assert "督办" not in page


def test_what_the_watch_told_stands_in_the_inbox_and_on_the_supervisors_page(
    town: Town, hall: Hall, clock: Clock
) -> None:
    number = late_case(town, clock)
    watch_clocks(hall.installation)
    assert "期限提醒" in signed_in(hall, "market-regulation").get("/inbox").text
    assert "经办" in signed_in(hall, "supervisor").get(f"/supervision/{number}").text


def test_a_page_of_supervision_is_a_reading_that_leaves_its_row(
    town: Town, hall: Hall, clock: Clock
) -> None:
    number = late_case(town, clock)
    browser = signed_in(hall, "supervisor")
    browser.get(f"/supervision/{number}")
    assert "监察页" in browser.get(f"/admin/reads?case={number}").text


def test_the_pages_speak_english_too(town: Town, hall: Hall, clock: Clock) -> None:
    number = late_case(town, clock)
    browser = signed_in(hall, "supervisor")
    browser.get("/supervision?language=en")
    assert "overdue" in browser.get("/supervision").text
    assert "Orders and answers" in browser.get(f"/supervision/{number}").text


def test_an_accepted_case_has_no_red_light(town: Town, hall: Hall) -> None:
    number = town.case("open-a-restaurant", "food-only")
    town.act(number, Accept(), "hall")
    town.carry()
    assert rows_on(signed_in(hall, "supervisor").get("/supervision?colour=red").text) == 0


def test_the_case_page_and_the_inbox_say_why_a_light_is_red(
    town: Town, hall: Hall, clock: Clock
) -> None:
    number = late_case(town, clock)
    officer = signed_in(hall, "market-regulation")
    lights = officer.get(f"/cases/{number}").text.partition('class="case-lights"')[2]
    assert "食品经营许可 · 承诺办理期限 · 超期" in lights.partition("</ul>")[0]
    row = officer.get("/inbox").text.partition('class="late"')[2].partition("</tr>")[0]
    assert "已超期" in row


def past_cases(hall: Hall, number: str, count: int) -> None:
    """So many closed cases that had the same steps, and took from six to ten working days."""
    with hall.database.transaction() as connection:
        stored = cases.load(connection, hall.keyring, number)
        accepted = standing(stored.case).accepted
        assert accepted is not None
        for one in range(count):
            given = {"past": f"past-{one}", "number": number, "days": 6 + one % 5}
            connection.execute(
                "insert into cases (number, digest, matter_key, version, state, outcome, applicant,"
                " subject, follow, launched_at, waves, carried) select %(past)s, digest, matter_key, 0,"
                " 'granted', 'granted', '', '', %(past)s, launched_at, 0, 0 from cases"
                " where number = %(number)s",
                given,
            )
            connection.execute(
                "insert into past_cases values (%(past)s, 'open-a-restaurant', %(scenario)s,"
                " '2026-02-01', %(days)s)",
                {**given, "scenario": scenario_of(accepted.steps)},
            )


@pytest.mark.parametrize(("count", "shown"), [(29, False), (30, True)])
def test_the_applicant_and_the_department_read_a_forecast_once_enough_is_known(
    town: Town, hall: Hall, count: int, *, shown: bool
) -> None:
    number = town.case("open-a-restaurant", "food-only", until="food-licence")
    past_cases(hall, number, count)
    with hall.database.transaction() as connection:
        row = connection.execute("select follow from cases where number = %s", (number,)).fetchone()
    assert row is not None
    for page in (
        a_browser(hall).get(f"/follow/{row[0]}").text,
        signed_in(hall, "market-regulation").get(f"/cases/{number}").text,
    ):
        assert ("仅供参考，不是承诺" in page) is shown
        assert ("2026年3月10日至2026年3月16日" in page) is shown
