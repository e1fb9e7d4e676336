"""A storm over the registers: their dials turned by lot while cases are in play, and what the gateway counted."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

import httpx

from hall.registers.faults import EVERY, Dial
from hall.registers.tally import Counts
from hall.registers.turning import turn
from matters.registers import RegisterList
from tests.faults.place import Place

FAULTS: dict[str, Dial] = {
    "answers 500": Dial(error_rate=1),
    "answers 500 now and then": Dial(error_rate=0.3),
    "is down": Dial(down=True),
    "hangs": Dial(hang=True),
    "is slow": Dial(latency_ms=700),
    "answers in a wrong shape": Dial(nonsense="shape"),
    "answers broken JSON": Dial(nonsense="json"),
    "answers a web page": Dial(nonsense="html"),
    "lost its secret": Dial(lost_secret=True),
}
"""What may be wrong with a register, as people call it."""
WELL = 0.35
"""The share of the turns after which the register is well again."""


@dataclass
class Storm:
    """Dials of a gateway that runs, turned by lot."""

    place: Place
    chance: Random
    turned: Counter[str] = field(default_factory=Counter)

    def gust(self, registers: Sequence[str]) -> None:
        """Turn half of these registers to something else."""
        chosen = self.chance.sample(registers, k=len(registers) // 2)
        self._turn({key: self._lot() for key in chosen})

    def everywhere(self, registers: Iterable[str]) -> None:
        """Each of these has a trouble, so that none of them answers."""
        silent = [name for name, dial in FAULTS.items() if not answers_at_times(dial)]
        chosen = {key: self.chance.choice(silent) for key in registers}
        self.turned.update(chosen.values())
        self._turn({key: FAULTS[name] for key, name in chosen.items()})

    def calm(self) -> None:
        """All are well again."""
        self._turn({EVERY: Dial()})

    def counts(self) -> dict[str, Counts]:
        """What the gateway counted of every register since it began."""
        answer = httpx.get(f"{self.place.settings.registers}/counts", trust_env=False)
        return {key: Counts.model_validate(seen) for key, seen in answer.json().items()}

    def _lot(self) -> Dial:
        if self.chance.random() < WELL:
            return Dial()
        name = self.chance.choice(list(FAULTS))
        self.turned[name] += 1
        return FAULTS[name]

    def _turn(self, dials: dict[str, Dial]) -> None:
        asyncio.run(turn(self.place.settings.registers, dials))


def answers_at_times(dial: Dial) -> bool:
    return bool(dial.latency_ms) or 0 < dial.error_rate < 1


def behind_gateway(declared: RegisterList) -> list[str]:
    """The registers that the gateway answers for, whichever dialect they speak."""
    kinds = {one.key: one.kind for one in declared.connectors}
    called = (one for one in declared.registers if kinds[one.connector] in ("http", "licences"))
    return [one.key for one in called]
