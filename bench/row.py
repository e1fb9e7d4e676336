"""One line of the speed table, and how a time is taken."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """What was measured, the figure, and the budget that it is held against."""

    what: str
    figure: float
    unit: str
    budget: float | None = None
    more_is_better: bool = False
    note: str = ""

    @property
    def kept(self) -> bool | None:
        if self.budget is None:
            return None
        if self.more_is_better:
            return self.figure >= self.budget
        return self.figure <= self.budget


def best_of(times: int, each: Callable[[], object], *, rounds: int = 5) -> float:
    """Seconds for one call: the best of some rounds of many calls, as the machine is shared."""
    return min(_round(times, each) for _ in range(rounds)) / times


def _round(times: int, each: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(times):
        each()
    return time.perf_counter() - began


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def middle(values: list[float]) -> float:
    return median(values)
