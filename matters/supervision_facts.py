"""What supervision (电子监察) leaves in the history of a case: an order to a department, and its answer."""

from datetime import date
from typing import Literal

from matters.happened import Happened


class SupervisionOrdered(Happened):
    """A department was ordered to deal with what is late, and to answer for it (催办督办)."""

    fact: Literal["supervision-ordered"] = "supervision-ordered"
    clock: str
    """The key of the clock."""
    kind: str
    step: str
    department: str
    owner: str | None = None
    """The account that had it in hand."""
    reason: str
    """The code of its light."""
    started: date
    last: date
    elapsed: int
    """Working days since it began."""
    answer_by: date
    demand: str = ""
    """What the supervisor wrote; nothing where the watch ordered by itself."""


class SupervisionAnswered(Happened):
    """The department answered an order."""

    fact: Literal["supervision-answered"] = "supervision-answered"
    order: int
    """Which of the case's orders, the first is 1."""
    text: str
