"""The answers of a case that its reader may see, in groups as the form has them."""

from collections.abc import Iterator
from dataclasses import dataclass

from hall.case_file import CaseFile
from hall.value_words import answer_words, masked
from matters.case import FindingOutcome
from matters.fields import Answers, Asked, Cell, FieldType, Rows, cell_of
from matters.fields import Group as FormGroup
from matters.masking import mask_name
from matters.rules import filled, rows_of
from matters.words import Language, Text


@dataclass(frozen=True)
class Row:
    """One answer as the page shows it."""

    path: str
    label: Text
    words: str
    source: Text | None = None
    """The register that it comes from; none if the applicant said it."""
    objection: str | None = None
    is_masked: bool = False


@dataclass(frozen=True)
class Group:
    """Answers under one heading."""

    name: Text
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class RowTable:
    """A group of the form as a table: one line for each of its rows."""

    name: Text
    heads: tuple[Text, ...]
    lines: tuple[tuple[str, ...], ...]


SITUATION = Text(zh="申请情形", en="The situation")
OWN_FIELDS = Text(zh="申请内容", en="The application")


def groups_of(file: CaseFile, language: Language, *, whole: bool) -> tuple[Group, ...]:
    """The groups with something in them; `whole` shows sensitive values unmasked."""
    matter, reader = file.rules.matter, _Reader(file, language, whole=whole)
    questions = ((q.ask, q.text, q, q.type) for q in matter.questions if q.ask in file.questions)
    groups = [Group(SITUATION, tuple(reader.rows(questions)))]
    for block in matter.form.blocks:
        of_block = ((f"{block.key}.{f.key}", f.label, f, f.type) for f in block.fields)
        groups.append(
            Group(block.name, tuple(reader.rows(o for o in of_block if o[0] in file.fields)))
        )
    own = ((f.key, f.label, f, f.type) for f in matter.form.fields if f.key in file.fields)
    groups.append(Group(OWN_FIELDS, tuple(reader.rows(own))))
    return tuple(group for group in groups if group.rows)


def tables_of(file: CaseFile, language: Language, *, whole: bool) -> tuple[RowTable, ...]:
    """The groups that are filled in, with the fields that the reader may see; `whole` shows sensitive values."""
    known = filled(file.rules.matter, file.now)
    return tuple(
        _table(file, group, rows, language, whole=whole)
        for group in file.rules.matter.form.groups
        if file.may_read_rows(group) and (rows := rows_of(known.get(group.group)))
    )


def _table(
    file: CaseFile, group: FormGroup, rows: Rows, language: Language, *, whole: bool
) -> RowTable:
    fields = [one for one in group.fields if f"{group.group}.{one.key}" in file.fields]
    used = [one for one in fields if any(row.get(one.key) is not None for row in rows)]
    return RowTable(
        name=group.name,
        heads=tuple(one.label for one in used),
        lines=tuple(
            tuple(
                masked(one.type, row.get(one.key))
                if one.sensitive and not whole
                else answer_words(one, one.type, row.get(one.key), language)
                for one in used
            )
            for row in rows
        ),
    )


def sensitive_of(file: CaseFile) -> tuple[str, ...]:
    """The paths of sensitive answers that are there and that the reader may see: what an audit names."""
    known = filled(file.rules.matter, file.now)
    return tuple(
        sorted(path for path in file.rules.matter.sensitive & file.fields if _is_there(known, path))
    )


def _is_there(known: Answers, path: str) -> bool:
    group, _, key = path.partition(".")
    return bool(known.get(path)) or any(row.get(key) for row in rows_of(known.get(group)))


def applicant_of(file: CaseFile) -> str:
    """The applicant's name: whole for those who may read it, else masked; a company's is public."""
    company = file.rules.matter.audience == "company"
    path = "company.name" if company else "person.name"
    name = str(filled(file.rules.matter, file.now).get(path) or "")
    return name if company or path in file.fields else mask_name(name) if name else ""


class _Reader:
    """Turns answers into rows."""

    def __init__(self, file: CaseFile, language: Language, *, whole: bool) -> None:
        self._known = filled(file.rules.matter, file.now)
        self._sensitive = file.rules.matter.sensitive
        self._objections = file.now.launched.objections if file.now.launched else {}
        self._sources = _sources(file)
        self._said = file.now.answers
        self._language = language
        self._whole = whole

    def rows(self, lines: Iterator[tuple[str, Text, Asked, FieldType]]) -> Iterator[Row]:
        for path, label, asked, kind in lines:
            value = cell_of(self._known.get(path))
            if value is None:
                continue
            hidden = path in self._sensitive and not self._whole
            yield Row(
                path=path,
                label=label,
                words=self._words(asked, kind, value, hidden),
                source=self._sources.get(path) if path not in self._said else None,
                objection=self._objections.get(path),
                is_masked=hidden,
            )

    def _words(self, asked: Asked, kind: FieldType, value: Cell, hidden: bool) -> str:
        return masked(kind, value) if hidden else answer_words(asked, kind, value, self._language)


def _sources(file: CaseFile) -> dict[str, Text]:
    """By path, the holder of the register that filled it."""
    return {
        path: use.check.holder
        for use in file.rules.matter.checks
        if (found := file.now.known.get(use.key)) and found.outcome == FindingOutcome.MATCH
        for path, name in use.fills.items()
        if name in found.values
    }
