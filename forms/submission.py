"""What comes from an HTML form: strings by path, brought into typed answers; what is wrong is kept to show it again."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from forms.filling import own_value
from forms.outline import Line, outline_of
from forms.problems import WrongValue
from forms.values import is_empty
from matters.fields import Answers, Value
from matters.spec import Matter
from matters.words import Text


class Submission(NamedTuple):
    """One form as it was sent."""

    answers: Answers
    """What was known before, with what was written now; what is wrong is not in it."""
    problems: dict[str, Text]
    raw: dict[str, tuple[str, ...]]
    """What was written where it is wrong, exactly so, for the page to show again."""


def read_submission(
    matter: Matter, submitted: Mapping[str, Sequence[str]], before: Answers, on: date
) -> Submission:
    """The answers in an HTML form whose names are paths. A blank takes an answer back.

    Names that are no path (the page's own) are left aside, and so are derived fields. For a list of boxes to tick the
    page sends a blank along, so that none ticked is told from not shown.
    """
    answers = dict(before)
    problems: dict[str, Text] = {}
    raw: dict[str, tuple[str, ...]] = {}
    for path, line in outline_of(matter).by_path.items():
        if path not in submitted or line.derive is not None:
            continue
        answers.pop(path, None)
        written = tuple(submitted[path])
        try:
            value = own_value(line, _joined(line, written), on)
        except WrongValue as wrong:
            problems[path], raw[path] = wrong.text, written
            continue
        if value is not None:
            answers[path] = value
    return Submission(answers, problems, raw)


def _joined(line: Line, written: tuple[str, ...]) -> Value:
    """The values of one name as one; where a person may give only one, the last counts, as in every form."""
    said = tuple(one for one in written if not is_empty(one))
    match line.standard.type:
        case "choices":
            return said
        case "id-numbers":
            return "\n".join(said)
        case _:
            return said[-1] if said else None
