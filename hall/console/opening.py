"""The installation for the length of one command."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from flows.installation import Installation, open_installation, read_clock
from hall.console.catalogue import catalogue_for
from hall.console.preparing import bring_up_to_date
from matters.case import business_date
from storage.borrowing import borrowed
from storage.settings import Settings


@contextmanager
def database_there(settings: Settings) -> Iterator[None]:
    """Have the database running: the embedded one is started when nobody serves it."""
    settings.keyring()  # made before the database it opens; told missing before anything starts
    with borrowed(settings.data_dir) if settings.is_embedded else nullcontext():
        yield


@contextmanager
def house_open(settings: Settings) -> Iterator[Installation]:
    """The installation, its database up to date. Raises DatabaseAway."""
    catalogue = catalogue_for(demo=settings.demo, today=business_date(read_clock()))
    with database_there(settings):
        bring_up_to_date(settings.database)
        house = open_installation(settings, catalogue)
        try:
            yield house
        finally:
            house.close()
