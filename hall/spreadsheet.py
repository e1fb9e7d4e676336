"""A table as a file that offices open: CSV, and XLSX of one sheet of text (ECMA-376), made without a library."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be calculated by the program that opens it."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1"'
    f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship'
    f' Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
}


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows, the first of them the head, with the mark by which Excel knows UTF-8."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([_harmless(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    """The same as a workbook; every cell is text, so nothing in it is calculated."""
    lines = "".join(_line(number, row) for number, row in enumerate(rows, start=1))
    sheet = f'<worksheet xmlns="{_SHEET}"><sheetData>{lines}</sheetData></worksheet>'
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (_PARTS | {"xl/worksheets/sheet1.xml": sheet}).items():
            said = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}'
            package.writestr(zipfile.ZipInfo(name, _EPOCH), said, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _line(number: int, row: Sequence[str]) -> str:
    cells = (
        f'<c r="{_column(place)}{number}" t="inlineStr"><is><t xml:space="preserve">{_plain(cell)}</t></is></c>'
        for place, cell in enumerate(row)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _column(place: int) -> str:
    return chr(ord("A") + place)


def _plain(cell: str) -> str:
    """XML knows no control characters but these."""
    return escape("".join(one for one in cell if one >= " " or one in "\t\n"))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
