"""The doctor: each trouble is told with its remedy."""

import socket
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from forms.fonts import RARE_SIGNS, Coverage
from hall.console.serving import held
from hall.doctor import machine, office, services
from hall.doctor.remark import Level, Remark
from matters.calendars import CalendarYear
from matters.reading import shipped_catalogue
from storage import calendars
from storage.calendars import Loading
from storage.database import Database
from storage.refusals import AlreadyServing, KeysWrong
from storage.settings import Settings, read_settings
from tests.hall.console_desk import set_up

OK, WARNING, WRONG = Level.OK, Level.WARNING, Level.WRONG


@pytest.fixture
def settings(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    set_up(monkeypatch, database_url, tmp_path)
    return read_settings()


def levels(remarks: list[Remark]) -> set[Level]:
    return {one.level for one in remarks}


def test_an_old_python_is_wrong():
    assert machine.python((3, 10)).level is WRONG
    assert machine.python((3, 11)).level is OK


def test_little_room_is_a_warning_and_none_is_wrong():
    assert machine.room(100_000_000_000).level is OK
    assert machine.room(1_000_000_000).level is WARNING
    assert machine.room(1_000).level is WRONG


def test_a_clock_of_the_past_is_wrong():
    assert machine.clock(datetime(1970, 1, 1, tzinfo=UTC)).level is WRONG


def test_a_misspelt_setting_is_told_with_the_right_one():
    [remark] = machine.unknown_settings({"ONEGO_WEBPORT": "1", "ONEGO_WEB_PORT": "2", "HOME": "/"})
    assert remark.level is WARNING
    assert remark.remedy is not None
    assert "ONEGO_WEB_PORT" in remark.remedy.en


def test_a_folder_that_cannot_be_written_is_wrong(tmp_path: Path):
    assert machine.data_folder(tmp_path / "not-made-yet").level is OK
    assert machine.data_folder(Path("/proc/onego")).level is WRONG


def test_missing_official_faces_are_only_a_warning():
    assert machine.fonts(["FangSong"]).level is WARNING
    assert machine.fonts([]).level is OK


def test_fonts_without_the_rare_characters_of_names_are_a_warning_that_says_which_has_what():
    some = Coverage("Noto Sans CJK SC", 44_810, dict.fromkeys(RARE_SIGNS, 0.05))
    all_of_them = Coverage("TH-Tshyn", 100_000, dict.fromkeys(RARE_SIGNS, 0.99))
    remark = machine.rare_characters([some])
    assert remark.level is WARNING
    assert "Noto Sans CJK SC" in remark.what.en
    assert "5%" in remark.what.zh
    assert machine.rare_characters([some, all_of_them]).level is OK
    assert machine.rare_characters([]).level is WARNING


def test_while_we_serve_on_a_database_of_our_own_the_ports_are_ours(settings: Settings):
    with socket.create_server(("127.0.0.1", 0)) as page, held(settings):
        ours = settings.model_copy(
            update={"web_port": page.getsockname()[1], "prefect_port": 1, "registers_port": 1}
        )
        assert [one.level for one in machine.ports(ours)] == [OK, WRONG, WRONG]
        with pytest.raises(AlreadyServing), held(settings):
            pass
    assert not machine.is_serving(settings)


def test_nothing_is_served_before_the_keys_are_there(settings: Settings):
    with (
        pytest.raises(KeysWrong, match="ONEGO_KEYS"),
        held(settings.model_copy(update={"keys": None})),
    ):
        pass


def test_a_port_in_use_is_wrong_while_nothing_serves(settings: Settings):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        taken = list(machine.ports(settings.model_copy(update={"web_port": port})))
    assert taken[0].level is WRONG
    assert "ONEGO_WEB_PORT" in taken[0].what.en


@pytest.mark.parametrize(
    ("today", "level"),
    [(date(2025, 6, 1), OK), (date(2026, 6, 1), WARNING), (date(2027, 6, 1), WRONG)],
)
def test_a_calendar_that_ends_is_told_in_time(today: date, level: Level):
    calendar = shipped_catalogue().calendar
    years = tuple(one for one in calendar.years if one.year <= 2026)
    remark = office.calendar_covers(calendar.model_copy(update={"years": years}), today)
    assert remark.level is level


def test_a_year_that_was_loaded_is_no_longer_missing(settings: Settings):
    today = date(2041, 6, 1)
    assert [one.level for one in office.calendar(settings, today)] == [WRONG]
    loaded = tuple(CalendarYear(year=year, source="通知") for year in (2041, 2042))
    database = Database(settings.database, size=1)
    with database.transaction() as connection:
        at = datetime(2041, 1, 1, tzinfo=UTC)
        calendars.write(connection, "cn", Loading(loaded, (), "admin", "通知", at))
    database.close()
    assert [one.level for one in office.calendar(settings, today)] == [OK]


def test_the_shipped_catalogue_is_sound():
    assert next(iter(office.office())).level is OK


def test_a_migrated_database_is_sound(settings: Settings):
    assert levels(list(services.database(settings))) == {OK}


def test_a_database_that_is_away_is_wrong(settings: Settings):
    away = settings.model_copy(update={"database_url": "postgresql://nobody@127.0.0.1:1/nothing"})
    assert list(services.database(away))[-1].level is WRONG


def test_missing_keys_are_wrong(settings: Settings):
    bare = settings.model_copy(update={"keys": None})
    [remark] = services.database(bare)
    assert remark.level is WRONG
    assert "ONEGO_KEYS" in remark.what.en


def test_an_embedded_database_that_is_not_made_yet_is_a_warning(settings: Settings):
    embedded = settings.model_copy(update={"database_url": None})
    [remark] = services.database(embedded)
    assert remark.level is WARNING


def test_a_prefect_that_is_away_is_a_warning_while_nothing_serves(settings: Settings):
    idle = settings.model_copy(update={"prefect_port": 1})
    assert levels(list(services.engine(idle))) == {WARNING}


def test_a_prefect_of_ones_own_that_is_away_is_wrong(settings: Settings):
    own = settings.model_copy(update={"prefect_api_url": "http://127.0.0.1:1/api"})
    assert levels(list(services.engine(own))) == {WRONG}
