"""From the ledger of a case to what the API and the command line say of its clocks."""

from datetime import date

from hall.api.clock_answers import ClockList, ClockView, DayView, ExcludedView, HappeningView
from matters.case import Case
from matters.clock_days import days
from matters.clock_entries import ClockEntry, Event
from matters.exclusions import Excluded
from matters.ledger import clocks
from matters.rules import Rules
from matters.standing import standing


def clock_list(rules: Rules, case: Case, today: date, *, with_days: bool = False) -> ClockList:
    """Every clock of the case as it is on a day; with `with_days` each day of each."""
    found = clocks(rules, standing(case), today)
    return ClockList(clocks=tuple(_clock(case, one, today, with_days=with_days) for one in found))


def _clock(case: Case, one: ClockEntry, today: date, *, with_days: bool) -> ClockView:
    light, run = one.light(today), one.run
    return ClockView(
        key=one.key,
        kind=one.kind,
        step=one.step,
        title=one.label.title,
        basis=one.label.basis,
        whose=one.label.whose,
        started=_happening(case, one.started),
        length=run.length.text("en") if run.length else None,
        extension=run.extension.text("en") if run.extension else None,
        base=one.base,
        excluded=tuple(_excluded(span) for span in one.excluded),
        last=one.last,
        stands_still=one.stands_still,
        lacks_year=one.unknown_year,
        stopped=_happening(case, one.stopped) if one.stopped else None,
        kept=one.kept,
        light=light.colour if light else None,
        reason=light.reason if light else None,
        days=tuple(
            DayView(on=d.on, counted=d.counted, number=d.number, cause=d.cause, article=d.article)
            for d in (days(one, today) if with_days else ())
        ),
    )


def _happening(case: Case, event: Event) -> HappeningView:
    places = (n for n, one in enumerate(case.facts, start=1) if one is event.fact)
    fact = event.fact.fact if event.fact else None
    return HappeningView(on=event.on, fact=fact, place=next(places, None))


def _excluded(span: Excluded) -> ExcludedView:
    return ExcludedView(
        begin=span.begin,
        end=span.end,
        step=span.step,
        cause=span.cause,
        basis=span.basis,
        notice=span.notice,
    )
