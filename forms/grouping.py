"""The rows of one group as they are being filled in: each by itself, and how many there must be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from forms import line_problems, problems
from forms.lines import GroupLine, Line
from forms.parts import Part, fill_in
from forms.problems import WrongValue
from matters.fields import Row, Rows, Value
from matters.rules import typed
from matters.words import Text


@dataclass(frozen=True)
class FilledRows:
    """A visible group with its rows."""

    line: GroupLine
    rows: tuple[Part, ...]

    @property
    def answers(self) -> Rows:
        return tuple(part.answers for part in self.rows)

    @property
    def values(self) -> Rows:
        return tuple(part.values for part in self.rows)

    @property
    def seen(self) -> tuple[Mapping[str, object], ...]:
        """What expressions see of the rows."""
        types = {line.path: line.standard.type for line in self.line.lines}
        return tuple(
            {key: typed(value, types.get(key)) for key, value in part.values.items()}
            for part in self.rows
        )

    def problems(self) -> dict[str, Text]:
        """What is wrong, by path: `shareholders`, `shareholders.2.amount`."""
        found = {
            path: line_problems.in_row(self.line, number, self._label(key), why)
            for number, part in enumerate(self.rows, 1)
            for key, why in part.problems.items()
            for path in (f"{self.line.path}.{number}.{key}",)
        }
        if len(self.rows) > self.line.group.most:
            found[self.line.path] = line_problems.too_many_rows(self.line)
        return found

    def gaps(self) -> dict[str, Text]:
        """What must still be said, by path."""
        found: dict[str, Text] = {}
        if len(self.rows) < self.line.group.least:
            found[self.line.path] = line_problems.too_few_rows(self.line)
        for number, line in self.missing():
            path = f"{self.line.path}.{number}.{line.path}"
            found[path] = line_problems.missing_in_row(
                self.line, number, line_problems.missing(line)
            )
        return found

    def missing(self) -> Iterator[tuple[int, Line]]:
        """Row (from 1) and line of all that is needed and not there."""
        for number, part in enumerate(self.rows, 1):
            yield from ((number, line) for line in self.line.lines if part.lacks(line))

    def _label(self, key: str) -> Text:
        line = self.line.by_key.get(key)
        return line.label if line else Text.same(key[:60])


def fill_rows(line: GroupLine, given: Value, scope: Mapping[str, object], on: date) -> FilledRows:
    """Every row by itself within what is known outside of the group. Raises WrongValue if these are no rows."""
    own = line.by_key
    outside = {name: value for name, value in scope.items() if name not in own}
    return FilledRows(line, tuple(_row(line, row, outside, on) for row in _rows(given)))


def _rows(given: Value) -> Rows:
    if given is None:
        return ()
    if not isinstance(given, tuple | list):
        raise WrongValue(problems.NOT_ROWS)
    rows = tuple(one for one in given if isinstance(one, dict))
    if len(rows) < len(given):
        raise WrongValue(problems.NOT_ROWS)
    return rows


def _row(line: GroupLine, row: Row, outside: Mapping[str, object], on: date) -> Part:
    part = Part(on=on, scope=dict(outside))
    own = line.by_key
    for one in line.to_compute:
        if not one.is_asked and row.get(one.path) is not None:
            row = {key: value for key, value in row.items() if key != one.path}
        fill_in(part, one, row.get(one.path))
    for key in row:
        if key not in own:
            part.problems[key] = problems.unknown_path(key, tuple(own))
    return part
