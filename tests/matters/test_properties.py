"""What holds for every matter and every order of acts (hypothesis)."""

from contextlib import suppress
from datetime import timedelta
from itertools import pairwise

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from matters.acts import Accept, Act, Withdraw
from matters.case import (
    ACCEPTANCE,
    FACTS,
    MACHINE,
    Case,
    Closed,
    Decided,
    Inspected,
    NotAccepted,
    Outcome,
    StepOpened,
)
from matters.due import RunCheck, due, wake_at
from matters.errors import OneGoError, Refused
from matters.notices import notices
from matters.rules import Rules
from matters.settling import settle
from matters.standing import Standing, standing, take_in
from matters.verbs import Moment, launch, perform
from matters.work import open_work
from tests.cases import (
    MONDAY,
    Registers,
    a_clerk,
    a_launch,
    after_the_machine,
    an_officer,
    checked,
    done,
    granted,
    inspected,
    issued,
    supplied,
    whose,
)
from tests.matters.random_matters import acts, likely_acts, random_rules, registers

RETURNABLE = ("accepted:",)
"""A return takes back what was not told yet: the acceptance."""
ENDED_EARLY = {Outcome.WITHDRAWN, Outcome.LAPSED, Outcome.NOT_ACCEPTED}
quick = settings(
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

people = st.sampled_from(["whose"] * 8 + ["hall", "fire"])
hours = st.sampled_from([0, 0, 0, 0, 1, 26, 200])


class Story:
    """One case from its launch through acts that were tried, with all its states on the way."""

    def __init__(self, rules: Rules, answer: Registers) -> None:
        self.rules, self.answer, self.at = rules, answer, MONDAY
        self.refusals: list[OneGoError] = []
        case = launch(rules, "1", a_launch(area_m2=60))
        self.states = [checked(rules, case, MONDAY, answer)]

    @property
    def case(self) -> Case:
        return self.states[-1]

    def turn(self, act: Act, who: str, hours: int, machine: bool) -> None:
        """Time passes, perhaps the machine does what is due, and somebody tries an act."""
        self.at += timedelta(hours=hours)
        if machine:
            self.states.append(after_the_machine(self.rules, self.case, self.at, self.answer))
        people = {"hall": a_clerk(), "fire": an_officer("fire")}
        by = people.get(who) or whose(self.rules, self.case, act)
        try:
            self.states.append(perform(self.rules, self.case, act, Moment(by, self.at)))
        except OneGoError as refused:
            self.refusals.append(refused)
        else:
            event(f"done: {act.act}")

    def finish(self) -> None:
        """Everybody does the work that is open, until there is none."""
        for _ in range(60):
            self.states.append(after_the_machine(self.rules, self.case, self.at, self.answer))
            work = open_work(self.rules, self.case)
            if not work:
                return
            self.at += timedelta(hours=1)
            if work[0].waiting:  # nothing comes, and the time to supply runs out
                self.at += timedelta(days=20)
                self.states.append(after_the_machine(self.rules, self.case, self.at, self.answer))
            if work[0] in open_work(self.rules, self.case):
                self._do(work[0].step)
        raise AssertionError("the work never ends")

    def _do(self, step: str) -> None:
        possible = [granted(step), inspected(step=step), issued(step)]
        if step == ACCEPTANCE:
            completed = "premises" in standing(self.case).evidence
            possible = [Accept(), Withdraw(reason="") if completed else supplied("premises")]
        for act in possible:
            by = whose(self.rules, self.case, act)
            with suppress(Refused):
                self.states.append(perform(self.rules, self.case, act, Moment(by, self.at)))
                return
        raise AssertionError(f"nothing can be done at {step}")


@st.composite
def stories(draw: st.DrawFn) -> Story:
    story = Story(draw(random_rules()), draw(registers()))
    for _ in range(draw(st.integers(0, 16))):
        likely = st.sampled_from(likely_acts(story.rules, story.case))
        act = draw(acts if draw(st.integers(0, 7)) == 0 else likely)
        story.turn(act, draw(people), draw(hours), draw(st.booleans()))
    return story


@quick
@given(stories())
def test_a_refusal_is_a_sentence_in_both_languages(story):
    for refused in story.refusals:
        assert refused.into("zh").endswith("。")
        assert refused.into("en").endswith(".")


@quick
@given(stories())
def test_facts_are_only_ever_appended(story):
    for before, after in pairwise(story.states):
        assert after.facts[: len(before.facts)] == before.facts


@quick
@given(stories())
def test_an_act_that_is_not_refused_leaves_more_facts(story):
    tried = len(story.states)
    story.turn(Withdraw(reason=""), "hall", 0, machine=False)
    assert len(story.states) == tried or len(story.case.facts) > len(story.states[-2].facts)


@quick
@given(stories())
def test_settling_is_idempotent(story):
    for case in story.states:
        assert settle(story.rules, case, case.facts[-1].at) == case


@quick
@given(stories())
def test_the_machine_comes_to_rest_and_then_wakes_only_later(story):
    case = after_the_machine(story.rules, story.case, story.at, story.answer)
    assert due(story.rules, case, story.at) == ()
    wake = wake_at(story.rules, standing(case), story.at)
    assert wake is None or wake > story.at


@quick
@given(stories())
def test_when_it_wakes_something_is_due(story):
    case = after_the_machine(story.rules, story.case, story.at, story.answer)
    wake = wake_at(story.rules, standing(case), story.at)
    assert wake is None or due(story.rules, case, wake)


@quick
@given(stories())
def test_what_is_due_moves_the_case_and_a_second_time_changes_nothing(story):
    for action in due(story.rules, story.case, story.at):
        if action not in due(story.rules, story.case, story.at):
            continue  # an action before it has made it needless
        once = done(story.rules, story.case, action, story.at, story.answer)
        assert len(once.facts) > len(story.case.facts)
        if not isinstance(action, RunCheck):  # a register may say something else a second time
            assert done(story.rules, once, action, story.at, story.answer) == once
        story.states.append(once)


@quick
@given(stories())
def test_every_case_ends_when_everybody_does_their_work(story):
    story.finish()
    assert standing(story.case).outcome is not None
    assert open_work(story.rules, story.case) == ()


@quick
@given(stories())
def test_a_case_closes_once_and_only_when_nothing_that_counts_is_open(story):
    story.finish()
    for before, after in pairwise(story.states):
        now = standing(after)
        if standing(before).closed:
            assert now.outcome == standing(before).outcome
        elif now.closed and now.outcome not in ENDED_EARLY:
            steps = [story.rules.matter.step(key) for key in now.accepted.steps]
            assert all(now.step(step.step).done for step in steps if not step.follow_up)
    assert sum(isinstance(fact, Closed) for fact in story.case.facts) == 1


@quick
@given(stories())
def test_no_step_opens_before_its_predecessors_are_done(story):
    story.finish()
    for place, fact in enumerate(story.case.facts):
        if isinstance(fact, StepOpened):
            then = standing(cut(story.case, place))
            before = set(story.rules.matter.waits_for(fact.step)) & set(then.accepted.steps)
            assert all(then.step(key).done for key in before)


@quick
@given(stories())
def test_facts_read_back_from_json_give_the_same_standing(story):
    story.finish()
    read = FACTS.validate_json(FACTS.dump_json(story.case.facts))
    again = story.case.model_copy(update={"facts": read})
    assert read == story.case.facts
    assert standing(again) == standing(story.case)
    assert open_work(story.rules, again) == open_work(story.rules, story.case)


@quick
@given(stories())
def test_a_standing_moved_along_equals_one_folded_anew(story):
    moved = Standing()
    for fact in story.case.facts:
        take_in(moved, (fact,))
    assert moved == standing(story.case)


@quick
@given(stories())
def test_each_notice_is_called_for_once_and_never_taken_back(story):
    story.finish()
    called: list[str] = []
    for case in story.states:
        now = [notice.key for notice in notices(story.rules, standing(case))]
        assert len(now) == len(set(now))
        called += now
    assert standing(story.case).issued.keys() == standing(story.case).delivered.keys()
    lost = set(called) - standing(story.case).issued.keys()
    assert all(key.startswith(RETURNABLE) for key in lost)


@quick
@given(stories())
def test_the_legal_date_is_never_before_the_promise_nor_the_promise_before_its_start(story):
    for case in story.states:
        for fact in case.facts:
            if isinstance(fact, StepOpened) and fact.due and fact.promised:
                assert fact.counted_from <= fact.promised <= fact.due


@quick
@given(stories())
def test_no_clock_starts_before_acceptance(story):
    for place, fact in enumerate(story.case.facts):
        if isinstance(fact, StepOpened):
            accepted = standing(cut(story.case, place)).accepted
            assert fact.counted_from >= accepted.effective


@quick
@given(stories())
def test_nobody_but_a_person_refuses(story):
    story.finish()
    for fact in story.case.facts:
        if isinstance(fact, Decided | NotAccepted | Inspected):
            assert fact.by != MACHINE


def cut(case: Case, place: int) -> Case:
    """The case before the fact at this place."""
    return case.model_copy(update={"facts": case.facts[:place]})
