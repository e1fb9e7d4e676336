"""Tables as files that offices open: nothing in them is calculated, and readers of the format read them."""

import csv
import io
from pathlib import Path

from hall.spreadsheet import as_csv, as_xlsx
from storage.list_files import rows_in

ROWS = (("办件", "目的"), ("330200", "=1+1"), ("330201", "a<b & c"))


def test_a_csv_is_known_as_utf_8_and_calculates_nothing() -> None:
    content = as_csv(ROWS)
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert read == [["办件", "目的"], ["330200", "'=1+1"], ["330201", "a<b & c"]]


def test_a_workbook_is_read_by_another_reader_of_the_format(tmp_path: Path) -> None:
    file = tmp_path / "readings.xlsx"
    file.write_bytes(as_xlsx(ROWS))
    read = list(rows_in(file, {"case": "办件", "why": "目的"}))
    assert [(one["case"], one["why"]) for one in read] == [
        ("330200", "=1+1"),
        ("330201", "a<b & c"),
    ]
