"""A circuit breaker: who does not answer is left alone for a while, then asked once."""

from math import inf


class Breaker:
    """Opens after some failures in a row; after its rest one call may try whether all is well.

    Times are seconds of a steady clock, always given by the caller.
    """

    def __init__(self, failures_to_open: int, open_seconds: float) -> None:
        self._limit = failures_to_open
        self._rest = open_seconds
        self._failures = 0
        self._opened_at = -inf
        self._probing = False

    @property
    def is_open(self) -> bool:
        return self._failures >= self._limit

    def lets_pass(self, now: float) -> bool:
        """Whether a call may be made; while it rests, only one probe after the time."""
        if not self.is_open:
            return True
        if self._probing or now - self._opened_at < self._rest:
            return False
        self._probing = True
        return True

    def succeeded(self) -> None:
        self._failures = 0
        self._probing = False

    def failed(self, now: float) -> None:
        # Calls that were under way when it opened must not push its rest further.
        if not self.is_open or self._probing:
            self._opened_at = now
        self._failures += 1
        self._probing = False

    def told_down(self, now: float) -> None:
        """Another process saw it away, or tries it just now: it rests from here on."""
        self._failures = max(self._failures, self._limit)
        self._opened_at = now
        self._probing = False

    @property
    def failures(self) -> int:
        return self._failures

    def abandoned(self) -> None:
        """The call ended without telling anything, e.g. it was cancelled."""
        self._probing = False
