"""The groups of a form as letters name them: `groups.shareholders.rows`, each row with its fields in words."""

from forms.letter_context import LetterRows
from forms.showing import shown
from matters.fields import Group, Row
from matters.rules import Rules, filled, rows_of
from matters.spec import Step
from matters.standing import Standing
from matters.words import Text


def letter_groups(rules: Rules, now: Standing) -> dict[str, LetterRows]:
    """Every group that has rows; applicants get their own data in full."""
    answers = filled(rules.matter, now)
    return {
        group.group: LetterRows(
            name=group.name,
            rows=tuple(_row(group, row) for row in rows),
        )
        for group in rules.matter.form.groups
        if (rows := rows_of(answers.get(group.group)))
    }


def row_called(rules: Rules, now: Standing, step: Step, part: str) -> Text | None:
    """A part of the step by its row: 子女1（安安）; None where its parts are no rows of a group."""
    group = rules.matter.groups.get(str(step.each))
    if group is None or not part.isdigit():
        return None
    zh, en = f"{group.row_name.zh}{part}", f"{group.row_name.en} {part}"
    rows = rows_of(filled(rules.matter, now).get(group.group))
    row = rows[int(part) - 1] if 0 < int(part) <= len(rows) else {}
    said = next((str(row[one.key]) for one in group.naming if row.get(one.key)), "")
    return Text(zh=f"{zh}（{said}）", en=f"{en} ({said})") if said else Text(zh=zh, en=en)


def _row(group: Group, row: Row) -> dict[str, Text]:
    """By key; a field that the row does not have is empty, so that a table keeps its columns."""
    return {field.key: shown(field, row.get(field.key)) for field in group.fields}
