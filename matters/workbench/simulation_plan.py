"""What a simulation supposes: how many apply, in which situations, who works on it and how long it takes them."""

from datetime import time
from typing import Annotated, Self

from pydantic import BeforeValidator, model_validator
from pydantic import Field as Rule

from matters.errors import OneGoError
from matters.office import Key
from matters.words import Frozen

Share = Annotated[float, Rule(ge=0, le=1)]
Weight = Annotated[float, Rule(ge=0, le=1_000_000)]
Positive = Annotated[float, Rule(gt=0, le=100_000)]


class SimulationMistake(OneGoError, ValueError):
    """A simulation that cannot be run as it was asked for."""

    status = 422


class Length(Frozen):
    """How long something takes: lognormal around what is usual, or triangular between the least and the most."""

    usual: Positive
    spread: Annotated[float, Rule(ge=0, le=3)] = 0.5
    """Of the lognormal distribution; 0 takes exactly what is usual."""
    least: Positive | None = None
    most: Positive | None = None

    @model_validator(mode="before")
    @classmethod
    def one_number_is_the_usual(cls, value: object) -> object:
        return {"usual": value} if isinstance(value, int | float) else value

    @model_validator(mode="after")
    def a_triangle_has_three_corners(self) -> Self:
        if self.least is None and self.most is None:
            return self
        if self.least is None or self.most is None or not self.least <= self.usual <= self.most:
            raise SimulationMistake(
                zh="用时须写成 least ≤ usual ≤ most 三个数，或只写 usual。",
                en="A length needs least ≤ usual ≤ most, all three, or usual alone.",
            )
        return self


def _session(value: object) -> object:
    """`09:00-12:00` as two times of the day."""
    if not isinstance(value, str):
        return value
    first, _, last = value.partition("-")
    return {"begins": first.strip(), "ends": last.strip()}


class Session(Frozen):
    """A stretch of the day during which the office works."""

    begins: time
    ends: time

    @model_validator(mode="after")
    def it_ends_after_it_begins(self) -> Self:
        if self.begins >= self.ends:
            raise SimulationMistake(
                zh="工作时段须先开始后结束，例如 09:00-12:00。",
                en="Working hours end after they begin, e.g. 09:00-12:00.",
            )
        return self


Sessions = tuple[Annotated[Session, BeforeValidator(_session)], ...]
OFFICE_HOURS = (
    Session(begins=time(9), ends=time(12)),
    Session(begins=time(13, 30), ends=time(17)),
)

MINUTES: dict[str, Length] = {
    "acceptance": Length(least=6, usual=12, most=30),
    "decide": Length(least=10, usual=30, most=90),
    "visit": Length(least=60, usual=100, most=200),
    "issue": Length(least=4, usual=8, most=20),
}
"""Handling time in minutes by kind of step, where a plan says nothing."""
OTHER = Length(least=10, usual=25, most=60)


class Plan(Frozen):
    """One simulation: everything that it supposes besides the matter itself."""

    per_day: Annotated[float, Rule(gt=0, le=5000)] = 20
    """Applications on a working day; they come by chance (Poisson)."""
    days: Annotated[int, Rule(ge=1, le=1000)] = 60
    """Working days on which applications come in; afterwards the rest is worked off."""
    warm_up: Annotated[int, Rule(ge=0, le=500)] = 0
    """Working days at the beginning whose applications are not counted: the desks are still empty."""
    hours: dict[Annotated[int, Rule(ge=0, le=23)], Weight] = {}
    """Which share of the day's applications comes in which hour; all alike when left out."""
    situations: dict[Key, Weight] = {}
    """How often each situation occurs; all alike when left out."""
    officers: dict[Key, Annotated[int, Rule(ge=1, le=10_000)]] = {}
    """Officers of each department; enough for 80 % of their time when left out."""
    office_hours: Sessions = OFFICE_HOURS
    minutes: dict[Key, Length] = {}
    """Handling time by step, by kind of step, or of the `acceptance`."""
    refused: Share = 0.02
    """Share of the items that are refused."""
    asked: Share = 0.15
    """Share of the applications for which more is asked before acceptance."""
    never_supplied: Share = 0.05
    """Share of those that never bring it."""
    supply_days: Length = Length(least=0.5, usual=2, most=8)
    """Working days that an applicant takes to supply, or to correct what a visit found."""
    corrections: Share = 0.1
    """Share of the visits that find something to correct."""
    register_minutes: Length = Length(usual=1)
    """How long a register takes to answer."""

    @model_validator(mode="after")
    def there_is_time_to_work(self) -> Self:
        ends = [time(0), *(one.ends for one in self.office_hours)]
        if not self.office_hours or any(
            one.begins < end for one, end in zip(self.office_hours, ends, strict=False)
        ):
            raise SimulationMistake(
                zh="工作时段须至少一段，按先后书写且互不重叠。",
                en="Name at least one stretch of working hours, in order and without overlap.",
            )
        return self

    def minutes_for(self, step: str, kind: str) -> Length:
        """How long an officer works on a step: as said for it, for its kind, else as usual for the kind."""
        return self.minutes.get(step) or self.minutes.get(kind) or MINUTES.get(kind, OTHER)
