"""The form of a draft as its page shows it: one row for each question or field, in cards."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from forms.entries import Entry, EntryRow, EntryRows, Source
from forms.line_problems import missing
from forms.outline import outline_of
from forms.showing import shown
from forms.submission import written_problem
from hall.counter.answering import is_corrected, registered_text
from hall.counter.draft import OpenDraft
from matters.case import Finding
from matters.fields import FieldType, Value, cell_of
from matters.spec import Matter
from matters.words import Text

FEW = 5
"""So many options stand open; more of them fold into a list."""
KINDS: dict[FieldType, str] = {
    "long-text": "long-text",
    "id-numbers": "long-text",
    "number": "number",
    "decimal": "number",
    "date": "date",
    "mobile": "tel",
    "yes-no": "choice",
    "choices": "choices",
}
WIDE: frozenset[FieldType] = frozenset({"long-text", "id-numbers", "address"})
YES_NO = (("yes", Text(zh="是", en="Yes")), ("no", Text(zh="否", en="No")))


@dataclass(frozen=True)
class Row:
    """One question or field."""

    entry: Entry
    kind: str
    value: str | tuple[str, ...]
    """As it is put into the control: what was written, right or wrong."""
    options: tuple[tuple[str, Text], ...]
    corrected: bool
    """The applicant says other than the register."""
    registered: Text | None
    """What the register says, where the applicant says other."""
    source: Source | None
    note: str
    wide: bool
    short: Text | None = None
    """In a row of a group, what is wrong or left out, without the row's name."""

    @property
    def path(self) -> str:
        return self.entry.path


@dataclass(frozen=True)
class Card:
    """Rows that belong together."""

    name: Text
    rows: tuple[Row, ...]

    @property
    def visible(self) -> bool:
        return any(row.entry.visible for row in self.rows)


@dataclass(frozen=True)
class GroupRow:
    """One row of a group, as a set of fields."""

    token: str
    title: Text
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class GroupCard:
    """A group with its rows, and the row that can be added."""

    group: EntryRows
    rows: tuple[GroupRow, ...]
    blank: GroupRow

    @property
    def may_add(self) -> bool:
        return len(self.rows) < self.group.most

    @property
    def may_remove(self) -> bool:
        return len(self.rows) > self.group.least


def group_cards(desk: OpenDraft) -> tuple[GroupCard, ...]:
    """What is asked for each of several, after the rest of the form."""
    return tuple(
        GroupCard(
            group=one,
            rows=tuple(_group_row(desk, row) for row in one.rows),
            blank=_group_row(desk, one.blank),
        )
        for one in desk.sheet.groups
    )


def _group_row(desk: OpenDraft, row: EntryRow) -> GroupRow:
    rows = tuple(_in_group(desk, entry) for entry in row.entries)
    return GroupRow(token=row.token, title=row.title, rows=rows)


def _in_group(desk: OpenDraft, entry: Entry) -> Row:
    """A field of a row: no register fills it, so nothing is corrected."""
    written = desk.draft.written.get(entry.path)
    row = _plain_row(entry, written, "")
    if written is not None:
        return replace(row, short=written_problem(desk.matter, entry.path, written, desk.on))
    line = outline_of(desk.matter).line_at(entry.path)
    left_out = missing(line) if entry.missing and line else None
    return replace(row, short=entry.problem or left_out)


def question_rows(desk: OpenDraft) -> tuple[Row, ...]:
    return tuple(_row(desk, entry) for entry in desk.sheet.questions)


def key_rows(desk: OpenDraft) -> tuple[Row, ...]:
    """What to write first: the numbers, names and addresses that registers are asked with."""
    keys = _keys(desk.matter)
    blocks = (section for section in desk.sheet.sections if section.key)
    return tuple(
        _row(desk, entry) for block in blocks for entry in block.entries if entry.path in keys
    )


def cards(desk: OpenDraft) -> tuple[Card, ...]:
    """The rest of the form: the blocks, then the matter's own fields by the step they are for.

    What only a step finds out has no place here: its officer is asked for it.
    """
    keys = _keys(desk.matter) & {row.path for row in key_rows(desk)}
    elsewhere = keys | outline_of(desk.matter).found_later
    made: list[Card] = []
    for section in desk.sheet.sections:
        rows = tuple(_row(desk, entry) for entry in section.entries if entry.path not in elsewhere)
        made += [Card(section.name, rows)] if section.key else _by_step(desk, rows)
    return tuple(card for card in made if card.rows)


def _keys(matter: Matter) -> frozenset[str]:
    filled = {path for use in matter.checks for path in use.fills}
    asked = {path for use in matter.checks for path in use.inputs.values()}
    return frozenset(asked - filled)


def _by_step(desk: OpenDraft, rows: Iterable[Row]) -> list[Card]:
    """A matter's own fields have no block: they stand under the first service that reads them in this situation."""
    matter, planned = desk.matter, {step.step for step in desk.sheet.steps}
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        readers = matter.elements[row.path].readers
        reader = next((one for one in readers if one in planned), readers[0])
        grouped.setdefault(reader, []).append(row)
    names = {step.step: step.item.name if step.item else step.name for step in matter.steps}
    other = Text(zh="其他信息", en="Other")
    return [Card(names.get(reader, other), tuple(found)) for reader, found in grouped.items()]


def _row(desk: OpenDraft, entry: Entry) -> Row:
    note = desk.draft.objections.get(entry.path, "")
    row = _plain_row(entry, desk.draft.written.get(entry.path), note)
    if not is_corrected(desk, entry.path):
        return row
    said = registered_text(desk, entry.path)
    return replace(row, corrected=True, registered=_said(desk, entry.path, said))


def _plain_row(entry: Entry, written: tuple[str, ...] | None, note: str) -> Row:
    options = tuple((option.value, option.label) for option in entry.options)
    return Row(
        entry=entry,
        kind=_kind(entry, wrong=written is not None),
        value=_in_control(entry, written),
        options=YES_NO if entry.type == "yes-no" else options,
        corrected=False,
        registered=None,
        source=entry.source,
        note=note,
        wide=entry.type in WIDE,
    )


def _said(desk: OpenDraft, path: str, said: tuple[Finding, Value] | None) -> Text | None:
    if said is None:
        return None
    return shown(outline_of(desk.matter).by_path[path].asked, cell_of(said[1]))


def _kind(entry: Entry, *, wrong: bool) -> str:
    if entry.type == "choice":
        return "choice" if len(entry.options) <= FEW or entry.kind == "question" else "list"
    if entry.type == "date" and wrong:
        return "text"  # a date control would hide what was written
    return KINDS.get(entry.type, "text")


def _in_control(entry: Entry, written: tuple[str, ...] | None) -> str | tuple[str, ...]:
    if entry.type == "choices":
        chosen = cell_of(entry.value)
        return written or (chosen if isinstance(chosen, tuple) else ())
    if written is not None:
        return "\n".join(written)
    return _as_written(entry.value)


def _as_written(value: Value) -> str:
    match cell_of(value):
        case None:
            return ""
        case bool() as said:
            return "yes" if said else "no"
        case float() as number:
            return f"{number:.15g}"
        case tuple() as words:
            return "\n".join(words)
        case other:
            return str(other)
