"""Repeated groups of the form: names, bounds, readers, and the conditions inside of a row."""

from collections.abc import Iterator

from matters.checking_answers import (
    computed_as,
    computed_in,
    condition_mistakes,
    unknown_readers,
    with_open,
    without_options,
)
from matters.cycles import cycle_in
from matters.documents import Part
from matters.drafts import Draft
from matters.expressions import Expression
from matters.fields import NAMING, Field, Group
from matters.mistakes import Mistake
from matters.positions import Loc, Mapping, entry_at
from matters.words import Text

_NOT_IN_A_ROW = ("from", "produced_by", "confirm")


def group_mistakes(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with the groups of the form, each mistake at its line."""
    for group in draft.groups:
        yield from _named_like_another(draft, group)
        yield from _bounds(draft, group)
        yield from unknown_readers(draft, group.loc, group.value.readers)
        yield from _called(draft, group)
        yield from _of_the_case(draft, group)
        for number, field in enumerate(group.value.fields):
            yield from _field(draft, group, number, field)
        yield from _twice(draft, group)
        yield from _in_a_circle(draft, group)


def _named_like_another(draft: Draft, group: Part[Group]) -> Iterator[Mistake]:
    name = group.value.group
    taken = {element.path.partition(".")[0] for element in draft.elements}
    taken |= {*draft.named("questions"), *draft.named("form", "fields"), "checks", "steps"}
    if name in taken:
        yield draft.sheet.mistake(
            (*group.loc, "group"),
            Text(
                zh=f"“{name}”已是问题、字段或表单块的名称。",
                en=f"“{name}” is the name of a question, a field or a block already.",
            ),
            Text(zh="请给这一组另起名称。", en="Give the group another name."),
        )


def _bounds(draft: Draft, group: Part[Group]) -> Iterator[Mistake]:
    if group.value.least > group.value.most:
        yield draft.sheet.mistake(
            (*group.loc, "least"),
            Text(
                zh=f"至少{group.value.least}行，却最多{group.value.most}行。",
                en=f"At least {group.value.least} rows, but at most {group.value.most}.",
            ),
            Text(zh="请核对 least 和 most。", en="Check least and most."),
        )
    if not group.value.fields:
        yield draft.sheet.mistake(
            group.loc,
            Text(zh="这一组没有字段。", en="A group without fields."),
            Text(zh="请写 fields 或 use。", en="Add fields or use."),
        )


def _called(draft: Draft, group: Part[Group]) -> Iterator[Mistake]:
    """What names the rows is a field of theirs, and text."""
    called = group.value.called
    field = next((one for one in group.value.fields if one.key == called), None)
    if called is None or (field is not None and field.type in NAMING):
        return
    texts = tuple(one.key for one in group.value.fields if one.type in NAMING)
    zh, en = "、".join(texts) or "无", ", ".join(texts) or "none"
    yield draft.sheet.mistake(
        (*group.loc, "called"),
        Text(
            zh=f"“{called}”不是这一组的文字字段，不能用来称呼每一行。",
            en=f"“{called}” is no text field of this group, and cannot name its rows.",
        ),
        Text(
            zh=f"called 写本组一个 text 或 name 类型字段的 key：{zh}。",
            en=f"Let called be the key of a field of the group of type text or name: {en}.",
        ),
    )


def _of_the_case(draft: Draft, group: Part[Group]) -> Iterator[Mistake]:
    condition = group.value.when
    if condition is not None:
        own = (group.value.group, f"{group.value.group}.")
        outside = {
            name: kind
            for name, kind in draft.types.items()
            if name != own[0] and not name.startswith(own[1])
        }
        types = with_open(draft, condition, outside)
        yield from condition_mistakes(draft.sheet, (*group.loc, "when"), condition, types)


def _field(draft: Draft, group: Part[Group], number: int, field: Field) -> Iterator[Mistake]:
    loc = (*group.loc, "fields", number)
    if _is_own(draft, loc):
        yield from without_options(draft.sheet, loc, field)
        yield from unknown_readers(draft, loc, field.readers)
    for wrong in _NOT_IN_A_ROW:
        if entry_at(draft.sheet.root, (*loc, wrong)):
            yield draft.sheet.mistake(
                (*loc, wrong),
                Text(
                    zh=f"分组的字段不能写 {wrong}。", en=f"A field of a group cannot have {wrong}."
                ),
                Text(
                    zh="请删去，或把该字段移到 form.fields。",
                    en="Remove it, or move the field to form.fields.",
                ),
            )
    types = draft.types_in_row(group.value)
    for place, condition in _conditions(loc, field):
        seen = with_open(draft, condition, types)
        wanted = computed_as(place, field)
        yield from condition_mistakes(draft.sheet, place, condition, seen, wanted)


def _is_own(draft: Draft, loc: Loc) -> bool:
    """Whether it is written here; fields of shared blocks are checked where they are declared."""
    entry = entry_at(draft.sheet.root, loc)
    return entry is not None and isinstance(entry.node, Mapping)


def _conditions(loc: Loc, field: Field) -> Iterator[tuple[Loc, Expression]]:
    if field.when is not None:
        yield (*loc, "when"), field.when
    yield from computed_in(loc, field)


def _twice(draft: Draft, group: Part[Group]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for number, field in enumerate(group.value.fields):
        if field.key in seen:
            yield draft.sheet.mistake(
                (*group.loc, "fields", number),
                Text(
                    zh=f"“{field.key}”在这一组中重复。",
                    en=f"“{field.key}” stands twice in the group.",
                ),
                Text(zh="请改名或删去一处。", en="Rename or remove one of them."),
            )
        if field.key in {one.path for one in draft.elements}:
            yield draft.sheet.mistake(
                (*group.loc, "fields", number),
                Text(
                    zh=f"“{field.key}”已是问题或字段的名称，条件中分不清指的是哪一个。",
                    en=f"“{field.key}” is a question or a field already: conditions could mean either.",
                ),
                Text(zh="请给其中一项改名。", en="Rename one of them."),
            )
        seen.add(field.key)


def _in_a_circle(draft: Draft, group: Part[Group]) -> Iterator[Mistake]:
    """Fields of a row that are each derived from the next."""
    derived = {
        field.key: (number, tuple(sorted(field.derive.names)))
        for number, field in enumerate(group.value.fields)
        if field.derive is not None
    }
    circle = cycle_in({key: names for key, (_, names) in derived.items()})
    if not circle:
        return
    way = " → ".join(circle)
    yield draft.sheet.mistake(
        (*group.loc, "fields", derived[circle[0]][0], "derive"),
        Text(zh=f"互相推算，没有起点：{way}。", en=f"Each is derived from the next: {way}."),
        Text(zh="请改为由申请人填写其中一项。", en="Have one of them asked instead."),
    )
