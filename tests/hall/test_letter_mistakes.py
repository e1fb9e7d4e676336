"""`onego matter check` and publication say which letter of a matter cannot be sent, at its line."""

from pathlib import Path

import pytest

from hall.console.checking import check_files
from hall.letter_mistakes import all_mistakes, read_proved
from matters.mistakes import MistakesFound
from matters.reading import SHIPPED, read_library

LIBRARY = read_library(SHIPPED)


def a_copy(folder: Path, key: str, before: str, after: str) -> Path:
    text = (SHIPPED / "matters" / f"{key}.yaml").read_text(encoding="utf-8")
    assert before in text
    path = folder / f"{key}.yaml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return path


def test_a_letter_that_a_step_chose_wrongly_is_told_at_the_line_of_the_step(tmp_path):
    path = a_copy(
        tmp_path,
        "newborn",
        "letters: {granted: registered, refused: not-registered}",
        "letters: {granted: registered, refused: completion}",
    )
    line = next(
        n for n, one in enumerate(path.read_text("utf-8").splitlines(), 1) if "completion}" in one
    )
    mistakes = all_mistakes(path, LIBRARY)
    assert mistakes
    assert {one.line for one in mistakes} == {line}
    assert {one.file for one in mistakes} == {str(path)}
    assert any("救济途径" in one.what.zh for one in mistakes)


def test_such_a_matter_is_neither_checked_clean_nor_published(tmp_path, capsys):
    path = a_copy(
        tmp_path,
        "newborn",
        "{granted: registered, refused: not-registered}",
        "{granted: registered, refused: receipt}",
    )
    assert check_files([path]) == 1
    assert f"{path.name}:" in capsys.readouterr().out
    with pytest.raises(MistakesFound, match="receipt"):
        read_proved(path, LIBRARY)


def test_a_matter_whose_letters_are_right_is_read(tmp_path):
    path = a_copy(tmp_path, "newborn", "version: 1", "version: 1")
    assert read_proved(path, LIBRARY).matter == "newborn"
