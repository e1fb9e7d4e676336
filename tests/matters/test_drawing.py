"""Draws that anybody can repeat, and that bind those who act upon them."""

import pytest

from matters.acts import Take
from matters.case import MACHINE, Drawn
from matters.due import DrawLots, due
from matters.errors import ActRefused
from matters.expressions import Expression
from matters.fields import Field, Form, Group
from matters.lots import drawn
from matters.machine_verbs import draw_lots
from matters.office import Officer
from matters.rules import Rules
from matters.spec import Draw
from matters.standing import standing
from matters.verbs import Moment
from tests.builders import a_matter, rules
from tests.cases import MONDAY, an_accepted_case, fact_of, granted, status
from tests.stepping import a_part_of_work, after_errands, by, carried, does

LOTS = {"kind": "draw", "department": "food"}


def an_office_with(here: Rules, *officers: Officer) -> Rules:
    return Rules(here.matter, here.office.model_copy(update={"officers": officers}), here.calendar)


def an_officer_of(department: str, name: str, **changes) -> Officer:
    given = {"account": f"{department}-{name}", "certificate": f"ZJ-{name}", **changes}
    return Officer(name=name, department=department, **given)


def visited_by_lot(*officers: Officer):
    here = rules(
        a_matter(
            a_part_of_work("lots", draw=Draw(pool="officers", count=1), **LOTS),
            a_part_of_work("look", "food", after=("lots",), officers_from="lots"),
        )
    )
    here = an_office_with(here, *officers)
    return here, an_accepted_case(here)


WANG = an_officer_of("food", "王敏")
LI = an_officer_of("food", "李娜", certificate="")


def test_only_officers_of_the_department_with_a_certificate_are_drawn():
    here, case = visited_by_lot(WANG, LI, an_officer_of("fire", "赵强"))
    fact = fact_of(after_errands(here, case), Drawn)
    assert (fact.pool, fact.chosen) == (("王敏",), ("王敏",))


def test_who_was_drawn_by_name_decides_by_account_and_nobody_else():
    here, case = visited_by_lot(WANG, LI)
    case = after_errands(here, case)
    with pytest.raises(ActRefused, match="王敏"):
        does(here, case, by("food", "李娜"), granted("look"))
    assert status(does(here, case, by("food", "王敏"), granted("look")), "look") == "granted"


def test_a_stand_in_was_not_drawn():
    here, case = visited_by_lot(WANG, LI)
    case = after_errands(here, case)
    stand_in = by("food", "李娜", on_behalf="food-王敏")
    with pytest.raises(ActRefused):
        does(here, case, stand_in, Take(step="look"), granted("look"))


def test_the_same_seed_draws_the_same_and_the_fact_proves_it():
    here, case = carried(
        a_part_of_work("lots", draw=Draw(pool=("甲", "乙", "丙"), count=2), **LOTS)
    )
    fact = fact_of(after_errands(here, case), Drawn)
    assert fact.chosen == drawn(fact.seed, fact.pool, fact.weights, 2)


def test_a_draw_is_made_once():
    here, case = carried(
        a_part_of_work("lots", draw=Draw(pool=("甲", "乙")), **LOTS), a_part_of_work("look", "fire")
    )
    case = after_errands(here, case)
    assert not [one for one in due(here, case, MONDAY) if isinstance(one, DrawLots)]
    assert draw_lots(here, case, "lots", "another", Moment(MACHINE, MONDAY)) == case


def test_a_draw_from_the_rows_of_a_group_records_their_numbers_and_no_name():
    group = Group(
        group="shareholders", name="股东",
        fields=(Field(key="name", label="姓名"), Field(key="share", label="份额", type="decimal")),
    )  # fmt: skip
    base = a_matter()
    form = Form(blocks=base.form.blocks, groups=(group,))
    lots = Draw(
        pool="shareholders", count=1,
        weight=Expression.compile("share"), unless=Expression.compile("share < 10"),
    )  # fmt: skip
    here = rules(a_matter(a_part_of_work("lots", draw=lots, **LOTS), form=form))
    people = ({"name": "张三", "share": 5}, {"name": "李四", "share": 95})
    case = after_errands(here, an_accepted_case(here, shareholders=people))
    fact = fact_of(case, Drawn)
    assert (fact.pool, fact.weights, fact.chosen) == (("1", "2"), (0.0, 95.0), ("2",))
    assert standing(case).step("lots").status == "drawn"


def test_who_weighs_nothing_is_never_drawn_and_a_small_pool_gives_fewer():
    assert drawn("seed", ("甲", "乙"), (0.0, 1.0), 2) == ("乙",)
    assert drawn("seed", (), (), 2) == ()
