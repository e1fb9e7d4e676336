"""The options of `onego matter simulate`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

PAIRS = Parameter(negative="", show_default=False)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Supposed:
    """What the simulation supposes; what is not said follows from the plan, else from the matter."""

    plan: Path | None = None
    """A YAML file with any of: per_day, days, warm_up, hours, situations, officers, office_hours, minutes, refused,
    asked, never_supplied, supply_days, corrections, register_minutes. Options below come before it."""
    per_day: float | None = None
    """Applications on a working day, on average (20); they come by chance."""
    days: int | None = None
    """Working days on which applications come in (60); then the rest is worked off."""
    warm_up: int | None = None
    """Working days at the beginning that are not counted, because the desks are still empty (0)."""
    officers: Annotated[tuple[str, ...], PAIRS] = ()
    """Officers of a department for this matter: hall=2. Repeat it. Left out: enough to be busy 80 % of the time."""
    situation: Annotated[tuple[str, ...], PAIRS] = ()
    """How often a scenario of the matter occurs, as a weight: small-shop=3. Repeat it. Left out: all alike."""
    minutes: Annotated[tuple[str, ...], PAIRS] = ()
    """Usual handling time of a step, a kind of step or the acceptance, in minutes: food-licence=45. Repeat it."""
    refused: float | None = None
    """Share of the items that are refused (0.02)."""
    asked: float | None = None
    """Share of the applications for which more is asked before acceptance (0.15)."""
    register_minutes: float | None = None
    """Usual minutes until a register answers (1)."""


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Shown:
    """How it is run and told."""

    begins: date | None = None
    """The first day; today unless said."""
    seed: int = 1
    """The same seed, day and numbers give the same answer."""
    compare: Annotated[bool, Parameter(negative="--no-compare")] = True
    """Run again with one more officer at the bottleneck, to say what that gains."""
    plot: Path | None = None
    """Draw days and queues into this SVG file."""
    json: Annotated[bool, Parameter(name="--json", negative="")] = False
    """Answer in JSON."""
