"""One case as supervisors see it: clocks, who was told, orders and answers; nothing of what the applicant said."""

from dataclasses import dataclass
from datetime import date

from hall.case_file import CaseFile
from hall.clock_words import left_until
from hall.house import Hall
from hall.ledger_words import LedgerLine, ledger_of
from matters.case import MACHINE, business_date
from matters.limits import Colour
from matters.office import HALL
from matters.open_clocks import OpenClock, open_clocks
from matters.rules import Rules
from matters.special_verbs import step_name
from matters.standing import Standing, standing
from matters.state import SupervisionStanding
from matters.supervision import (
    TOLD_WORDS,
    Light,
    clock_name,
    level_name,
    light_of,
    place_name,
    reason_name,
)
from matters.supervision_verbs import clocks_of
from matters.verbs import Moment
from matters.words import Text
from storage import cases, queues, supervision
from storage.projection import state_of
from storage.supervision import ReminderSeen

ORDER_ON: frozenset[Colour] = frozenset({"yellow", "red"})


@dataclass(frozen=True)
class SeenClock:
    """One clock that runs."""

    clock: OpenClock
    light: Light
    name: Text
    step: Text
    department: Text
    holder: Text | None
    reason: Text
    left: Text
    may_order: bool


@dataclass(frozen=True)
class SeenOrder:
    """One order, and its answer."""

    number: int
    order: SupervisionStanding
    name: Text
    step: Text
    department: Text
    owner: Text | None
    reason: Text
    late: bool
    """The answer is overdue."""


@dataclass(frozen=True)
class SeenReminder:
    """One telling."""

    reminder: ReminderSeen
    name: Text
    step: Text
    to: Text
    occasion: Text


@dataclass(frozen=True)
class Watched:
    """The whole page."""

    number: str
    matter: Text
    matter_key: str
    state: str
    rules: Rules
    clocks: tuple[SeenClock, ...]
    orders: tuple[SeenOrder, ...]
    reminders: tuple[SeenReminder, ...]
    ledger: tuple[LedgerLine, ...]


def watched(hall: Hall, number: str) -> Watched:
    """The case under supervision. Raises NotFound."""
    house = hall.installation
    at = hall.clock()
    today = business_date(at)
    with hall.database.transaction() as connection:
        case = cases.load(connection, house.keyring, number).case
        rules = house.rules(connection, case.matter)
        told = supervision.reminders_of(connection, number)
        now = standing(case)
        known = clocks_of(rules, case, now, Moment(MACHINE, at))
        people = [one.holder for one in known] + [one.ordered.owner for one in now.supervisions]
        names = queues.names_of(connection, tuple({one for one in people if one}))
    return Watched(
        number=number,
        matter=rules.matter.name,
        matter_key=rules.matter.matter,
        state=state_of(now),
        rules=rules,
        clocks=tuple(_clock(rules, one, now, today, names) for one in known),
        orders=orders_of(rules, now, today, names),
        reminders=tuple(_reminder(rules, one) for one in told),
        ledger=ledger_of(rules, now, today),
    )


def _clock(
    rules: Rules, one: OpenClock, now: Standing, today: date, names: dict[str, Text]
) -> SeenClock:
    light = light_of(one, today, rules.calendar)
    waits = any(
        order.ordered.clock == one.key and order.answered is None for order in now.supervisions
    )
    return SeenClock(
        clock=one,
        light=light,
        name=clock_name(one.key),
        step=place_name(one.key, step_name(rules, one.step)),
        department=_department(rules, one.department),
        holder=names.get(one.holder or ""),
        reason=reason_name(light.reason),
        left=left_until(one.last, today, rules.calendar, "working-days"),
        may_order=light.colour in ORDER_ON and not waits,
    )


def orders_of(
    rules: Rules, now: Standing, today: date, names: dict[str, Text]
) -> tuple[SeenOrder, ...]:
    """The orders of a case, the newest first."""
    seen = (
        SeenOrder(
            number=number,
            order=one,
            name=clock_name(one.ordered.clock),
            step=place_name(one.ordered.clock, step_name(rules, one.ordered.step)),
            department=_department(rules, one.ordered.department),
            owner=names.get(one.ordered.owner or ""),
            reason=reason_name(one.ordered.reason),
            late=one.answered is None and today > one.ordered.answer_by,
        )
        for number, one in enumerate(now.supervisions, start=1)
    )
    return tuple(reversed(tuple(seen)))


def orders_for(file: CaseFile) -> tuple[SeenOrder, ...]:
    """The orders that the reader of a case may read: to the own department; the hall and the leading one read all."""
    every = file.department in (HALL, file.rules.matter.lead)
    return tuple(
        one
        for one in orders_of(file.rules, file.now, file.today, file.names)
        if every or one.order.ordered.department == file.department
    )


def lights_for(file: CaseFile) -> tuple[SeenClock, ...]:
    """The yellow and red lights of a case that are its reader's business, the worst first."""
    every = file.department in (HALL, file.rules.matter.lead)
    known = open_clocks(file.rules, file.now, file.work, file.today)
    seen = (
        _clock(file.rules, one, file.now, file.today, file.names)
        for one in known
        if every or one.department == file.department
    )
    shown = (one for one in seen if one.light.colour != "green")
    return tuple(sorted(shown, key=lambda one: (one.light.colour, one.clock.last)))


def _department(rules: Rules, key: str) -> Text:
    known = {one.key: one.name for one in rules.office.departments}
    return known.get(key) or Text.same(key)


def _reminder(rules: Rules, one: ReminderSeen) -> SeenReminder:
    to = {str(key): words for key, words in TOLD_WORDS.items()}.get(one.told_to)
    return SeenReminder(
        reminder=one,
        name=clock_name(one.key),
        step=place_name(one.key, step_name(rules, one.step)),
        to=to or Text.same(one.told_to),
        occasion=level_name(one.level),
    )
