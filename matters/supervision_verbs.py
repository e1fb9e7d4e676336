"""Supervision orders, given by the watch or by a supervisor to the department that is late (催办督办)."""

from collections.abc import Iterable
from typing import NamedTuple

from matters.acting import said
from matters.case import Case, business_date
from matters.errors import ActRefused
from matters.limits import last_day, working_days_between
from matters.open_clocks import OpenClock, open_clocks
from matters.rules import Rules
from matters.standing import Standing, standing
from matters.supervision import light_of
from matters.supervision_facts import SupervisionOrdered
from matters.verbs import Moment
from matters.work import work_at


class Demand(NamedTuple):
    """Of which clock an answer is demanded, and what a supervisor wrote to it."""

    clock: str
    text: str


def ordered_by_the_watch(rules: Rules, case: Case, clock: str, moment: Moment) -> Case:
    """The order that goes out by itself; the same case where nothing is late any more, or it had its order already."""
    now = standing(case)
    found = _clock(clocks_of(rules, case, now, moment), clock)
    # Its days may have moved since the watch looked.
    if found is None or business_date(moment.at) <= found.last or _had_its_order(now, found):
        return case
    return case.record(_order(rules, found, moment))


def supervise(rules: Rules, case: Case, demand: Demand, moment: Moment) -> Case:
    """The order of a supervisor. Raises `ActRefused` where nothing is late, or an answer is still to come."""
    now = standing(case)
    text = said(demand.text, "请写明督办要求。", "Say what is demanded.")
    found = _clock(clocks_of(rules, case, now, moment), demand.clock)
    if found is None or light_of(found, business_date(moment.at), rules.calendar).colour == "green":
        raise ActRefused(
            zh="该时限已经停止，或者尚未预警，无需督办。",
            en="That clock has stopped or is still green; there is nothing to order.",
        )
    if any(one.ordered.clock == found.key and one.answered is None for one in now.supervisions):
        raise ActRefused(
            zh="该时限已经督办，正等待部门答复。",
            en="There is an order already; the department has still to answer it.",
        )
    return case.record(_order(rules, found, moment, text))


def clocks_of(rules: Rules, case: Case, now: Standing, moment: Moment) -> tuple[OpenClock, ...]:
    """The clocks of the case that run at a moment."""
    work = work_at(rules, case.number, now)
    return open_clocks(rules, now, work, business_date(moment.at))


def _clock(known: Iterable[OpenClock], key: str) -> OpenClock | None:
    return next((one for one in known if one.key == key), None)


def _had_its_order(now: Standing, clock: OpenClock) -> bool:
    orders = ((one.ordered.clock, one.ordered.last) for one in now.supervisions)
    return (clock.key, clock.last) in orders


def _order(rules: Rules, clock: OpenClock, moment: Moment, text: str = "") -> SupervisionOrdered:
    today = business_date(moment.at)
    within = rules.office.profile.escalation.answer_within
    return SupervisionOrdered(
        at=moment.at,
        by=moment.by,
        clock=clock.key,
        kind=clock.kind,
        step=clock.step,
        department=clock.department,
        owner=clock.holder,
        reason=light_of(clock, today, rules.calendar).reason,
        started=clock.started,
        last=clock.last,
        elapsed=working_days_between(clock.started, today, rules.calendar),
        answer_by=last_day(today, within, rules.calendar),
        demand=text,
    )
