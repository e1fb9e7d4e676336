"""The expression language of matters: conditions and derived values, compiled once, run anywhere.

Names, literals, comparison, and/or/not, + - * /, `in`, `x if c else y`, `is defined` and a fixed
list of functions; no Python, no loops. An unanswered name is none: it is not greater or less than
anything, arithmetic with it gives none, and it counts as no.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from matters.expression_checking import mistakes, unfit
from matters.expression_reading import read
from matters.expression_running import Run, built
from matters.expression_tree import (
    UNKNOWN,
    ExpressionFailed,
    ExpressionMistake,
    Node,
    Scope,
    ValueType,
    names,
)
from matters.expression_types import type_of
from matters.expression_values import Stuck, plain


@lru_cache(
    maxsize=2048
)  # the same condition stands in many places, and is read again for every version
def _compiled(source: str) -> tuple[Node, frozenset[str], Run]:
    tree = read(source)
    return tree, names(tree), built(tree)


@dataclass(frozen=True, slots=True)
class Expression:
    """One compiled expression; equal to another of the same source; in a model, a string."""

    source: str
    tree: Node = field(compare=False, repr=False)
    names: frozenset[str] = field(compare=False, repr=False)
    """Every name in it, with its dots as written."""
    run: Run = field(compare=False, repr=False)

    @classmethod
    def compile(cls, source: str) -> Self:
        """Raises `ExpressionMistake` with the column."""
        return cls(source, *_compiled(source))

    def evaluate(self, scope: Scope) -> object:
        """The value: none, yes or no, int, float, text, date, or a tuple of these.

        Numbers are computed as exact decimals. Raises `ExpressionFailed` for values of a wrong
        kind, division by zero, or numbers beyond 10¹⁵.
        """
        try:
            value = self.run(scope)
            return value if type(value) is bool else plain(value)
        except Stuck as stuck:
            raise self._failed(stuck.zh, stuck.en) from None
        except (ArithmeticError, RecursionError):
            raise self._failed("数值超出范围", "a value is out of range") from None

    def holds(self, scope: Scope) -> bool:
        """Whether the condition is met; an unanswered one is not. Raises `ExpressionFailed`."""
        return bool(self.evaluate(scope))

    def _failed(self, zh: str, en: str) -> ExpressionFailed:
        return ExpressionFailed(
            zh=f"表达式“{self.source}”无法计算：{zh}。请管理员核对事项文件中的这一表达式。",
            en=f"The expression “{self.source}” cannot be computed: {en}."
            " Ask the administrator to correct it in the matter's file.",
        )

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Expression.compile, (self.source,)

    def __str__(self) -> str:
        return self.source

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from_text = core_schema.no_info_after_validator_function(
            cls.compile, core_schema.str_schema()
        )
        return core_schema.json_or_python_schema(
            json_schema=from_text,
            python_schema=core_schema.union_schema(
                [core_schema.is_instance_schema(cls), from_text], mode="left_to_right"
            ),
            serialization=core_schema.to_string_ser_schema(when_used="always"),
        )


def check_types(
    expression: Expression, types: Mapping[str, ValueType], wanted: ValueType = UNKNOWN
) -> tuple[ExpressionMistake, ...]:
    """What is wrong with it given what names exist and hold, and what it should give.

    All mistakes, in reading order. A condition is wanted as `YES_NO`, a derived value as its field's type.
    """
    told = tuple(map(types.get, expression.names))
    if None in told:  # an unknown name is told with the nearest of all that there are
        return _checked(expression.tree, types, wanted)
    return _checked_once(expression, told, wanted)


@lru_cache(maxsize=4096)
def _checked_once(
    expression: Expression, told: tuple[ValueType | None, ...], wanted: ValueType
) -> tuple[ExpressionMistake, ...]:
    """The same words with the same types, e.g. of a shared block, wherever they stand."""
    types = {name: one for name, one in zip(expression.names, told, strict=True) if one}
    return _checked(expression.tree, types, wanted)


def _checked(
    tree: Node, types: Mapping[str, ValueType], wanted: ValueType
) -> tuple[ExpressionMistake, ...]:
    found = (*mistakes(tree, types), *unfit(tree, wanted, types))
    return tuple(sorted(found, key=lambda mistake: mistake.column))


def result_type(expression: Expression, types: Mapping[str, ValueType]) -> ValueType:
    """What kind of value it gives; `unknown` where that depends on the answers."""
    return type_of(expression.tree, types)
