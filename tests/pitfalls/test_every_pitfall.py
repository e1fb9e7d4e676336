"""All eighteen pitfalls have a test and a line in the docs."""

import re
from pathlib import Path

HERE = Path(__file__).parent
NUMBERED = re.compile(r"^def test_(\d\d)_", re.MULTILINE)
PITFALLS = range(1, 19)


def test_each_of_the_eighteen_pitfalls_has_its_tests():
    numbers = {
        int(number)
        for path in HERE.glob("test_*.py")
        for number in NUMBERED.findall(path.read_text(encoding="utf-8"))
    }
    assert numbers == set(PITFALLS)


def test_the_table_names_each_pitfall_and_files_that_hold_its_tests():
    lines = (HERE.parents[1] / "docs" / "pitfalls.md").read_text(encoding="utf-8").splitlines()
    rows = {int(one.split("|")[1]): one for one in lines if re.match(r"\| \d+ \|", one)}
    assert rows.keys() == set(PITFALLS)
    for number, row in rows.items():
        file = re.findall(r"`(test_\w+\.py)`", row)[0]
        assert f"def test_{number:02}_" in (HERE / file).read_text(encoding="utf-8")
