"""What an expression's names and results are checked for at publication."""

import pytest

from matters.expression_tree import DATE, LIST, NUMBER, TEXT, UNKNOWN, YES_NO, ValueType
from matters.expressions import Expression, check_types, result_type

TYPES = {
    "area_m2": NUMBER,
    "cooks_hot_food": YES_NO,
    "kind": ValueType("choice", ("restaurant", "bar")),
    "needs": ValueType("list", ("tobacco", "sign")),
    "company.name": TEXT,
    "opened_on": DATE,
    "anything": UNKNOWN,
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
    ],
)
def test_what_fits_is_left_alone(source: str):
    assert check_types(Expression.compile(source), TYPES) == ()


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        ("area > 50", ["No question or field is called “area”. Did you mean area_m2"]),
        ("company.nam == ''", ["Did you mean company.name"]),
        ("xyz", ["Declare it in questions or form first"]),
        ("company.name > 3", ["text has no size"]),
        ("area_m2 == '50'", ["a number cannot be compared with text"]),
        ("area_m2 > opened_on", ["a number cannot be compared with a date"]),
        ("kind == 'barr'", ["“barr” is not among the options. Did you mean bar"]),
        ("'zzz' != kind", ["They are restaurant, bar"]),
        ("kind in ['bar', 'zzz']", ["“zzz” is not among"]),
        ("'sing' in needs", ["Did you mean sign"]),
        ("area_m2 in ['a']", ["a number cannot be compared with text"]),
        ("kind in cooks_hot_food", ["a list follows in, not yes or no"]),
        ("area_m2 + kind", ["a choice cannot be used with +"]),
        ("age_on(area_m2, opened_on) > 3", ["argument 1 of age_on cannot be a number"]),
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
        "['a']": LIST,
        "'a' if cooks_hot_food else 'b'": TEXT,
        "'a' if cooks_hot_food else 1": UNKNOWN,
    }
    for source, kind in kinds.items():
        assert result_type(Expression.compile(source), TYPES) == kind
