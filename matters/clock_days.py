"""Every day of a clock, counted or not, with its cause and its article (domain 2.2): the ledger's proof. Pure.

The dates are those of `limits`; here each day between them is told. The tests count the same days one by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, groupby, islice
from operator import itemgetter

from matters.calendars import Calendar
from matters.clock_entries import ClockEntry
from matters.exclusions import Excluded
from matters.limits import natural_end
from matters.words import Text


@dataclass(frozen=True)
class Day:
    """One day of a clock."""

    on: date
    counted: bool
    number: int | None
    """Which day of the limit it is; none if it does not count, or where months and years are counted."""
    cause: Text
    article: Text | None


@dataclass(frozen=True)
class DaySpan:
    """Days one after another with one cause; ordinary weeks are one span, though their rest days do not count."""

    begin: date
    end: date
    counted: int
    not_counted: int
    cause: Text
    article: Text | None
    numbers: tuple[int, int] | None = None
    """The first and the last day of the limit among them, where days are numbered."""


_WEEK = Text(
    zh="《国务院关于职工工作时间的规定》第七条",
    en="State Council Rules on Working Hours, article 7",
)
_SATURDAY = 5
_DAY = timedelta(days=1)


def _code(number: int, zh: str) -> Text:
    return Text(zh=f"《中华人民共和国民法典》第{zh}条", en=f"Civil Code, article {number}")


EVENT_DAY = Text(zh="起算之日", en="the day of the event")
WORKDAY = Text(zh="工作日", en="workday")
WEEKEND = Text(zh="周末", en="weekend")
MADE_UP = Text(zh="调休上班", en="make-up workday")
EXTENDED = Text(zh="延长期限", en="extended limit")
DAY = Text(zh="自然日", en="day of the calendar")
REACHED = Text(zh="对应日届满", en="the corresponding day")
MOVED_ON = Text(zh="届满日是休息日，顺延", en="the last day is a rest day: moved on")
SET_DAY = Text(zh="至告知的日期", en="until the day that was told")
ON_THE_SPOT = Text(zh="当场", en="on the spot")
HOLIDAY = Text(zh="法定节假日", en="public holiday")


def days(clock: ClockEntry, today: date) -> tuple[Day, ...]:
    """Every day from the event to the last day, to the stop, or to today while it stands still.

    None where the calendar of a year is lacking.
    """
    if clock.base is None:
        return ()
    return tuple(_days(clock, _until(clock, today)))


def day_spans(told: tuple[Day, ...]) -> tuple[DaySpan, ...]:
    """The same days, those with one cause together: short enough to be printed."""
    kinds = accumulate(told, _kind_after, initial=("", ""))
    grouped = groupby(zip(told, islice(kinds, 1, None), strict=True), key=itemgetter(1))
    return tuple(_span(tuple(day for day, _ in group)) for _, group in grouped)


def _until(clock: ClockEntry, today: date) -> date:
    ends = clock.last or max(today, clock.started.on)
    return min(ends, clock.stopped.on) if clock.stopped else ends


def _days(clock: ClockEntry, until: date) -> Iterator[Day]:
    start, length = clock.started.on, clock.length
    spot = length is not None and length.unit == "on-the-spot"
    if spot and clock.calendar.is_workday(start):
        yield Day(start, True, None, ON_THE_SPOT, None)
    elif spot:
        yield _rest(start, clock.calendar)
    else:
        yield Day(start, False, None, EVENT_DAY, _code(201, "二百零一"))
    each = _working(clock) if length and length.unit == "working-days" else _natural(clock)
    for one in each:
        if one.on > until:
            return
        yield one


def _later(start: date) -> Iterator[date]:
    while True:
        start += _DAY
        yield start


def _working(clock: ClockEntry) -> Iterator[Day]:
    base = clock.run.length.count if clock.run.length else 0
    number = 0
    for on in _later(clock.started.on):
        if out := _excluded(clock, on):
            yield _left_out(on, out)
        elif not clock.calendar.is_workday(on):
            yield _rest(on, clock.calendar)
        else:
            number += 1
            yield _workday(on, number, clock, extended=number > base)


def _workday(on: date, number: int, clock: ClockEntry, *, extended: bool) -> Day:
    if extended:
        return Day(on, True, number, EXTENDED, clock.label.basis)
    if on.weekday() >= _SATURDAY:
        return Day(on, True, number, MADE_UP, _notice(on, clock.calendar))
    return Day(on, True, number, WORKDAY, None)


def _rest(on: date, calendar: Calendar) -> Day:
    name = calendar.year_of(on).holiday(on)
    if name is None and on.weekday() >= _SATURDAY:
        return Day(on, False, None, WEEKEND, _WEEK)
    return Day(on, False, None, name or HOLIDAY, _notice(on, calendar))


def _notice(on: date, calendar: Calendar) -> Text:
    """The State Council's notice for the year, by which a day is a day off or a make-up day."""
    return _of_year(calendar.year_of(on).source, on.year)


@lru_cache(maxsize=64)
def _of_year(source: str, year: int) -> Text:
    return Text(
        zh=source or "国务院办公厅节假日安排通知",
        en=f"State Council notice on the holidays of {year}",
    )


def _natural(clock: ClockEntry) -> Iterator[Day]:
    """Days, months and years: rest days count too, and only the last day moves off one."""
    length = clock.length
    ends = clock.base or clock.started.on
    if length is not None:
        ends = natural_end(clock.started.on, length, clock.spans_ended)
    number = 0
    for on in _later(clock.started.on):
        out = _excluded(clock, on)
        if out and (on <= ends or clock.last is None):
            yield _left_out(on, out)
        elif on > ends:
            yield Day(on, False, None, MOVED_ON, _code(203, "二百零三"))
        else:
            number += 1
            yield _natural_day(clock, on, number, last=on == ends)


def _natural_day(clock: ClockEntry, on: date, number: int, *, last: bool) -> Day:
    if clock.length is None:
        return Day(on, True, number, SET_DAY, None)
    if clock.length.unit == "days":
        return Day(on, True, number, DAY, None)
    if last:
        return Day(on, True, None, REACHED, _code(202, "二百零二"))
    return Day(on, True, None, DAY, None)


def _excluded(clock: ClockEntry, on: date) -> Excluded | None:
    """The procedure that takes the day out: the days after its begin, up to and including its end."""
    for one in clock.excluded:
        if one.begin < on and (one.end is None or on <= one.end):
            return one
    return None


def _left_out(on: date, out: Excluded) -> Day:
    zh, en = out.basis, out.basis
    if out.notice:
        zh, en = f"{zh}；{out.notice}", f"{en}; notice {out.notice}"
    return Day(on, False, None, out.cause, Text(zh=zh, en=en))


def _kind_after(before: tuple[str, str], one: Day) -> tuple[str, str]:
    """What days of one span have in common; rest days of an ordinary week go with its workdays."""
    if one.cause is WEEKEND:
        return before if before[0] == EXTENDED.zh else (WORKDAY.zh, "")
    return one.cause.zh, one.article.zh if one.article else ""


def _span(group: tuple[Day, ...]) -> DaySpan:
    counted = sum(one.counted for one in group)
    cause, article = group[0].cause, group[0].article
    if cause in (WORKDAY, WEEKEND):
        cause = WORKDAY if counted else WEEKEND
        article = _WEEK if counted < len(group) else None
    told = [one.number for one in group if one.number is not None]
    numbers = (told[0], told[-1]) if told else None
    return DaySpan(
        group[0].on, group[-1].on, counted, len(group) - counted, cause, article, numbers
    )
