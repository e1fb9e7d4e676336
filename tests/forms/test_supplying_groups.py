"""Rows that come in upon a one-time notice."""

from typing import Any

import pytest

from forms.answering import check_supply
from matters.case import Case
from matters.errors import AnswersWrong
from matters.fields import Answers
from tests.builders import rules
from tests.cases import a_case, asked_for, supplied
from tests.forms.group_builders import a_company, company_answers, shareholder

COMPANY = rules(a_company())


def a_company_case(*acts: Any) -> Case:
    return a_case(COMPANY, *acts, **company_answers())


def supply(case: Case, **answers: Any) -> Answers:
    return check_supply(COMPANY, case, supplied(**answers)).answers


def test_a_group_is_supplied_whole_and_what_follows_from_it_comes_along():
    supply_of_one = supply(a_company_case(), shareholders=(shareholder(amount="80"),))
    assert supply_of_one["capital"] == 80
    (row,) = supply_of_one["shareholders"]
    assert (row["amount"], row["half"]) == (80, 40)


def test_who_was_asked_for_a_field_of_the_rows_supplies_the_group():
    case = a_company_case(asked_for("shareholders.amount"))
    assert "shareholders" in supply(case, shareholders=(shareholder(),))


def test_a_group_that_nobody_asked_for_may_not_come():
    case = a_company_case(asked_for("has_staff"))
    with pytest.raises(AnswersWrong) as wrong:
        supply(case, shareholders=(shareholder(),))
    assert "not asked for" in wrong.value.problems["shareholders"].en


def test_what_is_wrong_in_a_supplied_row_is_told_with_its_place():
    with pytest.raises(AnswersWrong) as wrong:
        supply(a_company_case(), shareholders=(shareholder(), shareholder(amount="x", name=None)))
    assert set(wrong.value.problems) == {"shareholders.2.amount", "shareholders.2.name"}
