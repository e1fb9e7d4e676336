"""What holds for every matter of all kinds of steps and every order of acts (hypothesis)."""

from contextlib import suppress
from datetime import timedelta

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from matters.acts import Act, Terminate
from matters.case import FACTS, MACHINE, Case, Decided
from matters.due import due, wake_at
from matters.errors import Refused
from matters.notices import notices
from matters.rules import Rules
from matters.settling import settle
from matters.standing import Standing, standing, take_in
from matters.verbs import Moment, perform
from matters.work import open_work
from tests.cases import MONDAY, an_accepted_case
from tests.matters.random_steps import (
    acts_at,
    everybody,
    machine_at_rest,
    random_step_rules,
    special_acts,
)
from tests.stepping import a_head

often = settings(
    max_examples=25,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
ENDING = (
    "accept",
    "decide",
    "approve",
    "answer-objection",
    "answer-call",
    "confirm-payment",
    "resume",
    "signal",
)


class Story:
    """One case from its acceptance through acts that were tried."""

    def __init__(self, rules: Rules) -> None:
        self.rules, self.at = rules, MONDAY
        self.states = [an_accepted_case(rules, area_m2=60)]

    @property
    def case(self) -> Case:
        return self.states[-1]

    def rest(self) -> None:
        self.states.append(machine_at_rest(self.rules, self.case, self.at))

    def act(self, act: Act, department: str) -> bool:
        """Whether somebody of the department could do it; nothing but a refusal may come instead."""
        for who in everybody(department):
            with suppress(Refused):
                self.states.append(perform(self.rules, self.case, act, Moment(who, self.at)))
                event(act.act)
                return True
        return False

    def finish(self) -> None:
        """Everybody does what ends the work that is open; where all wait, the days go by."""
        for _ in range(80):
            self.rest()
            if standing(self.case).closed and not open_work(self.rules, self.case):
                return
            if not self._somebody_ends_something():
                before = self.case
                self.at += timedelta(days=30)
                self.rest()
                assert self.case != before, f"nothing moves it: {self.seen()}"
        raise AssertionError("the work never ends")

    def seen(self) -> dict[str, str]:
        """Where the steps stand, for who reads a failure."""
        return {
            one.step: standing(self.case).step(one.step).status for one in self.rules.matter.steps
        }

    def __repr__(self) -> str:
        steps = "\n".join(
            repr(one.model_dump(exclude_defaults=True)) for one in self.rules.matter.steps
        )
        facts = "\n".join(
            f"{one.fact} {getattr(one, 'step', '')} {one.by.account}" for one in self.case.facts
        )
        return f"{steps}\n{facts}"

    def _somebody_ends_something(self) -> bool:
        for work in open_work(self.rules, self.case):
            for act in acts_at(work, self.rules, self.case):
                if act.act in ENDING and self.act(act, work.department):
                    return True
        return False


@st.composite
def stories(draw: st.DrawFn) -> Story:
    story = Story(draw(random_step_rules()))
    for _ in range(draw(st.integers(0, 10))):
        if draw(st.booleans()):
            story.rest()
        story.at += timedelta(hours=draw(st.sampled_from([0, 0, 1, 26, 200])))
        work = open_work(story.rules, story.case)
        if draw(st.integers(0, 6)) == 0 or not work:
            story.act(draw(st.sampled_from(list(special_acts(story.rules)))), "bureau")
        elif possible := list(acts_at(one := draw(st.sampled_from(work)), story.rules, story.case)):
            story.act(draw(st.sampled_from(possible)), one.department)
    return story


@often
@given(stories())
def test_every_case_ends_when_everybody_does_their_work_and_time_goes_by(story):
    story.finish()
    assert standing(story.case).outcome is not None
    assert open_work(story.rules, story.case) == ()


@often
@given(stories())
def test_settling_is_idempotent_and_folding_anew_gives_the_same(story):
    for case in story.states:
        assert settle(story.rules, case, case.facts[-1].at) == case
        moved = Standing()
        for fact in case.facts:
            take_in(moved, (fact,))
        assert moved == standing(case)


@often
@given(stories())
def test_facts_read_back_from_json_give_the_same_standing(story):
    read = FACTS.validate_json(FACTS.dump_json(story.case.facts))
    assert read == story.case.facts


@often
@given(stories())
def test_a_case_that_is_open_has_work_or_a_timer(story):
    story.rest()
    now = standing(story.case)
    if now.closed is None:
        wakes = wake_at(story.rules, now, story.at)
        assert open_work(story.rules, story.case) or wakes is not None


@often
@given(stories())
def test_the_machine_comes_to_rest_and_wakes_only_later(story):
    story.rest()
    assert due(story.rules, story.case, story.at) == ()
    wakes = wake_at(story.rules, standing(story.case), story.at)
    assert wakes is None or (wakes > story.at and due(story.rules, story.case, wakes))


@often
@given(stories())
def test_a_closed_case_has_no_work_but_later_checks(story):
    if standing(story.case).closed:
        steps = (story.rules.matter.step(one.step) for one in open_work(story.rules, story.case))
        assert all(step.follow_up for step in steps)


@often
@given(stories())
def test_no_two_pieces_of_work_are_the_same_row(story):
    for case in story.states:
        rows = [(one.step, one.department, one.part) for one in open_work(story.rules, case)]
        assert len(rows) == len(set(rows))


@often
@given(stories())
def test_each_notice_is_called_for_once(story):
    for case in story.states:
        called = [one.key for one in notices(story.rules, standing(case))]
        assert len(called) == len(set(called))


@often
@given(stories())
def test_the_machine_decides_nothing(story):
    assert all(one.by != MACHINE for one in story.case.facts if isinstance(one, Decided))


@often
@given(stories())
def test_whoever_leads_may_end_every_case_that_is_open(story):
    if standing(story.case).closed is None:
        act = Terminate(reason="依法终止。", basis="测试依据")
        case = perform(story.rules, story.case, act, Moment(a_head(), story.at))
        assert open_work(story.rules, case) == () or standing(case).closed
