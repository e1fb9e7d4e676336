"""What comes from an HTML form: strings by path, brought into typed answers; what is wrong is kept to show it again."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from forms.line_problems import in_row
from forms.lines import GroupLine, Line
from forms.outline import Outline, outline_of
from forms.parts import own_value
from forms.problems import WrongValue
from forms.values import is_empty
from matters.fields import MOST_ROWS, Answers, Cell, Row, Value
from matters.spec import Matter
from matters.words import Text

Submitted = Mapping[str, Sequence[str]]


class Submission(NamedTuple):
    """One form as it was sent."""

    answers: Answers
    """What was known before, with what was written now; what is wrong is not in it."""
    problems: dict[str, Text]
    raw: dict[str, tuple[str, ...]]
    """What was written where it is wrong, exactly so, for the page to show again."""


def read_submission(matter: Matter, submitted: Submitted, before: Answers, on: date) -> Submission:
    """The answers in an HTML form whose names are paths. A blank takes an answer back.

    Names that are no path (the page's own) are left aside, and so are derived fields. For a list of boxes to tick the
    page sends a blank along, so that none ticked is told from not shown. A group sends under its own path what stands
    for each of its rows, in their order, and a blank, so that no row is told from not shown; a row's fields are named
    like `shareholders.2.amount`.
    """
    reading = _Reading(outline_of(matter), submitted, on)
    answers = dict(before)
    for path, line in reading.outline.by_path.items():
        if path in submitted and line.is_asked:
            answers.pop(path, None)
            value = reading.value(path, path, line)
            if value is not None:
                answers[path] = value
    for group in reading.outline.groups:
        if group.path in submitted:
            answers[group.path] = reading.rows(group)
    return Submission(answers, reading.problems, reading.raw)


def problems_in(matter: Matter, written: Submitted, on: date) -> dict[str, Text]:
    """What is wrong with values that were kept as they were written, by path, also of fields in rows."""
    outline = outline_of(matter)
    reading = _Reading(outline, written, on)
    for path in written:
        line = outline.line_at(path)
        if line is not None:
            reading.value(path, path, line)
    return {path: in_place(outline, path, why) for path, why in reading.problems.items()}


def in_place(outline: Outline, path: str, why: Text) -> Text:
    """The problem of a path, with the row and the field named if it is one of several."""
    first, _, rest = path.partition(".")
    group, line = outline.groups_by_path.get(first), outline.line_at(path)
    if group is None or line is None:
        return why
    return in_row(group, int(rest.partition(".")[0]), line.label, why)


def written_problem(matter: Matter, path: str, written: Sequence[str], on: date) -> Text | None:
    """What is wrong with one value that was kept as it was written, in words for beside its field."""
    line = outline_of(matter).line_at(path)
    reading = _Reading(outline_of(matter), {path: written}, on)
    if line is not None:
        reading.value(path, path, line)
    return reading.problems.get(path)


def row_tokens(submitted: Sequence[str]) -> tuple[str, ...]:
    """What stands for the rows of a group, in their order."""
    tokens = (one for one in submitted if one.isascii() and one.isdigit())
    return tuple(dict.fromkeys(tokens))[: MOST_ROWS + 1]


class _Reading:
    """Values taken from one form, and what is wrong with them."""

    def __init__(self, outline: Outline, submitted: Submitted, on: date) -> None:
        self.outline = outline
        self.problems: dict[str, Text] = {}
        self.raw: dict[str, tuple[str, ...]] = {}
        self._submitted = submitted
        self._on = on

    def value(self, name: str, path: str, line: Line) -> Cell:
        """What was written under a name of the form, to be kept under a path."""
        written = tuple(self._submitted.get(name, ()))
        try:
            return own_value(line, _joined(line, written), self._on)
        except WrongValue as wrong:
            self.problems[path], self.raw[path] = wrong.text, written
            return None

    def rows(self, group: GroupLine) -> tuple[Row, ...]:
        """All rows, also those in which nothing is written yet."""
        tokens = row_tokens(self._submitted[group.path])
        return tuple(
            dict(self._row(group, token, number)) for number, token in enumerate(tokens, 1)
        )

    def _row(self, group: GroupLine, token: str, number: int) -> Iterator[tuple[str, Cell]]:
        for line in group.lines:
            name = f"{group.path}.{token}.{line.path}"
            if line.is_asked and name in self._submitted:
                value = self.value(name, f"{group.path}.{number}.{line.path}", line)
                if value is not None:
                    yield line.path, value


def _joined(line: Line, written: tuple[str, ...]) -> Value:
    """The values of one name as one; where a person may give only one, the last counts, as in every form."""
    said = tuple(one for one in written if not is_empty(one))
    match line.standard.type:
        case "choices":
            return said
        case "id-numbers":
            return "\n".join(said)
        case _:
            return said[-1] if said else None
