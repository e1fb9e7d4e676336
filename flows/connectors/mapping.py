"""From an answer of any shape to one of the eight outcomes, by the JMESPath that its register declares."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeAlias

from flows.connectors.comparing import NothingToCompare, differing
from flows.connectors.hearing import Heard, lost, refused, said, wrong_shape
from flows.connectors.values import NotOfItsKind, day_of, value_of
from flows.register_messages import RegisterQuery, Values
from matters.case import FindingOutcome
from matters.happened import business_date
from matters.json_paths import JsonPath, JsonPathFailed
from matters.registers import AnswerShape, Register
from matters.words import Text

Document: TypeAlias = dict[str, object]
"""What JMESPath sees: the names of `matters.registers.OF_A_RECORD`."""

NOT_ANSWERED = Text(
    zh="answered_if 不成立：数据源没有给出结果，或者返回内容的结构已不同。",
    en="answered_if does not hold: it gave no answer, or one of another shape.",
)
NO_RECORDS = Text(
    zh="records 处没有列表或记录；如果这表示没有记录，请写明 found_if。",
    en="there are no records where `records` points; if that means none was found, say found_if.",
)
NO_VALUES = Text(
    zh="要取的值一个也没有。", en="not one of the values that it should give was there."
)
NO_TICKET = Text(zh="待回复，却没有取件凭据。", en="it is pending, but there is no ticket.")


def asked(register: Register, query: RegisterQuery, at: datetime) -> Document:
    """What a question may be made of."""
    return {
        "inputs": query.model_dump(mode="json")["inputs"],
        "purpose": query.purpose.model_dump(mode="json"),
        "check": query.check,
        "register": register.key,
        "today": business_date(at).isoformat(),
        "time_ms": int(at.timestamp() * 1000),
    }


def body_of(ask: Mapping[str, JsonPath], document: Document) -> dict[str, object]:
    """The body of a call. Raises `JsonPathFailed`."""
    return {key: path.find(document) for key, path in ask.items()}


def understood(shape: AnswerShape, query: RegisterQuery, document: Document, digest: str) -> Heard:
    """The answer that stands under `answer`, as one of the eight outcomes.

    What does not fit is UNAVAILABLE with a sentence on what is wrong, which holds no value.
    """
    try:
        return _whole(shape, query, document)._replace(digest=digest)
    except (JsonPathFailed, NotOfItsKind, NothingToCompare) as wrong:
        return wrong_shape(wrong.text, digest)


def _whole(shape: AnswerShape, query: RegisterQuery, document: Document) -> Heard:
    if shape.denied_if and shape.denied_if.holds(document):
        return refused()
    if shape.pending_if and shape.pending_if.holds(document):
        ticket = _word("ticket", shape.ticket, document)
        if ticket is None:
            return wrong_shape(NO_TICKET)
        return Heard(said(FindingOutcome.PENDING).model_copy(update={"ticket": ticket}))
    if shape.answered_if and not shape.answered_if.holds(document):
        return lost(NOT_ANSWERED)
    found = shape.records.find(document) if shape.records else document["answer"]
    there = [one for one in (found if isinstance(found, list) else [found]) if one is not None]
    document = {**document, "records": there, "record": there[0] if there else None}
    none_found = shape.found_if is not None and not shape.found_if.holds(document)
    if none_found or (not there and isinstance(found, list)):
        return _told(FindingOutcome.NO_RECORD, shape, document)
    if len(there) > 1:
        return _told(FindingOutcome.MULTIPLE, shape, document)
    if not there or not isinstance(there[0], dict):
        return wrong_shape(NO_RECORDS)
    return _record(shape, query, document)


def _told(outcome: FindingOutcome, shape: AnswerShape, document: Document) -> Heard:
    request = _word("request", shape.request, document)
    return Heard(said(outcome).model_copy(update={"request_id": request}))


def _record(shape: AnswerShape, query: RegisterQuery, document: Document) -> Heard:
    values = _values(shape, query, document)
    differs = differing(shape.compares, query.inputs, document) or (
        shape.mismatch_if is not None and shape.mismatch_if.holds(document)
    )
    if query.gives and not values and not differs:
        return wrong_shape(NO_VALUES)
    as_of = _day("as_of", shape.as_of, document)
    until = _day("valid_until", shape.valid_until, document)
    outcome = FindingOutcome.MISMATCH if differs else _by_age(query, as_of, document)
    told = _told(outcome, shape, document)
    more = {"values": values, "as_of": as_of, "valid_until": until}
    return told._replace(reply=told.reply.model_copy(update=more))


def _values(shape: AnswerShape, query: RegisterQuery, document: Document) -> Values:
    """Only what the check declares, each of its kind. Raises `NotOfItsKind`, `JsonPathFailed`."""
    wanted = {name: path for name, path in shape.values.items() if name in query.gives}
    read = {
        name: value_of(name, query.gives[name], path.find(document))
        for name, path in wanted.items()
    }
    return {name: value for name, value in read.items() if value is not None}


def _by_age(query: RegisterQuery, as_of: date | None, document: Document) -> FindingOutcome:
    if as_of is None or query.max_age_days is None:
        return FindingOutcome.MATCH
    age = (date.fromisoformat(str(document["today"])) - as_of).days
    return FindingOutcome.STALE if age > query.max_age_days else FindingOutcome.MATCH


def _day(name: str, path: JsonPath | None, document: Document) -> date | None:
    return day_of(name, path.find(document)) if path else None


def _word(name: str, path: JsonPath | None, document: Document) -> str | None:
    found = value_of(name, "text", path.find(document)) if path else None
    return found if isinstance(found, str) else None
