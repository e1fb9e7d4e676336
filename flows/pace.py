"""How often waves may be asked for: at once while the machine is idle, seldom when it is busy."""

from dataclasses import dataclass
from typing import Final

BURST: Final = 4.0
SHORTEST: Final = 0.3
LONGEST: Final = 2.0
BUSY: Final = 10.0


@dataclass(frozen=True)
class Pace:
    """A bucket of tokens, one for each wave; how fast it fills follows how fast the server answers.

    Asking for a wave takes Prefect 30 ms on an idle machine. The bucket gets one token in ten times
    that, so that waves use a bounded share of any machine: three a second when it is idle, one in
    two seconds when the server is loaded, and then each carries more cases.
    """

    tokens: float = BURST
    seconds_a_token: float = SHORTEST
    at: float = 0.0

    def refilled(self, now: float) -> "Pace":
        gained = max(0.0, now - self.at) / self.seconds_a_token
        return Pace(min(BURST, self.tokens + gained), self.seconds_a_token, now)

    def wait(self) -> float:
        """Seconds until the next wave may be asked for."""
        return max(0.0, 1.0 - self.tokens) * self.seconds_a_token

    def asked(self, took: float) -> "Pace":
        """The pace after a wave was asked for, which took this many seconds."""
        seconds = min(LONGEST, max(SHORTEST, took * BUSY))
        return Pace(self.tokens - 1.0, seconds, self.at)
