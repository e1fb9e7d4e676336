"""The search agrees with trying everything."""

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matters.expressions import Expression
from matters.fields import Answers, Form, Option, Question, Value
from matters.paths.judging import Open, negated
from matters.paths.partly import partly
from matters.paths.possible import NEVER, UNPROVED, Budget, Paths, Possible
from matters.paths.settled import Settled
from matters.paths.situations import situations
from matters.spec import Matter
from matters.words import Text
from tests.builders import a_matter, a_step

OPTIONS = ("red", "green", "blue")
SLOW = [HealthCheck.too_slow]  # conditions are parsed while they are drawn
SAME = Text(zh="问", en="Question")
ATOMS = {
    "yes-no": ("{0}", "not {0}", "{0} == false", "{0} is defined"),
    "choice": ("{0} == 'red'", "{0} != 'green'", "{0} in ['red', 'blue']", "not ({0} is defined)"),
    "choices": ("'red' in {0}", "not {0}", "'green' in {0} and 'red' in {0}", "{0}"),
    "number": ("{0} > 3", "{0} <= 3", "{0} == 5", "3 < {0} and {0} < 5", "{0}"),
}  # fmt: skip
POSSIBLE: dict[str, tuple[Value, ...]] = {
    "yes-no": (True, False),
    "choice": OPTIONS,
    "choices": ((), ("red",), ("green",), ("blue",), ("red", "green"), ("red", "green", "blue")),
    "number": (0, 1, 2, 3, 4, 5, 6),
}


@dataclass(frozen=True)
class Asking:
    """A few questions, and conditions over them."""

    questions: tuple[Question, ...]
    goals: tuple[Expression, ...]


@st.composite
def conditions(draw: st.DrawFn, kinds: dict[str, str]) -> str:
    name = draw(st.sampled_from(sorted(kinds)))
    atom = draw(st.sampled_from(ATOMS[kinds[name]])).format(name)
    if draw(st.integers(0, 2)):
        return atom
    join = draw(
        st.sampled_from(
            ("({} and {})", "({} or {})", "(not {} or {})", "(({0}) if ({1}) else ({0}))")
        )
    )
    return join.format(atom, draw(conditions(kinds)))


@st.composite
def askings(draw: st.DrawFn) -> Asking:
    kinds: dict[str, str] = {}
    questions = []
    for name in ("a", "b", "c")[: draw(st.integers(1, 3))]:
        kind = draw(st.sampled_from(sorted(POSSIBLE)))
        when = draw(st.none() | conditions(kinds)) if kinds else None
        options = tuple(Option(value=one, label=SAME) for one in OPTIONS)
        questions.append(
            Question(
                ask=name,
                text=SAME,
                type=kind,
                least=0 if kind == "number" else None,
                most=6 if kind == "number" else None,
                options=options if kind in ("choice", "choices") else (),
                when=Expression.compile(when) if when else None,
            )
        )
        kinds[name] = kind
    goals = draw(st.lists(conditions(kinds), min_size=1, max_size=4))
    return Asking(tuple(questions), tuple(Expression.compile(one) for one in goals))


def every_way(questions: tuple[Question, ...], answers: Answers) -> Iterator[Answers]:
    if not questions:
        yield answers
        return
    first, *others = questions
    if first.when is not None and not first.when.holds(answers):
        yield from every_way(tuple(others), answers)
        return
    for value in POSSIBLE[first.type]:
        yield from every_way(tuple(others), {**answers, first.ask: value})


def asking_for(questions: tuple[Question, ...], goals: tuple[Expression, ...] = ()) -> Matter:
    steps = tuple(a_step(f"s-{place}", when=goal.source) for place, goal in enumerate(goals))
    return a_matter(*(steps or (a_step("s"),)), questions=questions, form=Form())


@settings(max_examples=80, suppress_health_check=SLOW)
@given(askings())
def test_what_the_search_calls_possible_or_never_is_so_when_everything_is_tried(asking):
    paths = Paths(asking_for(asking.questions, asking.goals))
    ways = list(every_way(asking.questions, {}))
    together = any(all(one.holds(way) for one in asking.goals) for way in ways)
    verdict = paths.together(*map(paths.condition, asking.goals))
    assert (verdict != NEVER) is together
    for goal in asking.goals:
        assert (paths.together(paths.condition(goal)) != NEVER) is any(
            goal.holds(way) for way in ways
        )
        against = negated(paths.condition(goal))
        assert (paths.together(against) != NEVER) is not all(goal.holds(way) for way in ways)


@settings(max_examples=50, suppress_health_check=SLOW)
@given(askings())
def test_situations_are_all_sets_of_steps_that_answers_can_reach(asking):
    matter = asking_for(asking.questions, asking.goals)
    reached = {
        tuple(f"s-{place}" for place, goal in enumerate(asking.goals) if goal.holds(way))
        for way in every_way(asking.questions, {})
    }
    found = list(situations(matter))
    assert {one.steps for one in found} == reached
    assert len({one.key for one in found}) == len(found)
    for one in found:
        assert one.steps == tuple(
            f"s-{place}" for place, goal in enumerate(asking.goals) if goal.holds(one.answers)
        )


@settings(max_examples=50, suppress_health_check=SLOW)
@given(askings(), st.data())
def test_what_is_decided_on_part_of_the_answers_stays_so(asking, data):
    paths = Paths(asking_for(asking.questions, asking.goals))
    way = data.draw(st.sampled_from(list(every_way(asking.questions, {}))))
    known = {
        name: value
        for name, value in way.items()
        if not isinstance(value, tuple | int) or isinstance(value, bool)
    }
    part = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    settled = Settled(paths.world, {name: known[name] for name in part})
    for goal in asking.goals:
        said = partly(goal).truth(settled)
        assert isinstance(said, Open) or said is goal.holds(way)


def test_a_search_that_grows_too_long_proves_nothing():
    questions = tuple(Question(ask=f"q{n}", text=SAME, type="yes-no") for n in range(24))
    half = " and ".join(f"(q{n} == q{n + 1})" for n in range(23))
    paths = Paths(asking_for(questions), Budget(500))
    odd = Expression.compile(f"({half}) and q0 and not q23 and (q1 or q2) and (q3 or q4)")
    hard = Expression.compile(
        " and ".join(f"(q{n} or q{n + 1}) and not (q{n} and q{n + 1})" for n in range(23))
    )
    assert paths.together(paths.condition(odd)) != NEVER
    never = paths.together(
        paths.condition(hard), Paths(paths.matter).condition(Expression.compile("q0 == q23 and q0"))
    )
    assert isinstance(never, Possible) or never == UNPROVED


def test_questions_that_wait_for_each_other_do_not_hang():
    one = Question(ask="a", text=SAME, type="yes-no", when=Expression.compile("b"))
    other = Question(ask="b", text=SAME, type="yes-no", when=Expression.compile("a"))
    paths = Paths(asking_for((one, other)))
    assert isinstance(paths.together(paths.condition(Expression.compile("a and b"))), Possible)
