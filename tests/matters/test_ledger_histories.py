"""The ledger's dates and days hold against a count by finger, over random histories of clocks.

Two thousand in the ordinary run; `ONEGO_HISTORIES=100000` for as many as the release asks for. The seed is printed, and
`ONEGO_SEED` plays one again.
"""

import os
import random
import secrets
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from matters.calendars import Calendar
from matters.clock_days import day_spans, days
from matters.clock_entries import Event, Label, Run, entry
from matters.exclusions import Excluded
from matters.limits import Limit, Unit
from matters.words import Text
from tests.builders import a_calendar
from tests.matters.naive_days import ONE, History, last_day_by_finger

HISTORIES = int(os.environ.get("ONEGO_HISTORIES", "2000"))
SEED = int(os.environ.get("ONEGO_SEED") or secrets.randbits(32))
CN: Calendar = a_calendar()
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
UNITS: tuple[Unit, ...] = ("working-days", "days", "months", "years", "on-the-spot")
REST = {
    day
    for number in range((LAST - FIRST).days + 1)
    if not CN.is_workday(day := FIRST + timedelta(days=number))
}
LABEL = Label("T4:food:1", "T4", Text.same("许可事项"), Text.same("测试依据"), "food", "food")


def a_limit(draw: random.Random, unit: Unit, most: int) -> Limit:
    top = {"working-days": most, "days": most, "months": most // 6, "years": 1, "on-the-spot": 0}[
        unit
    ]
    return Limit(count=draw.randint(min(1, top), top), unit=unit)


def a_history(draw: random.Random) -> History:
    start = FIRST + timedelta(days=draw.randrange(550))
    unit = draw.choice(UNITS)
    extended = unit in ("working-days", "days", "months") and draw.random() < 0.4
    return History(
        start=start,
        limit=a_limit(draw, unit, 60),
        extension=a_limit(draw, unit, 15) if extended else None,
        procedures=tuple(_procedures(draw, start)),
    )


def _procedures(draw: random.Random, start: date) -> Iterator[tuple[date, date]]:
    """Some before the start, some over one another, some that begin and end on one day."""
    for _ in range(draw.choice((0, 0, 1, 1, 2, 3))):
        begin = start + timedelta(days=draw.randint(-10, 60))
        yield begin, begin + timedelta(days=draw.choice((0, draw.randint(1, 30))))


def test_the_fast_path_ends_on_the_day_that_a_count_by_finger_ends_on(
    capsys: pytest.CaptureFixture[str],
):
    draw = random.Random(SEED)
    for number in range(HISTORIES):
        one = a_history(draw)
        counted = _entry(one).last
        assert counted == last_day_by_finger(one, REST), f"seed {SEED}, history {number}: {one}"
    with capsys.disabled():
        sys.stdout.write(f" {HISTORIES} histories, seed {SEED} ")


def test_the_days_told_are_those_counted_and_end_on_the_last():
    draw = random.Random(SEED + 1)
    for number in range(HISTORIES // 10):
        one = a_history(draw)
        clock = _entry(one)
        told = days(clock, one.start)
        where = f"seed {SEED}, history {number}: {one}"
        assert [day.on for day in told] == [one.start + ONE * step for step in range(len(told))], (
            where
        )
        assert told[-1].on == clock.last, where
        if one.limit.unit in ("working-days", "days"):
            total = one.limit.plus(one.extension).count
            numbers = [day.number for day in told if day.counted]
            assert numbers == list(range(1, total + 1)), where
        spans = day_spans(told)
        assert sum(span.counted + span.not_counted for span in spans) == len(told), where
        assert all(day.article for day in told if not day.counted), where


def _entry(one: History):
    procedures = (
        Excluded(begin, end, "review", Text.same("专家评审"), "测试依据", "甬市监特〔2026〕1号")
        for begin, end in one.procedures
    )
    run = Run(Event(one.start), one.limit, extension=one.extension, excluded=tuple(procedures))
    return entry(LABEL, run, CN)
