"""What to tell of a line or of a row that is left out or wrong."""

from forms.lines import GroupLine, Line
from forms.problems import missing_answer, missing_choice, missing_field
from matters.words import Text


def missing(line: Line) -> Text:
    """What to tell somebody who left it out."""
    if line.kind == "question":
        return missing_answer(line.label)
    if line.standard.type in ("choice", "choices", "yes-no"):
        return missing_choice(line.label)
    return missing_field(line.label)


def row_words(group: GroupLine, number: int | str) -> Text:
    """第2位股东; Shareholder 2. Things are not counted like people."""
    row = group.group.row_name
    measure = _measure(group)
    return Text(zh=f"第{number}{measure}{row.zh}", en=f"{row.en[:1].upper()}{row.en[1:]} {number}")


def add_words(group: GroupLine) -> Text:
    """添加一位股东; Add shareholder."""
    row = group.group.row_name
    return Text(zh=f"添加一{_measure(group)}{row.zh}", en=f"Add {row.en}")


def bounds_words(group: GroupLine) -> Text:
    """至少1位，最多50位; at least 1, at most 50."""
    measure, bounds = _measure(group), group.group
    most = Text(zh=f"最多{bounds.most}{measure}", en=f"at most {bounds.most}")
    if not bounds.least:
        return most
    return Text(
        zh=f"至少{bounds.least}{measure}，{most.zh}", en=f"at least {bounds.least}, {most.en}"
    )


def _measure(group: GroupLine) -> str:
    """People are counted in another word than things."""
    return "位" if group.counts_people else "项"


def in_row(group: GroupLine, number: int, label: Text, problem: Text) -> Text:
    """The problem of one field of one row, counted from 1."""
    row = row_words(group, number)
    return Text(zh=f"{row.zh}：{label.zh}：{problem.zh}", en=f"{row.en}, {label.en}: {problem.en}")


def missing_in_row(group: GroupLine, number: int, problem: Text) -> Text:
    """What is left out in one row; the sentence names the field itself."""
    row = row_words(group, number)
    return Text(zh=f"{row.zh}：{problem.zh}", en=f"{row.en}: {problem.en}")


def too_few_rows(group: GroupLine) -> Text:
    row, least = group.group.row_name, group.group.least
    measure = _measure(group)
    return Text(
        zh=f"至少应填写{least}{measure}{row.zh}。请添加。",
        en=f"At least {least} {row.en} must be written. Add what is missing.",
    )


def too_many_rows(group: GroupLine) -> Text:
    row, most = group.group.row_name, group.group.most
    measure = _measure(group)
    return Text(
        zh=f"最多填写{most}{measure}{row.zh}。请删除多余的。",
        en=f"At most {most} {row.en} may be written. Remove some.",
    )
