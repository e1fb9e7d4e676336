"""Questions, fields and conditions: options, readers, sources, and every name in an expression."""

from collections.abc import Iterator, Mapping

from matters.cycles import cycle_in
from matters.drafts import Draft, Element, given_by
from matters.expression_tree import UNKNOWN, ValueType
from matters.expressions import Expression, check_types
from matters.fields import Field, Question
from matters.mistakes import Mistake, unknown
from matters.nouns import PATH, STEP
from matters.positions import Loc
from matters.sheets import Sheet
from matters.words import Text

ALL = "all"


def answer_mistakes(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with questions, fields and the conditions of the whole matter."""
    for element in draft.elements:
        yield from _element(draft, element)
    yield from _readers(draft)
    yield from _producers(draft)
    yield from _derived_in_a_circle(draft)
    for loc, condition in _conditions(draft):
        yield from condition_mistakes(draft.sheet, loc, condition, _types_for(draft, condition))
    for use in draft.checks:
        if use.value.stops_if is not None:
            loc = (*use.loc, "stops_if")
            yield from condition_mistakes(
                draft.sheet, loc, use.value.stops_if, given_by(use.value.check)
            )


def without_options(sheet: Sheet, loc: Loc, asked: Question | Field) -> Iterator[Mistake]:
    """A choice needs something to choose from; nothing else has options."""
    choice = asked.type in ("choice", "choices")
    if choice and not asked.options:
        yield sheet.mistake(
            loc,
            Text(zh="选择题没有选项。", en="A choice without options."),
            Text(zh="请写 options: [ … ]。", en="Add options: [ … ]."),
        )
    if asked.options and not choice:
        yield sheet.mistake(
            (*loc, "options"),
            Text(zh=f"“{asked.type}”类型没有选项。", en=f"“{asked.type}” has no options."),
            Text(zh="请将 type 改为 choice 或 choices。", en="Make the type choice or choices."),
        )


def _element(draft: Draft, element: Element) -> Iterator[Mistake]:
    match element.value:
        case Question() as question:
            yield from without_options(draft.sheet, element.loc, question)
        case Field() as field if "." not in element.path:
            yield from without_options(draft.sheet, element.loc, field)
    source = element.value.source
    if source is None:
        return
    name, _, value = source.removeprefix("checks.").partition(".")
    path = f"checks.{name.replace('-', '_')}.{value}"
    if path not in draft.types and not draft.is_open(path):
        found = [one.removeprefix("checks.") for one in draft.paths if one.startswith("checks.")]
        yield draft.sheet.mistake((*element.loc, "from"), *unknown(PATH, source, found))


def _readers(draft: Draft) -> Iterator[Mistake]:
    for part in draft.fields:
        yield from unknown_readers(draft, part.loc, part.value.readers)


def unknown_readers(draft: Draft, loc: Loc, readers: tuple[str, ...]) -> Iterator[Mistake]:
    """Readers of a field or group that are no steps of the matter."""
    for number, reader in enumerate(readers):
        if reader not in (ALL, *draft.step_names):
            said = unknown(STEP, reader, (ALL, *draft.step_names))
            yield draft.sheet.mistake((*loc, "for", number), *said)


def _producers(draft: Draft) -> Iterator[Mistake]:
    for part in draft.fields:
        step = part.value.produced_by
        if step is not None and step not in draft.step_names:
            said = unknown(STEP, step, draft.step_names)
            yield draft.sheet.mistake((*part.loc, "produced_by"), *said)
        if step is not None and part.value.derive is not None:
            yield draft.sheet.mistake(
                (*part.loc, "produced_by"),
                Text(
                    zh="同一字段不能既由环节产生又自动计算。",
                    en="A field is either produced by a step or derived, not both.",
                ),
                Text(zh="请删去 derive 或 produced_by。", en="Remove derive or produced_by."),
            )


def _derived_in_a_circle(draft: Draft) -> Iterator[Mistake]:
    derived = {
        one.path: one
        for one in draft.elements
        if isinstance(one.value, Field) and one.value.derive is not None
    }
    edges = {path: _needs(one) for path, one in derived.items()}
    circle = cycle_in(edges)
    if circle:
        yield draft.sheet.mistake((*derived[circle[0]].loc, "derive"), *_circle(circle))


def _needs(element: Element) -> tuple[str, ...]:
    match element.value:
        case Field(derive=Expression(names=names)):
            return tuple(sorted(names))
        case _:
            return ()


def _circle(circle: tuple[str, ...]) -> tuple[Text, Text]:
    way = " → ".join(circle)
    return (
        Text(zh=f"互相推算，没有起点：{way}。", en=f"Each is derived from the next: {way}."),
        Text(zh="请改为由申请人填写其中一项。", en="Have one of them asked instead."),
    )


def _conditions(draft: Draft) -> Iterator[tuple[Loc, Expression]]:
    """Every expression that sees the whole case, with its place."""
    for element in draft.elements:
        yield from _when(element.loc, element.value.when)
        if isinstance(element.value, Field):
            yield from computed_in(element.loc, element.value)
    for block in draft.blocks:
        yield from _when(block.loc, block.value.when)
    for leaf in draft.not_applicable:
        yield from _when(leaf.loc, leaf.value.when)
    for use in draft.checks:
        yield from _when(use.loc, use.value.when)
    for material in draft.materials:
        yield from _when(material.loc, material.value.when)
    for step in draft.steps:
        yield from _when(step.loc, step.value.when)


def computed_in(loc: Loc, field: Field) -> Iterator[tuple[Loc, Expression]]:
    """What a field computes besides when it is asked."""
    if field.derive is not None:
        yield (*loc, "derive"), field.derive
    if field.required_when is not None:
        yield (*loc, "required_when"), field.required_when


def _when(loc: Loc, condition: Expression | None) -> Iterator[tuple[Loc, Expression]]:
    if condition is not None:
        yield (*loc, "when"), condition


def _types_for(draft: Draft, condition: Expression) -> Mapping[str, ValueType]:
    """The names of the case, and those of which nothing can be said."""
    return with_open(draft, condition, draft.types)


def with_open(
    draft: Draft, condition: Expression, types: Mapping[str, ValueType]
) -> Mapping[str, ValueType]:
    """The types, and the names of the condition of which nothing can be said."""
    beyond = [name for name in condition.names if draft.is_open(name)]
    return {**types, **dict.fromkeys(beyond, UNKNOWN)} if beyond else types


def condition_mistakes(
    sheet: Sheet, loc: Loc, condition: Expression, types: Mapping[str, ValueType]
) -> Iterator[Mistake]:
    for mistake in check_types(condition, types):
        yield sheet.mistake_inside(loc, mistake.column, mistake.text)
