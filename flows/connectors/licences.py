"""E-licence stores: the declared kind of licence of one holder, in our store protocol unless declared otherwise."""

import json

from matters.fields import FieldType
from matters.json_paths import JsonPath
from matters.registers import AnswerShape, Register

DEFAULT_PATH = "/licences/search"


def spelled_out(register: Register, gives: dict[str, FieldType]) -> Register:
    """The register of a licence store with what it leaves out: how to ask, and what an answer means.

    The store is asked with `licence_type`, `holder`, `purpose`; it answers `licences`: each with `status` (`valid`
    where it is in force, `cancelled` where it never counts), `as_of`, `valid_until`, and what stands on it under
    `content`.
    """
    ask = register.ask or {
        "licence_type": JsonPath.compile(f"`{json.dumps(register.licence)}`"),
        "holder": JsonPath.compile(f"inputs.{register.held_by}"),
        "purpose": JsonPath.compile("purpose"),
    }
    answer = register.answer or _answer(gives)
    path = register.path or DEFAULT_PATH
    return register.model_copy(update={"ask": ask, "answer": answer, "path": path})


def _answer(gives: dict[str, FieldType]) -> AnswerShape:
    return AnswerShape(
        answered_if=JsonPath.compile("type(answer.licences) == 'array'"),
        records=JsonPath.compile("answer.licences[?status != 'cancelled']"),
        mismatch_if=JsonPath.compile("record.status != 'valid'"),
        as_of=JsonPath.compile("record.as_of"),
        valid_until=JsonPath.compile("record.valid_until"),
        request=JsonPath.compile("answer.request_id"),
        values={name: JsonPath.compile(f"record.content.{name}") for name in gives},
    )
