"""Decision tables (判定表): rows of conditions and values, for what would be a ladder of ifs."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field as Rule
from pydantic import field_validator

from matters.expressions import Expression
from matters.fields import FieldType, Name, Option
from matters.words import Frozen, Text

Scope = Mapping[str, object]
TableValue = bool | int | float | str | tuple[str, ...]
"""A value as it stands, or an expression behind an equals sign: `=area_m2 * 2`."""

_FORMULA = "="
MOST_ROWS = 200
"""More rows than that nobody reads."""


class TableRow(Frozen):
    """One row: what must hold, and what the table then gives."""

    when: Expression
    gives: TableValue

    @field_validator("gives")
    @classmethod
    def formula_is_read(cls, value: TableValue) -> TableValue:
        """An expression that cannot be read is a mistake of the row."""
        formula_of(value)
        return value

    @cached_property
    def formula(self) -> Expression | None:
        return formula_of(self.gives)


class DecisionTable(Frozen):
    """A table by whose first row that holds a value is chosen; named `tables.<table>` in expressions."""

    table: Name
    name: Text | None = None
    """What people call its result; its key if left out."""
    gives: FieldType = "text"
    options: tuple[Option, ...] = ()
    """What a table that gives a choice may give."""
    rows: Annotated[tuple[TableRow, ...], Rule(min_length=1, max_length=MOST_ROWS)]
    otherwise: TableValue | None = None
    """When no row holds; may be left out where the rows leave nothing open."""

    @field_validator("otherwise")
    @classmethod
    def formula_is_read(cls, value: TableValue | None) -> TableValue | None:
        """An expression that cannot be read is a mistake of the table."""
        formula_of(value)
        return value

    @cached_property
    def formula(self) -> Expression | None:
        return formula_of(self.otherwise)

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        """All that it looks at."""
        written = (*((row.when, row.formula) for row in self.rows), (self.formula,))
        return tuple(one for pair in written for one in pair if one is not None)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name in it, as written."""
        return frozenset().union(*(one.names for one in self.expressions))

    def value(self, seen: Scope) -> object:
        """What the first row that holds gives. Raises `ExpressionFailed`."""
        for row in self.rows:
            if row.when.holds(seen):
                return row.formula.evaluate(seen) if row.formula else self.literal(row.gives)
        return self.formula.evaluate(seen) if self.formula else self.literal(self.otherwise)

    def literal(self, value: TableValue | None) -> object:
        """A value as it stands, as expressions compute with it. Raises `ValueError` for no date."""
        if self.gives == "date" and isinstance(value, str):
            return date.fromisoformat(value)
        return value


def formula_of(value: TableValue | None) -> Expression | None:
    """The expression behind the equals sign, if it is one. Raises `ExpressionMistake`."""
    if not (isinstance(value, str) and value.startswith(_FORMULA)):
        return None
    # A space in its place keeps every column where the reader sees it.
    return Expression.compile(f" {value[1:]}")


class TablesSeen(Mapping[str, object]):
    """The tables as expressions see them: each computed when it is first looked at, and once."""

    def __init__(
        self, tables: tuple[DecisionTable, ...], seen: Scope, *, keep: bool = True
    ) -> None:
        """With `keep=False` each is computed anew whenever it is looked at."""
        self._tables = {one.table: one for one in tables}
        self._seen = seen
        self._keep = keep
        self._found: dict[str, object] = {}

    def __getitem__(self, name: str) -> object:
        if name in self._found:
            return self._found[name]
        table = self._tables[name]
        # A published table never names itself; one that does finds nothing instead of no end.
        self._found[name] = None
        try:
            value = table.value(self._seen)
        finally:
            del self._found[name]
        if self._keep:
            self._found[name] = value
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def names_behind(names: frozenset[str], tables: tuple[DecisionTable, ...]) -> frozenset[str]:
    """The names, and those that the tables among them look at."""
    found = set(names)
    for table in reversed(tables):  # a table names earlier ones only
        if f"tables.{table.table}" in found:
            found |= table.names
    return frozenset(found)
