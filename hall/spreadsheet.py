"""A table as a file that offices open: CSV, and XLSX of one sheet of text; and as the answer that brings it."""

import csv
import io
from collections.abc import Iterable, Sequence

from fastapi import Response
from xlsxwriter import Workbook

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be calculated by the program that opens it."""


def as_download(rows: Iterable[Sequence[str]], form: str, name: str) -> Response:
    """The rows as a file to keep: XLSX where `form` says so, else CSV; the name comes without its ending."""
    xlsx = form == "xlsx"
    content, media = (as_xlsx(rows), XLSX_TYPE) if xlsx else (as_csv(rows), CSV_TYPE)
    headers = {
        "content-disposition": f'attachment; filename="{name}.{"xlsx" if xlsx else "csv"}"',
        "cache-control": "no-store",
    }
    return Response(content, media_type=media, headers=headers)


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows, the first of them the head, with the mark by which Excel knows UTF-8."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([_harmless(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    """The same as a workbook whose head stays in sight; every cell is text, so nothing in it is calculated."""
    written = io.BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        head = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell, None if number else head)
        sheet.autofit()
    return written.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
