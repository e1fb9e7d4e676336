"""Whoever fixes the day of a visit reads by when it has to be, and is told where the day lies after that."""

import re

import pytest

from matters.case import Appointed
from storage import cases
from tests.hall.desk import Browser, MakeHall, a_browser
from tests.hall.hands import HEAD, Hands
from tests.hall.town import Town

STEP = "joint-visit"


class AVisit:
    """A restaurant whose joint visit is open, and an officer who goes."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.number = town.case("open-a-restaurant", "fire-by-inspection", until=STEP)
        self.officer: Browser = a_browser(town.hall)
        self.officer.sign_in("fire-rescue")

    def form(self) -> str:
        page = self.officer.get(f"/cases/{self.number}").text
        forms = re.findall(r"<form method=\"post\".*?</form>", page, re.DOTALL)
        return next(form for form in forms if 'name="form" value="appoint"' in form)

    def fixed(self, day: str) -> str:
        """What the next page says of it."""
        hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', self.form()))
        sent = {**hidden, "day": day, "hour": "09:30", "where": "申请场所"}
        answer = self.officer.post(f"/cases/{self.number}/acts", sent)
        assert answer.status_code == 303
        page = self.officer.get(answer.headers["location"]).text
        said = re.search(r'<div class="alert [a-z]+" role="status">.*?</div>', page, re.DOTALL)
        assert said
        return said[0]

    def days(self) -> list[str]:
        with self.town.hall.database.transaction() as connection:
            case = cases.load(connection, self.town.hall.keyring, self.number).case
        return [str(one.day) for one in case.facts if isinstance(one, Appointed)]


@pytest.fixture
def visit(make_hall: MakeHall) -> AVisit:
    return AVisit(Town(make_hall()))


def test_the_form_says_until_when_what_waits_for_the_visit_has_to_be_done(visit):
    (said,) = re.findall(r"等待本环节结果的(.*?)应于2026年3月9日前办结。", visit.form())
    assert "“食品经营许可”" in said


def test_a_day_in_time_is_said_plainly(visit):
    said = visit.fixed("2026-03-04")
    assert "alert done" in said
    assert "请注意" not in said


def test_a_day_after_what_is_due_is_taken_and_said_to_be_late(visit):
    said = visit.fixed("2026-06-30")
    assert "alert warning" in said
    assert re.search("请注意：所定日期晚于“.*应当办结的2026年3月9日；", said)
    assert visit.days() == ["2026-06-30"]


def test_a_hearing_that_the_limits_leave_out_hurries_nobody(make_hall: MakeHall):
    page = Hands(make_hall()).page(HEAD)
    assert 'name="form" value="appoint"' in page
    assert "等待本环节结果的" not in page
