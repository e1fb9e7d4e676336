"""Rows of a group that the applicant is asked to correct: ticked by the clerk, supplied on the case page."""

import re

import pytest

from flows.commands import Application, launch_case
from matters.rules import rows_of
from matters.standing import standing
from tests.hall.desk import MakeHall
from tests.hall.firms import ID, a_firm, a_person, an_organisation, publish_the_firm
from tests.hall.hands import CLERK, Hands


@pytest.fixture
def hands(make_hall: MakeHall) -> Hands:
    """The clerk's desk with a firm of two partners before acceptance, of whom the clerk wants more."""
    hall = make_hall()
    hands = Hands(hall)
    publish_the_firm(hall)
    firm = a_firm(partners=(a_person(), an_organisation()))
    form = Application(
        matter="register-a-firm", answers=firm, delivery="electronic", consent_in="zh"
    )
    hands.number = launch_case(hall.installation, form, CLERK)
    asked = {"wrong:field:partners": "出资额不符。", "standard:field:partners": "与协议一致。"}
    page = hands.page("chen")
    assert 'value="field:partners"' in page
    hands.done("chen", "ask-for-more", want="field:partners", **asked)
    return hands


def row(number: int, **said: object) -> dict[str, str]:
    return {f"answer:partners.{number}.{key}": str(one) for key, one in said.items()}


def sent(*rows: int) -> dict[str, object]:
    """What the page sends along for rows that were there."""
    was = {f"was:partners.{one}": "yes" for one in rows}
    return {"rows:partners": [str(one) for one in (*rows, 3, 4)], **was}


PERSON = {"kind": "person", "name": "周海", "amount": 70}
FIRM = {"kind": "company", "name": "宁波甬上投资有限公司", "amount": 30}


def partners(hands: Hands) -> list[tuple[object, object]]:
    rows = rows_of(standing(hands.case()).answers.get("partners"))
    return [(one.get("name"), one.get("amount")) for one in rows]


def test_the_form_shows_what_is_there_but_no_sensitive_value(hands):
    page = hands.page("chen")
    assert 'name="answer:partners.1.name" type="text" value="周海"' in page
    assert "出资额不符。" in page
    assert ID not in page
    hidden = re.search(r'name="answer:partners.1.id_number"[^>]*value="([^"]*)"', page)
    assert hidden is not None
    assert hidden[1] == ""
    assert "不填则不变" in page


def test_rows_are_corrected_and_an_empty_sensitive_cell_stays(hands):
    uscc = str(an_organisation()["uscc"])
    hands.done(
        "chen", "supply", **sent(1, 2), **row(1, **PERSON), **row(2, **FIRM, uscc=uscc)
    )  # fmt: skip
    assert partners(hands) == [("周海", 70), ("宁波甬上投资有限公司", 30)]
    rows = rows_of(standing(hands.case()).answers["partners"])
    assert rows[0]["id_number"] == ID


def test_a_row_is_taken_out_and_a_new_one_written(hands):
    new = row(3, kind="person", name="林浩", id_number=ID, amount=30)
    gone = {"gone:partners.2": "yes"}
    hands.done("chen", "supply", **sent(1, 2), **row(1, **PERSON), **gone, **new)
    assert partners(hands) == [("周海", 70), ("林浩", 30)]


def test_what_is_wrong_is_named_at_its_place_and_kept(hands):
    new = row(3, kind="person", name="林浩", id_number="123", amount=30)
    gone = {"gone:partners.1": "yes"}
    uscc = str(an_organisation()["uscc"])
    text = hands.refused("chen", "supply", **sent(1, 2), **gone, **row(2, **FIRM, uscc=uscc), **new)
    assert 'href="#supply-acceptance-answer:partners.3.id_number"' in text
    assert 'value="123"' in text
    assert "林浩" in text
