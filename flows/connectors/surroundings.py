"""What connectors need besides what is declared: clocks, secrets, lists, tickets, and how patient they are."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import httpx
from pydantic import SecretStr

from flows.register_messages import Purpose
from matters.case import FindingOutcome
from matters.registers import Register
from matters.words import Frozen, Text
from storage.database import Database
from storage.encryption import Keyring


class Clocks(Frozen):
    """The time of day for signatures, and a steady one in seconds for breakers."""

    now: Callable[[], datetime]
    steady: Callable[[], float]


class Patience(Frozen):
    """How long we wait for a register."""

    connect_seconds: float = 1.0
    most_seconds: float | None = None
    """Nobody at a counter waits longer, whatever a register's own time-out is."""
    pause_seconds: float = 0.2
    """Before the first repetition of a call that got no answer; twice as long before each further one."""

    def seconds_for(self, register: Register) -> float:
        """For one call to the register."""
        own = register.timeout.seconds
        return min(own, self.most_seconds or own)


@dataclass(frozen=True)
class AnsweredCall:
    """One question to a register and how it ended: never what was asked with, or what was said."""

    register: str
    check: str
    purpose: Purpose
    outcome: FindingOutcome
    milliseconds: float
    """From the free place to the answer; a call for several questions counts for each."""
    request: str | None
    at: datetime
    trouble: Text | None = None
    """What was wrong with the register itself: an incident of its own."""
    sent: bool = True
    """False: it was not sent, for the want of a purpose or because the register rests."""
    rode_along: bool = False
    """It was one more question of a call that is told already."""


class Recorder(Protocol):
    """Who keeps the journal of calls; it must not raise and not wait."""

    def answered(self, call: AnsweredCall) -> None: ...


Named = Callable[[str], SecretStr | None]
"""What an environment name of `registers.yaml` stands for."""


Overhear = Callable[[str, bytes], None]
"""What was sent (a body, or a select with its parameters), and what came."""


@dataclass(frozen=True)
class Kept:
    """Where lists that departments handed over, and tickets of later answers, are kept."""

    database: Database
    keyring: Keyring


@dataclass(frozen=True)
class Surroundings:
    """Everything around the connectors of one process."""

    clocks: Clocks
    named: Named
    kept: Kept | None = None
    """None: lists and tickets are not at hand, and their registers are UNAVAILABLE."""
    patience: Patience = field(default_factory=Patience)
    transport: httpx.AsyncBaseTransport | None = None
    """A test's own way to registers, instead of the network."""
    overhear: Overhear | None = None
    """Told of every exchange, where somebody tries a register out."""
