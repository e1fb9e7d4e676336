"""What a gateway is started with."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import httpx
from pydantic import ConfigDict, Field, SecretStr

from hall.registers.faults import Dial
from matters.words import Frozen


class Recipient(Frozen):
    """Where answers go that a register sends by itself, and what signs them."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    address: str
    """Of the hall."""
    secret: SecretStr
    transport: httpx.AsyncBaseTransport | None = None
    """A test's own way there, instead of the network."""


class GatewaySettings(Frozen):
    """Callers, files, faults and the clock of one gateway."""

    callers: dict[str, SecretStr]
    """Secret by app key: the systems that may call, in whichever dialect."""
    deliveries: Path
    """The file of messages; made when it is missing."""
    now: Callable[[], datetime]
    """The clock; it must give times with a zone."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    """How dialled latency and hanging pass."""
    dials: dict[str, Dial] = Field(default_factory=dict)
    fault_seed: int = 0
    pending_seconds: float = 0.0
    """How long a two-step register takes to answer."""
    recipient: Recipient | None = None
    """None: answers that a register should send by itself never come."""
