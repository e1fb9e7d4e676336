"""What departments hand over instead of answering: lists as CSV, XLSX and Parquet, and a table in a database."""

import csv
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from hall.registers.sheet import write_sheet
from hall.registers.synthetic import Society
from matters.case import FindingOutcome
from matters.fields import Value
from matters.words import Frozen

Row = Mapping[str, str]


class HandedOver(Frozen):
    """One list: whose, and how its columns are called there."""

    register_key: str
    ending: str
    columns: dict[str, str]
    """Column by input or value."""


LISTS = (
    HandedOver(
        register_key="cremation",
        ending="csv",
        columns={
            "id_number": "公民身份号码",
            "certificate_number": "火化证明编号",
            "cremated_on": "火化日期",
            "place": "火化机构",
        },
    ),
    HandedOver(
        register_key="disability",
        ending="xlsx",
        columns={
            "id_number": "公民身份号码",
            "card_number": "残疾人证号",
            "kind": "残疾类别",
            "level": "残疾等级",
            "valid_until": "有效期至",
        },
    ),
    HandedOver(
        register_key="veteran",
        ending="parquet",
        columns={
            "id_number": "公民身份号码",
            "status": "身份",
            "card_number": "优待证号",
            "left_in": "退役年份",
        },
    ),
)
"""Whose registers no connector asks: their lists are loaded (`onego register load`)."""


def hand_over(society: Society, folder: Path) -> tuple[Path, ...]:
    """Write the lists of today, named by register and day; those of other days go."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    wanted = {folder / name_of(one, society.today): one for one in LISTS}
    for old in folder.iterdir():
        if old not in wanted:
            old.unlink()
    for path, handed in wanted.items():
        if not path.exists():
            _write(path, handed, rows_of(society, handed))
    return tuple(wanted)


def name_of(handed: HandedOver, today: date) -> str:
    return f"{handed.register_key}-{today:%Y%m%d}.{handed.ending}"


def rows_of(society: Society, handed: HandedOver) -> Sequence[Row]:
    """Everybody whom the register knows."""
    census = society.census
    rows = []
    for number in (*census.people, *census.dead):
        answer = society.answer(handed.register_key, {"id_number": number})
        if answer.outcome is FindingOutcome.MATCH:
            values: dict[str, Value] = {"id_number": number, **answer.values}
            rows.append({title: _word(values[name]) for name, title in handed.columns.items()})
    return rows


def _word(value: Value) -> str:
    return "" if value is None else str(value)


def _write(path: Path, handed: HandedOver, rows: Sequence[Row]) -> None:
    titles = tuple(handed.columns.values())
    match handed.ending:
        case "csv":
            # Excel in China takes a CSV for GB 18030 unless it begins with a mark.
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                book = csv.DictWriter(file, titles)
                book.writeheader()
                book.writerows(rows)
        case "xlsx":
            write_sheet(path, [titles, *(tuple(row.values()) for row in rows)])
        case _:
            import polars  # it takes a fifth of a second, and is needed once a day

            table = {title: [row[title] for row in rows] for title in titles}
            polars.DataFrame(table).write_parquet(path)
    path.chmod(0o600)


def write_table(society: Society, path: Path) -> None:
    """The table of public bodies in the database of the office of public posts (SQLite)."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    bodies = [
        (
            one.uscc,
            one.name,
            one.kind,
            one.status,
            one.legal_rep,
            one.address,
            one.valid_until.isoformat(),
            society.today.isoformat(),
        )
        for one in society.census.public_organisations.values()
    ]
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("drop table if exists public_body")
        database.execute(
            "create table public_body (uscc text primary key, name text, kind text, status text,"
            " legal_rep text, address text, valid_until text, recorded_on text)"
        )
        database.executemany("insert into public_body values (?, ?, ?, ?, ?, ?, ?, ?)", bodies)
    path.chmod(0o600)
