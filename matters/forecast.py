"""When a case is likely to be done, from how long cases of the same kind took; a range, and no promise (N5). Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from math import ceil, floor

from matters.calendars import Calendar
from matters.case import Case, Closed, Launched, MoreAsked, Outcome, Supplied
from matters.limits import working_days_between
from matters.rules import Rules
from matters.standing import Standing

SHARES = (50, 80)
"""Per cent of past cases that lie within each range."""
_DECIDED = frozenset({Outcome.GRANTED, Outcome.PARTLY_GRANTED, Outcome.REFUSED})


@dataclass(frozen=True)
class Past:
    """How long one closed case took: its situation, its last day, and its working days without its applicant's."""

    scenario: str
    closed_on: date
    days: int


@dataclass(frozen=True)
class Range:
    """Between which days so many per cent of past cases were done, and how often such a range was right."""

    share: int
    """Per cent, of which half of the rest was earlier and half later."""
    first: date
    last: date
    right: int
    """Of a hundred past cases, how many the others' range would have foretold."""


@dataclass(frozen=True)
class Forecast:
    """The ranges of one open case, and how many past cases they come from."""

    ranges: tuple[Range, ...]
    cases: int


def scenario_of(steps: Sequence[str]) -> str:
    """The situation of a case: which steps it has, whatever their order."""
    return sha256(" ".join(sorted(steps)).encode()).hexdigest()[:16]


def past(rules: Rules, case: Case, now: Standing) -> Past | None:
    """What a decided case adds to the history; nothing if it was broken off or is open."""
    if now.closed is None or now.accepted is None or now.outcome not in _DECIDED:
        return None
    took = days_taken(rules, case, now, now.closed.on)
    return Past(scenario_of(now.accepted.steps), now.closed.on, took)


def days_taken(rules: Rules, case: Case, now: Standing, until: date) -> int:
    """Working days after the receipt up to a day, without those that the applicant took to supply or to pay."""
    calendar = rules.calendar
    begun = next(fact.on for fact in case.facts if isinstance(fact, Launched))
    theirs = _merged([*_supplying(case, until), *_paying(rules, now, until)])
    lost = sum(working_days_between(start, min(end, until), calendar) for start, end in theirs)
    return working_days_between(begun, until, calendar) - lost


def _supplying(case: Case, until: date) -> Iterator[tuple[date, date]]:
    """From each request to the applicant to its answer; one that is open lasts until then."""
    asked: dict[str, date] = {}
    for fact in case.facts:
        match fact:
            case MoreAsked():
                asked.setdefault(fact.step, fact.on)
            case Supplied(complete=True) if fact.step in asked:
                yield asked.pop(fact.step), fact.on
            case Closed():
                break
    yield from ((start, until) for start in asked.values())


def _paying(rules: Rules, now: Standing, until: date) -> Iterator[tuple[date, date]]:
    for key, own in now.steps.items():
        if rules.matter.step(key).kind == "pay":
            yield from ((span.begin, span.end or until) for span in own.spans)


def _merged(spans: Sequence[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    """The same days, none of them twice."""
    reached = date.min
    for start, end in sorted(spans):
        if end > reached:
            yield max(start, reached), end
            reached = end


def forecast(
    history: Sequence[int], taken: int, today: date, calendar: Calendar, least: int
) -> Forecast | None:
    """The ranges of a case that took so many days so far; none where fewer than `least` cases tell.

    Only cases that took longer than that count, and of those there must be a tenth of `least` at least: of what takes
    longer than nearly all before, nothing is foretold. Raises `CalendarMissing`.
    """
    longer = sorted(days for days in history if days > taken)
    if len(history) < least or len(longer) < max(2, ceil(least / 10)):
        return None
    known = sorted(history)
    return Forecast(
        ranges=tuple(_range(longer, share, (taken, today, calendar), known) for share in SHARES),
        cases=len(history),
    )


def _range(
    longer: Sequence[int], share: int, at: tuple[int, date, Calendar], known: Sequence[int]
) -> Range:
    taken, today, calendar = at
    low, high = within(longer, share)
    return Range(
        share=share,
        first=calendar.workday_after(today, low - taken),
        last=calendar.workday_after(today, high - taken),
        right=right_of(known, share),
    )


def within(days: Sequence[int], share: int) -> tuple[int, int]:
    """Between which of the sorted days at least so many per cent of them lie."""
    rest, last = (100 - share) / 200, len(days) - 1
    return days[floor(rest * last)], days[ceil((1 - rest) * last)]


def right_of(days: Sequence[int], share: int) -> int:
    """Of a hundred of the sorted cases, how many lie in the range that all the others make (leave one out)."""
    hits = sum(_foretold(days, place, share) for place in range(len(days)))
    return floor(100 * hits / len(days))


def _foretold(days: Sequence[int], place: int, share: int) -> bool:
    """Whether the case at this place lies in the range of the others; taking it out moves those behind it up."""
    rest, last = (100 - share) / 200, len(days) - 2
    low, high = floor(rest * last), ceil((1 - rest) * last)
    return days[low + (low >= place)] <= days[place] <= days[high + (high >= place)]
