"""Decision tables and derived fields: what they give, what they may name, and what is told of wrong ones."""

from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from matters.composing import compose
from matters.drafts import given_by_step
from matters.fields import Block, Field, Form
from matters.positions import plain
from matters.reading import check_matter, read_matter
from matters.rules import scope
from matters.schema import matter_schema
from matters.spec import Matter
from matters.standing import Standing, StepStanding
from matters.step_scope import seen_of as seen_of_step
from matters.tables import DecisionTable, TablesSeen, names_behind
from matters.words import Text
from tests.builders import a_matter, a_question, a_step
from tests.matters.stalls import LIBRARY, RIGHT, STALL, mistakes_of

DAYS = """
tables:
  - table: days
    gives: number
    rows:
      - {when: "area_m2 <= 50", gives: 3}
      - {when: "area_m2 > 50 and sells_food", gives: "=area_m2 * 2"}
    otherwise: 5
"""
TODAY = date(2026, 3, 2)


def a_table(*rows: dict[str, object], **keys: object) -> DecisionTable:
    return DecisionTable.model_validate({"table": "days", "gives": "number", "rows": rows, **keys})


DECIDES = a_table(
    {"when": "area_m2 <= 50", "gives": 3},
    {"when": "area_m2 > 50 and hot", "gives": "=area_m2 * 2"},
    otherwise=5,
)


@pytest.mark.parametrize(
    ("answers", "days"),
    [
        ({"area_m2": 50, "hot": True}, 3),
        ({"area_m2": 60, "hot": True}, 120),
        ({"area_m2": 60, "hot": False}, 5),
        ({}, 5),
    ],
)
def test_the_first_row_that_holds_says_the_value(answers: dict[str, object], days: int):
    assert DECIDES.value(answers) == days


def test_a_date_of_a_table_is_a_date():
    table = a_table({"when": "hot", "gives": "2026-03-05"}, gives="date")
    assert table.value({"hot": True}) == date(2026, 3, 5)
    assert table.value({"hot": False}) is None


def test_a_table_may_name_those_above_it_and_is_computed_once():
    asked: list[str] = []

    class Watched(dict[str, object]):
        def get(self, key: str, default: object = None) -> object:
            asked.append(key)
            return super().get(key, default)

    seen = Watched(area_m2=60)
    first = a_table({"when": "area_m2 > 50", "gives": 7}, table="first")
    second = a_table({"when": "tables.first > 5", "gives": "=tables.first + 1"}, table="second")
    seen["tables"] = TablesSeen((first, second), seen)
    assert second.value(seen) == 8
    assert seen["tables"]["second"] == 8  # type: ignore[index]
    assert asked.count("area_m2") == 1
    assert names_behind(frozenset(["tables.second"]), (first, second)) == {
        "tables.second", "tables.first", "area_m2",
    }  # fmt: skip


def test_a_table_that_names_itself_finds_nothing_and_ends():
    table = a_table({"when": "tables.days > 1", "gives": 1}, otherwise=2)
    seen: dict[str, object] = {}
    seen["tables"] = TablesSeen((table,), seen)
    assert seen["tables"]["days"] == 2  # type: ignore[index]


def test_a_matter_with_a_table_is_right_and_keeps_it(tmp_path: Path):
    path = tmp_path / STALL.name
    text = (RIGHT + DAYS).replace("derive: area_m2 > 50", "derive: tables.days > 4")
    path.write_text(text, encoding="utf-8")
    assert check_matter(path, LIBRARY) == ()
    matter = read_matter(path, LIBRARY)
    assert matter.tables[0].value({"area_m2": 20}) == 3
    again = Matter.model_validate_json(matter.model_dump_json(by_alias=True))
    assert again.digest == matter.digest


@pytest.mark.parametrize(
    ("old", "new", "path", "said"),
    [
        ("area_m2 <= 50", "aera_m2 <= 50", "tables[days].rows[1].when", "Did you mean “area_m2”?"),
        ("area_m2 <= 50", "area_m2", "tables[days].rows[1].when", "a condition gives yes or no"),
        ("gives: 3", "gives: three", "tables[days].rows[1].gives", "The table gives a number, not text."),
        ("=area_m2 * 2", "=area_m2 > 2", "tables[days].rows[2].gives", "this must give a number"),
        ("=area_m2 * 2", "=area_m2 *", "tables[days].rows[2].gives", "cannot be read at column"),
        ("otherwise: 5", "otherwise: true", "tables[days].otherwise", "The table gives a number"),
        ("otherwise: 5", "otherwise: \"=sells_food\"", "tables[days].otherwise", "this must give a number"),
        ("    otherwise: 5\n", "", "tables[days].otherwise", "No row holds for area_m2 = 51; sells_food = no."),
        ("area_m2 <= 50", "tables.days > 1", "tables[days].rows", "The table names itself."),
        ("gives: number", "gives: choice", "tables[days].gives", "A table that gives a choice has options."),
        ("gives: number\n", "gives: number\n    options: [a]\n", "tables[days].gives",
         "Only a table that gives a choice has options."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_table_is_told_at_its_place(tmp_path, old, new, path, said):
    assert DAYS.count(old) == 1
    (mistake,) = mistakes_of(RIGHT + DAYS.replace(old, new), tmp_path)
    assert mistake.path == path
    assert said in mistake.what.en


def test_a_choice_of_a_table_is_one_of_its_options(tmp_path):
    text = """
tables:
  - table: size
    gives: choice
    options: [small, large]
    rows:
      - {when: "area_m2 <= 50", gives: smal}
      - {when: "area_m2 > 50", gives: "='larg'"}
"""
    found = mistakes_of(RIGHT + text, tmp_path)
    assert [one.what.en[:20] for one in found] == ["Unknown option “smal", "“larg” is not among "]
    right = text.replace("smal}", "small}").replace("larg'", "large'")
    assert mistakes_of(RIGHT + right, tmp_path) == ()
    wrong = (
        right
        + "  - {table: x, gives: number, rows: [{when: \"tables.size == 'huge'\", gives: 1}], otherwise: 2}\n"
    )
    (mistake,) = mistakes_of(RIGHT + wrong, tmp_path)
    assert "“huge” is not among the options" in mistake.what.en


def test_a_table_names_no_later_one(tmp_path):
    later = DAYS.replace("area_m2 <= 50", "tables.later > 1")
    later += (
        "  - {table: later, gives: number, rows: [{when: sells_food, gives: 1}], otherwise: 2}\n"
    )
    (mistake,) = mistakes_of(RIGHT + later, tmp_path)
    assert mistake.what.en == "“tables.later” stands after this table."


def test_a_field_derived_through_a_table_from_itself_is_a_circle(tmp_path):
    text = RIGHT.replace("derive: area_m2 > 50", "derive: tables.days > 4")
    (mistake,) = mistakes_of(text + DAYS.replace("area_m2 <= 50", "large"), tmp_path)
    assert mistake.what.en == "Each is derived from the next: large → tables.days → large."


@pytest.mark.parametrize(
    "rows",
    [
        ['area_m2 <= 50', 'area_m2 > 50'],
        ['sells_food', 'not sells_food'],
        ["sells_food and area_m2 < 10", "sells_food and area_m2 >= 10", "sells_food == false"],
        ["since < date('2026-01-01')", "since >= date('2026-01-01')"],
        ["company.kind in ['公司', '个体工商户']", "company.kind not in ['公司', '个体工商户']"],
        ["area_m2 > 3", "true"],
    ],
)  # fmt: skip
def test_rows_that_leave_nothing_open_need_no_otherwise(tmp_path, rows):
    assert mistakes_of(RIGHT + rows_only(rows), tmp_path) == ()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["area_m2 < 50", "area_m2 > 50"], "No row holds for area_m2 = 50."),
        (["sells_food and area_m2 > 1", "area_m2 <= 1"], "No row holds for area_m2 = 2; sells_food = no."),
        (["since < date('2026-01-01')", "since > date('2026-01-01')"], "No row holds for since = 2026-01-01."),
        (["area_m2 * 2 > 3", "area_m2 * 2 <= 3"], "It cannot be proved"),
        (["length(food_kinds) > 3", "area_m2 > 3"], "It cannot be proved"),
        ([f"area_m2 > {one}" for one in range(1, 90)], "It cannot be proved"),
    ],
)  # fmt: skip
def test_rows_that_leave_something_open_are_told_what(tmp_path, rows, said):
    (mistake,) = mistakes_of(RIGHT + rows_only(rows), tmp_path)
    assert said in mistake.what.en


def rows_only(rows: list[str]) -> str:
    written = "".join(f'      - {{when: "{row}", gives: 1}}\n' for row in rows)
    return f"\ntables:\n  - table: x\n    gives: number\n    rows:\n{written}"


def derived(key: str, expression: str, kind: str = "yes-no", **changes: object) -> Field:
    label = Text(zh=key, en=key)
    return Field.model_validate(
        {"key": key, "label": label, "type": kind, "derive": expression, **changes}
    )


def seen_of(matter: Matter, **answers: object):
    return scope(matter, Standing(answers=answers), TODAY)


def test_a_derived_field_is_there_for_conditions():
    form = Form(fields=(derived("large", "area > 50"), derived("huge", "large and area > 500")))
    matter = a_matter(a_step("permit"), questions=(a_question("area", "number"),), form=form)
    seen = seen_of(matter, area=60)
    assert seen["large"] is True
    assert seen["huge"] is False
    assert seen_of(matter)["large"] is False
    assert set(seen) >= {"large", "huge", "area"}


def test_derived_fields_of_one_block_may_name_each_other():
    fields = (derived("double", "area * 2", "number"), derived("more", "size.double + 1", "number"))
    form = Form(blocks=(Block(key="size", name=Text(zh="规模", en="Size"), fields=fields),))
    matter = a_matter(a_step("permit"), questions=(a_question("area", "number"),), form=form)
    seen = seen_of(matter, area=4)
    assert dict(seen["size"]) == {"double": 8, "more": 9}  # type: ignore[call-overload]


def test_a_derived_field_that_is_not_asked_for_is_none():
    form = Form(fields=(derived("large", "area > 50", when="area > 70"),))
    matter = a_matter(a_step("permit"), questions=(a_question("area", "number"),), form=form)
    assert seen_of(matter, area=60)["large"] is None
    assert seen_of(matter, area=80)["large"] is True


def test_fields_derived_from_each_other_end_in_none():
    form = Form(fields=(derived("a", "b + 1", "number"), derived("b", "a + 1", "number")))
    assert seen_of(a_matter(a_step("permit"), form=form))["a"] is None


def test_a_derived_field_and_a_table_see_each_other():
    form = Form(fields=(derived("large", "tables.limit > 4"),))
    table = a_table({"when": "area > 50", "gives": 5}, table="limit", otherwise=1)
    matter = a_matter(
        a_step("permit"), questions=(a_question("area", "number"),), form=form, tables=(table,)
    )
    assert seen_of(matter, area=60)["large"] is True
    assert seen_of(matter, area=6)["large"] is False


def test_what_is_derived_from_steps_is_looked_at_anew():
    form = Form(fields=(derived("over", "steps.permit.status == 'granted'"),))
    matter = a_matter(a_step("permit"), form=form)
    now = Standing()
    seen = scope(matter, now, TODAY)
    assert seen["over"] is False
    now.steps["permit"] = StepStanding(status="granted")
    assert scope(matter, now, TODAY)["over"] is True


def test_an_editor_knows_tables_by_the_schema():
    wrong = DAYS.replace("gives: number", "gives: numbers")
    for text, mistakes in ((RIGHT + DAYS, 0), (RIGHT + wrong, 1)):
        root, _ = compose(text.encode(), "x.yaml")
        assert root is not None
        found = list(Draft202012Validator(matter_schema()).iter_errors(plain(root)))
        assert len(found) == mistakes, found


def test_what_conditions_see_of_a_step_is_what_the_check_knows():
    shown = seen_of_step(a_step("permit"), StepStanding())
    assert set(shown) - {"values"} <= set(given_by_step(a_step("permit")))
    assert {"status", "round", "by", "agreed", "parts"} <= set(shown)
