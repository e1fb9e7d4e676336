"""Every expression of steps and fees with its place, what it may name, and what it should give."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from matters.checking_answers import condition_mistakes, with_open
from matters.documents import Part
from matters.drafts import Draft, given_by
from matters.expression_tree import DATE, NUMBER, UNKNOWN, YES_NO, ValueType
from matters.expressions import Expression
from matters.mistakes import Mistake
from matters.positions import Loc
from matters.spec import Fee, Promise
from matters.steps import Draw, Step

_GIVES: dict[str, ValueType] = {
    "when": YES_NO, "provided": YES_NO, "only_while": YES_NO, "unless": YES_NO,
    "barred_if": YES_NO,
    "count": NUMBER, "weight": NUMBER, "quorum": NUMBER, "amount": NUMBER, "until": DATE,
}  # fmt: skip
"""By key; of any other nothing is said, but its names and types are checked all the same."""

_OF_WHOM = ("weight", "unless")
"""Keys of a draw whose expression looks at each of those who may be drawn."""


def expression_mistakes(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with the conditions and values of steps, fees and promises."""
    parts: tuple[Part[Step] | Part[Fee] | Part[Promise], ...]
    parts = (*draft.steps, *draft.fees, *draft.promises)
    for part in parts:
        for loc, expression in expressions_in(part.value, part.loc):
            types = _seen(draft, part, loc)
            if types is not None:
                seen = with_open(draft, expression, types)
                yield from condition_mistakes(draft.sheet, loc, expression, seen, wanted_at(loc))


def _seen(
    draft: Draft, part: Part[Step] | Part[Fee] | Part[Promise], loc: Loc
) -> Mapping[str, ValueType] | None:
    """What may be named there; None if that is not known before the case is."""
    inside = loc[len(part.loc) :]
    match part.value, inside:
        case Step(draw=Draw(pool=pool)), (*_, key) if key in _OF_WHOM:
            groups = (one.value for one in draft.groups if one.value.group == pool)
            return next((draft.types_in_row(one) for one in groups), None)
        case Step(first=waits), ("first", int() as number, "when"):
            asked = (use.value for use in draft.checks if use.value.key == waits[number].check)
            own = next((given_by(use.check) for use in asked), {})
            return draft.types_on_the_way | own
        case _, ("when" | "barred_if",):
            return draft.types  # fixed at acceptance
        case _:
            return draft.types_on_the_way


def wanted_at(loc: Loc) -> ValueType:
    """What an expression under that key should give."""
    return _GIVES.get(str(loc[-1]), UNKNOWN)


def expressions_in(value: object, loc: Loc) -> Iterator[tuple[Loc, Expression]]:
    """All expressions within a declared value, each with the way to it."""
    match value:
        case Expression():
            yield loc, value
        case BaseModel():
            fields = type(value).model_fields
            for name in _worth_a_look(value):
                one = getattr(value, name)
                yield from expressions_in(one, (*loc, fields[name].alias or name))
        case tuple():
            for number, one in enumerate(value):
                yield from expressions_in(one, (*loc, number))
        case dict():
            for key, one in value.items():
                yield from expressions_in(one, (*loc, str(key)))


def _worth_a_look(value: BaseModel) -> list[str]:
    """The keys that can hold an expression: most of a step are empty or plain words."""
    holding = (Expression, BaseModel, dict, tuple)
    return [name for name, one in vars(value).items() if one and isinstance(one, holding)]
