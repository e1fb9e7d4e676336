"""A newer calendar on a real database: who waits is counted anew, is told, and no process needs a restart."""

from dataclasses import replace
from datetime import date

import pytest

from flows.calendar_loading import NothingNew, PastWouldChange, load, preview
from flows.calendar_recounting import count_anew, would_move
from flows.commands import act_on
from flows.installation import Installation
from matters.acts import Take
from matters.calendar_facts import CalendarChanged
from matters.calendar_files import CalendarFile
from matters.calendars import CalendarMissing, CalendarYear
from matters.errors import ActRefused
from matters.limits import Limit
from matters.rules import Rules
from matters.verbs import launch
from storage import calendar_moves, calendars, cases, incidents
from storage.calendars import Calendars
from tests.builders import a_calendar, a_matter, a_step
from tests.cases import MONDAY, a_launch, an_accepted_case, an_officer
from tests.houses import begin, publish, stored

LATER = "330200001260302000002"


@pytest.fixture
def rules(house: Installation) -> Rules:
    return publish(house, a_matter(a_step("food"), a_step("fire")))


def a_file(*rest: str, work: tuple[str, ...] = ()) -> CalendarFile:
    """The shipped year 2026 with more days off and more make-up days."""
    year = a_calendar().year(2026)
    assert year is not None
    more = {date.fromisoformat(f"2026-{one}") for one in rest}
    extra = {date.fromisoformat(f"2026-{one}") for one in work}
    newer = CalendarYear(
        year=2026,
        source="国办发明电〔2026〕9号",
        rest_days=tuple(sorted({*year.rest_days, *more})),
        workdays=tuple(sorted({*year.workdays, *extra})),
        holidays=year.holidays,
    )
    return CalendarFile((newer,), ())


def loaded(house: Installation, file: CalendarFile) -> int:
    return load(house, preview(house, file), "admin", "国务院办公厅调整放假安排")


def due_in_the_queue(house: Installation, number: str) -> dict[str, date | None]:
    with house.database.transaction() as connection:
        rows = connection.execute(
            "select step, due_on from work_items where case_number = %s", (number,)
        ).fetchall()
    return dict(rows)


def test_a_preview_says_what_would_move_and_changes_nothing(house: Installation, rules: Rules):
    case = an_accepted_case(rules)
    begin(house, rules, case)
    before = due_in_the_queue(house, case.number)
    shown = preview(house, a_file("03-04"))
    found = would_move(house, shown, 10)
    assert {one.case for one in found} == {case.number}
    assert all(one.after > one.before for one in found)
    assert [one.on for one in shown.difference.days] == [date(2026, 3, 4)]
    assert due_in_the_queue(house, case.number) == before
    assert preview(house, a_file("03-04")).seen == shown.seen


def test_open_cases_are_counted_anew_and_say_why(house: Installation, rules: Rules):
    case = an_accepted_case(rules)
    begin(house, rules, case)
    before = due_in_the_queue(house, case.number)
    number = loaded(house, a_file("03-04"))
    assert count_anew(house) == 1
    after = due_in_the_queue(house, case.number)
    assert before["food"] is not None
    assert after["food"] == a_calendar().workday_after(before["food"], 1)
    fact = stored(house, case.number).facts[-1]
    assert isinstance(fact, CalendarChanged)
    assert (fact.load, fact.years, fact.reason) == (number, (2026,), "国务院办公厅调整放假安排")
    with house.database.transaction() as connection:
        cases.verify(connection, case.number)
        told = calendar_moves.of_load(connection, number)
    assert {one.clock for one in told} == {one.clock for one in fact.moved}


def test_counting_anew_twice_tells_nothing_twice(house: Installation, rules: Rules):
    case = an_accepted_case(rules)
    begin(house, rules, case)
    number = loaded(house, a_file("03-04"))
    count_anew(house)
    facts = len(stored(house, case.number).facts)
    with house.database.transaction() as connection:
        connection.execute("update calendar_loads set finished_at = null where id = %s", (number,))
    assert count_anew(house) == 0
    assert count_anew(house) == 0
    assert len(stored(house, case.number).facts) == facts


def test_what_a_crash_left_is_counted_by_whoever_comes_next(house: Installation, rules: Rules):
    first, second = an_accepted_case(rules), launch(rules, LATER, a_launch())
    begin(house, rules, first)
    begin(house, rules, second)
    loaded(house, a_file("03-04"))
    with house.database.transaction() as connection:
        assert len(calendars.unfinished(connection)) == 1
    assert count_anew(house) == 2
    with house.database.transaction() as connection:
        assert calendars.unfinished(connection) == ()


def test_two_loads_one_after_the_other_are_told_each_for_itself(house: Installation, rules: Rules):
    case = an_accepted_case(rules)
    begin(house, rules, case)
    loaded(house, a_file("03-04"))
    loaded(house, a_file("03-04", "03-05"))
    assert count_anew(house) == 2
    one, two = stored(house, case.number).facts[-2:]
    assert isinstance(one, CalendarChanged)
    assert isinstance(two, CalendarChanged)
    ends = {moved.clock: moved.after for moved in one.moved}
    assert {moved.clock: moved.before for moved in two.moved} == ends


def test_a_change_behind_all_last_days_leaves_the_cases_alone(house: Installation, rules: Rules):
    case = an_accepted_case(rules)
    begin(house, rules, case)
    loaded(house, a_file("12-01"))
    assert count_anew(house) == 0
    assert stored(house, case.number) == case


def test_another_process_counts_by_the_new_calendar_at_its_next_act(
    house: Installation, rules: Rules, database_url: str
):
    case = an_accepted_case(rules)
    begin(house, rules, case)
    other = replace(house, calendars=Calendars(house.calendars.declared, "330200"))
    with other.database.transaction() as connection:
        assert other.rules(connection, case.matter).calendar.is_workday(date(2026, 3, 4))
    before = due_in_the_queue(house, case.number)["food"]
    loaded(house, a_file("03-04"))
    count_anew(house)
    department = rules.matter.step("food").department or ""
    act_on(other, case.number, Take(step="food"), an_officer(department))
    after = due_in_the_queue(house, case.number)["food"]
    assert before is not None
    assert after is not None
    assert after == a_calendar().workday_after(before, 1)
    assert not other.calendar.is_workday(date(2026, 3, 4))


def test_the_officers_of_the_department_are_told_until_they_put_it_away(
    house: Installation, rules: Rules
):
    case = an_accepted_case(rules)
    begin(house, rules, case)
    number = loaded(house, a_file("03-04"))
    count_anew(house)
    with house.database.transaction() as connection:
        department = calendar_moves.of_load(connection, number)[0].department
    with house.database.transaction() as connection:
        connection.execute(
            "insert into accounts (id, name_zh, name_en, department, roles, demo, disabled)"
            " values ('li', '李', 'Li', %s, '{officer}', true, false)",
            (department,),
        )
        (news,) = calendar_moves.unread(connection, department, "li")
        assert (news.load.id, news.cases) == (number, 1)
        assert calendar_moves.unread(connection, "nobody", "li") == ()
        calendar_moves.put_away(connection, number, "li", MONDAY)
        assert calendar_moves.unread(connection, department, "li") == ()
        assert len(calendar_moves.unread(connection, department, "wang")) == 1


def test_what_is_loaded_already_is_not_loaded_again(house: Installation):
    loaded(house, a_file("03-04"))
    with pytest.raises(NothingNew, match="in use already"):
        preview(house, a_file("03-04"))


def test_days_that_are_past_are_changed_only_by_somebody_who_means_it(house: Installation):
    shown = preview(house, a_file("02-27"))
    with pytest.raises(PastWouldChange, match="2026-02-27"):
        load(house, shown, "admin", "更正")
    assert load(house, shown, "admin", "更正", past=True) == 1


def test_what_another_loaded_since_the_preview_is_refused(house: Installation):
    shown = preview(house, a_file("03-04"))
    loaded(house, a_file("03-05"))
    with pytest.raises(ActRefused, match="after your preview"):
        load(house, shown, "admin", "通知")


def test_a_case_that_stopped_for_want_of_a_year_goes_on(house: Installation, rules: Rules):
    case = an_accepted_case(rules)
    begin(house, rules, case)
    other = launch(rules, LATER, a_launch())
    begin(house, rules, other)
    missing = CalendarMissing("cn", 2027, Limit.parse("10 working days").words)
    with house.database.transaction() as connection:
        incidents.record(connection, case.number, "wave", missing.text, MONDAY)
        incidents.record(connection, LATER, "wave", ActRefused(zh="别的", en="other").text, MONDAY)
    loaded(house, CalendarFile((CalendarYear(year=2027, source="通知"),), ()))
    count_anew(house)
    with house.database.transaction() as connection:
        assert [one.case for one in incidents.unresolved(connection)] == [LATER]
