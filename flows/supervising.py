"""One round of the watch over open clocks: whoever is to be told is told; what is overdue too long gets an order.

It finds by index what is due and never looks at the rest. Reminders are rows, written many at a time; one clock that
cannot be told of gets an incident and waits for the next day, and the others go on.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flows.changing import unforeseen
from flows.installation import Installation
from matters.case import business_date
from matters.errors import OneGoError
from matters.supervision import ORDER, Due, due_of
from storage import clocks, incidents
from storage.clocks import Telling, ToTell
from storage.database import Connection, DatabaseAway

log = logging.getLogger(__name__)

AT_ONCE: Final = 1_000
"""Clocks in one transaction."""
ACTION: Final = "clocks"
"""What an incident of the watch is recorded under."""
_DAY: Final = timedelta(days=1)

Order = Callable[[ToTell], None]
"""Gives the supervision order for a clock, in a transaction of its own."""


@dataclass
class Round:
    """What one round of the watch did."""

    looked: int = 0
    told: int = 0
    ordered: int = 0
    failed: int = 0


@dataclass
class Watchman:
    """Walks the clocks that are due, once."""

    house: Installation
    order: Order
    done: Round

    def walk(self) -> Round:
        """Tell of every clock that is due today. Raises DatabaseAway."""
        today = business_date(self.house.clock())
        while True:
            found, orders = self._some(today)
            for clock, look in orders:
                self._give(clock, look)
            if found < AT_ONCE:
                return self.done

    def _some(self, today: date) -> tuple[int, tuple[tuple[ToTell, date | None], ...]]:
        """One batch: how many were due, and which of them want an order, with the day to look at them after it."""
        at, orders, looks = self.house.clock(), [], []
        told: list[Telling] = []
        with self.house.database.transaction() as connection:
            found = clocks.to_tell(connection, today, AT_ONCE)
            for clock in found:
                due, look = self._due(connection, clock, today)
                told += (Telling(clock, one.level, one.to) for one in due if one.level != ORDER)
                if any(one.level == ORDER for one in due):
                    # Until the order is given it is looked at again tomorrow, whatever happens meanwhile.
                    orders.append((clock, look))
                    look = today + _DAY
                looks.append((clock.case, clock.key, look))
            self.done.told += clocks.tell(connection, told, today, at)
            clocks.look_again(connection, looks)
        self.done.looked += len(found)
        return len(found), tuple(orders)

    def _due(
        self, connection: Connection, clock: ToTell, today: date
    ) -> tuple[Sequence[Due], date | None]:
        try:
            return due_of(clock, self.house.office.profile.escalation, self.house.calendar, today)
        except OneGoError as error:  # a year without a calendar, say: tomorrow again
            incidents.note(connection, clock.case, ACTION, error.text, self.house.clock())
            self.done.failed += 1
            return (), today + _DAY

    def _give(self, clock: ToTell, look: date | None) -> None:
        house = self.house
        try:
            self.order(clock)
            with house.database.transaction() as connection:
                clocks.look_again(connection, [(clock.case, clock.key, look)])
            self.done.ordered += 1
        except DatabaseAway:
            raise
        except Exception as error:  # an incident, seen and retried by a person
            sentence = error.text if isinstance(error, OneGoError) else unforeseen(error)
            log.error("case %s: no supervision order: %s", clock.case, type(error).__name__)
            with house.database.transaction() as connection:
                incidents.note(connection, clock.case, ACTION, sentence, house.clock())
            self.done.failed += 1
