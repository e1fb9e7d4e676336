"""Calendars that were loaded: kept by version, the newest counts, and every process sees it at once."""

from datetime import date, timedelta

import pytest

from matters.calendars import Calendar, CalendarMissing, CalendarYear, Overlay
from matters.errors import ActRefused
from storage import calendars
from storage.calendars import Calendars, Loading
from storage.database import Database
from tests.builders import a_calendar
from tests.cases import MONDAY

CITY = "330200"


def a_year(year: int, *rest: str, work: tuple[str, ...] = ()) -> CalendarYear:
    return CalendarYear.model_validate(
        {"year": year, "source": f"通知{year}", "rest_days": rest, "workdays": work}
    )


def a_loading(*years: CalendarYear, overlays: tuple[Overlay, ...] = (), hours: int = 0) -> Loading:
    at = MONDAY + timedelta(hours=hours)
    return Loading(years=years, overlays=overlays, by="admin", reason="国务院公布", at=at)


def test_without_anything_loaded_the_catalogues_calendar_counts(database: Database):
    here = Calendars(a_calendar(), CITY)
    with database.transaction() as connection:
        assert here.in_use(connection) is here.declared
        assert calendars.versions(connection, here.declared.calendar) == ()


def test_a_year_that_was_loaded_counts_in_every_process_without_a_restart(database: Database):
    one, other = Calendars(a_calendar(), CITY), Calendars(a_calendar(), CITY)
    day = date(2031, 3, 3)
    with database.transaction() as connection:
        with pytest.raises(CalendarMissing, match="2031"):
            other.in_use(connection).is_workday(day)
        calendars.write(connection, one.declared.calendar, a_loading(a_year(2031, "03-03")))
    with database.transaction() as connection:
        assert not one.in_use(connection).is_workday(day)
        assert not other.in_use(connection).is_workday(day)
        assert other.latest is other.in_use(connection)


def test_the_newest_version_of_a_year_wins_and_all_are_kept(database: Database):
    here = Calendars(a_calendar(), CITY)
    key = here.declared.calendar
    with database.transaction() as connection:
        first = calendars.write(connection, key, a_loading(a_year(2031, "03-03")))
        second = calendars.write(connection, key, a_loading(a_year(2031, "03-04"), hours=1))
    with database.transaction() as connection:
        assert here.in_use(connection).is_workday(date(2031, 3, 3))
        assert not here.in_use(connection).is_workday(date(2031, 3, 4))
        assert not here.as_of(connection, first).is_workday(date(2031, 3, 3))
        seen = calendars.versions(connection, key)
    assert [(one.load.id, one.year, one.version) for one in seen] == [
        (second, 2031, 2),
        (first, 2031, 1),
    ]
    assert {(one.load.loaded_by, one.load.reason, one.source) for one in seen} == {
        ("admin", "国务院公布", "通知2031")
    }


def test_an_overlay_counts_only_in_its_own_jurisdiction(database: Database):
    overlay = Overlay.model_validate(
        {"jurisdiction": CITY, "year": 2031, "source": "市政府", "rest_days": ["03-05"]}
    )
    here, elsewhere = Calendars(a_calendar(), CITY), Calendars(a_calendar(), "330100")
    with database.transaction() as connection:
        year = a_loading(a_year(2031), overlays=(overlay,))
        calendars.write(connection, here.declared.calendar, year)
    with database.transaction() as connection:
        assert not here.in_use(connection).is_workday(date(2031, 3, 5))
        assert elsewhere.in_use(connection).is_workday(date(2031, 3, 5))


def test_another_calendar_is_not_touched(database: Database):
    here = Calendars(a_calendar(), CITY)
    with database.transaction() as connection:
        calendars.write(connection, "another", a_loading(a_year(2031)))
        assert here.in_use(connection).year(2031) is None


def test_what_was_previewed_before_somebody_else_loaded_is_refused(database: Database):
    key = a_calendar().calendar
    with database.transaction() as connection:
        seen = calendars.last_load(connection)
        calendars.write(connection, key, a_loading(a_year(2031)), seen)
    with (
        pytest.raises(ActRefused, match="Look at the preview again"),
        database.transaction() as connection,
    ):
        calendars.write(connection, key, a_loading(a_year(2032)), seen)


def test_a_load_waits_until_all_open_cases_were_counted_anew(database: Database):
    with database.transaction() as connection:
        load = calendars.write(connection, a_calendar().calendar, a_loading(a_year(2031)))
        assert load in [one.id for one in calendars.unfinished(connection)]
        calendars.finish(connection, load, MONDAY)
        assert load not in [one.id for one in calendars.unfinished(connection)]


def test_a_version_reads_back_as_it_was_written(database: Database):
    written = a_year(2031, "03-03 to 03-05", work=("03-08",))
    calendar = Calendar.model_validate({"calendar": "own", "name": "试", "years": []})
    with database.transaction() as connection:
        calendars.write(connection, "own", a_loading(written))
        read = Calendars(calendar, CITY).in_use(connection)
    assert read.years == (written,)
