"""The ledger counts as the law does: the worked fixtures of domain 2.2, each by its own name."""

from datetime import date

import pytest

from matters.clock_days import MADE_UP, MOVED_ON, REACHED, Day, day_spans, days
from matters.clock_entries import Event, Label, Run, entry
from matters.exclusions import Excluded
from matters.limits import Light, Limit
from matters.words import Text
from tests.matters.test_limits import CN, WITH_2027

REVIEW = Excluded(
    date(2026, 3, 9), date(2026, 3, 20), "review", Text(zh="专家评审", en="Expert review"),
    "测试法第八条", "甬市监特〔2026〕3号",
)  # fmt: skip
RUNNING = Excluded(date(2026, 3, 9), None, "review", Text.same("专家评审"), "测试法第八条", None)


def a_clock(start: str, limit: str, more: str | None = None, out: tuple[Excluded, ...] = ()):
    label = Label("T4:food:1", "T4", Text.same("许可"), Text.same("测试法第四条"), "food", "food")
    extension = Limit.parse(more) if more else None
    started = Event(date.fromisoformat(start))
    return entry(
        label, Run(started, Limit.parse(limit), extension=extension, excluded=out), WITH_2027
    )


def last_of(start: str, limit: str, more: str | None = None) -> str:
    last = a_clock(start, limit, more).last
    return str(last)


def on(told: tuple[Day, ...], day: str) -> Day:
    return next(one for one in told if one.on == date.fromisoformat(day))


def test_received_on_a_friday_before_the_spring_festival_the_make_up_saturday_counts():
    assert last_of("2026-02-13", "5 working days") == "2026-02-27"


def test_received_on_a_make_up_saturday_it_ends_on_another():
    assert last_of("2026-02-14", "5 working days") == "2026-02-28"


def test_twenty_working_days_over_mid_autumn_and_national_day():
    assert last_of("2026-09-18", "20 working days") == "2026-10-22"


def test_twenty_extended_by_ten_is_one_count_of_thirty():
    assert last_of("2026-09-18", "20 working days", "10 working days") == "2026-11-05"


def test_a_bundle_has_forty_five_working_days():
    assert last_of("2026-04-27", "45 working days") == "2026-07-02"


def test_a_bundle_extended_by_fifteen():
    assert last_of("2026-04-27", "45 working days", "15 working days") == "2026-07-23"


def test_an_expert_review_moves_the_last_day_by_its_nine_working_days():
    clock = a_clock("2026-03-02", "20 working days", out=(REVIEW,))
    assert (clock.base, clock.last) == (date(2026, 3, 30), date(2026, 4, 13))


def test_ten_days_of_delivery_over_national_day():
    assert last_of("2026-09-29", "10 working days") == "2026-10-19"


def test_fifteen_natural_days_of_a_residence_permit_roll_over_national_day():
    assert last_of("2026-09-18", "15 days") == "2026-10-08"


def test_sixty_natural_days_for_reconsideration_roll_over_national_day():
    assert last_of("2026-08-07", "60 days") == "2026-10-08"


def test_six_months_for_litigation_end_on_the_last_of_february_and_roll():
    assert last_of("2026-08-31", "6 months") == "2027-03-01"


def test_three_working_days_of_a_company_registration_over_dragon_boat():
    assert last_of("2026-06-17", "3 working days") == "2026-06-23"
    assert last_of("2026-06-17", "3 working days", "3 working days") == "2026-06-26"


def test_ten_working_days_of_a_food_licence_over_dragon_boat():
    assert last_of("2026-06-17", "10 working days") == "2026-07-02"
    assert last_of("2026-06-17", "10 working days", "5 working days") == "2026-07-09"


def test_a_birth_on_the_31st_is_registered_within_a_month_on_a_make_up_day():
    assert last_of("2026-01-31", "1 month") == "2026-02-28"


def test_the_day_of_the_event_is_not_counted_by_article_201():
    first = days(a_clock("2026-09-18", "20 working days"), date(2026, 9, 18))[0]
    assert (first.on, first.counted, first.number) == (date(2026, 9, 18), False, None)
    assert first.article is not None
    assert "第二百零一条" in first.article.zh


def test_a_make_up_sunday_counts_and_names_the_notice_of_the_year():
    told = on(days(a_clock("2026-09-18", "20 working days"), date(2026, 9, 18)), "2026-09-20")
    assert (told.counted, told.number, told.cause) == (True, 1, MADE_UP)
    assert told.article is not None
    assert told.article.zh == "国务院办公厅关于2026年部分节假日安排的通知"


def test_mid_autumn_does_not_count_and_is_named():
    told = on(days(a_clock("2026-09-18", "20 working days"), date(2026, 9, 18)), "2026-09-25")
    assert (told.counted, told.cause.zh) == (False, "中秋节")


def test_days_of_a_review_name_their_law_and_the_notice_that_told_of_them():
    told = days(a_clock("2026-03-02", "20 working days", out=(REVIEW,)), date(2026, 3, 2))
    assert not on(told, "2026-03-10").counted
    assert on(told, "2026-03-10").article == Text(
        zh="测试法第八条；甬市监特〔2026〕3号", en="测试法第八条; notice 甬市监特〔2026〕3号"
    )
    assert on(told, "2026-03-09").counted, "the day on which it began counts"
    assert not on(told, "2026-03-20").counted, "the day on which it ended does not"


def test_days_of_an_extension_go_on_with_the_count():
    told = days(a_clock("2026-09-18", "20 working days", "10 working days"), date(2026, 9, 18))
    assert on(told, "2026-10-23").number == 21
    assert on(told, "2026-10-23").cause.zh == "延长期限"
    assert told[-1].number == 30


def test_a_last_day_that_rolls_says_article_203():
    told = days(a_clock("2026-09-18", "15 days"), date(2026, 9, 18))
    assert on(told, "2026-10-03").number == 15
    assert [one.cause for one in told[-5:]] == [MOVED_ON] * 5
    assert told[-1].article is not None
    assert "第二百零三条" in told[-1].article.zh


def test_the_corresponding_day_of_a_month_says_article_202():
    told = days(a_clock("2026-01-31", "1 month"), date(2026, 1, 31))[-1]
    assert (told.on, told.cause) == (date(2026, 2, 28), REACHED)
    assert told.article is not None
    assert "第二百零二条" in told.article.zh


def test_natural_days_are_never_taken_for_working_days():
    told = days(a_clock("2026-09-18", "15 days"), date(2026, 9, 18))
    assert on(told, "2026-09-27").counted


def test_while_a_procedure_goes_on_nobody_knows_the_last_day():
    clock = a_clock("2026-03-02", "20 working days", out=(RUNNING,))
    assert (clock.last, clock.stands_still, clock.light(date(2026, 3, 12))) == (None, True, None)
    assert days(clock, date(2026, 3, 12))[-1].on == date(2026, 3, 12)


def test_a_procedure_that_begins_after_the_last_day_stops_nothing():
    late = Excluded(date(2026, 4, 1), None, "review", Text.same("评审"), "测试法第八条", None)
    clock = a_clock("2026-03-02", "20 working days", out=(late,))
    assert clock.last == date(2026, 3, 30)
    assert clock.light(date(2026, 4, 2)) == Light("red", "overdue")


def test_a_year_without_a_calendar_has_no_last_day_and_is_named():
    label = Label("T4:food:1", "T4", Text.same("许可"), Text.same("依据"), "food", "food")
    run = Run(Event(date(2026, 12, 25)), Limit.parse("10 working days"))
    clock = entry(label, run, CN)
    assert (clock.last, clock.unknown_year, clock.stands_still) == (None, 2027, False)
    assert days(clock, date(2026, 12, 28)) == ()


def test_ordinary_weeks_are_one_line_of_the_table():
    told = day_spans(days(a_clock("2026-03-02", "20 working days"), date(2026, 3, 2)))
    assert [(one.begin, one.end, one.counted, one.not_counted) for one in told] == [
        (date(2026, 3, 2), date(2026, 3, 2), 0, 1),
        (date(2026, 3, 3), date(2026, 3, 30), 20, 8),
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 23), Light("green", "in-time")),
        (date(2026, 3, 24), Light("yellow", "last-fifth")),
        (date(2026, 3, 30), Light("yellow", "last-day")),
        (date(2026, 3, 31), Light("red", "overdue")),
    ],
)
def test_the_light_of_an_entry_is_that_of_its_limit(day: date, expected: Light):
    assert a_clock("2026-03-02", "20 working days").light(day) == expected
