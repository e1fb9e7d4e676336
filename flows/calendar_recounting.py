"""The dates of open cases counted anew after a newer calendar was loaded, and those that would move before it is.

Counting anew may be broken off at any point and begun again: a case that has its fact of this load is left alone.
Whoever loads begins it; the watch goes on with what a crash left.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from flows.calendar_loading import Preview
from flows.installation import Installation
from matters.calendar_changes import Difference, difference
from matters.calendar_facts import CalendarChanged, DateMoved
from matters.calendar_moves import moved, step_days
from matters.calendars import Calendar, CalendarMissing
from matters.case import ACCEPTANCE, MACHINE, Case, business_date
from matters.clock_entries import APPLICANT
from matters.office import HALL
from matters.rules import Rules
from matters.standing import standing
from storage import bell, calendar_moves, calendars, cases, incidents, rebuilding
from storage.calendar_moves import MovedDate
from storage.calendars import Load
from storage.cases import Stored
from storage.database import Connection
from storage.projection import Projection, project

BATCH = 64
"""Cases in one transaction: few enough that no person waits for their locks."""

Told = Callable[[int, int], None]
"""How many cases were looked at, of how many."""


def in_silence(done: int, total: int) -> None:
    """Tell nobody how far it is."""


def would_move(
    house: Installation, shown: Preview, most: int, told: Told = in_silence
) -> tuple[MovedDate, ...]:
    """The dates that would move, of the first `most` open cases; nothing is written."""
    found: list[MovedDate] = []
    today = business_date(house.clock())
    for batch in batches(house, most, told):
        with house.database.transaction() as connection:
            loaded = cases.load_many(connection, house.keyring, batch)
            rules = house.rules_of_many(connection, {one.case.matter for one in loaded})
        for one in loaded:
            ours = rules[one.case.matter]
            pair = (_with(ours, shown.old), _with(ours, shown.new))
            dates = moved(*pair, standing(one.case), today)
            found += (_listed(ours, one.case.number, moved_one) for moved_one in dates)
    return tuple(found)


def count_anew(house: Installation, told: Told = in_silence) -> int:
    """Count the dates of all open cases anew for every load that waits for it; how many cases moved.

    Where another process is at it, this waits until that is done.
    """
    with house.database.transaction() as guard:
        calendars.wait_for_turn(guard)
        return _waiting(house, told)


def go_on_counting(house: Installation) -> int:
    """The same for what a crash left; nothing where nothing waits, or another process is at it."""
    with house.database.transaction() as guard:
        if not calendars.unfinished(guard) or not calendars.is_my_turn(guard):
            return 0
        return _waiting(house, in_silence)


def _waiting(house: Installation, told: Told) -> int:
    with house.database.transaction() as connection:
        waiting = calendars.unfinished(connection)
    return sum(_after(house, one, told) for one in waiting)


def _after(house: Installation, one: Load, told: Told) -> int:
    with house.database.transaction() as connection:
        old = house.calendars.as_of(connection, one.id - 1)
        new = house.calendars.as_of(connection, one.id)
    change = _Change(house, one, old, new)
    for batch in batches(house, None, told):
        with house.database.transaction() as connection:
            change.carry(connection, batch)
        change.ring()
    with house.database.transaction() as connection:
        for year in change.difference.added:
            _go_on(connection, house, CalendarMissing.begins(new.calendar, year))
        calendars.finish(connection, one.id, house.clock())
    return change.cases


def _go_on(connection: Connection, house: Installation, stopped_by: str) -> None:
    """Cases that stopped for want of a year go on; the watch asks for their wave."""
    incidents.resolve_those(connection, stopped_by, MACHINE.account, house.clock())


def batches(house: Installation, most: int | None, told: Told) -> Iterator[Sequence[str]]:
    """The numbers of the open cases in their order, the first `most` of them."""
    with house.database.transaction() as connection:
        total = calendar_moves.count_open(connection)
    total = total if most is None else min(total, most)
    last, done = "", 0
    while most is None or done < most:
        with house.database.transaction() as connection:
            size = BATCH if most is None else min(BATCH, most - done)
            batch = calendar_moves.open_cases(connection, last, size)
        if not batch:
            return
        yield batch
        last, done = batch[-1], done + len(batch)
        told(done, max(total, done))


@dataclass
class _Change:
    """One load on its way through the open cases."""

    house: Installation
    load: Load
    old: Calendar
    new: Calendar
    cases: int = 0
    """How many had dates that moved."""
    _rung: list[tuple[str, str]] = field(default_factory=list)

    @cached_property
    def difference(self) -> Difference:
        return difference(self.old, self.new)

    @property
    def years(self) -> tuple[int, ...]:
        days = (one.on.year for one in self.difference.days)
        return tuple(sorted({*self.difference.added, *days}))

    def carry(self, connection: Connection, batch: Sequence[str]) -> None:
        """Count the cases of one batch anew, under their locks."""
        house = self.house
        loaded = cases.load_many(connection, house.keyring, batch, lock=True)
        # Only now: what is committed from here on waits for these locks, or has been seen.
        rules = house.rules_of_many(connection, {one.case.matter for one in loaded})
        for one in loaded:
            self._one(connection, rules[one.case.matter], one)

    def _one(self, connection: Connection, rules: Rules, stored: Stored) -> None:
        now = standing(stored.case)
        if self.load.id in now.calendar_loads:
            return
        at = self.house.clock()
        old, new = _with(rules, self.old), _with(rules, self.new)
        dates = moved(old, new, now, business_date(at))
        days = step_days(old, new, now)
        if dates or days:
            fact = CalendarChanged(
                at=at,
                by=MACHINE,
                load=self.load.id,
                years=self.years,
                reason=self.load.reason,
                moved=dates,
                steps=days,
            )
            self._tell(connection, rules, stored, fact)
        elif _shown(old, stored) != _shown(rules, stored):
            self._write(connection, rules, stored, stored.case)

    def _tell(
        self, connection: Connection, rules: Rules, stored: Stored, fact: CalendarChanged
    ) -> None:
        self._write(connection, rules, stored, stored.case.record(fact))
        listed = (_listed(rules, stored.case.number, one) for one in fact.moved)
        calendar_moves.write(connection, self.load.id, listed)
        self.cases += 1

    def _write(self, connection: Connection, rules: Rules, before: Stored, after: Case) -> None:
        number = before.case.number
        seen = cases.append(connection, self.house.keyring, rules, before, after)
        rebuilding.rest_with_incident(connection, number)
        self._rung.append((bell.CASES, number))
        if seen.wake_at is not None and seen.wake_at <= self.house.clock():
            self._rung.append((bell.WAVES, rules.matter.reference))

    def ring(self) -> None:
        """Tell the pages and the waves; after the commit."""
        for channel, payload in self._rung:
            self.house.bell.ring(channel, payload)
        self._rung.clear()


def _with(rules: Rules, calendar: Calendar) -> Rules:
    return Rules(rules.matter, rules.office, calendar)


def _shown(rules: Rules, stored: Stored) -> Projection | None:
    """What lists show of the case; None where the calendar does not reach far enough."""
    try:
        return project(rules, stored.case)
    except CalendarMissing:
        return None


def _listed(rules: Rules, number: str, one: DateMoved) -> MovedDate:
    whose = one.whose if one.whose != APPLICANT else _who_helps(rules, one.clock)
    return MovedDate(
        case=number,
        clock=one.clock,
        department=whose,
        matter=rules.matter.matter,
        title=one.title,
        before=one.before,
        after=one.after,
    )


def _who_helps(rules: Rules, clock: str) -> str:
    """The applicant's days are told to the department that asked, else to the counter."""
    step = clock.split(":")[1]
    known = {one.step: one.department for one in rules.matter.steps if step != ACCEPTANCE}
    return known.get(step) or HALL
