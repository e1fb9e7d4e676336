"""Who watches over the registers: whether one may be asked now, how it answered, and what is kept of each question."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from flows.breaker import Breaker
from flows.register_messages import RegisterAnswer, RegisterQuery
from matters.lengths import Rate
from storage.register_calls import RegisterCall

Entry = Literal["go", "away", "busy"]
"""Whether a call may go; else the register is known to be away, or it has no turn for it soon enough."""


class WatchesRegisters(Protocol):
    """What the way to a register asks before a call and tells after it.

    Each `go` is followed by exactly one of `answered`, `failed` and `abandoned`.
    """

    async def enter(self, register: str, rate: Rate | None) -> Entry:
        """Wait for a turn, so that all processes together stay within the rate."""
        ...

    def answered(self, register: str) -> None:
        """It said something that could be used, be it a refusal."""
        ...

    def failed(self, register: str, *, timed_out: bool) -> None:
        """Nothing came that could be used; `timed_out`: within the caller's own patience."""
        ...

    def abandoned(self, register: str) -> None:
        """The call ended without telling anything, e.g. it was cancelled."""
        ...

    def record(self, calls: Sequence[RegisterCall]) -> None:
        """Keep what was asked; returns at once and never fails."""
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

    def answered(self, register: str) -> None:
        self._breakers[register].succeeded()

    def failed(self, register: str, *, timed_out: bool) -> None:
        self._breakers[register].failed(self._steady())

    def abandoned(self, register: str) -> None:
        self._breakers[register].abandoned()

    def record(self, calls: Sequence[RegisterCall]) -> None:
        pass


@dataclass(frozen=True)
class Sent:
    """When questions went to a register, and how long it took; no time where they were not sent."""

    register: str
    at: datetime
    seconds: float | None = None


def calls_of(
    sent: Sent, queries: Sequence[RegisterQuery], answers: Sequence[RegisterAnswer]
) -> tuple[RegisterCall, ...]:
    """What is kept of the questions that went in one call: never their inputs, subjects or values."""
    took = None if sent.seconds is None else round(sent.seconds * 1000)
    return tuple(
        RegisterCall(
            at=sent.at,
            register=sent.register,
            check=query.check,
            case=query.purpose.case_number,
            operator=query.purpose.operator,
            item=query.purpose.item,
            material=query.purpose.material,
            basis="",
            outcome=answer.outcome.value,
            calls=int(place == 0 and took is not None),
            milliseconds=took,
            request=answer.request_id or "",
        )
        for place, (query, answer) in enumerate(zip(queries, answers, strict=True))
    )
