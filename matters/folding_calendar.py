"""How a change of the calendar moves the days that a case itself keeps; all others are counted whenever asked for."""

from datetime import date

from matters.calendar_facts import ASKED, DEFERRED, OPENED, CalendarChanged
from matters.state import Standing


def take_in_calendar(fact: CalendarChanged, now: Standing) -> None:
    """The days of the acceptance, of open requests and of deferred papers."""
    now.calendar_loads.add(fact.load)
    for one in fact.moved:
        kind, _, rest = one.clock.partition(":")
        if one.clock == OPENED and now.acceptance_opened is not None:
            update = {"notice_by": one.after}
            now.acceptance_opened = now.acceptance_opened.model_copy(update=update)
        elif kind == ASKED and rest in now.asks:
            _give_longer(now, rest, one.after)
        elif kind == DEFERRED and rest in now.evidence:
            paper = now.evidence[rest].model_copy(update={"until": one.after})
            now.evidence[rest] = paper
            now.deferrals[rest] = paper
    for days in fact.steps:
        own = now.steps.get(days.step)
        if own is not None and own.opened is not None:
            own.opened = own.opened.model_copy(update={"due": days.due, "promised": days.promised})


def _give_longer(now: Standing, step: str, until: date) -> None:
    before = now.asks[step]
    after = before.model_copy(update={"until": until})
    now.asks[step] = after
    now.requests = [after if one is before else one for one in now.requests]
