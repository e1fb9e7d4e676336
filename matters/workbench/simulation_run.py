"""One run of a simulation: applications come in, officers work, the calendar goes on, until nothing is left to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import simpy

from matters.acts import Supply
from matters.case import ACCEPTANCE, Outcome
from matters.due import RunCheck
from matters.elapsed import days_left_out
from matters.limits import last_day, remaining
from matters.spec import Step
from matters.work import WorkItem
from matters.workbench.simulation_cases import SimulatedCase
from matters.workbench.simulation_chance import Chance
from matters.workbench.simulation_desks import Desk, Job, Steps
from matters.workbench.simulation_plan import Length
from matters.workbench.simulation_scene import Arrival, Finished, Ran, Scene, departments
from matters.workbench.simulation_time import OfficeTime

PATIENCE = 250
"""Working days after the last application: what is not done by then counts as unfinished."""

Progress = Callable[[int, int], None]
"""Told after each simulated day how many cases came in and how many are done."""


Key = tuple[str, str, int, bool, str | None, bool]
"""A piece of work: step, department, round, whether it waits for the applicant, part, and whether a head approves."""


@dataclass
class _Live:
    """A case that is under way, with the work on it that has been given to a desk or to the applicant."""

    case: SimulatedCase
    arrival: Arrival
    begun: dict[Key, object] = field(default_factory=dict)
    closed: bool = False
    wakes: float | None = None


class Run:
    """The world of one run: the clock, the desks, and the cases under way."""

    def __init__(self, scene: Scene, officers: Mapping[str, int]) -> None:
        self._scene, self._officers = scene, officers
        self._chance = Chance(scene.seed)
        self._clock = simpy.Environment()
        time = OfficeTime(scene.rules.calendar, scene.begins, scene.plan.office_hours)
        self.ran = Ran(time=time)
        for department in departments(scene.rules):
            self._desk(department)

    def until_done(self, coming: tuple[Arrival, ...], progress: Progress | None = None) -> Ran:
        """Let all these come in and everything be done, or patience end."""
        self._clock.process(self._gate(coming))
        ran, last = self.ran, self._scene.plan.days + PATIENCE
        while ran.days < last and (ran.days < self._scene.plan.days or not self._is_done(coming)):
            ran.days += 1
            self._clock.run(until=ran.days * ran.time.day_length)
            if progress:
                progress(ran.came, len(ran.finished))
        return ran

    def _is_done(self, coming: tuple[Arrival, ...]) -> bool:
        return len(self.ran.finished) + sum(self.ran.stuck.values()) >= len(coming)

    def _gate(self, coming: tuple[Arrival, ...]) -> Steps:
        for one in coming:
            yield self._clock.timeout(max(0.0, one.at - self._clock.now))
            situation = self._scene.situations[one.situation]
            at = self.ran.time.moment(self._clock.now)
            case = SimulatedCase(self._scene.rules, situation, one.number, at)
            case.launch(self._scene.plan, self._chance, at)
            self.ran.came += 1
            self._advance(_Live(case, one))

    def _advance(self, live: _Live) -> None:
        """Let everything begin that the case is ready for."""
        case = live.case
        if asked := case.machine(self.ran.time.moment(self._clock.now)):
            self._clock.process(self._ask(live, asked))
        if case.now.closed and not live.closed:
            live.closed = True
            self.ran.finished.append(self._finished(live))
        there = {_key(one): one for one in case.work()}
        live.begun = {key: token for key, token in live.begun.items() if key in there}
        for key, work in there.items():
            if key not in live.begun:
                self._begin(live, key, work)
        self._set_alarm(live)

    def _ask(self, live: _Live, asked: tuple[RunCheck, ...]) -> Steps:
        length = self._scene.plan.register_minutes
        yield self._clock.timeout(
            self._chance.length(length, live.arrival.number, *(one.check for one in asked))
        )
        live.case.answered(asked, self.ran.time.moment(self._clock.now))
        self._advance(live)

    def _set_alarm(self, live: _Live) -> None:
        """Look again when the next term of the law ends, unless something happens before."""
        moment = live.case.wakes(self.ran.time.moment(self._clock.now))
        at = self.ran.time.minutes_at(moment) if moment else None
        if at is None or at <= self._clock.now or at == live.wakes:
            return
        live.wakes = at
        self._clock.process(self._alarm(live, at))

    def _alarm(self, live: _Live, at: float) -> Steps:
        yield self._clock.timeout(at - self._clock.now)
        if live.wakes == at:
            live.wakes = None
            self._advance(live)

    def _begin(self, live: _Live, key: Key, work: WorkItem) -> None:
        """Give the work to whom it belongs; what nobody can do yet is looked at again at the next move."""
        choice = live.case.next_act(work, self.ran.time.moment(self._clock.now))
        if choice is None:
            return
        live.begun[key] = object()
        names = (live.arrival.number, work.step, work.department, work.round)
        supplies = isinstance(choice.act, Supply)
        if supplies or (work.step != ACCEPTANCE and self._corrected_first(work)):
            days = self._chance.length(self._scene.plan.supply_days, *names, "days")
            self._clock.process(self._later(live, key, work, days * self.ran.time.day_length))
            return
        self._hand_over(live, key, work)

    def _corrected_first(self, work: WorkItem) -> bool:
        """A second visit comes when the applicant has put right what the first one found."""
        return work.round > 1 and self._step(work).kind == "visit"

    def _step(self, work: WorkItem) -> Step:
        return self._scene.rules.matter.step(work.step)

    def _later(self, live: _Live, key: Key, work: WorkItem, minutes: float) -> Steps:
        token = live.begun[key]
        yield self._clock.timeout(minutes)
        if live.begun.get(key) is not token:
            return
        if work.waiting:
            self._do(live, work, 0)
        else:
            self._hand_over(live, key, work)

    def _hand_over(self, live: _Live, key: Key, work: WorkItem) -> None:
        token = live.begun[key]
        until = work.promised or work.due or date.max
        job = Job(
            urgency=until.toordinal(),
            hands=1 if work.step == ACCEPTANCE else self._step(work).officers,
            minutes=self._minutes(live, work),
            wanted=lambda: live.begun.get(key) is token,
            done=lambda officer: self._do(live, work, officer),
        )
        self._clock.process(self._desk(work.department).work(job))

    def _minutes(self, live: _Live, work: WorkItem) -> float:
        kind = ACCEPTANCE if work.step == ACCEPTANCE else self._step(work).kind
        length: Length = self._scene.plan.minutes_for(work.step, kind)
        names = (live.arrival.number, *_key(work)[:3], *_part(work), "minutes")
        return self._chance.length(length, *names)

    def _do(self, live: _Live, work: WorkItem, officer: int) -> None:
        # Others may have ended it while the officer was at it, such as a part that a quorum no longer needs.
        still = _key(work) in {_key(one) for one in live.case.work()}
        at = self.ran.time.moment(self._clock.now)
        choice = live.case.next_act(work, at) if still else None
        if choice is None:
            live.begun.pop(_key(work), None)
            return
        if live.case.do(choice, officer, at):
            self._advance(live)
        elif live.case.stuck and not live.closed:
            live.closed = True
            self.ran.stuck[live.arrival.situation] += 1
            self.ran.reasons[live.arrival.situation] = live.case.stuck

    def _desk(self, department: str) -> Desk:
        desks = self.ran.desks
        if department not in desks:
            officers = self._officers.get(department, 1)
            desks[department] = Desk(self._clock, department, officers)
        return desks[department]

    def _finished(self, live: _Live) -> Finished:
        now, time = live.case.now, self.ran.time
        day = int(self._clock.now // time.day_length)
        arrived = int(live.arrival.at // time.day_length)
        accepted = now.accepted.effective if now.accepted else None
        rules = self._scene.rules
        promise, steps = rules.matter.promise, rules.matter.steps
        out = days_left_out(now, steps)
        decided = [
            (own.ended_on, own.opened.due)
            for key, own in now.steps.items()
            if own.opened and own.opened.due and own.ended_on and rules.matter.step(key).item
        ]
        return Finished(
            situation=live.arrival.situation,
            arrived=arrived,
            received=day - arrived,
            accepted=remaining(time.day(day), accepted, rules.calendar, out) if accepted else None,
            in_promise=bool(
                accepted
                and time.day(day) <= last_day(accepted, promise, rules.calendar, excluded=out)
            ),
            in_law=all(on <= due for on, due in decided),
            outcome=now.outcome or Outcome.LAPSED,
        )


def _key(work: WorkItem) -> Key:
    proposed = "approve" in work.acts
    return (work.step, work.department, work.round, work.waiting, work.part, proposed)


def _part(work: WorkItem) -> tuple[str, ...]:
    return () if work.part is None else (work.part,)
