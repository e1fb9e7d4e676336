"""What needs a year of the calendar: the limits of published matters, and the open cases whose clocks run into it."""

from dataclasses import dataclass

from flows.calendar_recounting import Told, batches, in_silence
from flows.installation import Installation
from matters.calendar_needs import LimitNeeds, limits_into, waits_for
from matters.case import business_date
from matters.standing import standing
from storage import cases, published


@dataclass(frozen=True)
class Needed:
    """What needs one year."""

    year: int
    is_loaded: bool
    limits: tuple[LimitNeeds, ...]
    cases: tuple[str, ...]


def needed(
    house: Installation, year: int, most: int | None = None, told: Told = in_silence
) -> Needed:
    """What needs the year, of the first `most` open cases, or of all."""
    today = business_date(house.clock())
    with house.database.transaction() as connection:
        calendar = house.calendars.in_use(connection)
        digests = [
            one.digest
            for one in published.versions(connection)
            if one.stage(house.clock()) == "current"
        ]
        matters = [published.matter_of(connection, digest) for digest in digests]
    found: list[str] = []
    for batch in batches(house, most, told):
        with house.database.transaction() as connection:
            loaded = cases.load_many(connection, house.keyring, batch)
            rules = house.rules_of_many(connection, {one.case.matter for one in loaded})
        found += (
            one.case.number
            for one in loaded
            if waits_for(rules[one.case.matter], standing(one.case), year, today)
        )
    return Needed(
        year=year,
        is_loaded=calendar.year(year) is not None,
        limits=tuple(need for matter in matters for need in limits_into(matter, year, today)),
        cases=tuple(found),
    )
