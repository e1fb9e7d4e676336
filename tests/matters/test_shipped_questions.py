"""The questions of the shipped matters: no dead ends, and nobody is turned away without a word (domain 3.3)."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.fields import Answers, Question, Value
from matters.paths.possible import Paths, Possible
from matters.reading import shipped_catalogue
from matters.rules import applicable, holds, scope
from matters.spec import Matter
from matters.standing import Standing

TODAY = date(2026, 3, 5)
CATALOGUE = shipped_catalogue()
EACH_MATTER = pytest.mark.parametrize("matter", CATALOGUE.matters, ids=lambda one: one.matter)


def possible(question: Question) -> tuple[Value, ...]:
    """Answers that stand for all: every option, both sides of every threshold."""
    match question.type:
        case "yes-no":
            return (True, False)
        case "choice":
            return tuple(option.value for option in question.options)
        case "choices":
            values = tuple(option.value for option in question.options)
            return ((), *((one,) for one in values), values)
        case "date":
            return tuple((TODAY - timedelta(days=days)).isoformat() for days in (10, 150, 400))
        case _:
            return (50, 50.01)


def seen(matter: Matter, answers: Answers) -> dict[str, object]:
    return dict(scope(matter, Standing(answers=dict(answers)), TODAY))


@cache
def ways(matter: str) -> list[Answers]:
    return list(leaves(CATALOGUE.matter(matter), {}, 0))


def leaves(matter: Matter, answers: Answers, place: int) -> Iterator[Answers]:
    """Every way through the questions; where some step surely applies it is not followed further."""
    here = seen(matter, answers)
    if place == len(matter.questions) or something_surely_applies(matter, here, place):
        yield answers
        return
    question = matter.questions[place]
    if not holds(question.when, here):
        yield from leaves(matter, answers, place + 1)
        return
    for value in possible(question):
        yield from leaves(matter, answers | {question.ask: value}, place + 1)


def something_surely_applies(matter: Matter, here: dict[str, object], asked: int) -> bool:
    later = {question.ask for question in matter.questions[asked:]}
    return any(
        step.when is not None and not step.when.names & later and step.when.holds(here)
        for step in matter.steps
    )


def steps_at(matter: Matter, answers: Answers) -> list[str]:
    return [one.step for one in applicable(matter, Standing(answers=dict(answers)), TODAY)]


def turned_away(matter: Matter, answers: Answers) -> int:
    here = seen(matter, answers)
    return sum(holds(one.when, here) for one in matter.not_applicable)


@EACH_MATTER
def test_no_way_through_the_questions_is_a_dead_end(matter):
    stuck = [
        one
        for one in ways(matter.matter)
        if not steps_at(matter, one) and not turned_away(matter, one)
    ]
    assert stuck == []


@EACH_MATTER
@given(draw=st.data())
def test_an_applicant_is_either_served_or_told_once_where_to_go(matter, draw):
    answers: Answers = {}
    for question in matter.questions:
        if holds(question.when, seen(matter, answers)):
            answers[question.ask] = draw.draw(st.sampled_from(possible(question)), question.ask)
    away = turned_away(matter, answers)
    assert away == 1 or (away == 0 and steps_at(matter, answers))


@EACH_MATTER
def test_every_answer_to_turn_away_says_why_and_where_to_go(matter):
    paths = Paths(matter)
    for one in matter.not_applicable:
        assert isinstance(paths.together(paths.condition(one.when)), Possible), one.when.source
        assert one.why.zh.endswith("。")
        assert one.go.zh.endswith("。")
