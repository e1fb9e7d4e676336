"""Time limits: the worked fixtures of the domain reference, and what always holds."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from ruamel.yaml import YAML

from matters.calendars import Calendar, CalendarMissing
from matters.limits import (
    Exclusion,
    Light,
    Limit,
    LimitMistake,
    add_months,
    last_day,
    light,
    months_between,
    remaining,
    working_days_between,
)
from matters.words import Frozen

FILE = Path(__file__).parents[2] / "matters/catalogue/calendars/cn.yaml"
SHIPPED = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
CN = Calendar.model_validate(SHIPPED)
WITH_2027 = Calendar.model_validate({**SHIPPED, "years": [*SHIPPED["years"], {"year": 2027}]})
"""With a year of plain weeks: the make-up days of 2027 are not published, and none matter here."""

days_2025 = st.dates(date(2025, 1, 1), date(2025, 12, 31))
counts = st.integers(1, 90)
units = st.sampled_from(["working days", "days"])


def a_limit(count: int, unit: str) -> Limit:
    return Limit.parse(f"{count} {unit}")


@pytest.mark.parametrize(
    ("event", "start", "limit", "extension", "expected"),
    [
        ("notice", date(2026, 2, 13), "5 working days", None, date(2026, 2, 27)),
        (
            "notice, from a make-up day",
            date(2026, 2, 14),
            "5 working days",
            None,
            date(2026, 2, 28),
        ),
        ("permit", date(2026, 9, 18), "20 working days", None, date(2026, 10, 22)),
        ("permit", date(2026, 9, 18), "20 working days", "10 working days", date(2026, 11, 5)),
        ("bundle", date(2026, 4, 27), "45 working days", None, date(2026, 7, 2)),
        ("bundle", date(2026, 4, 27), "45 working days", "15 working days", date(2026, 7, 23)),
        ("permit", date(2026, 3, 2), "20 working days", None, date(2026, 3, 30)),
        ("delivery", date(2026, 9, 29), "10 working days", None, date(2026, 10, 19)),
        ("residence permit", date(2026, 9, 18), "15 days", None, date(2026, 10, 8)),
        ("reconsideration", date(2026, 8, 7), "60 days", None, date(2026, 10, 8)),
        ("litigation", date(2026, 8, 31), "6 months", None, date(2027, 3, 1)),
        ("company", date(2026, 6, 17), "3 working days", None, date(2026, 6, 23)),
        ("company", date(2026, 6, 17), "3 working days", "3 working days", date(2026, 6, 26)),
        ("food licence", date(2026, 6, 17), "10 working days", None, date(2026, 7, 2)),
        ("food licence", date(2026, 6, 17), "10 working days", "5 working days", date(2026, 7, 9)),
        ("birth", date(2026, 1, 31), "1 month", None, date(2026, 2, 28)),
    ],
)
def test_the_worked_fixtures_of_the_domain(
    event: str, start: date, limit: str, extension: str | None, expected: date
):
    extended = Limit.parse(extension) if extension else None
    assert last_day(start, Limit.parse(limit), WITH_2027, extended) == expected, event


def test_an_expert_review_is_not_counted_from_the_day_after_it_began():
    review = (date(2026, 3, 9), date(2026, 3, 20))
    assert working_days_between(*review, CN) == 9
    twenty = Limit.parse("20 working days")
    assert last_day(date(2026, 3, 2), twenty, CN, excluded=[review]) == date(2026, 4, 13)


def test_six_months_into_an_unpublished_year_fail_loudly():
    with pytest.raises(CalendarMissing, match="2027"):
        last_day(date(2026, 8, 31), Limit.parse("6 months"), CN)


def test_overlapping_exclusions_are_counted_once():
    twenty, start = Limit.parse("20 working days"), date(2026, 3, 2)
    whole = [(date(2026, 3, 9), date(2026, 3, 20))]
    pieces = [(date(2026, 3, 12), date(2026, 3, 20)), (date(2026, 3, 9), date(2026, 3, 16))]
    assert last_day(start, twenty, CN, excluded=pieces) == last_day(
        start, twenty, CN, excluded=whole
    )


def test_an_exclusion_before_the_start_or_after_the_end_changes_nothing():
    outside = [(date(2026, 2, 2), date(2026, 3, 2)), (date(2026, 3, 30), date(2026, 4, 20))]
    twenty = Limit.parse("20 working days")
    assert last_day(date(2026, 3, 2), twenty, CN, excluded=outside) == date(2026, 3, 30)


def test_natural_days_and_months_leave_excluded_days_out_too():
    review = [Exclusion(date(2026, 3, 9), date(2026, 3, 20))]
    start = date(2026, 3, 2)
    assert last_day(start, Limit.parse("15 days"), CN, excluded=review) == date(2026, 3, 30)
    assert last_day(start, Limit.parse("1 month"), CN, excluded=review) == date(2026, 4, 13)


def test_on_the_spot_is_today_or_the_next_workday():
    assert last_day(date(2026, 3, 5), Limit.parse("on the spot"), CN) == date(2026, 3, 5)
    assert last_day(date(2026, 3, 7), Limit.parse("on the spot"), CN) == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("words", "zh"),
    [
        ("10 working days", "10个工作日"),
        ("1 working day", "1个工作日"),
        ("15 days", "15日"),
        ("6 months", "6个月"),
        ("5 years", "5年"),
        ("on the spot", "当场办结"),
    ],
)
def test_a_limit_reads_as_officials_write_it_and_back(words: str, zh: str):
    limit = Limit.parse(words)
    assert (limit.text("zh"), limit.text("en")) == (zh, words)
    assert limit.words.into("zh") == zh


@pytest.mark.parametrize("words", ["", "ten days", "0 days", "5", "5 weeks", "-1 days", "5 days "])
def test_what_is_no_limit_is_refused_with_what_is_allowed(words: str):
    with pytest.raises(LimitMistake, match="is not a limit") as mistake:
        Limit.parse(words)
    assert "on the spot" in mistake.value.text.zh


def test_a_limit_is_a_string_in_a_model_and_stays_one():
    class Promise(Frozen):
        within: Limit

    promise = Promise.model_validate({"within": "20 working days"})
    assert promise.within == Limit(count=20, unit="working-days")
    assert promise.model_dump_json() == '{"within":"20 working days"}'
    assert Promise.model_validate_json(promise.model_dump_json()) == promise
    with pytest.raises(ValidationError) as refused:
        Promise.model_validate({"within": "soon"})
    assert isinstance(refused.value.errors()[0]["ctx"]["error"], LimitMistake)


@pytest.mark.parametrize(("one", "other"), [("5 days", "5 working days"), ("on the spot",) * 2])
def test_an_extension_keeps_the_unit(one: str, other: str):
    with pytest.raises(LimitMistake, match="has the unit of the limit"):
        Limit.parse(one).plus(Limit.parse(other))


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 8, 31), date(2027, 2, 27), 5),
        (date(2026, 8, 31), date(2027, 2, 28), 6),
        (date(2026, 1, 15), date(2026, 7, 14), 5),
        (date(2026, 1, 15), date(2026, 7, 15), 6),
        (date(2026, 7, 15), date(2026, 1, 15), -6),
        (date(2026, 7, 15), date(2026, 7, 15), 0),
    ],
)
def test_months_between_counts_whole_months(start: date, end: date, months: int):
    assert months_between(start, end) == months


TWENTY = Limit.parse("20 working days")
ACCEPTED = date(2026, 3, 2)
DUE = last_day(ACCEPTED, TWENTY, CN)


@pytest.mark.parametrize(
    ("today", "left", "expected"),
    [
        (date(2026, 3, 2), 20, Light("green", "in-time")),
        (date(2026, 3, 23), 5, Light("green", "in-time")),
        (date(2026, 3, 24), 4, Light("yellow", "last-fifth")),
        (date(2026, 3, 26), 2, Light("yellow", "last-two-days")),
        (date(2026, 3, 28), 1, Light("yellow", "last-two-days")),
        (date(2026, 3, 30), 0, Light("yellow", "last-day")),
        (date(2026, 3, 31), -1, Light("red", "overdue")),
    ],
)
def test_the_light_changes_as_the_limit_runs_out(today: date, left: int, expected: Light):
    assert remaining(DUE, today, CN) == left
    assert light(ACCEPTED, DUE, today, CN) == expected


def test_days_of_a_running_procedure_are_not_left_either():
    review = [(date(2026, 3, 9), date(2026, 3, 20))]
    due = last_day(ACCEPTED, TWENTY, CN, excluded=review)
    assert remaining(due, date(2026, 3, 9), CN, review) == 15
    assert remaining(due, date(2026, 3, 16), CN, review) == 15
    assert light(ACCEPTED, due, date(2026, 4, 7), CN, review) == Light("yellow", "last-fifth")
    assert light(ACCEPTED, due, date(2026, 4, 3), CN, review) == Light("green", "in-time")


def test_an_on_the_spot_limit_is_due_at_once():
    assert light(ACCEPTED, ACCEPTED, ACCEPTED, CN) == Light("yellow", "last-day")


@given(days_2025, counts, counts, units)
def test_a_longer_limit_never_ends_earlier(start: date, one: int, other: int, unit: str):
    short, long = sorted((one, other))
    assert last_day(start, a_limit(short, unit), CN) <= last_day(start, a_limit(long, unit), CN)


@given(days_2025, counts, units)
def test_a_later_start_never_ends_earlier(start: date, count: int, unit: str):
    limit = a_limit(count, unit)
    assert last_day(start, limit, CN) <= last_day(start + timedelta(days=1), limit, CN)


@given(days_2025, counts, units)
def test_a_limit_ends_on_a_workday(start: date, count: int, unit: str):
    assert CN.is_workday(last_day(start, a_limit(count, unit), CN))


@given(days_2025, counts)
def test_a_working_day_limit_holds_exactly_its_working_days(start: date, count: int):
    last = last_day(start, a_limit(count, "working days"), CN)
    assert working_days_between(start, last, CN) == count == remaining(last, start, CN)


@given(days_2025, counts, st.lists(st.tuples(days_2025, st.integers(0, 30)), max_size=3))
def test_exclusions_give_back_exactly_the_days_they_take(
    start: date, count: int, procedures: list[tuple[date, int]]
):
    excluded = [(begin, begin + timedelta(days=length)) for begin, length in procedures]
    last = last_day(start, a_limit(count, "working days"), CN, excluded=excluded)
    out = {b + timedelta(days=n) for b, e in excluded for n in range(1, (e - b).days + 1)}
    counted = [
        day
        for n in range(1, (last - start).days + 1)
        if CN.is_workday(day := start + timedelta(days=n)) and day not in out
    ]
    assert len(counted) == count
    assert counted[-1] == last
    assert remaining(last, start, CN, excluded) == count


@given(days_2025, counts, counts, units)
def test_the_legal_date_is_never_before_the_promise(start: date, one: int, other: int, unit: str):
    promise, statutory = sorted((one, other))
    promised = last_day(start, a_limit(promise, unit), CN)
    assert promised <= last_day(start, a_limit(statutory, unit), CN)


@given(days_2025, days_2025)
def test_working_days_between_turns_its_sign_with_its_order(one: date, other: date):
    assert working_days_between(one, other, CN) == -working_days_between(other, one, CN)


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.integers(0, 600))
def test_adding_months_is_undone_by_counting_them(day: date, months: int):
    assert months_between(day, add_months(day, months)) == months
