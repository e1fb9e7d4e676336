"""A scenario run on the pure core with a clock that jumps: registers answer, people act, days pass, notices go out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from matters.calendars import Calendar
from matters.case import (
    CHINA,
    MACHINE,
    Actor,
    Case,
    EvidenceTaken,
    business_date,
)
from matters.due import Action, DeliverNotice, RunCheck, due_at, next_timer
from matters.errors import OneGoError, Refused
from matters.limits import Limit, last_day
from matters.machine_verbs import notice_issued
from matters.notices import IssueNotice
from matters.office import HALL
from matters.plays import Choice, Play, act_of, fitted, next_act, prepared, who
from matters.rules import Rules
from matters.scenarios import Scenario, Scenarios, Turn, traits_of
from matters.standing import Standing, standing
from matters.verbs import Moment, found, launch, perform
from matters.words import Text
from matters.work import work_at
from matters.workbench.subjects import Subject, invented
from matters.workbench.trials_machine import Elsewhere, carried_out, delivered
from matters.workbench.trials_registers import Gateway

MOST_ROUNDS = 600
"""A case that still moves after so many rounds goes in a circle."""


class Surprise(NamedTuple):
    """What went otherwise than a turn says; without a turn it concerns the whole case."""

    turn: int | None
    text: Text


@dataclass
class Run:
    """A scenario after it was run."""

    play: Play
    rules: Rules
    case: Case
    at: datetime
    now: Standing
    notices: list[IssueNotice] = field(default_factory=list)
    surprises: list[Surprise] = field(default_factory=list)
    stuck: Text | None = None
    """Why the straight road ended, if it did."""
    done: set[int] = field(default_factory=set)
    rounds: int = 0
    barred: int = -1
    """How many facts the case had when the straight road was last refused."""

    @property
    def starts(self) -> date:
        return business_date(self.case.facts[0].at)

    def moved(self, case: Case) -> None:
        """The case has more facts."""
        self.case, self.now = case, standing(case)


def run(rules: Rules, file: Scenarios, scenario: Scenario, subject: Subject | None = None) -> Run:
    """The scenario to its end: until nothing can happen any more.

    Raises FactMissing, and any OneGoError that the core raises at the launch.
    """
    starts = scenario.starts or file.starts
    applicant = subject or invented(rules.matter, traits_of(file, scenario), business_date(starts))
    told = file.usual.registers | scenario.registers
    gateway = Gateway(rules, told, applicant, starts, frozenset(scenario.down))
    facts = gateway.facts()
    play = prepared(file, scenario, rules.matter, facts, business_date(starts))
    trial = _Trial(_launched(rules, play, starts), gateway)
    trial.carry()
    return trial.run


def _launched(rules: Rules, play: Play, starts: datetime) -> Run:
    clerk = actor_of(HALL)
    fact = play.launched(starts, clerk)
    papers = tuple(EvidenceTaken(at=starts, by=clerk, evidence=one) for one in play.evidence)
    case = launch(rules, "330200001260305000001", fact, papers)
    return Run(play, rules, case, starts, standing(case))


@dataclass
class _Trial:
    """One run under way."""

    run: Run
    gateway: Gateway

    def carry(self) -> None:
        """Go on until nothing can happen any more."""
        run = self.run
        while run.rounds < MOST_ROUNDS:
            run.rounds += 1
            try:
                if not (self._machine() or self._person() or self._later() or self._last_turn()):
                    return
            except OneGoError as wrong:
                run.surprises.append(Surprise(None, wrong.text))
                return
        run.surprises.append(Surprise(None, _ENDLESS))

    def _machine(self) -> bool:
        """What the machine must do now; whether it did anything."""
        before = len(self.run.case.facts)
        self._do(due_at(self.run.rules, self.run.now, self.run.at))
        return len(self.run.case.facts) > before

    def _do(self, actions: Iterable[Action]) -> None:
        run, rules = self.run, self.run.rules
        asked = [one.check for one in actions if isinstance(one, RunCheck)]
        if asked:
            answers = (self.gateway.answer(key, run.now, run.at) for key in asked)
            run.moved(found(rules, run.case, *answers))
            return
        elsewhere = Elsewhere("trial", "trial", run.play.scenario.children)
        for one in actions:
            case = carried_out(rules, run.case, one, Moment(MACHINE, run.at), elsewhere)
            if case is not run.case:
                run.moved(case)
                return
        self._send([one for one in actions if isinstance(one, IssueNotice)])
        self._deliver([one for one in actions if isinstance(one, DeliverNotice)])

    def _send(self, notices: list[IssueNotice]) -> None:
        run = self.run
        if not notices:
            return
        number = len(run.notices)
        run.notices += notices
        numbers = (f"试〔{run.at.year}〕{number + 1 + i}号" for i in range(len(notices)))
        facts = (notice_issued(n, no, run.at) for n, no in zip(notices, numbers, strict=True))
        run.moved(run.case.record(*facts))

    def _deliver(self, notices: list[DeliverNotice]) -> None:
        """At once, but for those of which the scenario itself says how they are delivered."""
        acts = self.run.play.scenario.acts
        by_hand = {key for one in acts if one.act == "record-delivery" for key in _notices(one)}
        keys = [one.key for one in notices if one.key not in by_hand]
        if keys:
            at = self.run.at
            self.run.moved(self.run.case.record(*(delivered(key, at) for key in keys)))

    def _person(self) -> bool:
        """The next act of a person; whether anybody did anything."""
        run = self.run
        work = work_at(run.rules, run.case.number, run.now)
        choice = next_act(run.play, work, run.done, self._ready)
        choice = choice and fitted(choice, run.rules, run.now)
        if choice is None or (choice.turn is None and run.barred == len(run.case.facts)):
            return False
        if choice.turn is not None:
            self._take_turn(choice.turn, choice)
            return True
        return self._straight(choice)

    def _straight(self, choice: Choice) -> bool:
        """The straight road, by the first officer who may go it."""
        run = self.run
        for actor in _who_might(choice.department):
            try:
                run.moved(perform(run.rules, run.case, choice.act, Moment(actor, run.at)))
            except Refused as refusal:
                run.stuck = run.stuck or refusal.text
            else:
                run.stuck = None
                return True
        run.barred = len(run.case.facts)
        return False

    def _take_turn(self, place: int, choice: Choice) -> None:
        run, turn = self.run, self.run.play.scenario.acts[place]
        run.done.add(place)
        actor = actor_of(choice.department, turn)
        try:
            case = perform(run.rules, run.case, choice.act, Moment(actor, run.at))
        except Refused as refusal:
            if wrong := _refusal_wrong(turn, refusal.text):
                run.surprises.append(Surprise(place, wrong))
            return
        if turn.must_fail:
            run.surprises.append(Surprise(place, _NOT_REFUSED))
        else:
            run.moved(case)

    def _ready(self, turn: Turn) -> bool:
        run = self.run
        if turn.after is not None and not run.now.step(turn.after).done:
            return False
        return turn.on is None or self._day(turn) <= business_date(run.at)

    def _day(self, turn: Turn) -> date:
        match turn.on:
            case Limit():
                return _counted(self.run.starts, turn.on, self.run.rules.calendar)
            case date():
                return turn.on
            case None:
                return self.run.starts

    def _later(self) -> bool:
        """Let time pass to the next moment at which something can happen; whether there is one."""
        run = self.run
        hour = run.case.facts[0].at.astimezone(CHINA).time()
        moments = [
            datetime.combine(day, hour, CHINA)
            for place, turn in enumerate(run.play.scenario.acts)
            if place not in run.done and (day := self._day(turn)) > business_date(run.at)
        ]
        if (timer := next_timer(run.rules, run.now, run.at)) is not None:
            moments.append(timer)
        ahead = [one for one in moments if one > run.at]
        run.at = min(ahead, default=run.at)
        return bool(ahead)

    def _last_turn(self) -> bool:
        """A turn for which no work was ever open: it is tried, and mostly refused."""
        run = self.run
        for place, turn in enumerate(run.play.scenario.acts):
            if place not in run.done and self._ready(turn):
                own = HALL if turn.at not in _steps(run) else _department(run, turn.at)
                self._take_turn(place, Choice(who(turn, own), act_of(run.play, turn), place))
                return True
        return False


def _steps(run: Run) -> set[str]:
    return {step.step for step in run.rules.matter.steps}


def _department(run: Run, step: str) -> str:
    return next(iter(run.rules.matter.step(step).all_departments), HALL)


def _notices(turn: Turn) -> tuple[str, ...]:
    said = turn.said.get("notices")
    return tuple(str(one) for one in said) if isinstance(said, list | tuple) else ()


def _counted(start: date, limit: Limit, calendar: Calendar) -> date:
    """So long after the launch; days and months are not put off to a workday."""
    if limit.unit == "days":
        return start + timedelta(days=limit.count)
    return last_day(start, limit, calendar)


def actor_of(department: str, turn: Turn | None = None) -> Actor:
    """An officer of the department, a clerk of the hall, or whom the turn names."""
    role = turn.role if turn and turn.role else "clerk" if department == HALL else "officer"
    account = turn.account if turn and turn.account else f"{department}-1"
    return Actor(account=account, department=department, role=role)


def _who_might(department: str) -> tuple[Actor, ...]:
    """An officer, a colleague who had no part in it yet, the head."""
    if department == HALL:
        return (actor_of(HALL),)
    return (
        actor_of(department),
        Actor(account=f"{department}-2", department=department, role="officer"),
        Actor(account=f"{department}-head", department=department, role="head"),
    )


def _refusal_wrong(turn: Turn, said: Text) -> Text | None:
    if not turn.must_fail:
        return Text(
            zh=f"动作“{turn.act}”被拒绝：{said.zh}",
            en=f"The act “{turn.act}” was refused: {said.en}",
        )
    if turn.refuses and turn.refuses not in said.zh and turn.refuses not in said.en:
        return Text(
            zh=f"动作“{turn.act}”被拒绝，但理由中没有“{turn.refuses}”：{said.zh}",
            en=f"The act “{turn.act}” was refused without saying “{turn.refuses}”: {said.en}",
        )
    return None


_NOT_REFUSED = Text(
    zh="此动作应被拒绝，但系统予以办理。", en="This act had to be refused, but it was done."
)
_ENDLESS = Text(
    zh=f"经过{MOST_ROUNDS}轮仍未结束，环节可能循环往复。",
    en=f"It still moves after {MOST_ROUNDS} rounds: the steps may go in a circle.",
)
