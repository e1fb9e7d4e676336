"""Taking registers down and up again, as somebody at the gateway would."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from hall.registers.faults import Dial
from hall.registers.turning import turn


@asynccontextmanager
async def down(address: str, registers: Iterable[str]) -> AsyncIterator[None]:
    """Have these registers fail for as long as this is open. Raises GatewayAway."""
    keys = tuple(registers)
    await turn(address, dict.fromkeys(keys, Dial(down=True)))
    try:
        yield
    finally:
        await turn(address, dict.fromkeys(keys, Dial()))
