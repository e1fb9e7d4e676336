"""What decisions and outcomes are called: by the kind of the legal service."""

from typing import get_args

import pytest

from matters.case import Outcome
from matters.outcome_words import (
    KIND_WORDS,
    OUTCOME_WORDS,
    STATUS_WORDS,
    answer_words,
    ending_words,
    outcome_words,
)
from matters.standing import StepStatus
from matters.steps import ItemKind
from tests.builders import a_matter, a_step, an_issue, an_item


def of_kind(kind: ItemKind, key: str = "food", **more: object):
    return a_step(key, item=an_item(name=key, kind=kind), **more)


def test_every_kind_status_and_outcome_has_words():
    assert KIND_WORDS.keys() == set(get_args(ItemKind))
    assert STATUS_WORDS.keys() == set(get_args(StepStatus))
    assert OUTCOME_WORDS.keys() == set(Outcome)


@pytest.mark.parametrize(
    ("kind", "granted", "refused"),
    [
        ("licence", "准予许可", "不予许可"),
        ("registration", "准予登记", "不予登记"),
        ("confirmation", "予以确认", "不予确认"),
        ("benefit", "准予给付", "不予给付"),
        ("filing", "予以备案", "不予备案"),
        ("inspection", "检查合格", "检查不合格"),
        ("complaint", "已答复", "不予支持"),
        ("public-service", "已办结", "不予办理"),
    ],
)
def test_a_decided_step_says_what_its_kind_of_service_says(kind, granted, refused):
    step = of_kind(kind)
    assert ending_words(step, "granted").zh == granted
    assert ending_words(step, "refused").zh == refused


def test_only_a_licence_speaks_of_a_licence():
    for kind, words in KIND_WORDS.items():
        for answer in (words.granted, words.refused):
            said = (answer.state, answer.button, answer.sentence, answer.title)
            assert any("许可" in one.zh for one in said) == (kind == "licence")
            assert all(one.en != one.zh for one in said)


def test_a_step_that_decides_no_service_is_done_or_not():
    step = a_step("food", item=None)
    assert ending_words(step, "granted").zh == "已办结"
    assert answer_words(step, "refused").button.zh == "不予办理"


def test_what_is_no_decision_is_called_the_same_for_every_kind():
    assert ending_words(of_kind("filing"), "terminated") == STATUS_WORDS["terminated"]
    assert ending_words(None, "granted") == STATUS_WORDS["granted"]


def test_a_bundle_of_one_kind_ends_in_its_words():
    matter = a_matter(of_kind("registration"), of_kind("registration", "fire"))
    assert outcome_words(matter, Outcome.GRANTED).zh == "全部准予登记"
    assert outcome_words(matter, Outcome.PARTLY_GRANTED).zh == "部分准予登记"
    assert outcome_words(matter, Outcome.REFUSED).zh == "均不予登记"
    assert outcome_words(matter, Outcome.REFUSED).en == "not registered"
    assert outcome_words(matter, Outcome.WITHDRAWN).zh == "已撤回"


def test_a_bundle_of_services_is_not_called_already_done():
    assert outcome_words(a_matter(of_kind("public-service")), Outcome.GRANTED).zh == "全部办结"


def test_a_bundle_of_several_kinds_speaks_of_no_kind():
    matter = a_matter(of_kind("licence"), of_kind("filing", "fire"))
    assert outcome_words(matter, Outcome.GRANTED).zh == "全部办成"
    assert outcome_words(matter, Outcome.REFUSED).zh == "均未办成"


def test_what_counts_nothing_in_the_outcome_does_not_choose_its_words():
    later = of_kind("inspection", "fire", after=("food",), follow_up=True)
    aside = of_kind("filing", "water", advisory=True)
    matter = a_matter(of_kind("licence"), later, aside)
    assert outcome_words(matter, Outcome.GRANTED).zh == "全部准予许可"
    combined = a_matter(of_kind("licence"), an_issue("one", after=("food",)))
    assert outcome_words(combined, Outcome.GRANTED).zh == "全部准予许可"
