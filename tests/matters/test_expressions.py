"""The expression language: what it computes, what it refuses, and that it never does anything else."""

import copy
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from matters.expression_tree import (
    ExpressionFailed,
    ExpressionMistake,
)
from matters.expressions import Expression
from matters.words import Frozen

SCOPE = {
    "area_m2": 60,
    "rent": 0.1,
    "deposit": Decimal("0.2"),
    "cooks_hot_food": True,
    "unanswered": None,
    "kind": "restaurant",
    "needs": ["tobacco", "sign"],
    "registered_on": date(2026, 3, 5),
    "company": {"uscc": "91330200MA2A00000X", "seats": 12},
    "children": [
        {"name": "甲", "age": 4, "at_school": False, "pets": {"age": 3}},
        {"name": "乙", "age": 5, "at_school": True},
        {},
    ],
    "crowd": ({"age": 1},) * 1001,
    "huge": 10**16,
    "grade": [1, 2.5, 3],
}


def value(source: str) -> object:
    return Expression.compile(source).evaluate(SCOPE)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("area_m2 > 50 and cooks_hot_food", True),
        ("area_m2 > 50 and not cooks_hot_food", False),
        ("50 < area_m2 <= 60", True),
        ("50 < area_m2 < 60", False),
        ("kind == 'restaurant' or kind == 'bar'", True),
        ("kind != 'restaurant'", False),
        ("kind in ['bar', 'restaurant']", True),
        ("kind not in ['bar', 'restaurant']", False),
        ("'tobacco' in needs", True),
        ("'staur' in kind", True),
        ("company.uscc == '91330200MA2A00000X'", True),
        ("company.seats * 2 + 1", 25),
        ("-area_m2 + 100", 40),
        ("7 / 2", 3.5),
        ("6 / 2", 3),
        ("0.1 + 0.2 == 0.3", True),
        ("rent + deposit == 0.3", True),
        ("1 - 0.9", 0.1),
        ("'big' if area_m2 > 50 else 'small'", "big"),
        ("'big' if area_m2 > 100", None),
        ("registered_on >= date('2026-03-05')", True),
        ("registered_on < date('2026-03-05')", False),
        ("months_between(registered_on, date('2026-09-04'))", 5),
        ("months_between(registered_on, date('2026-09-05')) >= 6", True),
        ("days_between(registered_on, date('2026-03-15'))", 10),
        ("age_on(date('2008-02-29'), date('2026-02-28'))", 18),
        ("age_on(date('2008-03-06'), registered_on)", 17),
        ("length(children)", 3),
        ("needs | length", 2),
        ("sum(grade)", 6.5),
        ("sum(1, 2, 3)", 6),
        ("sum([])", 0),
        ("min(3, 2)", 2),
        ("[3, area_m2] | max", 60),
        ("max(registered_on, date('2026-01-01'))", date(2026, 3, 5)),
        ("min([])", None),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(2.345, 2)", 2.35),
        ("year_of(registered_on)", 2026),
        ("month_of(registered_on)", 3),
        ("date_after(registered_on, 3, 'days')", date(2026, 3, 8)),
        ("date_after(registered_on, -1, 'months')", date(2026, 2, 5)),
        ("date_after(date('2024-02-29'), 1, 'years')", date(2025, 2, 28)),
        ("starts_with(kind, 'rest')", True),
        ("children.name", ("甲", "乙", None)),
        ("'乙' in children.name", True),
        ("sum(children.age)", 9),
        ("max(children.age)", 5),
        ("any(children.at_school)", True),
        ("all(children.at_school)", False),
        ("count(children.at_school)", 1),
        ("sum(children.pets.age)", 3),
        ("length(children.name)", 3),
        ("[1, 'a', none]", (1, "a", None)),
        ("cooks_hot_food == true", True),
        ("1 == true", False),
        ("'1' == 1", False),
        ("kind is defined", True),
        ("company.nothing is defined", False),
        ("company is defined", True),
    ],
)
def test_what_an_expression_gives(source: str, expected: object):
    assert value(source) == expected
    assert type(value(source)) is type(expected)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("unanswered > 3", False),
        ("unanswered <= 3", False),
        ("not unanswered", True),
        ("unanswered == 'x'", False),
        ("unanswered == none", True),
        ("unanswered is defined", False),
        ("unanswered is not defined", True),
        ("unanswered in ['a']", False),
        ("'a' in unanswered", False),
        ("unanswered + 1", None),
        ("-unanswered", None),
        ("1 / unanswered", None),
        ("length(unanswered) > 2", False),
        ("sum(1, unanswered)", None),
        ("sum([1, unanswered])", 1),
        ("max([1, unanswered])", 1),
        ("max([unanswered])", None),
        ("any([unanswered])", False),
        ("all([cooks_hot_food, unanswered])", False),
        ("any(unanswered)", None),
        ("unanswered.amount", None),
        ("date_after(unanswered, 3, 'days')", None),
        ("absent.block.name > 2", False),
        ("unanswered and cooks_hot_food", False),
    ],
)
def test_an_unanswered_question_never_fails(source: str, expected: object):
    assert value(source) is expected


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("'12' > 3", "text and a number cannot be compared by size"),
        ("kind > 'a'", "text and text cannot be compared by size"),
        ("registered_on > 3", "a date and a number"),
        ("cooks_hot_food > 0", "yes or no and a number"),
        ("kind + 1", "text cannot be added"),
        ("1 + cooks_hot_food", "yes or no cannot be added"),
        ("1 / (area_m2 - 60)", "divides by zero"),
        ("'a' in area_m2", "a list follows in, not a number"),
        ("1 in kind", "a list follows in, not text"),
        ("company > 2", "“company” is no single value"),
        ("kind.name == 1", "“kind” is not a block"),
        ("months_between(kind, registered_on)", "argument 1 of months_between cannot be text"),
        ("min(1, registered_on)", "numbers only, or dates only"),
        ("sum(needs)", "text cannot be added"),
        ("round(1, 99)", "0 to 10 decimal places"),
        ("1000000000000000 * 1000000000000000", "too large"),
        ("1e15 * 1e15", "too large"),
        ("huge + 1", "too large"),
        ("length(crowd)", "more than 1000 entries"),
        ("sum(crowd.age)", "more than 1000 rows"),
        ("needs.name == []", "“needs” is not a block"),
        ("any(needs)", "take lists of yes or no"),
        ("date_after(registered_on, 2.5, 'days')", "a whole number"),
        ("date_after(registered_on, 39999, 'years')", "beyond the calendar"),
        ("date_after(registered_on, 1, kind)", "counts in 'days', 'months' or 'years'"),
    ],
)
def test_values_of_a_wrong_kind_end_in_a_sentence(source: str, sentence: str):
    with pytest.raises(ExpressionFailed) as failed:
        value(source)
    assert sentence in failed.value.text.en
    assert f"表达式“{source}”无法计算" in failed.value.text.zh


def test_a_failure_names_no_value_of_the_applicant():
    with pytest.raises(ExpressionFailed) as failed:
        Expression.compile("name > 3").evaluate({"name": "张三"})
    assert "张三" not in failed.value.text.zh + failed.value.text.en


@pytest.mark.parametrize("odd", [datetime(2026, 3, 5, tzinfo=UTC), float("nan"), object(), {1}])
def test_values_that_expressions_do_not_know_are_refused(odd: object):
    with pytest.raises(ExpressionFailed, match="no single value"):
        Expression.compile("odd == 1").evaluate({"odd": odd})


@pytest.mark.parametrize(
    ("source", "column", "sentence"),
    [
        ("area_m2 = 3", 9, "Write “==” for “=”."),
        ("a && b", 3, "Write “and” for “&&”."),
        ("a || b", 4, "Write “or” for “||”."),
        ("!a", 1, "Write “not” for “!”."),
        ("kind == “bar”", 9, "Write “'” for ““”."),
        ("a in ['x'，'y']", 10, "Write “,” for “，”."),
        ("area_m2 >", 9, "cannot be read"),
        ("", 1, "cannot be read"),
        ("a b", 3, "cannot be read"),
        ("a }} b", 3, "cannot be read"),
        ("a\n > \n$", 7, "cannot be read"),
        ("x + a ** 2", 5, "** has no place in an expression: multiply"),
        ("a // 2", 1, "// has no place"),
        ("a % 2", 1, "% has no place"),
        ("a ~ 'x'", 1, "~ has no place"),
        ("x == a['b']", 6, "[…] has no place in an expression: use a dotted name"),
        ("{'a': 1}", 1, "{…} has no place"),
        ("a in ('x', 'y')", 7, "write a list in brackets"),
        ("'x'.upper()", 4, ".upper has no place"),
        ("company.name()", 1, "There is no function “company.name”"),
        ("x > lenght(a)", 5, "no function “lenght”. Did you mean “length”?"),
        ("a | lenth", 5, "Did you mean “length”?"),
        ("zzz(a)", 1, "There are: months_between"),
        ("months_between(a)", 1, "months_between takes 2 argument(s); there are 1"),
        ("round(a, digits=2)", 1, "give arguments in their order"),
        ("sum(*a)", 1, "give arguments in their order"),
        ("a is none", 3, "write is defined or is not defined"),
        ("length(a) is defined", 1, "it follows a name"),
        ("date('2026-02-30')", 1, "Write a date as date('2026-03-05')"),
        ("date(a)", 1, "Write a date as"),
        (r"a == '\d'", 7, "A backslash has no place"),
        ("1e999", 1, "too large"),
        ("1 < a < b < 3", 1, "separate with and"),
        ("a<" * 100 + "a", 1, "separate with and"),
        ("a<" * 900 + "a", 1, "more than 300 parts"),
        ("[" + "1," * 300 + "1]", 1, "more than 300 parts"),
        ("a == 1000000000000001", 6, "the number is too large"),
        ("year_of(a, b)", 1, "year_of takes 1 argument(s); there are 2"),
        ("round()", 1, "round takes 1–2 argument(s); there are 0"),
        ("sum()", 1, "sum takes 1+ argument(s); there are 0"),
        ("a or " * 500 + "a", 2000, "longer than 2000"),
        ("(" * 1900 + "a", 1, "nested more than 60 deep"),
        ("not " * 70 + "a", 1, "nested more than 60 deep"),
    ],
)
def test_a_mistake_says_where_it_is_and_what_to_write(source: str, column: int, sentence: str):
    with pytest.raises(ExpressionMistake) as mistake:
        Expression.compile(source)
    assert sentence in mistake.value.text.en
    assert mistake.value.text.zh != mistake.value.text.en
    assert mistake.value.column == column


def test_the_names_are_dotted_paths_as_written():
    expression = Expression.compile("company.uscc == x or length(y) > 2 and z.a.b is defined")
    assert expression.names == {"company.uscc", "x", "y", "z.a.b"}


class Step(Frozen):
    when: Expression | None = None


def test_an_expression_is_a_string_in_a_model_and_stays_one():
    step = Step.model_validate({"when": "area_m2 > 50"})
    assert step.model_dump_json() == '{"when":"area_m2 > 50"}'
    assert Step.model_validate_json(step.model_dump_json()) == step
    assert Step.model_validate(step.model_dump()) == step
    assert Step(when=Expression.compile("area_m2 > 50")) == step
    assert hash(step) == hash(Step.model_validate({"when": "area_m2 > 50"}))
    assert TypeAdapter(Expression).json_schema() == {"type": "string"}


def test_a_mistake_reaches_whoever_reads_the_model():
    with pytest.raises(ValidationError) as refused:
        Step.model_validate({"when": "area_m2 >"})
    causes = [error.get("ctx", {}).get("error") for error in refused.value.errors()]
    assert any(isinstance(cause, ExpressionMistake) for cause in causes)


def test_an_expression_is_copied_and_pickled_by_its_source():
    expression = Expression.compile("1 + 1")
    for twin in (copy.deepcopy(expression), pickle.loads(pickle.dumps(expression))):
        assert twin == expression
        assert twin.evaluate({}) == 2


def test_what_an_expression_costs_is_bounded_by_its_parts_and_lists():
    """The dearest that may be written: every part looks through the longest list that may be answered."""
    looked = 0

    class Counted(tuple[object, ...]):
        def __len__(self) -> int:
            nonlocal looked
            looked += tuple.__len__(self)
            return tuple.__len__(self)

    dearest = "[" + ", ".join(["sum(x)"] * 99) + "]"
    Expression.compile(dearest).evaluate({"x": Counted(range(1000))})
    assert looked <= 300 * 1000
    with pytest.raises(ExpressionMistake, match="more than 300 parts"):
        Expression.compile("[" + ", ".join(["sum(x)"] * 200) + "]")


def test_numbers_never_grow_beyond_their_bound():
    with pytest.raises(ExpressionFailed, match="too large"):
        Expression.compile(" * ".join(["x"] * 40)).evaluate({"x": 999_999})
    assert Expression.compile(" * ".join(["x"] * 40)).evaluate({"x": 1}) == 1
