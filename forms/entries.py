"""One question or field as pages show it, and the rows of a group."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from forms.filling import Filling
from forms.grouping import fill_rows
from forms.line_problems import add_words, bounds_words, row_words
from forms.lines import GroupLine, Line
from forms.parts import Part
from forms.showing import masked, shown
from matters.case import Finding
from matters.fields import Field, FieldType, Option, Question, Row, Value
from matters.rules import rows_of
from matters.spec import Matter
from matters.words import Frozen, Text

NEW_ROW = "__"
"""Stands for the number of a row that is not there yet."""


class Source(Frozen):
    """Where a prefilled value comes from, shown beside it (domain 3.4)."""

    finding: Finding
    name: Text
    at: datetime


class Entry(Frozen):
    """One question or field on the page."""

    path: str
    kind: Literal["question", "field"]
    type: FieldType
    label: Text
    help: Text | None
    options: tuple[Option, ...]
    value: Value
    shown: Text
    masked: Text
    """As lists show it."""
    required: bool
    readonly: bool
    """Computed, or found out by a department; nobody writes it here."""
    sensitive: bool
    purpose: Text
    """What it is collected for."""
    tells_purpose: bool
    """Whether the page says so: it is sensitive (PIPL 30), or somebody wrote it down."""
    source: Source | None
    confirm: bool
    """A register's value counts only once the applicant says that it is right."""
    confirmed: bool
    """The applicant gave the same value as the register."""
    objection: str | None = None
    """Why the applicant says that the register is wrong; the applicant's own value prevails."""
    unit: str | None
    least: float | None
    most: float | None
    longest: int | None
    visible: bool
    missing: bool
    awaited: bool
    """A check that was asked will fill it in."""
    problem: Text | None


class EntryRow(Frozen):
    """One row of a group on the page."""

    token: str
    """What stands for it in the names of its fields: its number from 1."""
    title: Text
    entries: tuple[Entry, ...]


class EntryRows(Frozen):
    """A group on the page: as many rows as there are, at least as many as there must be."""

    path: str
    name: Text
    row: Text
    least: int
    most: int
    visible: bool
    rows: tuple[EntryRow, ...]
    bounds: Text
    """How many rows there may be."""
    add: Text
    """What the button says that adds a row."""
    blank: EntryRow
    """A row as it looks when it is added."""
    problem: Text | None
    """What is wrong with the group as a whole."""
    missing: Text | None
    """That there are too few rows."""


class Given(NamedTuple):
    """One line within its part, and what was said to it."""

    path: str
    line: Line
    part: Part
    value: Value
    readers: tuple[str, ...]


def entry_of(filling: Filling, given: Given, objection: str | None = None) -> Entry:
    line, part, asked = given.line, given.part, given.line.asked
    value = part.values.get(line.path)
    readable = line.path in part.values
    found = part.registered(line) if line.path in part.visible else None
    field = asked if isinstance(asked, Field) else None
    return Entry(
        path=given.path,
        kind=line.kind,
        type=line.standard.type,
        label=line.label,
        help=asked.help,
        options=asked.options,
        value=value if readable else given.value,
        # What is wrong or hidden cannot be read as its type; the page shows it as it was written.
        shown=shown(asked, value),
        masked=masked(asked, value),
        required=part.needs(line) or not line.is_asked,
        readonly=not line.is_asked,
        sensitive=field is not None and field.sensitive,
        purpose=purpose_of(filling.matter, asked, given.readers),
        tells_purpose=field is not None and (field.sensitive or field.purpose is not None),
        source=_source(filling, found.finding if found else None),
        confirm=line.confirm,
        confirmed=found is not None and given.value is not None and value == found.value,
        objection=objection,
        unit=asked.unit,
        least=asked.least,
        most=asked.most,
        longest=field.longest if field else None,
        visible=line.path in part.visible,
        missing=part.lacks(line) and given.path not in filling.awaited,
        awaited=given.path in filling.awaited,
        problem=part.problems.get(line.path),
    )


def readers_of(line: Line) -> tuple[str, ...]:
    """The steps that read what is asked once."""
    return line.asked.readers if isinstance(line.asked, Field) else ()


def purpose_of(matter: Matter, asked: Question | Field, readers: tuple[str, ...]) -> Text:
    """What it is collected for: its own words, else the services of the steps that read it, else the whole matter."""
    if isinstance(asked, Field) and asked.purpose is not None:
        return asked.purpose
    names = [one.item.name if one.item else one.name for one in matter.steps if one.step in readers]
    if not names:
        return matter.name
    return Text(zh="、".join(one.zh for one in names), en=", ".join(one.en for one in names))


def _source(filling: Filling, finding: Finding | None) -> Source | None:
    if finding is None:
        return None
    use = filling.matter.check(finding.check)
    return Source(finding=finding, name=use.check.holder, at=finding.asked_at)


def rows_on_page(filling: Filling, line: GroupLine, given: Value) -> EntryRows:
    """The group as its page shows it, also while it is hidden: an answer may open it."""
    rows = rows_of(given)
    wanted: tuple[Row, ...] = (*rows, *({} for _ in range(line.group.least - len(rows))))
    parts = fill_rows(line, wanted, filling.scope, filling.on).rows
    blank = fill_rows(line, ({},), filling.scope, filling.on).rows[0]
    visible = line.path in filling.visible
    return EntryRows(
        path=line.path,
        name=line.group.name,
        row=line.group.row_name,
        least=line.group.least,
        most=line.group.most,
        visible=visible,
        bounds=bounds_words(line),
        add=add_words(line),
        rows=tuple(
            _row(filling, line, str(number), (part, row))
            for number, (part, row) in enumerate(zip(parts, wanted, strict=True), 1)
        ),
        blank=_row(filling, line, NEW_ROW, (blank, {})),
        problem=filling.problems.get(line.path),
        missing=filling.gaps.get(line.path),
    )


def _row(
    filling: Filling, group: GroupLine, token: str, filled: tuple[Part, Mapping[str, Value]]
) -> EntryRow:
    part, row = filled
    entries = tuple(
        entry_of(
            filling,
            Given(
                f"{group.path}.{token}.{line.path}",
                line,
                part,
                row.get(line.path),
                group.group.readers_of(line.asked) if isinstance(line.asked, Field) else (),
            ),
        )
        for line in group.lines
    )
    return EntryRow(token=token, title=row_words(group, token), entries=entries)
