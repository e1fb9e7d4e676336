"""The options of the commands that tell of a matter: which situation is asked about, and where the answer goes."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class SituationOptions:
    """The situation."""

    answer: Annotated[tuple[str, ...], Parameter(negative="", show_default=False)] = ()
    """An answer as path=value: area_m2=80, has_sign=no, food_categories=hot,cold. Repeat it. What a register would
    say is written as checks.credit_record.promise_eligible=no."""
    answers: Path | None = None
    """A YAML or JSON file of answers by path; those written out come before it."""
    scenario: str | None = None
    """The situation of a scenario, with what its registers say: of the shipped matter, or of the file's own in
    `scenarios` beside its folder."""
    day: date | None = None
    """The day from which dates count; today, or the scenario's own, unless said."""
