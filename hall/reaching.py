"""How this installation reaches registers: clocks, secrets, lists, and the watch that all its processes keep."""

import time

from flows.connectors.surroundings import Clocks, Kept, Patience, Surroundings
from flows.installation import Installation, read_clock
from flows.shared_watch import Manner, SharedWatch
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


def watch_of(house: Installation, manner: Manner | None = None) -> SharedWatch:
    """The watch over registers that this process keeps with all others; to be entered and left."""
    return SharedWatch(house.database, house.bell, (house.clock, time.monotonic), manner)
