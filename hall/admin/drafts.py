"""A matter's YAML as an administrator brings it: read, checked, set beside its mistakes."""

import re
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hall.letter_mistakes import letter_mistakes
from matters.library import Library
from matters.mistakes import Mistake, MistakesFound
from matters.reading import SHIPPED, read_library, read_matter
from matters.spec import Matter

_KEY = re.compile(r"^matter:[ \t]*['\"]?([a-z][a-z0-9-]{0,80})", re.MULTILINE)


class Line(NamedTuple):
    """One line of the text, with what is wrong in it."""

    number: int
    text: str
    mistakes: tuple[Mistake, ...]


class Draft(NamedTuple):
    """A text as far as it can be read."""

    text: str
    matter: Matter | None
    mistakes: tuple[Mistake, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line with its own mistakes; those beyond the end stand at the last."""
        written = self.text.split("\n")
        return tuple(
            Line(number, text, _at(self.mistakes, number, len(written)))
            for number, text in enumerate(written, start=1)
        )


def read_draft(text: str) -> Draft:
    """The matter that the text declares, or all of its mistakes at once."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _KEY.search(text)
    with tempfile.TemporaryDirectory(prefix="onego-draft-") as folder:
        # A matter's file bears its key as a name; what was brought as text gets the name it would have.
        path = Path(folder) / f"{found[1] if found else 'matter'}.yaml"
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        try:
            return Draft(text, read_matter(path, shipped_library()), ())
        except MistakesFound as wrong:
            return Draft(text, None, wrong.mistakes)


def proved(draft: Draft) -> Draft:
    """The same, with its letters proved as well: a matter with a letter that cannot be written has mistakes."""
    if draft.matter is None:
        return draft
    with tempfile.TemporaryDirectory(prefix="onego-draft-") as folder:
        path = Path(folder) / f"{draft.matter.matter}.yaml"
        path.write_text(draft.text, encoding="utf-8", newline="\n")
        mistakes = letter_mistakes(path, draft.matter, shipped_library())
    return Draft(draft.text, None, mistakes) if mistakes else draft


@cache
def shipped_library() -> Library:
    """What drafts are checked against."""
    return read_library(SHIPPED)


def _at(mistakes: Sequence[Mistake], number: int, last: int) -> tuple[Mistake, ...]:
    return tuple(one for one in mistakes if min(one.line, last) == number)
