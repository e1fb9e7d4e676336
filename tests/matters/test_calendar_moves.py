"""A newer calendar moves the last days of a case: what the law counts both ways, what was told only to a later day."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from matters.calendar_changes import difference
from matters.calendar_facts import CalendarChanged, DateMoved
from matters.calendar_moves import moved, step_days
from matters.calendars import Calendar, CalendarYear
from matters.case import MACHINE, Case
from matters.clock import clock
from matters.rules import Rules
from matters.standing import standing
from matters.verbs import launch
from matters.work import open_work
from tests.builders import a_calendar, a_material, a_matter, a_step, rules
from tests.cases import MONDAY, a_launch, an_accepted_case, asked_for, played

RULES = rules(a_matter(a_step("food"), materials=(a_material("paper", "upload", required=False),)))
TODAY = MONDAY.date()


def with_days(*rest: str, work: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> Calendar:
    """The shipped calendar with more days off, more make-up days, and some days off taken away."""
    year = a_calendar().year(2026)
    assert year is not None
    gone = {date.fromisoformat(f"2026-{one}") for one in without}
    more = {date.fromisoformat(f"2026-{one}") for one in rest}
    days = sorted((set(year.rest_days) | more) - gone)
    extra = {date.fromisoformat(f"2026-{one}") for one in work}
    newer = CalendarYear(
        year=2026,
        source="通知",
        rest_days=tuple(days),
        workdays=tuple(sorted(set(year.workdays) | extra)),
    )
    return a_calendar().with_newer((newer,), ())


def moves(case: Case, newer: Calendar) -> dict[str, DateMoved]:
    new = replace(RULES, calendar=newer)
    return {one.clock: one for one in moved(RULES, new, standing(case), TODAY)}


def after(case: Case, newer: Calendar) -> Case:
    new = replace(RULES, calendar=newer)
    fact = CalendarChanged(
        at=MONDAY, by=MACHINE, load=1, years=(2026,), reason="通知",
        moved=tuple(moves(case, newer).values()), steps=step_days(RULES, new, standing(case)),
    )  # fmt: skip
    return case.record(fact)


def test_a_day_off_in_between_moves_what_the_law_counts_to_the_next_workday():
    case = an_accepted_case(RULES)
    before = clock(RULES, standing(case), RULES.matter.step("food")).due
    one = moves(case, with_days("03-04"))["T4:food:1"]
    assert one.before == before
    assert one.after == a_calendar().workday_after(one.before, 1)


def test_a_make_up_day_in_between_moves_it_to_the_workday_before():
    one = moves(an_accepted_case(RULES), with_days(work=("03-07",)))["T4:food:1"]
    assert a_calendar().workday_after(one.after, 1) == one.before


def test_the_open_work_is_due_on_the_day_that_the_clock_ends():
    newer = with_days("03-04")
    case = after(an_accepted_case(RULES), newer)
    new = replace(RULES, calendar=newer)
    (work,) = open_work(new, case)
    assert work.due == clock(new, standing(case), RULES.matter.step("food")).due


def test_a_change_behind_the_last_day_moves_nothing():
    assert moves(an_accepted_case(RULES), with_days("12-01")) == {}


def test_the_halls_own_day_moves_with_the_calendar():
    case = launch(RULES, "330200001260302000001", a_launch())
    opened = standing(case).acceptance_opened
    assert opened is not None
    one = moves(case, with_days("03-04"))["T1:statutory:1"]
    assert one.before == opened.notice_by
    later = standing(after(case, with_days("03-04"))).acceptance_opened
    assert later is not None
    assert later.notice_by == one.after > one.before


def a_case_that_was_asked() -> Case:
    case = launch(RULES, "330200001260302000001", a_launch())
    return played(RULES, case, asked_for("paper"))


def test_the_day_told_to_the_applicant_becomes_later_with_a_day_off():
    case = a_case_that_was_asked()
    newer = with_days("03-04")
    one = moves(case, newer)["T2:acceptance"]
    assert one.whose == "applicant"
    assert one.after > one.before
    now = standing(after(case, newer))
    assert now.asks["acceptance"].until == one.after
    assert now.requests == [now.asks["acceptance"]]


def test_the_day_told_to_the_applicant_never_becomes_earlier():
    assert "T2:acceptance" not in moves(a_case_that_was_asked(), with_days(work=("03-07",)))


def test_a_second_look_at_the_same_load_is_known_by_its_fact():
    case = after(a_case_that_was_asked(), with_days("03-04"))
    assert standing(case).calendar_loads == {1}


def test_the_days_that_change_are_told_in_words():
    found = difference(a_calendar(), with_days("03-04", work=("03-07",)))
    assert [one.words.zh for one in found.days] == [
        "2026年3月4日（星期三）由工作日改为休息日",
        "2026年3月7日（星期六）由休息日改为工作日",
    ]
    assert "Saturday, 7 March 2026: a day off becomes a workday" in found.days[1].words.en
    assert found.before(date(2026, 3, 5)) == found.days[:1]


def test_a_new_year_is_named_and_changes_no_day():
    newer = a_calendar().with_newer((CalendarYear(year=2027, source="通知"),), ())
    assert difference(a_calendar(), newer) == ((), (2027,), ())
    assert not difference(newer, newer)


WEEKDAYS = [
    date.fromordinal(n)
    for n in range(date(2026, 3, 2).toordinal(), date(2026, 4, 30).toordinal())
    if date.fromordinal(n).weekday() < 5 and a_calendar().is_workday(date.fromordinal(n))
]


@given(st.sets(st.sampled_from(WEEKDAYS), max_size=6))
def test_what_moved_is_what_the_newer_calendar_counts(days: set[date]):
    case = an_accepted_case(RULES)
    newer = with_days(*(f"{one:%m-%d}" for one in days))
    new: Rules = replace(RULES, calendar=newer)
    found = moves(case, newer).get("T4:food:1")
    old_day = clock(RULES, standing(case), RULES.matter.step("food")).due
    new_day = clock(new, standing(case), new.matter.step("food")).due
    assert (found.after if found else old_day) == new_day
