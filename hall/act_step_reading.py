"""A posted form read as an act by what the act itself holds: each place of the form is named like the act's own."""

from types import UnionType
from typing import get_args

from pydantic import ValidationError

from forms.answering import produced_value
from hall.case_file import CaseFile
from hall.posted import Posted
from matters.acts import Act
from matters.errors import ActRefused, AnswersWrong
from matters.fields import Answers, Cell, FieldType
from matters.words import Text

KINDS: dict[str, type[Act]] = {
    kind.model_fields["act"].default: kind for kind in get_args(get_args(Act)[0])
}
"""By the name that `act` has in JSON."""
SENT_AS = {"place": "where"}
"""What has another name in the form: its `place` is the part of the step that the form is for."""
NOT_UNDERSTOOD = ActRefused(
    zh="没有选择要办理的操作。请刷新页面后从按钮办理。",
    en="No act was chosen. Reload the page and use its buttons.",
)
NOT_CHOSEN = ActRefused(
    zh="填写不完整：请选择列表中的选项，并填写日期和必填内容后再提交。",
    en="Something is missing: choose from the lists, write the dates and what is needed, then submit again.",
)


def read_by_fields(file: CaseFile, posted: Posted, name: str, step: str) -> Act:
    """The act with what was written for each of its fields. Raises ActRefused, AnswersWrong."""
    kind = KINDS.get(name)
    if kind is None:
        raise NOT_UNDERSTOOD
    found = (
        (field, _value(file, posted, (name, step, field), rule.annotation))
        for field, rule in kind.model_fields.items()
        if field != "act"
    )
    said = {field: value for field, value in found if value is not None}
    try:
        return kind.model_validate(said)
    except ValidationError as wrong:
        raise _refused(wrong) from None


def _refused(wrong: ValidationError) -> ActRefused:
    if any(error["type"] == "string_too_long" for error in wrong.errors(include_input=False)):
        return ActRefused(zh="填写的内容过长，请精简。", en="What was written is too long.")
    return NOT_CHOSEN


def _value(
    file: CaseFile, posted: Posted, where: tuple[str, str, str], kind: object
) -> object | None:
    act, step, field = where
    match field:
        case "step":
            return posted.text("of") or (None if act == "terminate" else step)
        case "part" if act != "drop-part":
            return posted.text("place") or None
        case "opinion" | "order" if act in ("give-opinion", "answer-supervision"):
            return _number(posted.text("place").rpartition(":")[2])
        case "material" | "promise" if act in ("verify", "check-promise"):
            return posted.text("place").partition(":")[2]
        case "days" | "correct_within" | "public" if not posted.text(field):
            return None
        case "listed":
            return posted.texts(field)
        case "values":
            return _values(file, posted, act, step)
        case _:
            return _plain(posted.text(SENT_AS.get(field, field)), kind)


def _plain(said: str, kind: object) -> object | None:
    kinds = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    if bool in kinds:
        if said not in ("yes", "no"):
            raise NOT_CHOSEN
        return said == "yes"
    if int in kinds:
        return _number(said)
    if type(None) in kinds:
        return said or None
    return said


def _number(said: str) -> int:
    if not (said.isascii() and said.isdigit()):
        raise ActRefused(zh="请选择一项，或者填写整数。", en="Choose one, or write a whole number.")
    return int(said)


def _values(file: CaseFile, posted: Posted, act: str, step: str) -> Answers:
    """What the step produces, or what another system answered, by the names of the form."""
    written = {
        name.partition(":")[2]: tuple(one for one in posted.texts(name) if one)
        for name in posted.names()
        if name.startswith("answer:")
    }
    if act == "answer-call":
        call = file.rules.matter.step(step).call
        kinds = call.gives if call else {}
        return {n: _given(kinds[n], w[-1]) for n, w in written.items() if n in kinds and w}
    return _produced(file, step, written)


def _produced(file: CaseFile, step: str, written: dict[str, tuple[str, ...]]) -> Answers:
    found: Answers = {}
    wrong: dict[str, Text] = {}
    for path in file.rules.matter.produced_by(step):
        if not written.get(path):
            continue
        try:
            found[path] = produced_value(file.rules.matter, path, written[path], file.today)
        except AnswersWrong as problem:
            wrong |= problem.problems
    if wrong:
        raise AnswersWrong(wrong)
    return found


def _given(kind: FieldType, said: str) -> Cell:
    """A value of another system as it was typed; numbers and yes or no in their own kind."""
    match kind:
        case "yes-no":
            return said == "yes"
        case "number" | "decimal":
            try:
                number = float(said)
            except ValueError:
                raise ActRefused(
                    zh=f"“{said}”不是数字。", en=f"“{said}” is not a number."
                ) from None
            return int(number) if number.is_integer() else number
        case _:
            return said
