"""The clocks of a case as the API tells of them."""

from datetime import date

from hall.api.models import Answer
from matters.limits import Colour, Reason
from matters.office import TimerKind
from matters.words import Text


class HappeningView(Answer):
    """What starts or stops a clock."""

    on: date
    """The day that counts; a deemed acceptance is of the day of receipt."""
    fact: str | None
    """The kind of the fact that made it so, such as `accepted`."""
    place: int | None
    """Which fact of the case it is, from 1, as in `GET /cases/{number}/facts`."""


class ExcludedView(Answer):
    """Days that are not counted."""

    begin: date
    """It is the day after this one from which they are not."""
    end: date | None
    """The last of them; none while it goes on."""
    step: str
    """The step whose procedure it is, or which stands still."""
    cause: Text
    """What it is."""
    basis: str
    """The law by which they are not counted."""
    notice: str | None
    """The number of the notice that told the applicant."""


class DayView(Answer):
    """One day of a clock."""

    on: date
    """The day."""
    counted: bool
    """Whether it counts."""
    number: int | None
    """Which day of the limit it is."""
    cause: Text
    """Why it counts, or why not."""
    article: Text | None
    """The article, or the notice of the year's holidays."""


class ClockView(Answer):
    """One clock of the case: each of the timers T1 to T11, and the own limits of steps."""

    key: str
    """Its name over the life of the case, such as `T4:food-licence:1`."""
    kind: TimerKind
    """T1 to T11, or `own` for the length of a step that decides no item."""
    step: str | None
    """Whose it is; none for the whole case."""
    title: Text
    """What people call it."""
    basis: Text
    """The law by which it runs."""
    whose: str
    """The department's key, or `applicant`."""
    started: HappeningView
    """What started it; that day is not counted."""
    length: str | None
    """How long, such as `20 working days`; none where a notice set the day."""
    extension: str | None
    """By how much it was extended."""
    base: date | None
    """The last day before any extension and any excluded day."""
    excluded: tuple[ExcludedView, ...]
    """What is not counted."""
    last: date | None
    """The last day; none while it stands still, or while the calendar of its year is lacking."""
    stands_still: bool
    """Whether a procedure that is not counted goes on."""
    lacks_year: int | None
    """The year of which no calendar is loaded."""
    stopped: HappeningView | None
    """What stopped it; none while it runs."""
    kept: bool | None
    """Whether it was stopped in time; none while it runs."""
    light: Colour | None
    """Its light today, or as it stopped."""
    reason: Reason | None
    """Why it has that light."""
    days: tuple[DayView, ...]
    """Every day, if they are asked for."""


class ClockList(Answer):
    """The clock ledger of a case."""

    clocks: tuple[ClockView, ...]
    """In the order in which they began."""
