"""One clock of a case as the ledger has it: what started it, until which day it counts, and what stopped it."""

from dataclasses import dataclass, field, replace
from datetime import date

from matters.calendars import Calendar, CalendarMissing
from matters.case import Fact
from matters.exclusions import Excluded, ended
from matters.limits import Exclusion, Light, Limit, last_day, light
from matters.office import TimerKind
from matters.words import Text

APPLICANT = "applicant"
"""Whose time it is where no department has it."""


@dataclass(frozen=True)
class Event:
    """What starts or stops a clock: a day, and the fact that made it one; the day may be earlier than the fact."""

    on: date
    fact: Fact | None = None


@dataclass(frozen=True)
class Label:
    """What a clock is called, by which law it runs, and whose time it is."""

    key: str
    kind: TimerKind
    title: Text
    basis: Text
    whose: str
    """The department's key, or `applicant`."""
    step: str | None = None


@dataclass(frozen=True)
class Run:
    """What a clock is counted from. Without a length it ends on the day that a notice set."""

    started: Event
    length: Limit | None
    until: date | None = None
    extension: Limit | None = None
    excluded: tuple[Excluded, ...] = ()
    stopped: Event | None = None


@dataclass(frozen=True)
class ClockEntry:
    """One clock: its dates come from `limits.last_day` and from nothing else."""

    label: Label
    run: Run
    base: date | None
    """The last day before any extension and any excluded day."""
    last: date | None
    """The last day; none while it stands still, or while its year has no calendar."""
    unknown_year: int | None
    """The year of which no calendar is loaded, if one is needed."""
    calendar: Calendar = field(repr=False, compare=False)

    @property
    def length(self) -> Limit | None:
        """The running total: the limit with its extension (domain 2.2, rule 4)."""
        return self.run.length and self.run.length.plus(self.run.extension)

    @property
    def key(self) -> str:
        """Stable over the life of a case: kind, step, round."""
        return self.label.key

    @property
    def kind(self) -> TimerKind:
        return self.label.kind

    @property
    def step(self) -> str | None:
        return self.label.step

    @property
    def started(self) -> Event:
        return self.run.started

    @property
    def stopped(self) -> Event | None:
        return self.run.stopped

    @property
    def excluded(self) -> tuple[Excluded, ...]:
        return self.run.excluded

    @property
    def before_extension(self) -> date | None:
        """The last day as it was before the limit was extended, its excluded days left out."""
        return _last(replace(self.run, extension=None), self.calendar)

    @property
    def running(self) -> bool:
        return self.run.stopped is None

    @property
    def stands_still(self) -> bool:
        """Whether a procedure that is not counted goes on."""
        return self.running and self.last is None and self.unknown_year is None

    @property
    def kept(self) -> bool | None:
        """Whether it was stopped in time; none while it runs."""
        if self.stopped is None or self.last is None:
            return None
        return self.stopped.on <= self.last

    def light(self, today: date) -> Light | None:
        """Its light on the day, or as it stopped; none while nobody knows its last day."""
        if self.last is None:
            return None
        day = self.stopped.on if self.stopped else today
        try:
            return light(self.started.on, self.last, day, self.calendar, self.spans_ended)
        except CalendarMissing:
            # A day so far ahead that no calendar reaches it, such as the end of a validity.
            return Light("green", "in-time")

    @property
    def spans_ended(self) -> tuple[Exclusion, ...]:
        return tuple(Exclusion(*span) for span in ended(self.excluded))


def entry(label: Label, run: Run, calendar: Calendar) -> ClockEntry:
    """The clock with its days counted; where a year has no calendar it says so and has no last day."""
    try:
        base, last, unknown = _base(run, calendar), _last(run, calendar), None
    except CalendarMissing as missing:
        base, last, unknown = None, None, missing.year
    return ClockEntry(label, run, base, last, unknown, calendar)


def _base(run: Run, calendar: Calendar) -> date | None:
    if run.length is None:
        return run.until
    return last_day(run.started.on, run.length, calendar)


def _last(run: Run, calendar: Calendar) -> date | None:
    if run.length is None:
        return run.until
    closed = ended(run.excluded)
    last = last_day(run.started.on, run.length, calendar, run.extension, closed)
    # What began after the last day had passed cannot stop it any more.
    still = any(one.end is None and one.begin < last for one in run.excluded)
    return None if still and run.stopped is None else last
