"""NOTIFY after the commit: pages refresh and waves start at once. A lost ring loses nothing; the watch asks again.

A NOTIFY inside the act's own transaction would make all commits wait for each other, so a thread of its own rings,
and rings once for many acts.
"""

import threading
from collections.abc import AsyncIterator, Callable

import psycopg

WAVES = "onego_waves"
"""A case of the matter with this digest waits for the machine."""
CASES = "onego_cases"
"""The case with this number has changed."""

_QUIET = 0.005


class Bell:
    """Rings for a whole process from one thread and one connection."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._waiting: set[tuple[str, str]] = set()
        self._something = threading.Event()
        self._closed = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="bell", daemon=True)
        self._thread.start()

    def ring(self, channel: str, payload: str) -> None:
        """Tell every process that listens; returns at once."""
        with self._lock:
            self._waiting.add((channel, payload))
        self._something.set()

    def close(self) -> None:
        self._closed = True
        self._something.set()
        self._thread.join(timeout=2)

    def _run(self) -> None:
        while not self._closed:
            try:
                with psycopg.connect(self._url, autocommit=True) as connection:
                    self._ring_on(connection)
            except psycopg.Error:
                # PostgreSQL is away: what waits is rung when it is back.
                self._something.set()
                threading.Event().wait(0.5)

    def _ring_on(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        while not self._closed:
            self._something.wait()
            self._something.clear()
            with self._lock:
                rung, self._waiting = self._waiting, set()
            try:
                _notify(connection, rung)
            except psycopg.Error:
                with self._lock:
                    self._waiting |= rung
                raise
            threading.Event().wait(_QUIET)


def _notify(connection: psycopg.Connection[tuple[object, ...]], rung: set[tuple[str, str]]) -> None:
    connection.execute(
        "select pg_notify(channel, payload) from unnest(%s::text[], %s::text[]) as r(channel, payload)",
        ([channel for channel, _ in rung], [payload for _, payload in rung]),
    )


async def listen(
    url: str, channel: str, began: Callable[[], None] = lambda: None
) -> AsyncIterator[str]:
    """The payloads rung on a channel, for as long as PostgreSQL is there; `began` is told once nothing is missed."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(f"listen {channel}".encode())
        began()
        async for notice in connection.notifies():
            yield notice.payload
