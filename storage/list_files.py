"""Files of lists that departments hand over: CSV, XLSX and Parquet, read as rows of named columns."""

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import polars
from fastexcel import FastExcelError
from polars.exceptions import PolarsError

from matters.errors import OneGoError

Cell = str | int | float | bool | None
_CHINESE = "gb18030"
"""How spreadsheets in Chinese offices write CSV, where it is not UTF-8."""


class ListUnreadable(OneGoError):
    """A file that is no list, or lacks a column."""

    status = 422


def rows_in(file: Path, columns: Mapping[str, str]) -> Iterator[dict[str, Cell]]:
    """The rows of the file by our own names, which `columns` says the titles of; other columns are left out.

    All is text where the file does not know better; empty cells are none. Raises ListUnreadable.
    """
    table = _table(file)
    missing = [title for title in columns.values() if title not in table.columns]
    if missing:
        raise ListUnreadable(
            zh=f"{file.name} 缺少列：{'、'.join(missing)}。现有：{'、'.join(table.columns)}。",
            en=f"{file.name} lacks {', '.join(missing)}; it has {', '.join(table.columns)}.",
        )
    titles = list(columns.values())
    for row in table.select(titles).iter_rows():
        yield dict(zip(columns, map(_cell, row), strict=True))


def _table(file: Path) -> polars.DataFrame:
    try:
        match file.suffix.lower():
            case ".csv":
                return polars.read_csv(io.StringIO(_text(file)), infer_schema=False)
            case ".xlsx":
                return polars.read_excel(file, infer_schema_length=0)
            case ".parquet":
                return polars.read_parquet(file)
            case _:
                raise ListUnreadable(
                    zh=f"{file.name}：只能导入 CSV、XLSX 或 Parquet 文件。",
                    en=f"{file.name}: only CSV, XLSX and Parquet can be loaded.",
                )
    except OSError:
        raise ListUnreadable(
            zh=f"{file} 不存在或无法读取。", en=f"{file} does not exist or cannot be read."
        ) from None
    except (PolarsError, FastExcelError, ValueError) as wrong:
        kind = type(wrong).__name__
        raise ListUnreadable(
            zh=f"{file.name} 不是可读的名单文件（{kind}）。",
            en=f"{file.name} cannot be read as a list ({kind}).",
        ) from None


def _text(file: Path) -> str:
    content = file.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(_CHINESE)


def _cell(value: object) -> Cell:
    match value:
        case str():
            return value.strip() or None
        case None | bool() | int() | float():
            return value
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value)
