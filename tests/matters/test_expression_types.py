"""What an expression's names and results are checked for at publication."""

import pytest

from matters.expression_tree import (
    DATE,
    LIST,
    NUMBER,
    ROWS,
    TEXT,
    UNKNOWN,
    YES_NO,
    ValueType,
    list_of,
)
from matters.expressions import Expression, check_types, result_type

TYPES = {
    "area_m2": NUMBER,
    "cooks_hot_food": YES_NO,
    "kind": ValueType("choice", ("restaurant", "bar")),
    "needs": ValueType("list", ("tobacco", "sign")),
    "company.name": TEXT,
    "opened_on": DATE,
    "anything": UNKNOWN,
    "size": ValueType("choice", ("small", "large")),
    "shareholders": ROWS,
    "shareholders.amount": list_of(NUMBER),
    "shareholders.foreign": list_of(YES_NO),
    "shareholders.kind": list_of(ValueType("choice", ("person", "company"))),
    "shareholders.since": list_of(DATE),
}


@pytest.mark.parametrize(
    "source",
    [
        "area_m2 > 50 and cooks_hot_food",
        "kind == 'bar' or kind in ['restaurant', 'bar']",
        "'sign' in needs",
        "company.name == 'x' and kind == company.name",
        "opened_on > date('2026-01-01') and months_between(opened_on, opened_on) > 1",
        "area_m2 == none and anything > 3 and anything == 'x'",
        "max(area_m2, 3) > 2 and max(opened_on, opened_on) > opened_on",
        "(1 if cooks_hot_food else 2) + area_m2",
        "'x' in company.name and length(kind) > 1",
        "length(shareholders) > 2 and sum(shareholders.amount) == 100",
        "any(shareholders.foreign) or all(shareholders.foreign) or count(shareholders.foreign) > 1",
        "'person' in shareholders.kind and max(shareholders.since) > opened_on",
        "year_of(min(shareholders.since)) == 2026 and shareholders is defined",
        "date_after(opened_on, area_m2, 'months') > opened_on",
        "starts_with(company.name, 'x') and starts_with(kind, 'x')",
        "(cooks_hot_food if area_m2 > 3) and not none",
        "needs or not shareholders",
        "needs == ['sign'] and kind == ('bar' if cooks_hot_food else none)",
    ],
)
def test_what_fits_is_left_alone(source: str):
    assert check_types(Expression.compile(source), TYPES) == ()


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        ("area > 50", ["No question or field is called “area”. Did you mean “area_m2”?"]),
        ("company.nam == ''", ["Did you mean “company.name”?"]),
        ("xyz", ["Declare it in questions or form first"]),
        ("company.name > 3", ["text has no size"]),
        ("area_m2 == '50'", ["a number cannot be compared with text"]),
        ("area_m2 > opened_on", ["a number cannot be compared with a date"]),
        ("kind == 'barr'", ["“barr” is not among the options. Did you mean “bar”?"]),
        ("'zzz' != kind", ["They are: restaurant, bar."]),
        ("kind in ['bar', 'zzz']", ["“zzz” is not among"]),
        ("'sing' in needs", ["Did you mean “sign”?"]),
        ("area_m2 in ['a']", ["a number cannot be compared with text"]),
        ("kind in cooks_hot_food", ["a list follows in, not yes or no"]),
        ("area_m2 + kind", ["a choice cannot be used with +"]),
        ("age_on(area_m2, opened_on) > 3", ["argument 1 of age_on cannot be a number"]),
        ("'12' > 3", ["text has no size"]),
        ("opened_on == '2026-03-05'", ["Write a date as date('2026-03-05')"]),
        ("area_m2 in ['50']", ["A number has no quotes"]),
        ("cooks_hot_food == 'true'", ["Write true or false without quotes"]),
        ("needs == 'sign'", ["Write '…' in the list"]),
        ("needs == ['sing']", ["Did you mean “sign”?"]),
        ("kind == ('barr' if cooks_hot_food else 'bar')", ["Did you mean “bar”?"]),
        ("kind == size", ["the two choices have no option in common"]),
        ("3 in needs", ["a number cannot be compared with a choice"]),
        ("3 in company.name", ["a number cannot be compared with text"]),
        ("'x' in kind", ["“x” is not among", "a list follows in, not a choice"]),
        ("area_m2 and cooks_hot_food", ["a condition gives yes or no, not a number"]),
        ("not company.name", ["a condition gives yes or no, not text"]),
        ("cooks_hot_food or opened_on", ["a condition gives yes or no, not a date"]),
        ("(1 if kind else 2) > 1", ["a condition gives yes or no, not a choice"]),
        ("area_m2 / 0 > 1", ["it divides by zero"]),
        ("opened_on + 3 > opened_on", ["a date cannot be used with +. Use date_after("]),
        ("sum(needs) > 1", ["the list of sum cannot hold a choice"]),
        ("sum(shareholders) > 1", ["Name the field of the rows"]),
        ("any(shareholders.amount)", ["the list of any cannot hold a number"]),
        ("all(cooks_hot_food)", ["argument 1 of all cannot be yes or no"]),
        ("min(area_m2, opened_on) > 3", ["numbers only, or dates only"]),
        ("sum(shareholders.amount, 3) > 3", ["takes one list alone, or single values"]),
        ("sum(1, 'x') > 3", ["argument 2 of sum cannot be text"]),
        ("shareholders.amount > 3", ["a list has no size"]),
        ("'x' in shareholders", ["Name its field: staff.name"]),
        ("'persn' in shareholders.kind", ["Did you mean “person”?"]),
        ("shareholders.amuont == none", ["Did you mean “shareholders.amount”?"]),
        ("3 in shareholders.kind", ["a number cannot be compared with a choice"]),
        ("date_after(opened_on, 3, 'day') > opened_on", ["Write 'days'"]),
        ("date_after(opened_on, 3, company.name) > opened_on", ["does not know this unit"]),
        ("date_after(opened_on, 'x', 'days') > opened_on", ["argument 2 of date_after"]),
        ("year_of(area_m2) > 3", ["argument 1 of year_of cannot be a number"]),
        ("[area_m2] == ['x']", ["a number cannot be compared with text"]),
        ("a" * 300 + " == 1", ["Declare it in questions or form first"]),
        ("area > 1 and kind == 'x'", ["called “area”", "“x” is not among"]),
    ],
)
def test_what_does_not_fit_is_named_at_publication(source: str, sentences: list[str]):
    found = check_types(Expression.compile(source), TYPES)
    assert len(found) == len(sentences)
    for mistake, sentence in zip(found, sentences, strict=True):
        assert sentence in mistake.text.en
        assert 1 <= mistake.column <= len(source)


def test_the_kind_of_a_result_is_known_where_it_can_be():
    kinds = {
        "area_m2 > 3": YES_NO,
        "area_m2 * 2": NUMBER,
        "max(opened_on, opened_on)": DATE,
        "['a']": list_of(TEXT),
        "['a', 1]": LIST,
        "shareholders.amount": list_of(NUMBER),
        "max(shareholders.since)": DATE,
        "min(shareholders.amount)": NUMBER,
        "3 if cooks_hot_food": NUMBER,
        "kind if cooks_hot_food else 'x'": UNKNOWN,
        "'a' if cooks_hot_food else 'b'": TEXT,
        "'a' if cooks_hot_food else 1": UNKNOWN,
    }
    for source, kind in kinds.items():
        assert result_type(Expression.compile(source), TYPES) == kind


@pytest.mark.parametrize(
    ("source", "wanted", "sentence"),
    [
        ("area_m2", YES_NO, "a condition gives yes or no, not a number. Compare it"),
        ("'x'", YES_NO, "a condition gives yes or no, not text"),
        ("cooks_hot_food if area_m2 > 3 else 7", YES_NO, "not a number"),
        ("area_m2 > 3", NUMBER, "this must give a number, not yes or no"),
        ("3 if cooks_hot_food else 'x'", NUMBER, "this must give a number, not text"),
        ("'2026-03-05'", DATE, "this must give a date, not text"),
        ("'huge'", ValueType("choice", ("small", "large")), "“huge” is not among the options"),
        ("'large' if cooks_hot_food else 'smal'", ValueType("choice", ("small", "large")),
         "Did you mean “small”?"),
        ("needs", list_of(NUMBER), "this list must hold a number, not a choice"),
    ],
)  # fmt: skip
def test_what_does_not_give_what_is_wanted_is_named(source: str, wanted: ValueType, sentence: str):
    (found,) = check_types(Expression.compile(source), TYPES, wanted)
    assert sentence in found.text.en


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("cooks_hot_food", YES_NO),
        ("none", YES_NO),
        ("anything", YES_NO),
        ("area_m2 * 2 if cooks_hot_food else none", NUMBER),
        ("kind", TEXT),
        ("'small' if cooks_hot_food else 'large'", ValueType("choice", ("small", "large"))),
        ("min(shareholders.since)", DATE),
    ],
)
def test_what_gives_what_is_wanted_is_left_alone(source: str, wanted: ValueType):
    assert check_types(Expression.compile(source), TYPES, wanted) == ()
