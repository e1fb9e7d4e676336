"""Decision tables: what every row gives, what it may name, and that no case falls between the rows."""

from collections.abc import Iterator, Mapping

from matters.checking_answers import condition_mistakes, with_open
from matters.documents import Part
from matters.drafts import Draft, type_of_table
from matters.expression_tree import UNKNOWN, YES_NO, ExpressionFailed, ValueType
from matters.expression_types import comparable
from matters.expression_values import kind_of, kind_words, taken
from matters.expressions import Expression
from matters.mistakes import Mistake, unknown
from matters.nouns import OPTION
from matters.positions import Loc
from matters.table_gaps import Answer, NotProvable, gap_in
from matters.tables import DecisionTable, TableValue
from matters.words import Text


def table_mistakes(draft: Draft) -> Iterator[Mistake]:
    """What is wrong with the decision tables."""
    for place, part in enumerate(draft.tables):
        later = {f"tables.{one.value.table}" for one in draft.tables[place:]}
        types = draft.types_on_the_way | dict.fromkeys(later, UNKNOWN)
        found = tuple(_choice(draft, part)) or (
            *_rows(draft, part, types),
            *_too_early(draft, part, later),
        )
        yield from found
        if not found and part.value.otherwise is None:
            yield from _gap(draft, part, types)


def _choice(draft: Draft, part: Part[DecisionTable]) -> Iterator[Mistake]:
    choice = part.value.gives in ("choice", "choices")
    if choice == bool(part.value.options):
        return
    yield draft.sheet.mistake(
        (*part.loc, "gives"),
        Text(zh="给出选项的表须写 options。", en="A table that gives a choice has options.")
        if choice
        else Text(
            zh="只有给出选项的表才写 options。", en="Only a table that gives a choice has options."
        ),
        Text(zh="请写 options: [ … ]，或改 gives。", en="Write options: [ … ], or change gives."),
    )


def _rows(
    draft: Draft, part: Part[DecisionTable], types: Mapping[str, ValueType]
) -> Iterator[Mistake]:
    table, wanted = part.value, type_of_table(part.value)
    written: list[tuple[Loc, TableValue, Expression | None]] = []
    for number, row in enumerate(table.rows):
        loc = (*part.loc, "rows", number)
        yield from _expression(draft, (*loc, "when"), row.when, types, YES_NO)
        written.append(((*loc, "gives"), row.gives, row.formula))
    if table.otherwise is not None:
        written.append(((*part.loc, "otherwise"), table.otherwise, table.formula))
    for loc, value, formula in written:
        if formula is not None:
            yield from _expression(draft, loc, formula, types, wanted)
        else:
            yield from _literal(draft, loc, table, value)


def _expression(
    draft: Draft,
    loc: Loc,
    expression: Expression,
    types: Mapping[str, ValueType],
    wanted: ValueType,
) -> Iterator[Mistake]:
    seen = with_open(draft, expression, types)
    yield from condition_mistakes(draft.sheet, loc, expression, seen, wanted)


def _literal(draft: Draft, loc: Loc, table: DecisionTable, value: TableValue) -> Iterator[Mistake]:
    """A value that stands as it is must be of the table's type, and one of its options."""
    wanted = type_of_table(table)
    try:
        given = taken(table.literal(value), table.table)
    except ValueError:
        given = value
    kind = kind_of(given)
    if not comparable(ValueType(kind), wanted):
        (zh, en), (wanted_zh, wanted_en) = kind_words(kind), kind_words(wanted.kind)
        yield draft.sheet.mistake(
            loc,
            Text(
                zh=f"此表给出{wanted_zh}，这里是{zh}。",
                en=f"The table gives {wanted_en}, not {en}.",
            ),
            Text(
                zh="请改正；要计算的值请以等号开头，如 =area_m2 * 2。",
                en="Correct it; a value to compute begins with an equals sign: =area_m2 * 2.",
            ),
        )
        return
    for one in value if isinstance(value, tuple) else (value,):
        if wanted.options and one not in wanted.options:
            yield draft.sheet.mistake(loc, *unknown(OPTION, str(one), wanted.options))


def _too_early(draft: Draft, part: Part[DecisionTable], later: set[str]) -> Iterator[Mistake]:
    for name in sorted(part.value.names & later):
        own = name == f"tables.{part.value.table}"
        yield draft.sheet.mistake(
            (*part.loc, "rows"),
            Text(zh="判定表引用了自己。", en="The table names itself.")
            if own
            else Text(zh=f"“{name}”排在此表之后。", en=f"“{name}” stands after this table."),
            Text(
                zh="判定表只能引用排在它前面的表。",
                en="A table may name only those that stand above it.",
            ),
        )


def _gap(
    draft: Draft, part: Part[DecisionTable], types: Mapping[str, ValueType]
) -> Iterator[Mistake]:
    loc = (*part.loc, "otherwise")
    hint = Text(
        zh="请写 otherwise: …，即各行都不成立时的值。",
        en="Write otherwise: …, the value when no row holds.",
    )
    try:
        gap = gap_in(part.value, types)
    except (NotProvable, ExpressionFailed):
        what = Text(
            zh="无法证明各行没有遗漏。", en="It cannot be proved that the rows leave nothing open."
        )
        yield draft.sheet.mistake(loc, what, hint)
        return
    if gap is not None:
        yield draft.sheet.mistake(loc, _uncovered(gap), hint)


def _uncovered(gap: Mapping[str, Answer]) -> Text:
    def spoken(word_yes: str, word_no: str) -> str:
        return "; ".join(
            f"{name} = {(word_yes if value else word_no) if isinstance(value, bool) else _shown(value)}"
            for name, value in gap.items()
        )

    return Text(
        zh=f"有一种情形没有行适用：{spoken('是', '否')}。",
        en=f"No row holds for {spoken('yes', 'no')}.",
    )


def _shown(value: Answer) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
