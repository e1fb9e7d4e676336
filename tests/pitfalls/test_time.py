"""Pitfalls 2, 5, 6, 7 and 18: the calendar, extension, exclusion, silence, and the unit of a limit."""

from datetime import date, timedelta

import pytest

from matters.acts import Extend
from matters.calendars import CalendarMissing
from matters.case import Extended
from matters.clock import clock
from matters.due import due
from matters.errors import ActRefused
from matters.ledger import clocks
from matters.limits import Limit, LimitMistake, last_day
from matters.notices import notices
from matters.standing import standing
from tests.builders import a_calendar, a_step, an_item
from tests.cases import TUESDAY, after_the_machine, fact_of, facts_of, on
from tests.matters.test_checking import changed
from tests.pitfalls import shipped
from tests.pitfalls.shipped import CATALOGUE
from tests.stepping import a_head, by, carried, does

FIVE = Limit.parse("5 working days")
EXTENSIBLE = a_step("food", item=an_item(extend="5 working days"))
MORE = Extend(step="food", reason="案情复杂，需要补充调查。")


def test_02_make_up_days_count_and_no_weekend_is_hard_coded():
    calendar = a_calendar()
    assert last_day(date(2026, 2, 13), FIVE, calendar) == date(2026, 2, 27)
    assert last_day(date(2026, 2, 14), FIVE, calendar) == date(2026, 2, 28)
    assert calendar.is_workday(date(2026, 2, 14))
    assert not calendar.is_workday(date(2026, 2, 16))


def test_02_a_year_without_a_calendar_fails_loudly_instead_of_counting_monday_to_friday():
    beyond = date(max(one.year for one in a_calendar().years), 12, 30)
    with pytest.raises(CalendarMissing, match=str(beyond.year + 1)):
        last_day(beyond, FIVE, a_calendar())


def test_05_nothing_is_extended_after_its_limit_by_the_wrong_role_or_without_a_reason():
    rules, case = carried(EXTENSIBLE)
    last = clock(rules, standing(case), rules.matter.step("food")).due
    assert last is not None
    late = on((last + timedelta(days=1)).isoformat())
    with pytest.raises(ActRefused, match="has passed"):
        does(rules, case, a_head("food"), MORE, at=late)
    with pytest.raises(ActRefused, match="Only a head"):
        does(rules, case, by("food"), MORE)
    with pytest.raises(ActRefused, match="Say why"):
        does(rules, case, a_head("food"), Extend(step="food", reason=" "))


def test_05_an_extension_is_told_to_the_applicant_with_its_reason():
    rules, case = carried(EXTENSIBLE)
    case = does(rules, case, a_head("food"), MORE, at=TUESDAY)
    assert fact_of(case, Extended).reason == MORE.reason
    assert [one.event for one in notices(rules, standing(case)) if one.event == "extended"]
    shown = shipped.played("open-a-restaurant", "extended")
    letter = next(key for key in shown.letters if key.startswith("extended:"))
    fact = facts_of(shown.ran.case, Extended)[0]
    assert fact.reason.rstrip("。") in shown.text(letter)


def test_06_days_of_a_visit_count():
    shown = shipped.played("open-a-restaurant", "corrections-then-passed")
    now, rules = shown.ran.now, shown.ran.rules
    visits = {one.step for one in rules.matter.steps if one.kind == "visit"}
    assert visits & now.steps.keys()
    entries = clocks(rules, now, date(2026, 6, 1))
    assert not [span for one in entries for span in one.excluded if span.step in visits]


@pytest.mark.parametrize("matter", CATALOGUE.matters, ids=lambda one: one.matter)
def test_06_whatever_a_shipped_matter_leaves_out_names_its_law_and_is_told(matter):
    for step in matter.steps:
        if step.excluded is not None:
            assert "《" in step.excluded, step.step
            assert matter.letter_for("excluded", step)


def test_06_an_exclusion_without_a_law_is_a_mistake_of_the_matter(tmp_path):
    found = changed(tmp_path, ("    officers: 2\n", '    officers: 2\n    excluded: " "\n'))
    assert any("Days are left out only by a law" in one.what.en for one in found)


def test_07_a_limit_that_passes_approves_nothing():
    rules, case = carried(a_step("food"))
    for day in ("2026-04-01", "2026-09-01"):
        late = after_the_machine(rules, case, on(day))
        assert standing(late).step("food").status == "open"
        assert standing(late).outcome is None
        assert not due(rules, late, on(day))


@pytest.mark.parametrize("matter", CATALOGUE.matters, ids=lambda one: one.matter)
def test_07_silence_of_a_department_decides_no_licence_and_never_without_a_law(matter):
    for step in matter.steps:
        if step.silence is not None:
            assert step.silence_basis, step.step
            assert step.item is None or step.item.kind != "licence", step.step


def test_18_a_limit_without_a_unit_cannot_be_written():
    for words in ("15", "15日", "fifteen days", "15 workdays"):
        with pytest.raises(LimitMistake):
            Limit.parse(words)


def test_18_fifteen_days_of_a_residence_permit_are_natural_days():
    permit = next(
        step
        for matter in CATALOGUE.matters
        for step in matter.steps
        if step.item and "居住证" in step.item.name.zh and step.item.limit.unit == "days"
    )
    assert permit.item is not None
    assert permit.item.limit.text("zh") == "15日"
    counted = last_day(date(2026, 9, 18), permit.item.limit, CATALOGUE.calendar)
    assert counted == date(2026, 10, 8)


def test_18_the_clock_says_its_unit():
    rules, case = carried(a_step("food", item=an_item("15 days")))
    (entry,) = [
        one for one in clocks(rules, standing(case), date(2026, 3, 3)) if one.key == "T4:food:1"
    ]
    assert entry.length is not None
    assert entry.length.unit == "days"
