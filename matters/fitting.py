"""Whether a value that comes with an act is of the kind that its field says; forms have looked closer before."""

from collections.abc import Mapping
from datetime import date

from matters.errors import ActRefused
from matters.fields import Answers, AnswerType, Value


def check_fitting(values: Answers, kinds: Mapping[str, AnswerType]) -> None:
    """Every value is of the kind of its path or name; nothing is always one. Raises `ActRefused`."""
    wrong = [path for path, value in values.items() if not _fits(value, kinds.get(path))]
    if wrong:
        raise ActRefused(
            zh=f"以下内容的类型不符：{'、'.join(wrong)}。请按字段要求填写后再提交。",
            en=f"Of the wrong kind: {', '.join(wrong)}. Write what the field asks for, and submit again.",
        )


def _fits(value: Value, kind: AnswerType | None) -> bool:
    if value is None or kind is None:
        return True
    match kind:
        case "yes-no":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int) and not isinstance(value, bool)
        case "decimal":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "date":
            return isinstance(value, str) and _is_a_day(value)
        case "choices" | "id-numbers" | "rows" | "list":
            return isinstance(value, tuple)
        case _:
            return isinstance(value, str)


def _is_a_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
