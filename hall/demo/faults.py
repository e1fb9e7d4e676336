"""Taking registers down and up again, as somebody at the gateway would."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import httpx

from hall.registers.faults import Dial
from matters.errors import OneGoError


class GatewayAway(OneGoError):
    """The demonstration's gateway does not take the order."""

    status = 503

    def __init__(self, address: str) -> None:
        super().__init__(
            zh=f"演示数据共享网关 {address} 没有应答。请查看 logs/registers.log。",
            en=f"The demo registers at {address} do not answer. Look into logs/registers.log.",
        )


@asynccontextmanager
async def down(address: str, registers: Iterable[str]) -> AsyncIterator[None]:
    """Have these registers fail for as long as this is open. Raises GatewayAway."""
    keys = tuple(registers)
    await _turn(address, keys, Dial(down=True))
    try:
        yield
    finally:
        await _turn(address, keys, Dial())


async def _turn(address: str, keys: Iterable[str], dial: Dial) -> None:
    async with httpx.AsyncClient(base_url=address, trust_env=False) as gateway:
        for key in keys:
            try:
                answer = await gateway.put(f"/faults/{key}", json=dial.model_dump())
                answer.raise_for_status()
            except httpx.HTTPError:
                raise GatewayAway(address) from None
