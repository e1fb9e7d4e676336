"""The situations of the shipped matters, against the rules by which cases are carried."""

from itertools import islice

import pytest

from matters.paths.examples import EXAMPLE_DAY
from matters.paths.situations import situations, telling
from matters.reading import shipped_catalogue
from matters.rules import applicable, materials_of
from matters.standing import Standing


@pytest.mark.parametrize("matter", shipped_catalogue().matters, ids=lambda one: one.matter)
def test_the_situations_of_shipped_matters_are_what_their_rules_say(matter):
    found = (*telling(matter), *islice(situations(matter), 300))
    for one in found:
        if one.turned_away is not None or one.findings:
            continue
        now = Standing(answers=dict(one.answers))
        from_rules = tuple(step.step for step in applicable(matter, now, EXAMPLE_DAY))
        assert one.steps == from_rules
        assert set(one.materials) == {paper.key for paper in materials_of(matter, now, EXAMPLE_DAY)}


@pytest.mark.parametrize("matter", shipped_catalogue().matters, ids=lambda one: one.matter)
def test_few_situations_show_every_step_and_paper_wanted_and_not_wanted(matter):
    found = telling(matter)
    served = [one for one in found if one.turned_away is None]
    assert {step for one in served for step in one.steps} == {one.step for one in matter.steps}
    assert {paper for one in served for paper in one.materials} == {
        one.key for one in matter.materials
    }
    reached = {one.turned_away.when.source for one in found if one.turned_away}
    assert reached == {one.when.source for one in matter.not_applicable}
    assert not any(one.is_dead_end for one in found)


def test_a_situation_keeps_its_key_when_the_questions_are_put_in_another_order():
    matter = next(one for one in shipped_catalogue().matters if one.matter == "open-a-restaurant")
    turned = matter.model_copy(update={"questions": matter.questions[::-1]})
    assert {one.key for one in situations(matter)} == {one.key for one in situations(turned)}
