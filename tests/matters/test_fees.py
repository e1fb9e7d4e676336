"""What has to be paid: one total, asked once, for what is still to come, and never twice."""

import pytest

from matters.acts import ConfirmPayment, SendBack
from matters.errors import ActRefused, NotYours, StepNotOpen
from matters.notices import notices
from matters.standing import standing
from tests.builders import a_step
from tests.cases import granted, refused, status
from tests.stepping import a_fee, a_part_of_work, by, carried, does

PAID = ConfirmPayment(step="pay", receipt="PZ-2026-0001")
PAY = {"kind": "pay", "department": "bureau"}


def paying(*fees, first=("look",)):
    return carried(
        a_part_of_work("look", "food"),
        a_part_of_work("pay", after=first, **PAY),
        a_step("fire", after=("pay",)),
        fees=fees,
    )


def test_all_fees_are_asked_as_one_total_and_paid_once():
    rules, case = paying(a_fee("stamp", 20), a_fee("card", 15))
    case = does(rules, case, by("food"), granted("look"))
    assert standing(case).fees.total == 35
    case = does(rules, case, by("bureau"), PAID)
    assert (status(case, "pay"), status(case, "fire")) == ("paid", "open")
    with pytest.raises(StepNotOpen):
        does(rules, case, by("bureau"), PAID)


def test_who_has_nothing_to_pay_goes_on_to_what_comes_behind_it():
    rules, case = paying()
    case = does(rules, case, by("food"), granted("look"))
    assert (status(case, "pay"), status(case, "fire")) == ("set-aside", "open")


def test_nobody_pays_for_what_was_refused():
    rules, case = carried(
        a_step("food"),
        a_part_of_work("pay", soft_after=("food",), **PAY),
        a_step("fire", after=("pay",)),
        fees=(a_fee("licence", 100, "food"), a_fee("check", 30, "fire")),
    )
    case = does(rules, case, by("food"), refused("food"))
    assert standing(case).fees.total == 30


def test_what_was_paid_is_not_asked_again_when_work_begins_anew():
    rules, case = paying(a_fee("stamp", 20))
    case = does(rules, case, by("food"), granted("look"))
    case = does(rules, case, by("bureau"), PAID)
    case = does(rules, case, by("fire"), SendBack(step="fire", to="look", reason="须重看。"))
    case = does(rules, case, by("food"), granted("look"))
    assert (status(case, "pay"), status(case, "fire")) == ("set-aside", "open")
    told = [one.key for one in notices(rules, standing(case)) if one.event == "fees"]
    assert told == ["fees:pay:1"]


def test_a_payment_is_confirmed_with_its_receipt_and_by_those_who_ask_it():
    rules, case = paying(a_fee("stamp", 20))
    case = does(rules, case, by("food"), granted("look"))
    with pytest.raises(ActRefused, match="receipt"):
        does(rules, case, by("bureau"), ConfirmPayment(step="pay", receipt=" "))
    with pytest.raises(NotYours):
        does(rules, case, by("food"), PAID)
