"""The browser settles a form as the server does: any expression, any rows, tables, what is required and computed."""

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from forms.conditions import as_json, conditions_json, tables_json
from forms.filling import fill
from matters.expression_tree import ExpressionFailed
from matters.expressions import Expression
from matters.fields import Answers, Form
from matters.spec import Matter
from matters.tables import DecisionTable, TableRow
from tests.forms.form_builders import TODAY, a_field, a_form_of, when
from tests.forms.group_builders import a_company, a_group
from tests.forms.test_conditions import in_python, needs_node, run

_tenths = st.integers(-50, 50).map(lambda tenths: tenths / 10)
_numbers = st.one_of(
    st.sampled_from(["a", "b", "1", "2.5", "0", "sum(rows.amount)", "length(rows)", "max(rows.amount)",
                     "min(rows.amount)", "count(rows.flag)", "year_of(d)", "month_of(d)",
                     "months_between(d, today)", "days_between(d, today)", "age_on(d, today)"]),
    st.integers(-9, 9).map(str),
)  # fmt: skip
_sums = st.recursive(
    _numbers,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        inner.map(lambda one: f"round({one}, 1)"),
        st.tuples(inner, inner).map(lambda p: f"(min({p[0]}, {p[1]}) if k == 'x' else {p[1]})"),
    ),
    max_leaves=4,
)
_plain_conditions = st.one_of(
    st.tuples(_sums, st.sampled_from(["<", "<=", "==", "!=", ">", ">="]), _sums).map(" ".join),
    st.sampled_from(["flag", "k == 'x'", "k in ['x', 'y']", "any(rows.flag)", "all(rows.flag)", "'x' in rows.kind",
                     "rows.amount is defined", "a is defined", "d < today", "starts_with(k, 'x')", "k < 3", "rows == k",
                     "date_after(d, 3, 'months') > today", "date_after(d, a, 'days') == today"]),
)  # fmt: skip
_conditions = st.recursive(
    _plain_conditions,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        ),
        inner.map(lambda one: f"not ({one})"),
    ),
    max_leaves=4,
)
_amounts = st.one_of(st.none(), st.integers(-20, 20), _tenths)
_flags, _kinds = st.sampled_from([None, True, False]), st.sampled_from([None, "x", "y", "", "xy"])
_rows = st.lists(
    st.fixed_dictionaries({"amount": _amounts, "flag": _flags, "kind": _kinds}), max_size=3
)
_days = st.sampled_from([None, "2026-02-28", "2024-02-29", "2025-12-31", "2026-03-05"])
_scopes = st.fixed_dictionaries(
    {"a": _amounts, "b": _amounts, "k": _kinds, "flag": _flags, "d": _days, "rows": _rows}
)

# Each example asks node about dozens of expressions at once; to make one smaller would take it hundreds of times.
several = settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def on_the_server(source: str, scope: dict[str, Any]) -> Any:
    rows = tuple(in_python(row) for row in scope["rows"])
    try:
        value = Expression.compile(source).evaluate({**in_python(scope), "rows": rows})
    except ExpressionFailed:
        return None
    return value.isoformat() if isinstance(value, date) else value


@needs_node
@several
@given(st.lists(st.tuples(st.one_of(_conditions, _sums), _scopes), min_size=40, max_size=60))
def test_any_expression_comes_to_the_same_in_the_browser(cases: list[tuple[str, dict[str, Any]]]):
    given_cases = [(source, {**scope, "today": TODAY.isoformat()}) for source, scope in cases]
    expected = [on_the_server(source, scope) for source, scope in given_cases]
    trees = [[as_json(when(source).tree), scope] for source, scope in given_cases]
    seen = run("given.map(([tree, scope]) => c.computed(tree, scope))", trees)
    for (source, scope), one, other in zip(given_cases, seen, expected, strict=True):
        assert one == other, f"{source} of {scope}: {one} in the browser, {other} on the server"


def settled_in_the_browser(matter: Matter, answers: list[Answers]) -> Any:
    return run(
        "given.answers.map((one) => c.settled(given, one, given.known))",
        {
            "rules": conditions_json(matter),
            "tables": tables_json(matter),
            "answers": answers,
            "known": {"received_on": TODAY.isoformat(), "checks": {}},
        },
    )


_shareholders = st.lists(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["person", "company"]), "amount": st.integers(1, 900)}
    ),
    max_size=3,
)


@needs_node
@several
@given(st.lists(st.tuples(st.booleans(), _shareholders), min_size=10, max_size=20))
def test_the_browser_settles_rows_as_the_server_does(firms: list[tuple[bool, list[Any]]]):
    matter = a_company()
    answers: list[Answers] = [
        {"has_staff": staff, "shareholders": tuple(rows)} for staff, rows in firms
    ]
    for one, seen in zip(answers, settled_in_the_browser(matter, answers), strict=True):
        filling = fill(matter, one, (), TODAY)
        assert set(seen["hidden"]) == (
            {*filling.outline.by_path, *filling.outline.groups_by_path, "licence_number"}
            - filling.visible
            - {"licence_number"}
        )
        assert seen["derived"]["capital"] == filling.values.get("capital")
        line = filling.outline.by_path["approval"]
        assert seen["required"]["approval"] == filling.needs(line)
        rows = filling.groups["shareholders"].rows
        assert [row["derived"].get("half") for row in seen["rows"]["shareholders"]] == [
            part.values.get("half") for part in rows
        ]
        assert ["id_number" in row["hidden"] for row in seen["rows"]["shareholders"]] == [
            "id_number" not in part.visible for part in rows
        ]


@needs_node
def test_the_browser_looks_values_up_in_tables():
    table = DecisionTable(
        table="band",
        gives="number",
        rows=(
            TableRow(when=when("area > 100"), gives="=area / 2"),
            TableRow(when=when("area > 50"), gives=5),
        ),
        otherwise=0,
    )
    matter = a_form_of(
        form=Form(
            fields=(a_field("area", "number"), a_field("double", "number", derive="tables.band * 2"),
                    a_field("plan", when="tables.band == 5")),
            groups=(a_group("floors", a_field("size", "number", when="tables.band > 0"), least=0),),
        ),
        tables=(table,),
    )  # fmt: skip
    answers: list[Answers] = [{"area": area, "floors": ({"size": 1},)} for area in (10, 60, 200)]
    for one, seen in zip(answers, settled_in_the_browser(matter, answers), strict=True):
        filling = fill(matter, one, (), TODAY)
        assert seen["derived"] == {"double": filling.values["double"]}
        assert ("plan" in seen["hidden"]) == ("plan" not in filling.visible)
        assert (seen["rows"]["floors"][0]["hidden"] == []) == (
            "size" in filling.groups["floors"].rows[0].visible
        )


def test_a_condition_with_a_day_is_one_that_browsers_read():
    matter = a_form_of(a_field("a", when="d > date('2026-01-01')"), a_field("d", "date"))
    assert conditions_json(matter)["a"] == {"when": ["gt", ["name", "d"], ["value", "2026-01-01"]]}
    assert fill(matter, {"d": (TODAY + timedelta(days=1)).isoformat()}, (), TODAY).visible == {
        "a",
        "d",
    }
