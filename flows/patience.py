"""Waiting for Prefect's server to come back: when it is away, and how long to wait for it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Final, TypeVar

import httpx

FIRST: Final = 0.25
LONGEST: Final = 5.0
SERVER_ERROR: Final = 500

Answer = TypeVar("Answer")


def is_away(error: httpx.HTTPError) -> bool:
    """Whether the server is down or starting, rather than refusing what we ask."""
    match error:
        case httpx.HTTPStatusError(response=response):
            return response.status_code >= SERVER_ERROR
        case _:
            return isinstance(error, httpx.TransportError)


def waits() -> Iterator[float]:
    """Seconds to wait before each next try, doubling up to the longest, without end."""
    seconds = FIRST
    while True:
        yield seconds
        seconds = min(seconds * 2, LONGEST)


async def patiently(ask: Callable[[], Awaitable[Answer]], *, for_seconds: float) -> Answer:
    """The answer, asking again while the server is away; after `for_seconds` its error is raised."""
    waited = 0.0
    for seconds in waits():
        try:
            return await ask()
        except httpx.HTTPError as error:
            if not is_away(error) or waited >= for_seconds:
                raise
        await asyncio.sleep(seconds)
        waited += seconds
    raise AssertionError("the waits have no end")
