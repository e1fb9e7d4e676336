"""Registers whose records are rows, in foreign databases and lists: columns are values unless said otherwise."""

import json
from datetime import date, datetime
from decimal import Decimal

from flows.connectors.hearing import Heard, digest_of
from flows.connectors.mapping import asked, understood
from flows.register_messages import RegisterQuery
from matters.fields import FieldType
from matters.json_paths import JsonPath
from matters.registers import AnswerShape, Register

Row = dict[str, object]


def shape_of(register: Register, gives: dict[str, FieldType]) -> AnswerShape:
    """How a row is read: its columns have the names of the values; a list tells the day it was true."""
    own = register.answer or AnswerShape()
    filled = {
        "records": own.records or JsonPath.compile("answer.rows"),
        "as_of": own.as_of or JsonPath.compile("answer.as_of"),
        "values": own.values or {name: JsonPath.compile(f"record.{name}") for name in gives},
    }
    return own.model_copy(update=filled)


def read_rows(
    register: Register,
    query: RegisterQuery,
    rows: list[Row],
    at: datetime,
    as_of: date | None = None,
) -> Heard:
    """What the rows say to the question."""
    plain = [{name: _plain(value) for name, value in row.items()} for row in rows]
    document = asked(register, query, at) | {
        "answer": {"rows": plain, "as_of": as_of.isoformat() if as_of else None},
        "status": None,
    }
    digest = digest_of(repr(plain).encode())
    return understood(shape_of(register, query.gives), query, document, digest)


def as_json(rows: object) -> bytes:
    return json.dumps(rows, ensure_ascii=False, default=_plain).encode()


def _plain(value: object) -> object:
    """A column as JSON would have it, so that JMESPath can compare it."""
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case str() | bool() | int() | float() | None:
            return value
        case _:
            return str(value)
