"""Who watches over the registers: whether one may be asked now, how it answered, and what is kept of each question."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from flows.breaker import Breaker
from flows.connectors.surroundings import AnsweredCall, Recorder
from matters.lengths import Rate

Entry = Literal["go", "away", "busy"]
"""Whether a call may go; else the register is known to be away, or it has no turn for it soon enough."""


class WatchesRegisters(Recorder, Protocol):
    """What the way to a register asks before a call and tells after it; `answered` keeps each question.

    Each `go` is followed by exactly one of `spoke`, `kept_silent` and `abandoned`.
    """

    async def enter(self, register: str, rate: Rate | None) -> Entry:
        """Wait for a turn, so that all processes together stay within the rate."""
        ...

    def spoke(self, register: str) -> None:
        """It said something that could be used, be it a refusal."""
        ...

    def kept_silent(self, register: str, *, timed_out: bool = False) -> None:
        """Nothing came that could be used; `timed_out`: not within the caller's own patience."""
        ...

    def abandoned(self, register: str) -> None:
        """The call ended without telling anything, e.g. it was cancelled."""
        ...


@dataclass(frozen=True)
class BreakerSettings:
    """When a register counts as away, and how long it is left alone then."""

    failures_to_open: int = 3
    """As often as a wave tries: one case is enough to find out."""
    open_seconds: float = 30.0


class LocalWatch:
    """The watch of one process for itself: it remembers who is away, and keeps nothing."""

    def __init__(
        self, steady: Callable[[], float], settings: BreakerSettings | None = None
    ) -> None:
        wanted = settings or BreakerSettings()
        self._steady = steady
        self._breakers: defaultdict[str, Breaker] = defaultdict(
            lambda: Breaker(wanted.failures_to_open, wanted.open_seconds)
        )

    async def enter(self, register: str, rate: Rate | None) -> Entry:
        """Rates are a matter of all processes; one alone does not know them."""
        return "go" if self._breakers[register].lets_pass(self._steady()) else "away"

    def spoke(self, register: str) -> None:
        self._breakers[register].succeeded()

    def kept_silent(self, register: str, *, timed_out: bool = False) -> None:
        self._breakers[register].failed(self._steady())

    def abandoned(self, register: str) -> None:
        self._breakers[register].abandoned()

    def answered(self, call: AnsweredCall) -> None:
        """Forget it."""
