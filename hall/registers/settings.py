"""What a gateway is started with."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from pydantic import Field, SecretStr

from hall.registers.faults import Dial
from matters.words import Frozen


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
