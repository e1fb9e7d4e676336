"""A completion is foretold from cases of the same kind, never from too few, with how often such a range was right."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.acts import Accept, Withdraw
from matters.forecast import Past, days_taken, forecast, past, right_of, scenario_of, within
from matters.standing import standing
from tests.builders import a_calendar, a_matter, a_step, rules
from tests.cases import (
    a_case,
    an_accepted_case,
    asked_for,
    granted,
    on,
    played,
    supplied,
)

TODAY = date(2026, 3, 2)
LENGTHS = st.lists(st.integers(0, 60), min_size=30, max_size=80).map(sorted)


def test_nothing_is_foretold_from_fewer_cases_than_the_jurisdiction_wants() -> None:
    assert forecast([5] * 29, 0, TODAY, a_calendar(), 30) is None
    assert forecast([5] * 30, 0, TODAY, a_calendar(), 30) is not None


def test_a_new_case_is_foretold_by_the_middle_of_what_others_took() -> None:
    said = forecast(range(1, 101), 0, TODAY, a_calendar(), 30)
    assert said is not None
    half, most = said.ranges
    calendar = a_calendar()
    assert (half.share, half.first, half.last) == (
        50, calendar.workday_after(TODAY, 25), calendar.workday_after(TODAY, 76),
    )  # fmt: skip
    assert (most.share, most.first, most.last) == (
        80, calendar.workday_after(TODAY, 10), calendar.workday_after(TODAY, 91),
    )  # fmt: skip
    assert said.cases == 100


def test_a_case_that_has_run_for_days_is_foretold_by_those_that_took_longer() -> None:
    said = forecast(range(1, 101), 90, TODAY, a_calendar(), 30)
    assert said is not None
    assert said.ranges[0].first == a_calendar().workday_after(TODAY, 3)


def test_nothing_is_foretold_of_what_takes_longer_than_nearly_all_before() -> None:
    assert forecast(range(1, 101), 99, TODAY, a_calendar(), 30) is None


@given(LENGTHS, st.sampled_from([50, 80]))
def test_a_range_holds_at_least_its_share_of_the_cases_that_it_comes_from(
    days: list[int], share: int
) -> None:
    low, high = within(days, share)
    assert sum(low <= one <= high for one in days) * 100 >= share * len(days)


@given(LENGTHS)
def test_the_wider_range_holds_the_narrower_one(days: list[int]) -> None:
    (low_50, high_50), (low_80, high_80) = within(days, 50), within(days, 80)
    assert low_80 <= low_50 <= high_50 <= high_80


@given(LENGTHS, st.sampled_from([50, 80]))
def test_how_often_it_was_right_is_counted_by_leaving_each_case_out(
    days: list[int], share: int
) -> None:
    hits = 0
    for place, one in enumerate(days):
        low, high = within(days[:place] + days[place + 1 :], share)
        hits += low <= one <= high
    assert right_of(days, share) == 100 * hits // len(days)


def test_the_days_of_the_applicant_do_not_count() -> None:
    made = rules(a_matter(a_step("food")))
    case = a_case(made, asked_for("company.name"))
    case = played(made, case, supplied(**{"company.name": "甬上人家"}), at=on("2026-03-09"))
    case = played(made, case, Accept(), at=on("2026-03-10"))
    case = played(made, case, granted("food"), at=on("2026-03-12"))
    now = standing(case)
    assert past(made, case, now) == Past(scenario_of(["food"]), date(2026, 3, 12), 3)
    assert days_taken(made, case, now, date(2026, 3, 12)) == 3


def test_while_the_applicant_is_asked_no_day_counts() -> None:
    made = rules(a_matter(a_step("food")))
    case = a_case(made, asked_for("company.name"))
    taken = [days_taken(made, case, standing(case), date(2026, 3, day)) for day in (3, 5, 9)]
    assert taken == [0, 0, 0]


def test_what_was_broken_off_is_no_history() -> None:
    made = rules(a_matter(a_step("food")))
    case = an_accepted_case(made, Withdraw(reason="不再办理。"))
    assert past(made, case, standing(case)) is None
    open_case = an_accepted_case(made)
    assert past(made, open_case, standing(open_case)) is None


@pytest.mark.parametrize(("one", "other"), [(["a"], ["a", "b"]), (["a", "b"], ["b"])])
def test_other_steps_are_another_situation(one: list[str], other: list[str]) -> None:
    assert scenario_of(one) != scenario_of(other)
    assert scenario_of([*one, "x"]) == scenario_of(["x", *one])
