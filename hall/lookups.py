"""How often one address may look something up in vain: codes are random, and nobody shall try them in turn."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from fastapi import Request

from matters.errors import NotFound, Refused

MOST = 20
"""Vain look-ups of one address within a window."""
WINDOW = 60.0
MOST_ADDRESSES = 10_000


class TooManyLookups(Refused):
    """One address looked for too much that is not there."""

    status = 429

    def __init__(self) -> None:
        super().__init__(
            zh="查询次数过多，请1分钟后再试。如需帮助，请到窗口或拨打凭证上的咨询电话。",
            en="Too many look-ups. Try again in a minute, or ask at the counter.",
        )


class Lookups:
    """The vain look-ups of the last minute, by address; kept in this process only."""

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._vain: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def require(self, address: str) -> None:
        """Raise TooManyLookups if the address has used up its vain look-ups."""
        with self._lock:
            if len(self._recent(address)) >= MOST:
                raise TooManyLookups

    def in_vain(self, address: str) -> None:
        """Note that the address looked for something that is not there."""
        with self._lock:
            self._recent(address).append(self._steady())
            while len(self._vain) > MOST_ADDRESSES:
                self._vain.popitem(last=False)

    def _recent(self, address: str) -> deque[float]:
        times = self._vain.setdefault(address, deque(maxlen=MOST))
        self._vain.move_to_end(address)
        while times and times[0] < self._steady() - WINDOW:
            times.popleft()
        return times


_first = Lock()


def lookups_of(request: Request) -> Lookups:
    """The application's own count."""
    with _first:
        known = getattr(request.app.state, "lookups", None)
        if not isinstance(known, Lookups):
            known = request.app.state.lookups = Lookups()
        return known


@contextmanager
def looked_up(request: Request) -> Iterator[Callable[[], None]]:
    """Within it something is looked for; NotFound counts as in vain, and so does a call of what it gives.

    Raises TooManyLookups before anything is looked for.
    """
    lookups, address = lookups_of(request), request.client.host if request.client else ""
    lookups.require(address)
    try:
        yield lambda: lookups.in_vain(address)
    except NotFound:
        lookups.in_vain(address)
        raise
