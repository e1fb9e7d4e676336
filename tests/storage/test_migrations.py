"""The migrations: from empty to the newest, and the same shape as the tables in code."""

from pathlib import Path

import psycopg
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from storage import (
    calendar_tables,
    clock_tables,
    delivery_tables,
    embedded,
    journal_tables,
    rating_tables,
    register_tables,
    tables,
)
from storage.database import as_sqlalchemy
from storage.migrate import migrate, newest_revision, revision_of


def differences(url: str) -> list[object]:
    for home, table in (
        (tables, "facts"),
        (calendar_tables, "calendar_years"),
        (journal_tables, "reads"),
        (rating_tables, "ratings"),
        (register_tables, "register_rows"),
        (clock_tables, "open_clocks"),
        (delivery_tables, "outbox"),
    ):
        assert table in home.SQLModel.metadata.tables
    engine = create_engine(as_sqlalchemy(url))
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"include_object": _tables_only, "compare_type": False}
            )
            return list(compare_metadata(context, tables.SQLModel.metadata))
    finally:
        engine.dispose()


def _tables_only(thing: object, name: str, kind: str, reflected: bool, other: object) -> bool:
    return kind in ("table", "column")


def test_a_migrated_database_has_the_newest_revision(database_url: str) -> None:
    assert revision_of(database_url) == newest_revision()


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    migrate(database_url)
    assert revision_of(database_url) == newest_revision()


def test_the_migrated_tables_are_those_of_the_code(database_url: str) -> None:
    assert differences(database_url) == []


def test_work_of_before_is_found_by_its_matter(postgres: Path) -> None:
    embedded.create_database(postgres, "before_0004")
    url = embedded.database_url(postgres, "before_0004")
    migrate(url, "0003")
    with psycopg.connect(url) as connection:
        connection.execute(
            "insert into matters (digest, key, version, body, source, published_at, published_by)"
            " values ('d', 'shop', 1, '', '', now(), 'a')"
        )
        connection.execute(
            "insert into cases (number, digest, matter_key, version, state, applicant, subject,"
            " follow, launched_at, waves, carried) values ('1', 'd', 'shop', 1, 'received', '', '',"
            " 'f', now(), 0, 0)"
        )
        connection.execute(
            "insert into work_items (case_number, step, department, round, opened_at, waiting)"
            " values ('1', 'food', 'food', 1, now(), false)"
        )
    migrate(url)
    with psycopg.connect(url) as connection:
        kept = connection.execute("select matter_key from work_items").fetchall()
    assert kept == [("shop",)]


def test_a_version_of_before_takes_cases_since_it_was_published(postgres: Path) -> None:
    embedded.create_database(postgres, "before_0005")
    url = embedded.database_url(postgres, "before_0005")
    migrate(url, "0004")
    with psycopg.connect(url) as connection:
        connection.execute(
            "insert into matters (digest, key, version, body, source, published_at, published_by)"
            " values ('d', 'shop', 1, '', '', '2026-03-02 09:00+08', 'a')"
        )
    migrate(url)
    with psycopg.connect(url) as connection:
        kept = connection.execute("select takes_from = published_at, author from matters")
        assert kept.fetchall() == [(True, None)]


def test_an_incident_of_before_is_told_in_the_language_it_was_kept_in(postgres: Path) -> None:
    embedded.create_database(postgres, "before_0003")
    url = embedded.database_url(postgres, "before_0003")
    migrate(url, "0002")
    with psycopg.connect(url) as connection:
        connection.execute(
            "insert into incidents (case_number, action, sentence, at, times)"
            " values ('1', 'wave', '文书无法排版。', now(), 1)"
        )
    migrate(url)
    with psycopg.connect(url) as connection:
        kept = connection.execute("select sentence_zh, sentence_en from incidents").fetchall()
    assert kept == [("文书无法排版。", "文书无法排版。")]
