"""The watch that all processes of an installation keep together: states, probes, turns and the journal are rows."""

import asyncio
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal, Self

from flows.breaker import Breaker
from flows.connectors.surroundings import AnsweredCall
from flows.installation import Clock
from flows.register_journal import EVERY, Journal
from flows.register_turns import Turns
from flows.register_watch import BreakerSettings, Entry
from matters.lengths import Rate
from storage import bell, published, register_calls, register_states
from storage.bell import Bell
from storage.database import Connection, Database
from storage.register_calls import RegisterCall
from storage.register_states import Heard, RegisterState, Trouble

ASK_AGAIN: Final = 1.0
"""Seconds that this process lets pass before it asks the others again whether it may probe."""
SPREAD: Final = timedelta(seconds=5)
"""Over which the cases that waited for a register wake when it is back; its rate bounds them besides."""


@dataclass(frozen=True)
class Manner:
    """How a process watches: a wave is patient and sure of what it sees, a counter is neither."""

    turn_patience: timedelta = timedelta(seconds=10)
    """A turn that comes later is not waited for: the case has it in its next round."""
    tells_timeouts: bool = True
    """Whether a register that was too slow for this process is away for all."""
    breaker: BreakerSettings = field(default_factory=BreakerSettings)
    every: float = EVERY


@dataclass
class Line:
    """One register as this process knows it."""

    breaker: Breaker
    told: datetime | None = None
    """The moment of the last word about it that was taken in here, whoever's."""
    to_tell: Heard | None = None


class SharedWatch:
    """Implements WatchesRegisters for waves and for the counter alike; a context manager."""

    def __init__(
        self,
        database: Database,
        bell: Bell,
        clocks: tuple[Clock, Callable[[], float]],
        manner: Manner | None = None,
    ) -> None:
        self._manner = manner or Manner()
        self._database = database
        self._bell = bell
        self._now, self._steady = clocks
        wanted = self._manner.breaker
        self._lines: defaultdict[str, Line] = defaultdict(
            # How long a register really rests is agreed by all, in its row.
            lambda: Line(Breaker(wanted.failures_to_open, min(ASK_AGAIN, wanted.open_seconds)))
        )
        self._lock = threading.Lock()
        self._rest = timedelta(seconds=wanted.open_seconds)
        self._turns = Turns(database, self._manner.turn_patience, self._steady)
        self._troubles: dict[str, Trouble] = {}
        self._ring_until: dict[str, datetime] = {}
        self._journal = Journal(self._write, self._manner.every)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._journal.close()

    async def enter(self, register: str, rate: Rate | None) -> Entry:
        """Whether a call may go now. Raises DatabaseAway."""
        with self._lock:
            breaker = self._lines[register].breaker
            if not breaker.lets_pass(self._steady()):
                return "away"
            probing = breaker.is_open
        try:
            if probing and not await asyncio.to_thread(self._may_probe, register):
                return "away"
            if rate is not None and not await self._turns.wait(register, rate):
                self.abandoned(register)
                return "busy"
        except BaseException:
            self.abandoned(register)
            raise
        return "go"

    def spoke(self, register: str) -> None:
        with self._lock:
            line = self._lines[register]
            news = line.told is None or line.breaker.failures > 0
            line.breaker.succeeded()
            if news:
                self._tell(line, register, "up")

    def kept_silent(self, register: str, *, timed_out: bool = False) -> None:
        with self._lock:
            line = self._lines[register]
            line.breaker.failed(self._steady())
            if not timed_out or self._manner.tells_timeouts:
                self._tell(line, register, "down" if line.breaker.is_open else "failing")

    def abandoned(self, register: str) -> None:
        with self._lock:
            self._lines[register].breaker.abandoned()

    def answered(self, call: AnsweredCall) -> None:
        """Have the question written into the journal, and what was wrong with the register noted."""
        self._journal.keep(_kept(call))
        if call.trouble is not None:
            with self._lock:
                self._troubles[call.register] = Trouble(call.register, call.trouble, call.at)

    def flush(self) -> None:
        """Write and take in all that is known, now."""
        self._journal.flush()

    def _tell(self, line: Line, register: str, state: register_states.State) -> None:
        line.told = self._now()
        line.to_tell = Heard(register, state, line.told, line.breaker.failures)

    def _may_probe(self, register: str) -> bool:
        """Whether this process may try a register that was away: one at a time does."""
        with self._database.transaction() as connection:
            if register_states.take_probe(connection, register, self._now(), self._rest):
                return True
            known = register_states.of_all(connection).get(register)
        with self._lock:
            if known is not None and known.state == "down":
                self._lines[register].breaker.told_down(self._steady())
                return False
        return True

    def _write(self, calls: Sequence[RegisterCall]) -> None:
        """One round of the journal: what was asked, what was seen, what others saw, and whom that wakes."""
        heard, troubles = self._to_tell()
        at = self._now()
        try:
            with self._database.transaction() as connection:
                if calls:
                    register_calls.write(connection, calls)
                states, back = _told(connection, heard)
                register_states.note_trouble(connection, troubles)
                woken = self._wake(connection, at, back)
                if any(state.state == "down" for state in states.values()):
                    woken |= self._probe(connection, at)
        except BaseException:
            self._tell_later(heard)
            raise
        self._take_in(states)
        self._ring(at, woken)

    def _to_tell(self) -> tuple[tuple[Heard, ...], tuple[Trouble, ...]]:
        with self._lock:
            heard = tuple(line.to_tell for line in self._lines.values() if line.to_tell)
            for line in self._lines.values():
                line.to_tell = None
            troubles, self._troubles = tuple(self._troubles.values()), {}
        return heard, troubles

    def _tell_later(self, heard: Sequence[Heard]) -> None:
        with self._lock:
            for one in heard:
                line = self._lines[one.register]
                line.to_tell = line.to_tell or one

    def _wake(
        self, connection: Connection, at: datetime, back: frozenset[str]
    ) -> dict[str, timedelta]:
        """Wake who waits for a register that is back; how long to ring, by matter."""
        woken: dict[str, timedelta] = {}
        for register in sorted(back):
            digests = register_states.wake_waiting(connection, register, at, SPREAD)
            woken |= dict.fromkeys(digests, SPREAD)
        return {_reference(connection, digest): length for digest, length in woken.items()}

    def _probe(self, connection: Connection, at: datetime) -> dict[str, timedelta]:
        """Wake one case for each register that is away and may be back."""
        probes = register_states.choose_probes(connection, at, self._rest)
        return {_reference(connection, probe.digest): timedelta(0) for probe in probes}

    def _ring(self, at: datetime, woken: dict[str, timedelta]) -> None:
        """Ask for waves in every round until the last of those who were woken is awake."""
        for reference, length in woken.items():
            until = at + length + timedelta(seconds=2 * self._manner.every)
            self._ring_until[reference] = max(until, self._ring_until.get(reference, until))
        for reference, until in tuple(self._ring_until.items()):
            if at > until:
                del self._ring_until[reference]
            self._bell.ring(bell.WAVES, reference)

    def _take_in(self, states: dict[str, RegisterState]) -> None:
        """What other processes saw later than this one counts here too."""
        with self._lock:
            for key, state in states.items():
                line = self._lines[key]
                if line.told is not None and line.told >= state.heard_at:
                    continue
                line.told = state.heard_at
                _believe(line.breaker, state.state, self._steady())


def _reference(connection: Connection, digest: str) -> str:
    return published.matter_of(connection, digest).reference


def _believe(breaker: Breaker, state: Literal["up", "failing", "down"], now: float) -> None:
    match state:
        case "down" if not breaker.is_open:
            breaker.told_down(now)
        case "up":
            breaker.succeeded()
        case _:
            pass


def _told(
    connection: Connection, heard: Sequence[Heard]
) -> tuple[dict[str, RegisterState], frozenset[str]]:
    """How registers stand with what this process saw, and which of them answer again just now."""
    before = register_states.of_all(connection)
    if not heard:
        return before, frozenset()
    register_states.hear(connection, heard)
    after = register_states.of_all(connection)
    back = {key for key, state in before.items() if state.state == "down"}
    return after, frozenset(key for key in back if after[key].state == "up")


def _kept(call: AnsweredCall) -> RegisterCall:
    purpose = call.purpose
    return RegisterCall(
        at=call.at,
        register=call.register,
        check=call.check,
        case=purpose.case_number,
        operator=purpose.operator,
        item=purpose.item,
        material=purpose.material,
        basis=purpose.basis,
        outcome=call.outcome.value,
        calls=int(call.sent and not call.rode_along),
        milliseconds=round(call.milliseconds) if call.sent else None,
        request=call.request or "",
    )
