"""Facts in words: every kind has a sentence, and what a department thought stays with it."""

from typing import get_args

import pytest

from hall.case_words import FINDING_WORDS, OUTCOME_WORDS
from hall.telling import told
from matters.case import ACCEPTANCE, Decided, Fact, FindingOutcome, Outcome, SentBack
from tests.builders import a_matter, a_step, rules
from tests.cases import (
    MONDAY,
    an_accepted_case,
    an_officer,
    asked_for,
    granted,
    supplied,
)

KINDS = get_args(get_args(Fact)[0])
RULES = rules(a_matter(a_step("food"), a_step("fire")))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_fact_has_somebody_who_tells_it(kind):
    from hall.telling import _told  # the dispatcher itself knows which kinds it has

    assert _told.dispatch(kind) is not _told.dispatch(object)


def test_every_outcome_has_words():
    assert FINDING_WORDS.keys() == set(FindingOutcome)
    assert OUTCOME_WORDS.keys() == set(Outcome)


def test_every_fact_of_a_case_is_told_in_both_languages():
    case = an_accepted_case(
        RULES, asked_for("company.name", step="food"), granted("fire"),
        supplied(step="food", **{"company.name": "甬上"}), granted("food"),
    )  # fmt: skip
    for fact in case.facts:
        said = told(RULES, fact)
        assert said.what.zh
        assert said.what.en


def test_reasons_are_read_by_the_department_and_the_hall_only():
    refused = Decided(
        at=MONDAY,
        by=an_officer(),
        step="food",
        decision="refused",
        reasons="布局不符",
        basis="某条",
    )
    said = told(RULES, refused)
    assert said.what.zh == "“food”不予"
    assert said.detail_for("food") is not None
    assert said.detail_for("hall") is not None
    assert said.detail_for("fire") is None


def test_what_is_sent_back_is_read_on_both_sides():
    back = SentBack(at=MONDAY, by=an_officer(), step="food", to=ACCEPTANCE, reason="重核", reset=())
    said = told(RULES, back)
    assert said.what.zh == "“food”退回至“受理”"
    assert said.detail_for("food") is not None
    assert said.detail_for("fire") is None
