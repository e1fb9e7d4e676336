"""How this installation reaches registers: its clocks, its secrets, its lists."""

import time

from flows.connectors.surroundings import Clocks, Kept, Patience, Surroundings
from flows.installation import Installation, read_clock
from storage.named_settings import NamedSettings
from storage.settings import Settings


def surroundings_of(
    house: Installation, settings: Settings, patience: Patience | None = None
) -> Surroundings:
    """What connectors need; without a patience that of a worker, who has time."""
    return Surroundings(
        clocks=Clocks(now=read_clock, steady=time.monotonic),
        named=NamedSettings(settings),
        kept=Kept(house.database, house.keyring),
        patience=patience or Patience(),
    )
