"""What holds of the ledger of every case of every matter of all kinds of steps (hypothesis)."""

from hypothesis import given

from matters.calendars import CalendarMissing
from matters.case import business_date
from matters.clock_days import days
from matters.ledger import clocks
from matters.standing import standing
from matters.work import days_of
from tests.matters.test_step_properties import Story, often, stories


@often
@given(stories())
def test_every_clock_has_its_own_key_and_ends_where_its_days_do(story: Story):
    today = business_date(story.at)
    for case in story.states:
        found = clocks(story.rules, standing(case), today)
        assert len({one.key for one in found}) == len(found)
        for one in found:
            told = days(one, today)
            stopped = one.stopped.on if one.stopped else None
            ends = min(filter(None, (one.last, stopped)), default=None)
            if told and ends is not None and ends >= one.started.on:
                assert told[-1].on == ends


@often
@given(stories())
def test_the_ledger_says_of_open_items_what_their_work_says(story: Story):
    now, today = standing(story.case), business_date(story.at)
    if now.ended:
        return
    by_key = {one.key: one for one in clocks(story.rules, now, today)}
    for key, own in now.steps.items():
        step = story.rules.matter.step(key)
        if own.status == "open" and step.item is not None and step.kind != "visit":
            try:
                due, promised = days_of(story.rules, now, step)
            except CalendarMissing:
                continue
            assert by_key[f"T4:{key}:{own.round}"].last == due
            if step.item.promise is not None:
                assert by_key[f"T5:{key}:{own.round}"].last == promised


@often
@given(stories())
def test_no_clock_runs_on_when_all_is_over(story: Story):
    now, today = standing(story.case), business_date(story.at)
    for one in clocks(story.rules, now, today):
        if now.broken_off and one.kind in ("T1", "T2", "T4", "T5", "T6"):
            assert not one.running
