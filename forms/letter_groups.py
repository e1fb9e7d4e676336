"""The groups of a form as letters name them: `groups.shareholders.rows`, each row with its fields in words."""

from forms.letter_context import LetterRows
from forms.showing import shown
from matters.fields import Group, Row
from matters.rules import Rules, filled, rows_of
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


def _row(group: Group, row: Row) -> dict[str, Text]:
    """By key; a field that the row does not have is empty, so that a table keeps its columns."""
    return {field.key: shown(field, row.get(field.key)) for field in group.fields}
