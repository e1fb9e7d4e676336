"""Turning the dials of a gateway that runs, from another program of this machine."""

from collections.abc import Mapping

import httpx

from hall.registers.answers import RegisterUnknown
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


async def turn(address: str, dials: Mapping[str, Dial]) -> None:
    """Turn the dials of a gateway that runs. Raises GatewayAway and RegisterUnknown."""
    async with httpx.AsyncClient(base_url=address, trust_env=False) as gateway:
        for key, dial in dials.items():
            try:
                answer = await gateway.put(f"/faults/{key}", json=dial.model_dump())
            except httpx.HTTPError:
                raise GatewayAway(address) from None
            if answer.status_code == httpx.codes.NOT_FOUND:
                raise RegisterUnknown(key)
            if answer.is_error:
                raise GatewayAway(address)
