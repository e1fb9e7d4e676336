"""The calls and kinds of an OpenAPI document, laid out for the page that people read."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

Node = Mapping[str, object]


class Row(NamedTuple):
    """One name of a call or a kind: where it stands, what it takes, what it means."""

    name: str
    kind: str
    """Names of kinds, joined; the page links those that it knows."""
    required: bool
    about: str


class Call(NamedTuple):
    """One call."""

    group: str
    method: str
    path: str
    name: str
    about: str
    parameters: tuple[Row, ...]
    body: str
    answers: tuple[tuple[str, str, str], ...]
    """Status, kind of body, when."""


class Kind(NamedTuple):
    """One kind of body, or of a part of it."""

    name: str
    about: str
    rows: tuple[Row, ...]
    words: str
    """For a kind that is one of some words, or one of some kinds."""


def calls_in(document: Node) -> tuple[Call, ...]:
    return tuple(
        _call(path, method, _node(call))
        for path, methods in _node(document["paths"]).items()
        for method, call in _node(methods).items()
    )


def kinds_in(document: Node) -> tuple[Kind, ...]:
    kinds = _node(_node(document["components"])["schemas"])
    return tuple(
        _kind(name, _node(kind)) for name, kind in kinds.items() if "ValidationError" not in name
    )


def _call(path: str, method: str, call: Node) -> Call:
    return Call(
        group=_first(call.get("tags")),
        method=method.upper(),
        path=path,
        name=_text(call.get("summary")),
        about=_text(call.get("description")),
        parameters=tuple(map(_parameter, map(_node, _list(call.get("parameters"))))),
        body=", ".join(f"{_type(kind)} ({media})" for media, kind in _content(call, "requestBody")),
        answers=tuple(_answers(_node(call["responses"]))),
    )


def _parameter(one: Node) -> Row:
    where = {"path": "", "query": "?", "header": "header "}[_text(one["in"])]
    schema = _node(one.get("schema", {}))
    about = _text(one.get("description")) or _text(schema.get("description"))
    return Row(where + _text(one["name"]), _type(schema), bool(one.get("required")), about)


def _answers(responses: Node) -> Iterator[tuple[str, str, str]]:
    for status, answer in responses.items():
        kinds = ", ".join(
            _type(kind) or media for media, kind in _content({"answer": answer}, "answer")
        )
        yield status, kinds, _text(_node(answer).get("description"))


def _content(holder: Node, key: str) -> Iterator[tuple[str, Node]]:
    for media, content in _node(_node(holder.get(key, {})).get("content", {})).items():
        yield media, _node(_node(content).get("schema", {}))


def _kind(name: str, kind: Node) -> Kind:
    required = _list(kind.get("required"))
    rows = tuple(
        Row(key, _type(_node(one)), key in required, _text(_node(one).get("description")))
        for key, one in _node(kind.get("properties", {})).items()
    )
    return Kind(name, _text(kind.get("description")), rows, "" if rows else _type(kind))


def _type(schema: Node) -> str:
    """What a value is, in a few words: `text`, `list of WorkLine`, `Delivery or none`."""
    match schema:
        case {"$ref": str(reference)}:
            return reference.rpartition("/")[2]
        case {"anyOf": list(several)} | {"oneOf": list(several)}:
            return " or ".join(dict.fromkeys(_type(_node(one)) for one in several))
        case {"const": value}:
            return f"“{value}”"
        case {"enum": list(words)}:
            return " | ".join(map(str, words))
        case {"type": "array"}:
            return _several(schema)
        case {"type": "object", "additionalProperties": dict(inner)}:
            return f"by name: {_type(inner)}"
        case _:
            return _plain(schema)


def _several(schema: Node) -> str:
    inner = _node(schema.get("items", {}))
    return f"list of {_type(inner)}" if inner else "list"


def _plain(schema: Node) -> str:
    words = {"string": "text", "null": "none", "boolean": "true/false", "object": "object"}
    kind = _text(schema.get("type"))
    return _text(schema.get("format")) or words.get(kind, kind)


def _node(value: object) -> Node:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _first(value: object) -> str:
    return _text(next(iter(_list(value)), ""))
