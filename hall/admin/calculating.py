"""A program of its own that calculates for one page: `python -m hall.admin.calculating`, the task on standard input.

It writes a line of JSON whenever it has come further, and last what it found or why not. Whoever started it may end
it at any time: it holds nothing. Memory and time are bounded, and the desk goes before it.
"""

import contextlib
import json
import os
import resource
import sys
import time

from hall.admin.long_tools import TASK, carried_out
from matters.errors import OneGoError
from matters.mistakes import MistakesFound

MOST_MEMORY = 2 * 1024**3
"""Bytes."""
MOST_SECONDS = 20 * 60
"""Of processor time."""
_APART = 0.2
"""Seconds between two lines about progress."""
_LESS_URGENT = 10
"""Steps of niceness: people at the desk come first."""


def main() -> None:
    os.nice(_LESS_URGENT)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    try:
        found = carried_out(TASK.validate_json(sys.stdin.buffer.read()), _Teller())
    except MistakesFound as wrong:
        _tell({"mistakes": [one.model_dump() for one in wrong.mistakes]})
    except OneGoError as refused:
        _tell({"refused": refused.text.model_dump()})
    else:
        _tell({"found": found.model_dump(mode="json")})


class _Teller:
    """Says how far it is, but not a thousand times a second."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last >= _APART or done == total:
            self._last = now
            _tell({"done": done, "total": total})


def _tell(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    # Nobody listens any more: whoever started it is gone.
    with contextlib.suppress(BrokenPipeError):
        main()
