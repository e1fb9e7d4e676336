"""Whatever is written, an expression computes, refuses or is refused, and does nothing else."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from matters.expression_tree import (
    ExpressionFailed,
    ExpressionMistake,
)
from matters.expressions import Expression

NAMES = ["a", "b", "c", "d.e", "d"]
LITERALS = [
    "0",
    "1",
    "2.5",
    "1e15",
    "'x'",
    "true",
    "none",
    "[]",
    "[1, 'x', a]",
    "date('2026-03-05')",
]
FORMS = [
    "({} and {})", "({} or {})", "({} == {})", "({} != {})", "({} < {})", "({} >= {})", "({} in {})",
    "({} not in {})", "({} + {})", "({} - {})", "({} * {})", "({} / {})", "({} if {} else 1)",
    "months_between({}, {})", "days_between({}, {})", "age_on({}, {})", "round({}, {})",
    "min({}, {})", "max([{}, {}])", "sum({}, {})", "(not {} and -{})", "[{}, {}] | sum",
    "(length({}) + length({}))", "(any({}) or count({}) > 1)", "(all({}) and starts_with({}, 'x'))",
    "date_after({}, {}, 'months')", "(year_of({}) + month_of({}))",
]  # fmt: skip

sources = st.recursive(
    st.sampled_from(NAMES + LITERALS),
    lambda inner: st.builds(str.format, st.sampled_from(FORMS), inner, inner),
    max_leaves=12,
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text("ab中1", max_size=3)
    | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(st.dictionaries(st.just("e"), inner, max_size=1), max_size=3)
        | st.dictionaries(st.just("e"), inner, max_size=1)
    ),
    max_leaves=4,
)
scopes = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), values)


def compiled(source: str) -> Expression | ExpressionMistake:
    try:
        return Expression.compile(source)
    except ExpressionMistake as mistake:
        return mistake


def outcome(expression: Expression, scope: dict[str, object]) -> object:
    try:
        return expression.evaluate(scope)
    except ExpressionFailed as failed:
        return failed


PLAIN = (bool, int, float, str, date, tuple, type(None))


@given(sources, scopes)
def test_evaluating_gives_a_value_or_a_sentence_and_nothing_else(
    source: str, scope: dict[str, object]
):
    given_back = outcome(Expression.compile(source), scope)
    if isinstance(given_back, ExpressionFailed):
        assert source in given_back.text.zh
    else:
        assert isinstance(given_back, PLAIN)


@given(sources)
def test_the_names_are_all_that_an_expression_reads(source: str):
    expression = Expression.compile(source)
    asked: set[str] = set()

    class Watched(dict[str, object]):
        def get(self, key: str, default: object = None) -> object:
            asked.add(key)
            return default

    outcome(expression, Watched())
    assert asked <= {name.split(".")[0] for name in expression.names}


ODD = "ab.,()[]{}'\"|=<>!+-*/%~ \n0123456789_é中“，#&$\\٣²ª\u200b\u0301𝐚\x00\r\t"
WORDS = [
    "and",
    "or",
    "not",
    "in",
    "is",
    "defined",
    "if",
    "else",
    "date('",
    "none",
    "|length",
    "1e9",
]
junk = st.lists(st.text(ODD, max_size=3) | st.sampled_from(WORDS), max_size=15).map(" ".join)


@given(junk | st.text(ODD, max_size=40))
def test_junk_is_an_expression_or_a_mistake_at_a_place(source: str):
    read = compiled(source)
    if isinstance(read, ExpressionMistake):
        assert 1 <= read.column <= len(source) + 1
    else:
        assert read == Expression.compile(read.source)
        assert isinstance(outcome(read, {}), (*PLAIN, ExpressionFailed))
