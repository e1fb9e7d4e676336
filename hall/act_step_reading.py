"""A posted form read as an act by what the act itself holds: each place of the form is named like the act's own."""

from collections.abc import Iterator
from math import isfinite
from typing import get_args

from forms.answering import produced_value
from forms.problems import NOT_A_NUMBER
from hall.case_file import CaseFile
from hall.form_mistakes import SENT_AS, understood
from hall.posted import Posted
from hall.spots import ANSWER, Spot
from matters.acts import Act
from matters.errors import ActRefused, AnswersWrong
from matters.fields import Answers, Cell, FieldType
from matters.words import Text

KINDS: dict[str, type[Act]] = {
    kind.model_fields["act"].default: kind for kind in get_args(get_args(Act)[0])
}
"""By the name that `act` has in JSON."""
NOT_UNDERSTOOD = ActRefused(
    zh="没有选择要办理的操作。请刷新页面后从按钮办理。",
    en="No act was chosen. Reload the page and use its buttons.",
)


def read_by_fields(
    file: CaseFile, posted: Posted, what: tuple[str, str], spots: tuple[Spot, ...]
) -> Act:
    """The act with what was written for each of its fields; `what`: its name and its step.

    Raises FormWrong, ActRefused.
    """
    name, step = what
    kind = KINDS.get(name)
    if kind is None:
        raise NOT_UNDERSTOOD
    fields = (field for field in kind.model_fields if field not in ("act", "values"))
    found = ((field, _value(posted, (name, step, field))) for field in fields)
    said = {field: value for field, value in found if value is not None}
    wrong: dict[str, Text] = {}
    if "values" in kind.model_fields:
        said["values"], wrong = _values(file, posted, what)
    return understood(kind, said, posted, spots, wrong)


def _value(posted: Posted, where: tuple[str, str, str]) -> object | None:
    """What was written for a field of the act, as it was written; None if nothing was."""
    act, step, field = where
    match field:
        case "step":
            return posted.text("of") or (None if act == "terminate" else step)
        case "part" if act != "drop-part":
            return posted.text("place") or None
        case "opinion" | "order" if act in ("give-opinion", "answer-supervision"):
            return posted.text("place").rpartition(":")[2] or None
        case "material" | "promise" if act in ("verify", "check-promise"):
            return posted.text("place").partition(":")[2]
        case "listed":
            return posted.texts(field)
        case "corrections" | "officers":
            return tuple(_lines(posted, field))
        case _:
            return posted.text(SENT_AS.get(field, field)) or None


def _lines(posted: Posted, name: str) -> Iterator[str]:
    """What stands line by line, or in several fields of one name."""
    lines = (line.strip() for one in posted.texts(name) for line in one.splitlines())
    return (line for line in lines if line)


def _values(
    file: CaseFile, posted: Posted, what: tuple[str, str]
) -> tuple[Answers, dict[str, Text]]:
    """What the step produces, or what another system answered; and what is wrong with it, by the names of the form."""
    act, step = what
    matter, found, wrong = file.rules.matter, Answers(), dict[str, Text]()
    call = matter.step(step).call if act == "answer-call" else None
    given = call.gives if call else {}
    for path in given or matter.produced_by(step):
        written = tuple(one for one in posted.texts(f"{ANSWER}{path}") if one)
        if not written:
            continue
        try:
            if call:
                found[path] = _given(given[path], written[-1])
            else:
                found[path] = produced_value(matter, path, written, file.today)
        except AnswersWrong as problem:
            wrong[f"{ANSWER}{path}"] = problem.problems[path]
        except ValueError:
            wrong[f"{ANSWER}{path}"] = NOT_A_NUMBER
    return found, wrong


def _given(kind: FieldType, said: str) -> Cell:
    """A value of another system as it was typed; numbers and yes or no in their own kind. Raises ValueError."""
    match kind:
        case "yes-no":
            return said == "yes"
        case "number" | "decimal":
            number = float(said)
            if not isfinite(number):
                raise ValueError(said)
            return int(number) if number.is_integer() else number
        case _:
            return said
