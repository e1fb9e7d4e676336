"""Registers that are rows: somebody else's database, and lists that departments hand over."""

import asyncio
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest

from flows.connectors.surroundings import Kept
from flows.register_messages import RegisterAnswer, RegisterQuery
from flows.register_refusals import QuestionRefused
from flows.registers import Registers
from matters.case import FindingOutcome
from matters.fields import FieldType
from matters.registers import Register
from storage.database import Database
from storage.encryption import keyring_from, new_key
from storage.register_lists import Handed, in_force, key_of, load
from tests.flows.foreign_register import a_connector, a_query, a_register, registers

OUTCOMES = FindingOutcome
GIVES: dict[str, FieldType] = {"area": "decimal", "owner": "text", "since": "date"}
WANG, LI, ZHAO = "330203199001010010", "330203199001010029", "330203199001010037"
RECORDS = [(WANG, "王小明", 89.5, "2024-05-06"), (LI, "李四", 60, "2020-01-02")]
RECORDS += [(ZHAO, "赵六", 70, "2021-01-01"), (ZHAO, "赵六", 71, "2022-01-01")]
QUERY = "select area, owner, since from land where id = :id_number"
MADE = "create table land (id text, owner text, area numeric, since date)"


def ask(door: Registers, *queries: RegisterQuery) -> list[RegisterAnswer]:
    async def whole() -> list[RegisterAnswer]:
        async with door:
            return list(await door.ask_many(queries))

    return asyncio.run(whole())


def about(number: str, owner: str = "王小明", max_age_days: int | None = None) -> RegisterQuery:
    return a_query(GIVES, max_age_days=max_age_days, id_number=number, owner=owner)


def rows_register(**terms: object) -> Register:
    of_http = dict.fromkeys(("path", "ask", "answer", "poll"))
    return a_register(**{**of_http, **terms})


@pytest.fixture(params=["sqlite", "postgresql"])
def foreign(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of somebody else's database."""
    if request.param == "sqlite":
        file = tmp_path / "land.db"
        with sqlite3.connect(file) as connection:
            connection.execute(MADE)
            connection.executemany("insert into land values (?, ?, ?, ?)", _as_columns())
        connection.close()
        return f"sqlite:///{file}"
    url = str(request.getfixturevalue("database_url"))
    with psycopg.connect(url) as connection:
        connection.execute(MADE)
        connection.cursor().executemany("insert into land values (%s, %s, %s, %s)", _as_columns())
    return url


def _as_columns() -> list[tuple[str, str, float, str]]:
    return [(number, owner, area, since) for number, owner, area, since in RECORDS]


def database(url: str, query: str = QUERY, **terms: object) -> Registers:
    register = rows_register(query=query, **terms)
    connector = a_connector("sql", address="LAND_DATABASE")
    return registers(None, register, connector, LAND_DATABASE=url)


MAPPED = {
    "compares": {"owner": "record.owner"},
    "denied_if": "answer.rows[0].owner == 'nobody may see'",
    "as_of": "record.since",
}


def test_a_select_gives_its_columns_as_values(foreign: str):
    (answer,) = ask(database(foreign), about(WANG))
    assert answer.outcome is OUTCOMES.MATCH
    assert answer.values == {"area": 89.5, "owner": "王小明", "since": "2024-05-06"}


def test_a_database_tells_match_mismatch_no_record_multiple_and_stale_apart(foreign: str):
    answers = ask(
        database(foreign, answer=MAPPED),
        about(WANG),
        about(LI),
        about("110101199001010010"),
        about(ZHAO),
        about(WANG, max_age_days=30),
    )
    assert [one.outcome for one in answers] == [
        OUTCOMES.MATCH,
        OUTCOMES.MISMATCH,
        OUTCOMES.NO_RECORD,
        OUTCOMES.MULTIPLE,
        OUTCOMES.STALE,
    ]


def test_what_the_applicant_wrote_is_a_value_and_never_a_piece_of_sql(foreign: str):
    answers = ask(database(foreign), about("' or 1=1 --"), about(WANG))
    assert [one.outcome for one in answers] == [OUTCOMES.NO_RECORD, OUTCOMES.MATCH]


def test_a_select_that_does_not_fit_is_the_registers_trouble(foreign: str):
    (answer,) = ask(database(foreign, "select colour from land where id = :id_number"), about(WANG))
    assert answer.outcome is OUTCOMES.UNAVAILABLE


def test_nothing_is_written_into_a_foreign_database(foreign: str):
    write = "with gone as (delete from land where id = :id_number returning 1) select 1 as area"
    ask(database(foreign, write), about(WANG))
    ask(database(foreign, "delete from land where id = :id_number"), about(WANG))
    assert ask(database(foreign), about(WANG))[0].outcome is OUTCOMES.MATCH


def test_a_question_without_what_the_select_needs_is_our_mistake(foreign: str):
    with pytest.raises(QuestionRefused, match="id_number"):
        ask(database(foreign), a_query(GIVES, owner="王小明"))


def test_a_database_that_is_away_or_does_not_know_us_is_unavailable_and_one_that_lets_us_not_read_denied(
    database_url: str,
):
    for url in ("postgresql://127.0.0.1:1/land", "sqlite:////nowhere/land.db", "no url"):
        assert ask(database(url), about(WANG))[0].outcome is OUTCOMES.UNAVAILABLE
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(MADE)
        connection.execute("drop role if exists stranger")
        connection.execute("create role stranger login")
    stranger = psycopg.conninfo.conninfo_to_dict(database_url)
    url = f"postgresql://stranger@/{stranger['dbname']}?host={stranger['host']}"
    url += f"&port={stranger['port']}" if stranger.get("port") else ""
    assert ask(database(url), about(WANG))[0].outcome is OUTCOMES.UNAVAILABLE
    as_stranger = "&" if "?" in database_url else "?"
    url = f"{database_url}{as_stranger}options=-c%20role%3Dstranger"
    assert ask(database(url), about(WANG))[0].outcome is OUTCOMES.DENIED


def test_a_select_that_runs_too_long_is_stopped_where_it_runs(database_url: str):
    slow = "select pg_sleep(30)::text as owner, :id_number as area"
    door = database(database_url, slow, timeout="1 second")
    assert ask(door, about(WANG))[0].outcome is OUTCOMES.UNAVAILABLE


KEYRING = keyring_from(new_key("test"))
COLUMNS = {"id_number": "证号", "owner": "姓名", "area": "面积", "since": "日期"}
LIST = {"keyed_by": ["id_number"], "columns": COLUMNS}


@pytest.fixture
def kept(database_url: str) -> Iterator[Kept]:
    database = Database(database_url, size=2)
    yield Kept(database, KEYRING)
    database.close()


def handed_over(kept: Kept, as_of: date = date(2026, 3, 1), *, records: int = 4) -> int:
    handed = Handed(
        register_key="land",
        as_of=as_of,
        loaded_at=datetime(2026, 3, 2, tzinfo=UTC),
        loaded_by="admin",
    )
    names = ("id_number", "owner", "area", "since")
    rows = (dict(zip(names, one, strict=True)) for one in RECORDS[:records])
    with kept.database.transaction() as connection:
        return load(
            connection, kept.keyring, handed, ((key_of([row["id_number"]]), row) for row in rows)
        )


def listed(kept: Kept | None, **terms: object) -> Registers:
    return registers(None, rows_register(**LIST, **terms), a_connector("table"), kept=kept)


def test_a_list_answers_like_any_register_and_tells_the_day_it_was_true(kept: Kept):
    assert handed_over(kept) == 4
    answers = ask(
        listed(kept, answer={"compares": {"owner": "record.owner"}}),
        about(WANG),
        about(LI),
        about("110101199001010010"),
        about(ZHAO),
        about(WANG, max_age_days=2),
    )
    assert [one.outcome for one in answers] == [
        OUTCOMES.MATCH,
        OUTCOMES.MISMATCH,
        OUTCOMES.NO_RECORD,
        OUTCOMES.MULTIPLE,
        OUTCOMES.STALE,
    ]
    assert answers[0].as_of == date(2026, 3, 1)
    assert answers[0].values == {"area": 89.5, "owner": "王小明", "since": "2024-05-06"}


def test_a_list_that_nobody_loaded_is_unavailable(kept: Kept):
    assert ask(listed(kept), about(WANG))[0].outcome is OUTCOMES.UNAVAILABLE
    assert ask(listed(None), about(WANG))[0].outcome is OUTCOMES.UNAVAILABLE


def test_the_next_list_replaces_the_one_before_and_its_rows(kept: Kept):
    handed_over(kept)
    handed_over(kept, date(2026, 3, 4), records=1)
    (first, second) = ask(listed(kept), about(WANG), about(LI))
    assert (first.as_of, second.outcome) == (date(2026, 3, 4), OUTCOMES.NO_RECORD)
    with kept.database.transaction() as connection:
        assert [(one.as_of, one.rows) for one in in_force(connection)] == [(date(2026, 3, 4), 1)]
        assert connection.execute("select count(*) from register_rows").fetchone() == (1,)
        assert connection.execute("select count(*) from register_lists").fetchone() == (2,)


def test_no_row_of_a_list_can_be_read_in_the_database(kept: Kept):
    handed_over(kept)
    with kept.database.transaction() as connection:
        stored = connection.execute("select key::text, body from register_rows").fetchall()
    for words in stored:
        assert WANG not in str(words)
        assert "王小明" not in str(words)


SEALED_OR_SOUGHT = {
    "denied_if": "answer.rows[0].owner == '王小明'",
    "pending_if": "answer.rows[0].owner == '李四'",
    "ticket": "answer.rows[0].owner",
}
"""A row may say that it is sealed, or that it is still being looked up."""


def test_a_row_may_be_denied_or_pending_in_a_database_and_in_a_list(foreign: str, kept: Kept):
    handed_over(kept)
    for door in (database(foreign, answer=SEALED_OR_SOUGHT), listed(kept, answer=SEALED_OR_SOUGHT)):
        answers = ask(door, about(WANG), about(LI))
        assert [one.outcome for one in answers] == [OUTCOMES.DENIED, OUTCOMES.PENDING]
