"""JMESPath as `registers.yaml` uses it: compiled when it is read, its names known, found in any JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, Self

import jmespath
from jmespath.exceptions import JMESPathError, ParseError
from jmespath.functions import Functions
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from matters.errors import OneGoError


class JsonPathMistake(OneGoError, ValueError):
    """An expression that is no JMESPath; it knows the column."""

    def __init__(self, source: str, column: int) -> None:
        self.column = column
        super().__init__(
            zh=f"“{source}”不是正确的 JMESPath 表达式，第{column}个字符处有误。",
            en=f"“{source}” is no JMESPath; it goes wrong at character {column}.",
        )


class JsonPathFailed(OneGoError):
    """An expression that this answer cannot be asked; says which, and nothing of the answer."""

    def __init__(self, source: str) -> None:
        super().__init__(
            zh=f"表达式“{source}”在本次返回的内容上无法计算（类型不符）。",
            en=f"“{source}” cannot be worked out over what came (a value is of another kind).",
        )


class _Parsed(NamedTuple):
    """An expression ready to search, and what it names."""

    whole: jmespath.parser.ParsedResult
    names: frozenset[str]
    inputs: frozenset[str]
    equated: frozenset[str]


@lru_cache(maxsize=2048)
def _parsed(source: str) -> _Parsed:
    try:
        read = jmespath.compile(source)
    except ParseError as wrong:
        raise JsonPathMistake(source, (wrong.lex_position or 0) + 1) from None
    except JMESPathError:
        raise JsonPathMistake(source, 1) from None
    for function in _functions(read.parsed):
        if function not in Functions.FUNCTION_TABLE:
            raise JsonPathMistake(source, source.find(function) + 1)
    whole = read.parsed
    named = frozenset(_roots(whole)), frozenset(_inputs(whole)), frozenset(_equated(whole))
    return _Parsed(read, *named)


@dataclass(frozen=True, slots=True)
class JsonPath:
    """One JMESPath; in a model, a string."""

    source: str
    names: frozenset[str] = field(compare=False, repr=False)
    """What it asks of the whole, e.g. `answer` and `inputs`; not what it asks of parts."""
    inputs: frozenset[str] = field(compare=False, repr=False)
    """Of `inputs`, those that it names."""
    equated: frozenset[str] = field(compare=False, repr=False)
    """Of `inputs`, those that it says to be, or not to be, the same as what came."""

    @classmethod
    def compile(cls, source: str) -> Self:
        """Raises `JsonPathMistake` with the column."""
        return cls(source, *_parsed(source)[1:])

    def find(self, document: Mapping[str, object]) -> object:
        """What it finds: any JSON value, none where there is nothing. Raises `JsonPathFailed`."""
        try:
            return _parsed(self.source).whole.search(document)
        except (JMESPathError, TypeError, ValueError, RecursionError):
            raise JsonPathFailed(self.source) from None

    def holds(self, document: Mapping[str, object]) -> bool:
        """Whether it finds something that counts as yes: not none, false, empty text, list or object.

        Raises `JsonPathFailed`.
        """
        found = self.find(document)
        return found is not None and found is not False and found not in ("", [], {})

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            _read,
            core_schema.is_instance_schema(cls),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda one: one.source, return_schema=core_schema.str_schema()
            ),
            json_schema_input_schema=core_schema.str_schema(),
        )


def _read(value: object) -> object:
    return JsonPath.compile(value) if isinstance(value, str) else value


_OF_THE_FIRST = frozenset(
    {
        "subexpression", "index_expression", "projection", "value_projection", "filter_projection",
        "flatten", "pipe",
    }
)  # fmt: skip
"""Of these only the first part is asked of the whole; the others are asked of what it finds."""


_OF_WHAT_CAME = frozenset({"answer", "record", "records"})
"""Names of the whole that stand for what the register said."""


def _roots(node: Mapping[str, object]) -> Iterator[str]:
    kind, parts = node["type"], node.get("children")
    if kind == "field":
        yield str(node["value"])
    if kind == "expref" or not isinstance(parts, list):
        return
    for part in parts[:1] if kind in _OF_THE_FIRST else parts:
        if isinstance(part, Mapping):
            yield from _roots(part)


def _inputs(node: Mapping[str, object]) -> Iterator[str]:
    parts = node.get("children")
    if node["type"] == "expref" or not isinstance(parts, list):
        return
    match node["type"], parts:
        case "subexpression", [{"type": "field", "value": "inputs"}, {"value": name}, *_]:
            yield str(name)
    for part in parts[:1] if node["type"] in _OF_THE_FIRST else parts:
        if isinstance(part, Mapping):
            yield from _inputs(part)


def _equated(node: Mapping[str, object]) -> Iterator[str]:
    """Inputs on one side of `==` or `!=` with what came on the other."""
    parts = node.get("children")
    if not isinstance(parts, list):
        return
    if node["type"] == "comparator" and node["value"] in ("eq", "ne"):
        for one, other in (parts, parts[::-1]):
            if not _OF_WHAT_CAME.isdisjoint(_roots(other)):
                yield from _inputs(one)
    for part in parts:
        if isinstance(part, Mapping):
            yield from _equated(part)


def _functions(node: Mapping[str, object]) -> Iterator[str]:
    if node["type"] == "function_expression":
        yield str(node["value"])
    parts = node.get("children")
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, Mapping):
            yield from _functions(part)
