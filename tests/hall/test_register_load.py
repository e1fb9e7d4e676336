"""Lists that departments hand over: every file format, every row looked at, put in force as a whole."""

import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import polars
import pytest

from flows.installation import Installation
from hall.command_line import app
from hall.console.registers import Given, ListUnfit, put_in_force, read_list
from matters.errors import NotFound
from matters.library import Library
from matters.reading import read_library
from storage.list_files import ListUnreadable
from storage.register_lists import key_of, rows_of
from tests.matters.test_registers import a_library

TITLES = ("权利人", "坐落", "面积", "备注")
ROWS = (("王小明", "中山路1号", "89.5", "甲"), ("李四", "解放路2号", "60", ""))
TABLE = """  - register: real-estate
    name: 不动产清册
    holder: 资规局
    connector: lists
    keyed_by: [owner, address]
    columns: {owner: 权利人, address: 坐落, area: 面积}
"""
AS_OF = date(2026, 3, 1)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return read_library(a_library(tmp_path, TABLE, "  - {connector: lists, kind: table}\n"))


def a_csv(file: Path, rows: Sequence[Sequence[str]] = ROWS, encoding: str = "utf-8-sig") -> Path:
    file.write_text("\n".join(",".join(row) for row in (TITLES, *rows)), encoding=encoding)
    return file


def a_parquet(file: Path) -> Path:
    polars.DataFrame([dict(zip(TITLES, row, strict=True)) for row in ROWS]).write_parquet(file)
    return file


def an_xlsx(file: Path) -> Path:
    """The least that a spreadsheet program writes."""
    cells = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t>{escape(one)}</t></is></c>' for one in row)
        + "</row>"
        for row in (TITLES, *ROWS)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sheet_type}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sheet_type}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{related}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{related}"><sheets>'
        '<sheet name="清册" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{related}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return file


def files(folder: Path) -> dict[str, Path]:
    return {
        "csv": a_csv(folder / "utf8.csv"),
        "gbk": a_csv(folder / "gbk.csv", encoding="gb18030"),
        "xlsx": an_xlsx(folder / "list.xlsx"),
        "parquet": a_parquet(folder / "list.parquet"),
    }


@pytest.mark.parametrize("kind", ["csv", "gbk", "xlsx", "parquet"])
def test_every_format_gives_the_same_rows_of_the_declared_columns_only(
    library: Library, tmp_path: Path, kind: str
):
    _, rows = read_list(library, Given("real-estate", files(tmp_path)[kind], AS_OF))
    assert rows == [
        {"owner": "王小明", "address": "中山路1号", "area": "89.5"},
        {"owner": "李四", "address": "解放路2号", "area": "60"},
    ]


def test_a_loaded_list_is_found_by_what_identifies_a_row(
    library: Library, tmp_path: Path, house: Installation
):
    given = Given("real-estate", a_csv(tmp_path / "list.csv"), AS_OF)
    register, rows = read_list(library, given)
    put_in_force(house, register, given, rows)
    keys = [key_of(["李四", "解放路2号"]), key_of(["李四", "中山路1号"])]
    with house.database.transaction() as connection:
        found = rows_of(connection, house.keyring, "real-estate", keys)
    assert found is not None
    assert found.as_of == AS_OF
    assert [[row["area"] for row in one] for one in found.rows] == [["60"], []]


def test_a_wrong_row_is_told_by_its_line_and_nothing_is_loaded(library: Library, tmp_path: Path):
    rows = (ROWS[0], ("", "解放路2号", "60", ""), ("赵六", "人民路3号", "六十平", ""))
    with pytest.raises(ListUnfit) as unfit:
        read_list(library, Given("real-estate", a_csv(tmp_path / "list.csv", rows), AS_OF))
    said = unfit.value.text.zh
    assert "第3行：“权利人”没有填写" in said
    assert "第4行：“面积”应为 decimal" in said
    assert "六十平" not in said + unfit.value.text.en


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.csv", "权利人,面积\n王小明,60", "lacks 坐落"),
        ("list.csv", "", "cannot be read"),
        ("list.xlsx", "no spreadsheet", "cannot be read"),
        ("list.parquet", "no parquet", "cannot be read"),
        ("list.pdf", "%PDF", "only CSV, XLSX and Parquet"),
    ],
)
def test_a_file_that_is_no_list_says_what_is_wrong_with_it(
    library: Library, tmp_path: Path, name: str, content: str, said: str
):
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(ListUnreadable) as unreadable:
        read_list(library, Given("real-estate", tmp_path / name, AS_OF))
    assert said in unreadable.value.text.en


def test_a_file_that_is_not_there_and_a_register_that_is_no_list_are_said(
    library: Library, tmp_path: Path
):
    with pytest.raises(ListUnreadable):
        read_list(library, Given("real-estate", tmp_path / "nowhere.csv", AS_OF))
    for key in ("business-licence", "horoscope"):
        with pytest.raises(NotFound):
            read_list(library, Given(key, tmp_path / "nowhere.csv", AS_OF))


def test_the_command_explains_itself(capsys: pytest.CaptureFixture[str]):
    app(["register", "load", "--help"], result_action="return_value")
    assert "CSV (UTF-8 or GB 18030)" in capsys.readouterr().out
