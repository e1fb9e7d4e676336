"""Lights with their reasons, whom the watch tells, and the order that a department has to answer."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.acts import AnswerSupervision
from matters.case import Actor, Case, NoticeIssued
from matters.errors import ActRefused, NotYours
from matters.escalation import Escalation, Reminder
from matters.limits import light, yellow_from
from matters.notices import IssueNotice, notices
from matters.open_clocks import OpenClock, RedReason, open_clocks
from matters.rules import Rules
from matters.standing import standing
from matters.supervision import due_of, light_of, tellings
from matters.supervision_facts import SupervisionAnswered, SupervisionOrdered
from matters.supervision_verbs import Demand, ordered_by_the_watch, supervise
from matters.verbs import Moment, perform
from matters.work import open_work
from tests.builders import a_calendar, a_matter, a_step, rules
from tests.cases import (
    MONDAY,
    a_case,
    after_the_machine,
    an_accepted_case,
    an_officer,
    asked_for,
    fact_of,
    facts_of,
    on,
    supplied,
)

SUPERVISOR = Actor(account="supervisor", department="hall", role="supervisor")
T4 = "T4:food:1"
DAYS = st.dates(date(2024, 1, 1), date(2026, 3, 1))


def a_clock(reason: RedReason = "overdue", holder: str | None = "food-01") -> OpenClock:
    """Yellow from 12 March, the last day is 16 March."""
    return OpenClock(
        T4, "T4", "food", "food", holder, reason, date(2026, 3, 2), date(2026, 3, 12), date(2026, 3, 16)
    )  # fmt: skip


def seen(rules: Rules, case: Case, day: str) -> dict[str, OpenClock]:
    """The clocks of the case that run on a day."""
    now = standing(case)
    work = open_work(rules, case)
    return {one.key: one for one in open_clocks(rules, now, work, date.fromisoformat(day))}


@given(DAYS, st.integers(1, 200))
def test_a_clock_turns_yellow_on_the_day_on_which_its_light_does(start: date, days: int) -> None:
    calendar = a_calendar()
    last = calendar.workday_after(start, days)
    yellow = yellow_from(start, last, calendar)
    assert light(start, last, yellow, calendar).colour == "yellow"
    if yellow > start:
        before = date.fromordinal(yellow.toordinal() - 1)
        assert light(start, last, before, calendar).colour == "green"


@pytest.mark.parametrize(
    ("day", "colour", "reason"),
    [
        ("2026-03-11", "green", "in-time"),
        ("2026-03-12", "yellow", "last-two-days"),
        ("2026-03-16", "yellow", "last-day"),
        ("2026-03-17", "red", "overdue"),
    ],
)
def test_a_light_says_why_it_has_its_colour(day: str, colour: str, reason: str) -> None:
    assert light_of(a_clock(), date.fromisoformat(day), a_calendar()) == (colour, reason)


def test_whoever_has_it_is_told_first_and_then_everybody_above() -> None:
    due = [
        (one.on.day, one.level, one.to) for one in tellings(a_clock(), Escalation(), a_calendar())
    ]
    assert due == [
        (12, "yellow", "holder"), (16, "last-day", "unit"), (17, "overdue", "head"),
        (18, "overdue+2", "supervisors"), (19, "order", "supervisors"),
    ]  # fmt: skip


def test_what_nobody_has_taken_in_hand_is_told_to_the_department() -> None:
    assert next(tellings(a_clock(holder=None), Escalation(), a_calendar())).to == "unit"


def test_a_jurisdiction_may_tell_nobody_but_the_supervisors() -> None:
    quiet = Escalation(reminders=(Reminder(when="overdue", to="supervisors"),), order_after=None)
    due, again = due_of(a_clock(), quiet, a_calendar(), date(2026, 3, 12))
    assert (due, again) == ((), date(2026, 3, 17))


def test_a_missed_duty_is_told_of_but_orders_nothing_by_itself() -> None:
    levels = [one.level for one in tellings(a_clock("check-missed"), Escalation(), a_calendar())]
    assert "order" not in levels


@pytest.mark.parametrize("kind", ["T2", "own", "opinion", "supervision"])
def test_what_is_not_a_limit_of_the_department_itself_orders_nothing_by_itself(kind: str) -> None:
    clock = a_clock()._replace(kind=kind)
    levels = [one.level for one in tellings(clock, Escalation(), a_calendar())]
    assert levels == ["yellow", "last-day", "overdue", "overdue+2"]


def test_a_receipt_without_its_voucher_turns_red_the_next_day() -> None:
    made = rules()
    missing = seen(made, a_case(made), "2026-03-03")["voucher-missing:acceptance"]
    assert light_of(missing, date(2026, 3, 3), made.calendar) == ("red", "voucher-missing")
    assert "voucher-missing:acceptance" not in seen(
        made, after_the_machine(made, a_case(made)), "2026-03-03"
    )


def test_to_be_asked_for_more_a_second_time_is_a_red_light() -> None:
    made = rules(a_matter(a_step("food")))
    case = a_case(made, asked_for("company.name"), supplied(**{"company.name": "甬上人家"}))
    assert "supplement-twice:acceptance" not in seen(made, case, "2026-03-02")
    twice = case.record(facts_of(case, type(standing(case).requests[0]))[0])
    assert "supplement-twice:acceptance" in seen(made, twice, "2026-03-02")


def late() -> tuple[Rules, Case]:
    """A food licence that was due on 16 March; nobody has decided."""
    made = rules(a_matter(a_step("food")))
    return made, an_accepted_case(made)


def test_the_watch_orders_once_what_stays_overdue() -> None:
    made, case = late()
    ordered = ordered_by_the_watch(made, case, T4, Moment(SUPERVISOR, on("2026-03-19")))
    order = fact_of(ordered, SupervisionOrdered)
    assert (order.department, order.elapsed, order.last) == ("food", 13, date(2026, 3, 16))
    assert order.answer_by == date(2026, 3, 24)
    assert ordered_by_the_watch(made, ordered, T4, Moment(SUPERVISOR, on("2026-03-20"))) is ordered


def test_the_watch_orders_nothing_that_is_in_time() -> None:
    made, case = late()
    assert ordered_by_the_watch(made, case, T4, Moment(SUPERVISOR, on("2026-03-16"))) is case


def test_a_supervisor_orders_what_is_yellow_and_only_once_at_a_time() -> None:
    made, case = late()
    with pytest.raises(ActRefused, match="still green"):
        supervise(made, case, Demand(T4, "请抓紧办理。"), Moment(SUPERVISOR, MONDAY))
    moment = Moment(SUPERVISOR, on("2026-03-12"))
    ordered = supervise(made, case, Demand(T4, "请抓紧办理。"), moment)
    with pytest.raises(ActRefused, match="There is an order already"):
        supervise(made, ordered, Demand(T4, "请抓紧办理。"), moment)


def test_the_department_answers_and_nobody_else() -> None:
    made, case = late()
    ordered = supervise(
        made, case, Demand(T4, "请抓紧办理。"), Moment(SUPERVISOR, on("2026-03-17"))
    )
    act = AnswerSupervision(step="food", order=1, text="现场核查排期延误，明日办结。")
    with pytest.raises(NotYours):
        perform(made, ordered, act, Moment(an_officer("fire"), on("2026-03-18")))
    answered = perform(made, ordered, act, Moment(an_officer(), on("2026-03-18")))
    assert fact_of(answered, SupervisionAnswered).order == 1
    parts = [one.part for one in open_work(made, ordered)]
    assert "supervision:1" in parts
    assert "supervision:1" not in [one.part for one in open_work(made, answered)]


def test_the_order_is_a_notice_to_the_department_and_never_to_the_applicant() -> None:
    made, case = late()
    ordered = supervise(
        made, case, Demand(T4, "请抓紧办理。"), Moment(SUPERVISOR, on("2026-03-17"))
    )
    told = {one.key: one for one in notices(made, standing(ordered))}
    assert told["supervised:1"] == IssueNotice(
        "supervised:1", "supervised", "supervised", "hall", to="department"
    )
    done = after_the_machine(made, ordered, on("2026-03-17"))
    issued = {one.key for one in facts_of(done, NoticeIssued)}
    assert "supervised:1" in issued
    assert "supervised:1" not in standing(done).delivered
