"""The shipped catalogue as an installation uses it."""

from datetime import date

from matters.calendars import Calendar, CalendarYear
from matters.library import Catalogue
from matters.reading import SHIPPED, read_document, shipped_catalogue
from matters.scenarios import Scenarios

PROVISIONAL = "provisional, for the demonstration only"


def catalogue_for(*, demo: bool, today: date) -> Catalogue:
    """The shipped catalogue. Raises `MistakesFound`.

    An office never guesses a year that the State Council has not published. A demonstration must run on any day, so
    there a missing year is one whose weeks are all ordinary.
    """
    catalogue = shipped_catalogue()
    if not demo:
        return catalogue
    calendar = provisional(catalogue.calendar, today)
    return catalogue.model_copy(update={"calendar": calendar})


def missing_years(calendar: Calendar, today: date) -> tuple[int, ...]:
    """Of this year and the next those that the calendar lacks."""
    known = {one.year for one in calendar.years}
    return tuple(year for year in (today.year, today.year + 1) if year not in known)


def provisional(calendar: Calendar, today: date) -> Calendar:
    """The calendar with ordinary years in the place of missing ones."""
    missing = missing_years(calendar, today)
    added = tuple(CalendarYear(year=year, source=PROVISIONAL) for year in missing)
    return calendar.with_newer(added, ())


def read_scenarios(catalogue: Catalogue) -> tuple[Scenarios, ...]:
    """The shipped scenarios. Raises `MistakesFound`."""
    folder = SHIPPED / "scenarios"
    return tuple(
        read_document(folder / f"{matter.matter}.yaml", Scenarios, "matter")
        for matter in catalogue.matters
    )
