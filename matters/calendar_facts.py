"""What a change of the working calendar does to a case: one fact, so that its file says why its dates moved."""

from datetime import date
from typing import Final, Literal

from matters.happened import Happened
from matters.words import Frozen, Text

OPENED: Final = "T1:statutory:1"
"""The clock whose last day a case keeps as `notice_by`."""
ASKED: Final = "T2"
DEFERRED: Final = "T3"
"""The applicant's clocks, whose last days a case keeps as a notice told them."""


class DateMoved(Frozen):
    """The last day of one clock, before and after."""

    clock: str
    """The key of the clock in the ledger, such as `T4:food-licence:1`."""
    title: Text
    whose: str
    """The department's key, or `applicant`."""
    before: date
    after: date


class StepDays(Frozen):
    """The last days of an open step as they are now, instead of those that it opened with."""

    step: str
    due: date | None
    promised: date | None


class CalendarChanged(Happened):
    """A newer calendar was loaded, and last days of this case moved by it (domain 2.3)."""

    fact: Literal["calendar-changed"] = "calendar-changed"
    load: int
    """The number of the load, by which the calendar's versions are found."""
    years: tuple[int, ...]
    reason: str
    moved: tuple[DateMoved, ...]
    steps: tuple[StepDays, ...] = ()
