"""A clock in words: its light, how many days are left, from which day it counts and why (domain 2.2, 3.18)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from forms.letter_days import en_date, zh_date
from matters.calendars import Calendar
from matters.case import ACCEPTANCE, business_date
from matters.clock import clocks_waiting, excluded_of
from matters.exclusions import ended
from matters.limits import Colour, Limit, Unit, light, remaining, working_days_between
from matters.rules import Rules
from matters.standing import Standing
from matters.verbs import step_name
from matters.words import Text
from matters.work import WorkItem


@dataclass(frozen=True)
class Lamp:
    """The colour of a light with its words; without a limit it is dark."""

    colour: Colour | None
    words: Text


Spans = Sequence[tuple[date, date]]
"""Days that are not counted: after the first, up to and including the second."""
NO_LIMIT = Lamp(None, Text(zh="不计时", en="no limit"))


def lamp(
    start: date, last: date | None, today: date, calendar: Calendar, unit: Unit = "working-days"
) -> Lamp:
    """The light of a limit that counts from `start` and ends on `last`."""
    if last is None:
        return NO_LIMIT
    colour, _ = light(start, last, today, calendar)
    return Lamp(colour, left_until(last, today, calendar, unit))


def left_until(last: date, today: date, calendar: Calendar, unit: Unit) -> Text:
    """How many days are left or late, in the unit that the limit is counted in."""
    if today == last:
        return Text(zh="今日到期", en="due today")
    in_days = unit in NATURAL
    days = (last - today).days if in_days else remaining(last, today, calendar)
    if today > last:
        late = (today - last).days if in_days else working_days_between(last, today, calendar)
        return _days("超期{}", "{} late", late, in_days) if late else LATE
    return _days("剩余{}", "{} left", days, in_days)


def _days(zh: str, en: str, count: int, in_days: bool) -> Text:
    """A number of days in the unit that the limit is counted in: never one for the other."""
    word = "day" if in_days else "working day"
    return Text(
        zh=zh.format(f"{count}{'日' if in_days else '个工作日'}"),
        en=en.format(f"{count} {word}{_s(count)}"),
    )


NATURAL: frozenset[Unit] = frozenset({"days", "months", "years"})
LATE = Text(zh="已超期", en="overdue")


def _s(count: int) -> str:
    return "" if count == 1 else "s"


@dataclass(frozen=True)
class Clock:
    """The clock of one open work item, as its page tells it."""

    lamp: Lamp
    lines: tuple[tuple[Text, Text], ...]
    """What is told of it: names and words."""


def clock_of(rules: Rules, now: Standing, work: WorkItem, today: date) -> Clock:
    """The clock of open work, with its reasons."""
    if work.apart:
        return _of_paper(rules, work, today)
    if work.step == ACCEPTANCE:
        return _of_acceptance(rules, now, work, today)
    opened = now.step(work.step).opened
    start = opened.counted_from if opened else today
    last = work.promised or work.due
    step = rules.matter.step(work.step)
    item = None if (work.part or "").startswith("opinion:") else step.item
    if item is None and last is not None and step.kind != "visit":
        return _of_own_limit(rules, work, last, today)
    if item is None or last is None:
        return _without_own(rules, now, work, today)
    lines = [_since(rules, now, work, start)]
    if work.promised and item.promise:
        lines.append((Text(zh="承诺时限", en="Promised"), _until(item.promise, work.promised)))
    if work.due:
        lines.append((Text(zh="法定时限", en="By law"), _until(item.limit, work.due)))
    unit = (item.promise or item.limit).unit
    out = ended(excluded_of(rules, now, step))
    lines.append((COUNTED, counted(start, min(today, last), rules.calendar, unit, out)))
    colour = light(start, last, today, rules.calendar, out).colour
    return Clock(Lamp(colour, left_until(last, today, rules.calendar, unit)), tuple(lines))


def _of_own_limit(rules: Rules, work: WorkItem, last: date, today: date) -> Clock:
    """A step without an item that has days of its own: publicity, signing, a call; or an opinion that was asked for."""
    start = business_date(work.opened_at)
    until = Text(zh=f"至{zh_date(last)}", en=f"until {en_date(last)}")
    step = rules.matter.step(work.step)
    own = None if (work.part or "").startswith("opinion:") else step.lasts or step.within
    unit: Unit = own.unit if own else "working-days"
    lines = ((_LIMIT, until), (COUNTED, counted(start, min(today, last), rules.calendar, unit)))
    return Clock(lamp(start, last, today, rules.calendar, unit), lines)


def _of_paper(rules: Rules, work: WorkItem, today: date) -> Clock:
    """A paper that is looked up or still to come, a promise to be looked after, a bad rating: each has its own days."""
    if work.due is None:
        return Clock(NO_LIMIT, ())
    start, last = business_date(work.opened_at), work.due
    until = Text(zh=f"至{zh_date(last)}", en=f"until {en_date(last)}")
    unit: Unit = "working-days" if work.kind == "rating" else "days"
    lines = ((_LIMIT, until), (COUNTED, counted(start, min(today, last), rules.calendar, unit)))
    return Clock(lamp(start, last, today, rules.calendar, "working-days"), lines)


_LIMIT = Text(zh="时限", en="Time limit")
COUNTED = Text(zh="已计", en="Counted")


def _without_own(rules: Rules, now: Standing, work: WorkItem, today: date) -> Clock:
    """A visit has no clock: its days count for the items that wait for it, and the nearest of those is shown."""
    told = Text(
        zh="本环节不单独计时，用时计入等待其结果的事项。",
        en="It has no clock of its own: its days count for the items that wait for it.",
    )
    nearest = min(_waiting_for(rules, now, work.step), default=None)
    if nearest is None:
        return Clock(NO_LIMIT, ((_LIMIT, told),))
    last, start, key = nearest
    name = step_name(rules, key)
    words = Text(
        zh=f"“{name.zh}”应于{zh_date(last)}前办结", en=f"“{name.en}” is due on {en_date(last)}"
    )
    lines = ((_LIMIT, told), (Text(zh="最早到期", en="Nearest"), words))
    item = rules.matter.step(key).item
    unit = (item.promise or item.limit).unit if item else "working-days"
    return Clock(lamp(start, last, today, rules.calendar, unit), lines)


def _waiting_for(rules: Rules, now: Standing, key: str) -> Iterator[tuple[date, date, str]]:
    """Last day, first day and key of each item that waits for the step."""
    for waiting, limit in clocks_waiting(rules, now, rules.matter.step(key)):
        if last := limit.promised or limit.due:
            yield last, limit.counted_from, waiting


def _of_acceptance(rules: Rules, now: Standing, work: WorkItem, today: date) -> Clock:
    start = now.launched.on if now.launched else today
    name = Text(zh="受理审查", en="To accept by")
    article = Text(zh="行政许可法第三十二条", en="Administrative Licensing Act, article 32")
    if ask := now.asks.get(ACCEPTANCE):
        start = ask.on
        name = Text(zh="补正期限", en="To supply by")
        article = rules.office.profile.supplement_lapse
    if now.sent_back:
        start = now.sent_back.on
    if work.due is None:
        return Clock(NO_LIMIT, ())
    until = Text(
        zh=f"至{zh_date(work.due)}（{article.zh}）", en=f"until {en_date(work.due)} ({article.en})"
    )
    lines = ((name, until), (COUNTED, counted(start, min(today, work.due), rules.calendar)))
    return Clock(lamp(start, work.due, today, rules.calendar), lines)


def _since(rules: Rules, now: Standing, work: WorkItem, start: date) -> tuple[Text, Text]:
    """From which day it counts, and the event that day is the day of."""
    ended = [
        key
        for key in rules.matter.upstream(work.step)
        if now.step(key).ended_on == start and rules.matter.step(key).item is not None
    ]
    if ended:
        name = step_name(rules, ended[0])
        why = Text(zh=f"“{name.zh}”办结", en=f"“{name.en}” was decided")
    else:
        why = Text(zh="受理", en="the application was accepted")
    return (
        Text(zh="起算", en="Counts from"),
        Text(
            zh=f"{zh_date(start)}{why.zh}，当日不计入（民法典第二百零一条）",
            en=f"{en_date(start)}, when {why.en}; that day itself is not counted",
        ),
    )


def _until(limit: Limit, last: date) -> Text:
    if limit.unit == "on-the-spot":
        return Text(zh=f"当场办结，{zh_date(last)}", en=f"on the spot, {en_date(last)}")
    return Text(
        zh=f"{limit.text('zh')}，至{zh_date(last)}", en=f"{limit.text('en')}, until {en_date(last)}"
    )


def counted(
    start: date, today: date, calendar: Calendar, unit: Unit = "working-days", excluded: Spans = ()
) -> Text:
    """How many days have counted after the start, and which have not and why."""
    days = [start + timedelta(days=n) for n in range(1, (today - start).days + 1)]
    days, out = _apart(days, excluded)
    if unit in NATURAL:
        text = _days("{}（节假日照计）", "{} (rest days count too)", len(days), in_days=True)
        return _besides(text, (("依法不计的{}天", "{} excluded day{}", out),))
    free = [one for one in days if not calendar.is_workday(one)]
    weekend = sum(one.weekday() >= _SATURDAY for one in free)
    left_out = (
        ("周末{}天", "{} weekend day{}", weekend),
        ("节假日{}天", "{} holiday{}", len(free) - weekend),
        ("依法不计的{}天", "{} excluded day{}", out),
    )
    return _besides(_days("{}", "{}", len(days) - len(free), in_days=False), left_out)


def _apart(days: list[date], excluded: Spans) -> tuple[list[date], int]:
    """The days that no procedure takes out, and how many it does."""
    left = [one for one in days if not any(begin < one <= end for begin, end in excluded)]
    return left, len(days) - len(left)


def _besides(text: Text, left_out: Sequence[tuple[str, str, int]]) -> Text:
    """What was counted, and what was not and why."""
    zh = [said.format(count) for said, _, count in left_out if count]
    en = [said.format(count, _s(count)) for _, said, count in left_out if count]
    if not zh:
        return text
    return Text(
        zh=f"{text.zh}，其间{'、'.join(zh)}不计", en=f"{text.en}; {' and '.join(en)} not counted"
    )


_SATURDAY = 5
