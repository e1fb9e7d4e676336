"""When whom is told of a clock that runs out, as a jurisdiction sets it (domain 3.18)."""

from typing import Annotated, Literal

from pydantic import Field as Rule

from matters.limits import Limit
from matters.words import Frozen

Occasion = Literal["yellow", "last-day", "overdue"]
Told = Literal["holder", "unit", "head", "supervisors"]


class Reminder(Frozen):
    """One telling: on which occasion, how many working days after it, and who."""

    when: Occasion
    after: Annotated[int, Rule(ge=0, le=60)] = 0
    """Working days after the last day; only for what is overdue."""
    to: Told


class Escalation(Frozen):
    """Reminders before the date, then along the organisation; at last the supervision order (催办督办单)."""

    reminders: tuple[Reminder, ...] = (
        Reminder(when="yellow", to="holder"),
        Reminder(when="last-day", to="unit"),
        Reminder(when="overdue", to="head"),
        Reminder(when="overdue", after=2, to="supervisors"),
    )
    by: str = "hall"
    """The department that supervises, and in whose name the orders are."""
    order_after: Annotated[int, Rule(ge=1, le=60)] | None = 3
    """Working days overdue after which the order goes out by itself; none: only a supervisor gives one."""
    answer_within: Limit = Limit(count=3, unit="working-days")
    """Within which the department answers an order."""
    forecast_from: Annotated[int, Rule(ge=2, le=1000)] = 30
    """How many closed cases of the same kind there must be before a completion is forecast."""
