"""The form of a draft as its page shows it: one row for each question or field, in cards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from forms.conditions import conditions_json
from forms.outline import outline_of
from forms.sheet import Entry, Source
from forms.showing import shown
from hall.counter.answering import is_corrected, registered_text
from hall.counter.draft import OpenDraft
from matters.case import Finding
from matters.fields import FieldType, Value
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
    """The rest of the form: the blocks, then the matter's own fields by the step they are for."""
    keys = _keys(desk.matter) & {row.path for row in key_rows(desk)}
    made: list[Card] = []
    for section in desk.sheet.sections:
        rows = tuple(_row(desk, entry) for entry in section.entries if entry.path not in keys)
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
    written = desk.draft.written.get(entry.path)
    corrected = is_corrected(desk, entry.path)
    said = registered_text(desk, entry.path) if corrected else None
    options = tuple((option.value, option.label) for option in entry.options)
    return Row(
        entry=entry,
        kind=_kind(entry, wrong=written is not None),
        value=_in_control(entry, written),
        options=YES_NO if entry.type == "yes-no" else options,
        corrected=corrected,
        registered=_said(desk, entry.path, said),
        source=entry.source,
        note=desk.draft.objections.get(entry.path, ""),
        wide=entry.type in WIDE,
    )


def _said(desk: OpenDraft, path: str, said: tuple[Finding, Value] | None) -> Text | None:
    if said is None:
        return None
    return shown(outline_of(desk.matter).by_path[path].asked, said[1])


def _kind(entry: Entry, *, wrong: bool) -> str:
    if entry.type == "choice":
        return "choice" if len(entry.options) <= FEW or entry.kind == "question" else "list"
    if entry.type == "date" and wrong:
        return "text"  # a date control would hide what was written
    return KINDS.get(entry.type, "text")


def _in_control(entry: Entry, written: tuple[str, ...] | None) -> str | tuple[str, ...]:
    if entry.type == "choices":
        return written or (entry.value if isinstance(entry.value, tuple) else ())
    if written is not None:
        return "\n".join(written)
    return _as_written(entry.value)


def _as_written(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.15g}"
        case tuple():
            return "\n".join(value)
        case _:
            return str(value)


def conditions_of(desk: OpenDraft) -> dict[str, JsonValue]:
    """For browsers: when each row is shown, what of the checks that looks at, and what the questions were answered."""
    conditions = conditions_json(desk.matter)
    named = {
        name for line in desk.filling.outline.in_order for when in line.when for name in when.names
    }
    said: dict[str, JsonValue] = {
        question.path: list(value) if isinstance(value, tuple) else value
        for question in desk.matter.questions
        if (value := desk.filling.values.get(question.path)) is not None
    }
    return {"conditions": conditions, "known": _known(desk, named), "said": said}


def _known(desk: OpenDraft, named: Iterable[str]) -> dict[str, JsonValue]:
    checks: dict[str, JsonValue] = {}
    found = desk.filling.scope.get("checks")
    for name in named:
        first, _, rest = name.partition(".")
        check, _, value = rest.partition(".")
        said = found.get(check) if first == "checks" and isinstance(found, Mapping) else None
        if isinstance(said, Mapping) and value in said:
            own = checks.setdefault(check, {})
            if isinstance(own, dict):
                own[value] = _plain(said[value])
    return {"received_on": desk.on.isoformat(), "checks": checks}


def _plain(value: object) -> JsonValue:
    return value if isinstance(value, bool | int | float | str) else str(value)
