"""The days of a situation: what is due when, if it is accepted on a day and every step takes all of its time. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time

from matters.case import CHINA, MACHINE, Accepted
from matters.clock import clock
from matters.elapsed import days_left_out
from matters.limits import last_day
from matters.rules import applicable, holds, scope
from matters.standing import Standing, StepStanding
from matters.state import Span
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
    then = at_the_end(r, day)
    yield _day(
        r,
        "promise",
        t.either("整件事承诺办结", "The whole is promised by"),
        promised_by(r, then, day),
    )
    for step in _in_order(r, applicable(r.rules.matter, r.now, day)):
        limit, own = clock(r.rules, then, step), then.steps[step.step].ended_on
        start = _begins(r, then, step, limit.counted_from)
        due = limit.due or (own if step.lasts or step.within else None)
        if due and then.step(step.step).status != "set-aside":
            yield _of_step(r, step, (start, due, limit.promised))


def promised_by(r: Reasons, then: Standing, day: date) -> date:
    """The last day of the promise, days that the law does not count left out. Raises CalendarMissing."""
    matter = r.rules.matter
    out = days_left_out(then, matter.steps)
    return last_day(day, matter.promise, r.rules.calendar, excluded=out)


def at_the_end(r: Reasons, day: date) -> Standing:
    """The case if it is accepted on that day, every step takes all of its time, and nobody objects."""
    steps = applicable(r.rules.matter, r.now, day)
    fact = Accepted(at=noon(day), by=MACHINE, effective=day, steps=tuple(s.step for s in steps))
    then = Standing(
        answers=r.now.answers,
        findings=r.now.findings,
        known=r.now.known,
        accepted=fact,
        first_accepted=fact,
    )
    for step in _in_order(r, steps):
        limit = clock(r.rules, then, step)
        start = _begins(r, then, step, limit.counted_from)
        if not holds(step.provided, scope(r.rules.matter, then, day)):
            then.steps[step.step] = StepStanding(status="set-aside", ended_on=start)
            continue
        last = limit.promised or limit.due or _own_length(r, step, start) or start
        spans = [Span(start, last)] if step.excluded is not None else []
        then.steps[step.step] = StepStanding(status="granted", ended_on=last, spans=spans)
    return then


def _begins(r: Reasons, then: Standing, step: Step, counted_from: date) -> date:
    """A step without an item begins when all that it waits for is done; an item as its clock says."""
    if step.item is not None:
        return counted_from
    before = (then.step(key).ended_on for key in r.rules.matter.waits_for(step.step))
    return max((one for one in before if one), default=counted_from)


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
