"""Lists that the departments of a demonstration hand over, put in force as soon as everything runs."""

from datetime import date
from pathlib import Path

from flows.installation import Installation, open_installation, read_clock
from hall.console.catalogue import catalogue_for
from hall.console.registers import Given, put_in_force, read_list
from hall.console.speech import complain
from hall.registers.folders import lists_of
from matters.case import business_date
from matters.errors import OneGoError
from matters.library import Library
from matters.reading import shipped_catalogue
from storage.register_lists import in_force
from storage.settings import Settings


def take_lists_of_demonstration(settings: Settings) -> None:
    """Those that the demonstration's gateway wrote today; a list that does not fit is told and left out."""
    catalogue = catalogue_for(demo=True, today=business_date(read_clock()))
    house = open_installation(settings, catalogue)
    try:
        take_lists(house, shipped_catalogue(), lists_of(settings.data_dir))
    except OneGoError as refusal:
        complain(refusal)
    finally:
        house.close()


def take_lists(house: Installation, library: Library, folder: Path) -> tuple[str, ...]:
    """Put every list of the folder in force that is newer than the one before; which registers they are of.

    A file is named by its register and day, as `cremation-20260305.csv`. Raises what `read_list` raises.
    """
    with house.database.transaction() as connection:
        known = {one.register: one.as_of for one in in_force(connection)}
    taken = []
    for file in sorted(folder.iterdir()):
        key, _, day = file.stem.rpartition("-")
        given = Given(key, file, date.fromisoformat(day))
        if key in known and known[key] >= given.as_of:
            continue
        register, rows = read_list(library, given)
        put_in_force(house, register, given, rows)
        taken.append(key)
    return tuple(taken)
