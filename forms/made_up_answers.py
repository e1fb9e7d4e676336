"""Answers that nobody gave, right in form: what a form asks at the least in a situation, to prove its letters with."""

from collections.abc import Iterator
from datetime import date

from forms.filling import Filling, fill
from matters.case import Finding
from matters.fields import Answers, Cell, Field, FieldType, Question, Rows, Value
from matters.identifiers import credit_code, id_number
from matters.spec import Matter

_ROUNDS = 6
"""So often may one answer make another necessary."""
_BY_TYPE: dict[FieldType, Cell] = {
    "text": "样例文字",
    "long-text": "样例文字，较长。",
    "number": 3,
    "decimal": 12.5,
    "date": "2026-03-02",
    "yes-no": True,
    "name": "样例人",
    "id-number": id_number("330200", date(1990, 1, 1), 123),
    "id-numbers": (id_number("330200", date(1990, 1, 1), 123),),
    "credit-code": credit_code("330200", "MA00000X"),
    "mobile": "13900000000",
    "address": "宁波市鄞州区样例路1号",
}


def made_up(asked: Question | Field) -> Cell:
    """A value of the kind that is asked for; the first of several options."""
    if asked.type == "choice":
        return asked.options[0].value if asked.options else "样例"
    if asked.type == "choices":
        return (asked.options[0].value,) if asked.options else ()
    return of_type(asked.type)


def of_type(kind: FieldType) -> Cell:
    """A value of the kind where no options are known."""
    return _BY_TYPE.get(kind, "样例")


def answers_in(matter: Matter, known: Answers, findings: tuple[Finding, ...], on: date) -> Answers:
    """What somebody must say at the least whose answers begin with these: nothing that may be left out."""
    answers = dict(known)
    for _ in range(_ROUNDS):
        filling = fill(matter, answers, findings, on)
        more = dict(_lacking(filling, answers))
        if not more:
            break
        answers |= more
    return answers | fill(matter, answers, findings, on).all_values


def _lacking(filling: Filling, answers: Answers) -> Iterator[tuple[str, Value]]:
    for line in filling.outline.in_order:
        if filling.lacks(line):
            yield line.path, made_up(line.asked)
    for path, rows in filling.groups.items():
        if path not in answers:
            yield path, _rows(filling, path, max(1, rows.line.group.least))


def _rows(filling: Filling, path: str, count: int) -> Rows:
    lines = filling.outline.groups_by_path[path].lines
    return tuple(
        {one.path: made_up(one.asked) for one in lines if one.is_asked} for _ in range(count)
    )
