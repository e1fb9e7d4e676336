"""Questions, fields and conditions: options, readers, sources, and every name in an expression."""

from collections.abc import Iterator, Mapping

from matters.cycles import cycle_in
from matters.drafts import Draft, Element, given_by, type_of_answer
from matters.expression_tree import UNKNOWN, YES_NO, ValueType
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
    yield from _births(draft)
    yield from _derived_in_a_circle(draft)
    yield from _reserved(draft)
    for loc, condition, wanted in _conditions(draft):
        types = with_open(draft, condition, draft.types)
        yield from condition_mistakes(draft.sheet, loc, condition, types, wanted)
    for loc, condition, wanted in _derivations(draft):
        types = with_open(draft, condition, draft.types_on_the_way)
        yield from condition_mistakes(draft.sheet, loc, condition, types, wanted)
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


RESERVED = frozenset((
    "checks", "steps", "tables", "received_on",
    "and", "or", "not", "in", "is", "if", "else", "true", "false", "none",
))  # fmt: skip
"""Words of the expression language: nothing of a matter can be named so."""


def _reserved(draft: Draft) -> Iterator[Mistake]:
    """Questions, fields, groups and blocks that no expression could name."""
    named = [(element.loc, element.path.partition(".")[0]) for element in draft.elements]
    named += [(group.loc, group.value.group) for group in draft.groups]
    for loc, name in named:
        if name in RESERVED:
            yield draft.sheet.mistake(
                loc,
                Text(zh=f"“{name}”是条件语言的词。", en=f"“{name}” is a word of conditions."),
                Text(zh="请另起名称。", en="Choose another name."),
            )


def _readers(draft: Draft) -> Iterator[Mistake]:
    for part in draft.fields:
        yield from unknown_readers(draft, part.loc, part.value.readers)
    for block in draft.blocks:
        yield from unknown_readers(draft, block.loc, block.value.readers)


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


def _births(draft: Draft) -> Iterator[Mistake]:
    """`born` and `sex` name answers, and stand at an identity number that a step gives."""
    for part in draft.fields:
        field = part.value
        for key, path, kind in (("born", field.born, "date"), ("sex", field.sex, "choice")):
            if path is None:
                continue
            loc = (*part.loc, key)
            if field.type != "id-number" or field.produced_by is None:
                yield draft.sheet.mistake(loc, *_NO_NUMBER)
            elif path not in draft.types and not draft.is_open(path):
                yield draft.sheet.mistake(loc, *unknown(PATH, path, draft.paths))
            elif draft.types.get(path, UNKNOWN).kind not in (kind, "unknown"):
                yield draft.sheet.mistake(loc, *_OF_OTHER_KIND)


_NO_NUMBER = (
    Text(
        zh="只有环节产生的身份号码才能写 born 和 sex。",
        en="Only an identity number that a step gives has born and sex.",
    ),
    Text(
        zh="请把 type 写成 id-number 并写明 produced_by，或删去此键。",
        en="Write type: id-number and produced_by, or remove the key.",
    ),
)
_OF_OTHER_KIND = (
    Text(
        zh="此处须为出生日期（date）或性别（choice）。", en="This is no date of birth, or no sex."
    ),
    Text(
        zh="born 请写日期字段的路径，sex 请写性别字段的路径。",
        en="Let born name a field of type date, and sex a choice of 1 and 2.",
    ),
)


def _derived_in_a_circle(draft: Draft) -> Iterator[Mistake]:
    derived = {
        one.path: one
        for one in draft.elements
        if isinstance(one.value, Field) and one.value.derive is not None
    }
    edges = {path: _needs(one) for path, one in derived.items()}
    edges |= {f"tables.{one.value.table}": tuple(sorted(one.value.names)) for one in draft.tables}
    circle = cycle_in(edges)
    first = next((name for name in circle if name in derived), None)
    if first is not None:  # tables alone are told where they name later ones
        yield draft.sheet.mistake((*derived[first].loc, "derive"), *_circle(circle))


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


Wanted = tuple[Loc, Expression, ValueType]
"""An expression, its place, and what it should give."""


def _derivations(draft: Draft) -> Iterator[Wanted]:
    for element in draft.elements:
        if isinstance(element.value, Field):
            for loc, expression in computed_in(element.loc, element.value):
                yield loc, expression, computed_as(loc, element.value)


def _conditions(draft: Draft) -> Iterator[Wanted]:
    """Every condition that sees the whole case, with its place; those of steps are checked with the steps."""
    for element in draft.elements:
        yield from _when(element.loc, element.value.when)
    for block in draft.blocks:
        yield from _when(block.loc, block.value.when)
    for leaf in draft.not_applicable:
        yield from _when(leaf.loc, leaf.value.when)
    for use in draft.checks:
        yield from _when(use.loc, use.value.when)
    for material in draft.materials:
        yield from _when(material.loc, material.value.when)


def computed_in(loc: Loc, field: Field) -> Iterator[tuple[Loc, Expression]]:
    """What a field computes besides when it is asked."""
    if field.derive is not None:
        yield (*loc, "derive"), field.derive
    if field.required_when is not None:
        yield (*loc, "required_when"), field.required_when


def computed_as(loc: Loc, field: Field) -> ValueType:
    """What such an expression of the field should give: its own type, or yes or no."""
    return type_of_answer(field) if loc[-1] == "derive" else YES_NO


def _when(loc: Loc, condition: Expression | None) -> Iterator[Wanted]:
    if condition is not None:
        yield (*loc, "when"), condition, YES_NO


def with_open(
    draft: Draft, condition: Expression, types: Mapping[str, ValueType]
) -> Mapping[str, ValueType]:
    """The types, and the names of the condition of which nothing can be said."""
    beyond = [name for name in condition.names if draft.is_open(name)]
    return {**types, **dict.fromkeys(beyond, UNKNOWN)} if beyond else types


def condition_mistakes(
    sheet: Sheet,
    loc: Loc,
    condition: Expression,
    types: Mapping[str, ValueType],
    wanted: ValueType = YES_NO,
) -> Iterator[Mistake]:
    """What is wrong with an expression, each mistake at its column; a condition gives yes or no."""
    for mistake in check_types(condition, types, wanted):
        yield sheet.mistake_inside(loc, mistake.column, mistake.text)
