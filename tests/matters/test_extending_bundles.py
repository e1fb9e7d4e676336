"""The law's days for licences handled together: 45, and 15 more with the approval of the government (Act 42(2))."""

from datetime import date

import pytest

from matters.acts import ExtendBundle
from matters.case import Case
from matters.errors import ActRefused, CaseClosed, NotYours
from matters.ledger import clocks
from matters.standing import standing
from tests.builders import a_matter, a_step, rules
from tests.cases import an_accepted_case, granted, on, played
from tests.stepping import a_head, by, does

RULES = rules(a_matter(a_step("food"), a_step("fire")))
MORE = ExtendBundle(reason="涉及多部门专业论证。", approval="甬政办批〔2026〕8号")
START, EARLY, LATE = on("2026-04-27"), on("2026-06-30"), on("2026-07-03")


def last_of_the_bundle(case: Case) -> date | None:
    entries = clocks(RULES, standing(case), date(2026, 7, 1))
    return next(one.last for one in entries if one.key == "T6:statutory")


def test_the_head_of_the_lead_writes_down_fifteen_days_more():
    case = an_accepted_case(RULES, at=START)
    assert last_of_the_bundle(case) == date(2026, 7, 2)
    case = does(RULES, case, a_head(), MORE, at=EARLY)
    assert last_of_the_bundle(case) == date(2026, 7, 23)


def test_only_once():
    case = does(RULES, an_accepted_case(RULES, at=START), a_head(), MORE, at=EARLY)
    with pytest.raises(ActRefused, match="only once"):
        does(RULES, case, a_head(), MORE, at=EARLY)


def test_not_after_the_limit_has_passed():
    with pytest.raises(ActRefused, match="has passed"):
        does(RULES, an_accepted_case(RULES, at=START), a_head(), MORE, at=LATE)


def test_not_by_an_officer_nor_by_the_head_of_another_department():
    case = an_accepted_case(RULES, at=START)
    with pytest.raises(ActRefused):
        does(RULES, case, by("bureau"), MORE, at=EARLY)
    with pytest.raises(NotYours):
        does(RULES, case, a_head("food"), MORE, at=EARLY)


def test_not_where_one_licence_is_alone():
    alone = rules(a_matter(a_step("food")))
    with pytest.raises(ActRefused, match="several licences"):
        does(alone, an_accepted_case(alone, at=START), a_head(), MORE, at=EARLY)


def test_not_when_all_is_decided():
    case = played(
        RULES, an_accepted_case(RULES, at=START), granted("food"), granted("fire"), at=EARLY
    )
    with pytest.raises(CaseClosed):
        does(RULES, case, a_head(), MORE, at=EARLY)
