"""A right matter of a small catalogue, and what it becomes when it is spoiled."""

from pathlib import Path

from matters.mistakes import Mistake
from matters.reading import check_matter, read_library

FIXTURES = Path(__file__).parent / "fixtures"
CATALOGUE = FIXTURES / "catalogue"
STALL = CATALOGUE / "matters" / "open-a-stall.yaml"
LIBRARY = read_library(CATALOGUE)
RIGHT = STALL.read_text()


def the_stall(folder: Path, *changes: tuple[str, str]) -> Path:
    """The right matter with some of its text replaced, each found exactly once."""
    text = RIGHT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = folder / STALL.name
    path.write_text(text)
    return path


def mistakes_of(content: str | bytes, folder: Path) -> tuple[Mistake, ...]:
    path = folder / STALL.name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return check_matter(path, LIBRARY)
