"""What is known of registers, written down every second by a thread of its own, off every path that somebody waits on.

Lost rows are lost statistics: no case depends on them.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

from storage.database import DatabaseAway
from storage.register_calls import RegisterCall

EVERY: Final = 1.0
MOST_KEPT: Final = 50_000
"""Questions that are kept while the database is away; the oldest go first."""
AT_THE_END: Final = 5.0
"""Seconds that the last writing gets when the process ends."""

log = logging.getLogger(__name__)


class Journal:
    """Gathers questions and has them written together, also when there are none: states are told the same way."""

    def __init__(
        self, write: Callable[[Sequence[RegisterCall]], None], every: float = EVERY
    ) -> None:
        self._write = write
        self._every = every
        self._waiting: deque[RegisterCall] = deque(maxlen=MOST_KEPT)
        self._closing = threading.Event()
        self._writing = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="register-journal", daemon=True)
        self._thread.start()

    def keep(self, call: RegisterCall) -> None:
        """Have the question written soon; returns at once, from any thread."""
        self._waiting.append(call)

    def flush(self) -> None:
        """Write what waits now. While the database is away it goes on waiting."""
        with self._writing:
            taken = [self._waiting.popleft() for _ in range(len(self._waiting))]
            try:
                self._write(taken)
            except DatabaseAway:
                self._waiting.extendleft(reversed(taken))

    def close(self) -> None:
        """Write the last rows and end the thread."""
        self._closing.set()
        self._thread.join(AT_THE_END)

    def _run(self) -> None:
        while not self._closing.wait(self._every):
            self._flush_whatever_comes()
        self._flush_whatever_comes()

    def _flush_whatever_comes(self) -> None:
        try:
            self.flush()
        except Exception as error:  # statistics must not end the process that gathers them
            # Its text may hold values of a row.
            log.error("the journal of registers was not written: %s", type(error).__name__)
