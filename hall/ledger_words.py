"""The clock ledger in words: a line for each clock, and its days, those with one cause together (domain 2.2). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.letter_days import MONTHS, en_date, zh_date
from hall.clock_words import Lamp, left_until
from hall.telling import told
from matters.clock_days import DAY, EXTENDED, SET_DAY, WORKDAY, DaySpan, day_spans, days
from matters.clock_entries import APPLICANT, ClockEntry, Event
from matters.exclusions import Excluded
from matters.ledger import clocks
from matters.rules import Rules
from matters.standing import Standing
from matters.timers import TIMERS
from matters.words import Text


@dataclass(frozen=True)
class DaysLine:
    """Days one after another: which, how many of them count, and why."""

    when: Text
    counts: Text
    cause: Text
    article: Text | None
    counted: bool


@dataclass(frozen=True)
class LedgerLine:
    """One clock as its page tells it."""

    key: str
    title: Text
    whose: Text
    lamp: Lamp
    span: Text
    """From when until when, in short."""
    facts: tuple[tuple[Text, Text], ...]
    days: tuple[DaysLine, ...]
    running: bool


def ledger_of(rules: Rules, now: Standing, today: date) -> tuple[LedgerLine, ...]:
    """Every clock of the case; those that run come first."""
    found = sorted(clocks(rules, now, today), key=lambda one: not one.running)
    return tuple(_line(rules, one, today) for one in found)


def ledger_for_applicant(rules: Rules, now: Standing, today: date) -> tuple[LedgerLine, ...]:
    """The clocks that run and matter to the applicant: what was promised, the own time, and what is to arrive."""
    found = (one for one in clocks(rules, now, today) if one.running and _matters(one))
    return tuple(_line(rules, one, today) for one in found)


def _matters(clock: ClockEntry) -> bool:
    return clock.label.whose == APPLICANT or clock.kind in ("T5", "T6", "T9")


def _line(rules: Rules, clock: ClockEntry, today: date) -> LedgerLine:
    return LedgerLine(
        key=clock.key,
        title=clock.label.title,
        whose=whose_words(rules, clock.label.whose),
        lamp=lamp_of(clock, today),
        span=_span(clock),
        facts=tuple(_facts(rules, clock)),
        days=tuple(_days_line(one) for one in day_spans(days(clock, today))),
        running=clock.running,
    )


def whose_words(rules: Rules, whose: str) -> Text:
    """Whose time it is."""
    if whose == APPLICANT:
        return Text(zh="申请人", en="the applicant")
    return rules.office.department(whose).name


def lamp_of(clock: ClockEntry, today: date) -> Lamp:
    """Its light with words; dark where it stands still or was stopped in time."""
    if clock.unknown_year is not None:
        year = clock.unknown_year
        words = Text(
            zh=f"待{year}年放假安排公布", en=f"waits for the holidays of {year} to be published"
        )
        return Lamp(None, words)
    if clock.stands_still:
        return Lamp(None, Text(zh="暂停计算", en="stands still"))
    if clock.kept is not None:
        if clock.kept:
            return Lamp(None, Text(zh="按期完成", en="kept"))
        return Lamp("red", Text(zh="逾期完成", en="stopped late"))
    light = clock.light(today)
    if light is None or clock.last is None:
        return Lamp(None, Text(zh="不计时", en="no limit"))
    unit = clock.length.unit if clock.length else "days"
    return Lamp(light.colour, left_until(clock.last, today, clock.calendar, unit))


def _span(clock: ClockEntry) -> Text:
    start, last = clock.started.on, clock.last
    if last is None:
        return Text(zh=f"{zh_date(start)}起", en=f"from {en_date(start)}")
    return Text(zh=f"{zh_date(start)}至{zh_date(last)}", en=f"{en_date(start)} to {en_date(last)}")


def _facts(rules: Rules, clock: ClockEntry) -> Iterator[tuple[Text, Text]]:
    """What stands above the days: the law, the start, the length, what moved it, and what stopped it."""
    if clock.label.basis.zh:
        yield Text(zh="依据", en="Basis"), clock.label.basis
    yield Text(zh="起算", en="Counts from"), _event(rules, clock.started, *_NOT_COUNTED)
    if clock.run.length is not None:
        yield Text(zh="期限", en="Length"), clock.run.length.words
    yield from _moved(clock)
    if clock.last is not None:
        yield Text(zh="届满日", en="Last day"), _on(clock.last)
    if clock.stopped is not None:
        yield Text(zh="停止", en="Stopped"), _event(rules, clock.stopped)
    elif clock.last is not None:
        yield Text(zh="逾期后果", en="If it runs out"), TIMERS[clock.kind].runs_out


_NOT_COUNTED = ("当日不计入", "that day itself not counted")


def _event(rules: Rules, event: Event, zh: str = "", en: str = "") -> Text:
    """The day, what happened on it, and what is to be said of it."""
    on = _on(event.on)
    what = _told(rules, event)
    return Text(
        zh="，".join(filter(None, (on.zh, what.zh, zh))),
        en=", ".join(filter(None, (on.en, what.en, en))),
    )


def _told(rules: Rules, event: Event) -> Text:
    return told(rules, event.fact).what if event.fact is not None else Text.same("")


def _moved(clock: ClockEntry) -> Iterator[tuple[Text, Text]]:
    if (clock.run.extension or clock.excluded) and clock.base is not None:
        yield Text(zh="原届满日", en="Last day before that"), _on(clock.base)
    if clock.run.extension is not None:
        yield Text(zh="延长", en="Extended by"), clock.run.extension.words
    for one in clock.excluded:
        yield Text(zh="不计入", en="Not counted"), _excluded(one)


def _excluded(one: Excluded) -> Text:
    zh = (
        f"{zh_date(one.begin)}次日至{zh_date(one.end)}"
        if one.end
        else f"{zh_date(one.begin)}次日起"
    )
    en = f"after {en_date(one.begin)}" + (f" up to {en_date(one.end)}" if one.end else "")
    notice = one.notice or "尚未告知"
    notice_en = f"notice {one.notice}" if one.notice else "not told yet"
    return Text(
        zh=f"{zh}，{one.cause.zh}（{one.basis}；{notice}）",
        en=f"{en}: {one.cause.en} ({one.basis}; {notice_en})",
    )


def _on(day: date) -> Text:
    return Text(
        zh=f"{zh_date(day)}（{_WEEKDAYS[day.weekday()]}）",
        en=f"{_EN[day.weekday()]} {en_date(day)}",
    )


_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _days_line(one: DaySpan) -> DaysLine:
    return DaysLine(_when(one), _counts(one), _cause(one), one.article, one.counted > 0)


def _when(one: DaySpan) -> Text:
    """9月25日（周五）; the year is said in the lines above."""
    first, last = _short(one.begin), _short(one.end)
    if one.begin == one.end:
        return first
    return Text(zh=f"{first.zh}至{last.zh}", en=f"{first.en} to {last.en}")


def _short(day: date) -> Text:
    weekday = day.weekday()
    return Text(
        zh=f"{day.month}月{day.day}日（{_WEEKDAYS[weekday]}）",
        en=f"{_EN[weekday]} {day.day} {MONTHS[day.month - 1][:3]}",
    )


def _counts(one: DaySpan) -> Text:
    """第3日, 第3至7日, 计入, 不计."""
    if not one.counted:
        return Text(zh="不计", en="not counted")
    if one.numbers is None:
        return Text(zh="计入", en="counted")
    first, last = one.numbers
    if first == last:
        return Text(zh=f"第{first}日", en=f"day {first}")
    return Text(zh=f"第{first}至{last}日", en=f"days {first} to {last}")


def _cause(one: DaySpan) -> Text:
    """Ordinary weeks say how many rest days are among them."""
    if one.cause in (WORKDAY, EXTENDED) and one.not_counted:
        some = "" if one.not_counted == 1 else "s"
        return Text(
            zh=f"{one.cause.zh}；周末{one.not_counted}天不计",
            en=f"{one.cause.en}; {one.not_counted} weekend day{some} not counted",
        )
    if one.cause in (DAY, SET_DAY) and one.counted > 1:
        return Text(zh="逐日计算，节假日照计", en="every day; rest days count too")
    return one.cause
