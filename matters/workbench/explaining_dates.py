"""The days of a situation: what is due when, if it is accepted on a day and every step takes all of its time. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time

from matters.case import CHINA, MACHINE, Accepted
from matters.clock import clock
from matters.limits import last_day
from matters.rules import applicable
from matters.standing import Standing, StepStanding
from matters.steps import Step
from matters.workbench.explanation import Line
from matters.workbench.naming import plain_words
from matters.workbench.why import Reasons


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), CHINA)


def dates_of(r: Reasons, day: date) -> Iterator[Line]:
    """The hall's own days, then each step's. Raises CalendarMissing where a year is not published."""
    t, profile = r.teller, r.rules.office.profile
    notice = last_day(day, profile.supplement_notice, r.rules.calendar)
    yield _day(
        r, "notice", t.either("一次性告知补正的最后一日", "Last day to say what is missing"), notice
    )
    yield _day(
        r, "promise", t.either("整件事承诺办结", "The whole is promised by"),
        last_day(day, r.rules.matter.promise, r.rules.calendar),
    )  # fmt: skip
    steps = applicable(r.rules.matter, r.now, day)
    fact = Accepted(at=noon(day), by=MACHINE, effective=day, steps=tuple(s.step for s in steps))
    now = Standing(answers=r.now.answers, accepted=fact, first_accepted=fact)
    for step in _in_order(r, steps):
        limit = clock(r.rules, now, step)
        own = _own_length(r, step, limit.counted_from)
        last = limit.promised or limit.due or own or limit.counted_from
        now.steps[step.step] = StepStanding(status="granted", ended_on=last)
        if limit.due or own:
            yield _of_step(r, step, (limit.counted_from, limit.due or own, limit.promised))


def _in_order(r: Reasons, steps: tuple[Step, ...]) -> Iterator[Step]:
    """Each step after all that it waits for."""
    done: set[str] = set()
    ahead = {step.step: step for step in steps}
    while ahead:
        ready = [
            key for key in ahead
            if all(k in done or k not in ahead for k in r.rules.matter.waits_for(key))
        ] or list(ahead)[:1]  # fmt: skip
        for key in ready:
            done.add(key)
            yield ahead.pop(key)


def _own_length(r: Reasons, step: Step, start: date) -> date | None:
    """A step without an item may say how long it takes."""
    length = step.lasts or step.within
    return last_day(start, length, r.rules.calendar) if length and not step.item else None


def _of_step(r: Reasons, step: Step, days: tuple[date, date | None, date | None]) -> Line:
    t = r.teller
    start, due, promised = days
    words = []
    if promised:
        words.append(
            t.either(
                f"承诺{plain_words(promised, 'zh')}前", f"promised by {plain_words(promised, 'en')}"
            )
        )
    if due:
        words.append(
            t.either(f"最迟{plain_words(due, 'zh')}", f"at the latest {plain_words(due, 'en')}")
        )
    since = plain_words(start, t.language)
    why = t.either(f"自{since}起算，当日不计", f"counted from {since}, that day not included")
    return Line(
        key=step.step, name=step.name.into(t.language), verdict="note", says=t.listed(words), why=why
    )  # fmt: skip


def _day(r: Reasons, key: str, name: str, day: date) -> Line:
    return Line(key=key, name=name, verdict="note", says=plain_words(day, r.teller.language))
