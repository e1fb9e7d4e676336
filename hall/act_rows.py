"""Groups of the form that the applicant is asked to correct: their rows in the form of supplying, and read from it.

A row keeps its number as its token; a sensitive cell that is left empty stays as it was, so that nobody has to see it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.submission import read_submission
from hall.act_lists import AskedField, asked_at
from hall.case_file import CaseFile
from hall.posted import Posted
from hall.spots import ANSWER
from hall.value_words import masked
from matters.errors import AnswersWrong
from matters.fields import Cell, Field, Group, Row, Rows
from matters.rules import filled, rows_of
from matters.words import Text

ROWS = "rows:"
"""Before the path of a group: the tokens of its rows."""
GONE = "gone:"
"""Before the path of a row that is taken out."""
SPARE = 2
"""Empty rows to write new ones into."""


@dataclass(frozen=True)
class AskedRow:
    """One row, with its fields."""

    token: str
    title: Text
    fields: tuple[AskedField, ...]
    is_new: bool
    is_gone: bool


@dataclass(frozen=True)
class AskedGroup:
    """A group that was asked for."""

    path: str
    name: Text
    wrong: str
    standard: str
    rows: tuple[AskedRow, ...]


def asked_groups(file: CaseFile, step: str, posted: Posted | None) -> Iterator[AskedGroup]:
    """The groups that were asked for at the step, with what was typed into a form that was refused."""
    for wanted in asked_at(file, step):
        group = file.rules.matter.groups.get(wanted.key.partition(".")[0])
        if wanted.kind == "field" and group is not None:
            rows = tuple(_rows(file, group, posted))
            yield AskedGroup(group.group, group.name, wanted.wrong, wanted.standard, rows)


def _rows(file: CaseFile, group: Group, posted: Posted | None) -> Iterator[AskedRow]:
    known = rows_of(filled(file.rules.matter, file.now).get(group.group))
    name = group.row_name
    for number in range(1, min(len(known) + SPARE, group.most) + 1):
        row = known[number - 1] if number <= len(known) else {}
        path = f"{group.group}.{number}"
        yield AskedRow(
            token=str(number),
            title=Text(zh=f"{name.zh}{number}", en=f"{name.en} {number}"),
            fields=tuple(_field(path, field, row, posted) for field in _asked_in(group)),
            is_new=number > len(known),
            is_gone=bool(posted and posted.text(f"{GONE}{path}")),
        )


def _asked_in(group: Group) -> Iterator[Field]:
    return (one for one in group.fields if one.derive is None and one.produced_by is None)


def _field(path: str, field: Field, row: Row, posted: Posted | None) -> AskedField:
    name = f"{path}.{field.key}"
    there = row.get(field.key)
    hidden = masked(field.type, there) if field.sensitive and there else ""
    keeps = Text(zh=f"现为 {hidden}，不填则不变", en=f"Now {hidden}; left empty it stays")
    written = None if field.sensitive else _written(there)
    if posted is not None:
        said = posted.texts(f"{ANSWER}{name}")
        written = said if field.type == "choices" else "\n".join(said)
    return AskedField(
        path=name,
        label=field.label,
        kind=field.type,
        options=field.options,
        unit=field.unit,
        help=keeps if hidden else field.help,
        wrong="",
        standard="",
        written=written,
    )


def _written(value: Cell) -> str | tuple[str, ...]:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.15g}"
        case tuple():
            return value
        case _:
            return str(value)


def groups_in(posted: Posted) -> tuple[str, ...]:
    """The groups whose rows were sent."""
    return tuple(name.removeprefix(ROWS) for name in posted.names() if name.startswith(ROWS))


def kept_tokens(posted: Posted, group: str) -> tuple[str, ...]:
    """The rows that were not taken out and in which something is written, or was before."""
    tokens = dict.fromkeys(one for one in posted.texts(f"{ROWS}{group}") if one.isdigit())
    return tuple(one for one in tokens if _is_kept(posted, f"{group}.{one}"))


def _is_kept(posted: Posted, path: str) -> bool:
    begins = f"{ANSWER}{path}."
    written = any(any(posted.texts(name)) for name in posted.names() if name.startswith(begins))
    was_there = bool(posted.text(f"was:{path}"))
    return (written or was_there) and not posted.text(f"{GONE}{path}")


def rows_from(file: CaseFile, posted: Posted, group: str) -> Rows:
    """All rows of a group as they were written. Raises AnswersWrong with the rows in their new order."""
    declared = file.rules.matter.groups[group]
    tokens = kept_tokens(posted, group)
    submitted = {
        name.removeprefix(ANSWER): posted.texts(name)
        for name in posted.names()
        if name.startswith(f"{ANSWER}{group}.")
    }
    read = read_submission(file.rules.matter, {**submitted, group: (*tokens, "")}, {}, file.today)
    if read.problems:
        raise AnswersWrong(read.problems)
    known = rows_of(filled(file.rules.matter, file.now).get(group))
    hidden = {one.key for one in declared.fields if one.sensitive}
    return tuple(
        _with_hidden(row, known, token, hidden)
        for row, token in zip(rows_of(read.answers.get(group)), tokens, strict=True)
    )


def _with_hidden(row: Row, known: Rows, token: str, hidden: set[str]) -> Row:
    number = int(token)
    before = known[number - 1] if number <= len(known) else {}
    kept = {key: before[key] for key in hidden if row.get(key) is None and key in before}
    return {**row, **kept}


def as_posted(posted: Posted, path: str) -> str:
    """The path of a row's field as the page that was sent called it: rows that were taken out had numbers there."""
    group, _, rest = path.partition(".")
    number, _, key = rest.partition(".")
    if group not in groups_in(posted) or not number.isdigit():
        return path
    tokens = kept_tokens(posted, group)
    place = int(number) - 1
    return f"{group}.{tokens[place]}.{key}" if place < len(tokens) else path
