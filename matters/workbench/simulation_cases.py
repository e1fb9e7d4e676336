"""One case in a simulation: the real core says what is open and what is due; chance says what people find."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from matters.case import (
    ACCEPTANCE,
    MACHINE,
    Actor,
    Case,
    CheckAnswered,
    EvidenceTaken,
    Fact,
    Finding,
    FindingOutcome,
    Launched,
    NoticeDelivered,
    NoticeIssued,
    Wanted,
)
from matters.due import DeemAccepted, IssueNotice, Lapse, RunCheck, due_at, wake_at
from matters.errors import Refused
from matters.fields import Value
from matters.office import HALL
from matters.plays import Choice, Play, next_act
from matters.rules import Rules, inputs_of
from matters.scenarios import Turn
from matters.standing import Standing, standing
from matters.verbs import Moment, deem_accepted, found, lapse, launch, perform
from matters.work import WorkItem, work_at
from matters.workbench.simulation_chance import Chance
from matters.workbench.simulation_plan import Plan

SOURCE = "simulation"


class Answered(NamedTuple):
    """What a register says in a simulation."""

    outcome: FindingOutcome
    values: Mapping[str, Value]


class Registers(Protocol):
    """Who answers the checks of a simulated case."""

    def __call__(self, play: Play, check: str, inputs: Mapping[str, Value]) -> Answered: ...


class Situation(NamedTuple):
    """One of the situations that occur: a way through the matter without troubles."""

    key: str
    play: Play
    """Its own acts are played; a situation without any has troubles by chance."""


class SimulatedCase:
    """A case on its way; every act is one of the real core, at the moment that it is told."""

    def __init__(
        self, rules: Rules, situation: Situation, number: str, registers: Registers
    ) -> None:
        self.rules, self.situation, self.number = rules, situation, number
        self._play, self._registers = situation.play, registers
        self._turns: set[int] = set()
        self._case = Case(number=number, matter=rules.matter.digest, facts=())
        self.now = Standing()
        self.in_flight: set[str] = set()
        """Checks that were asked and not answered yet."""
        self.stuck: Refused | None = None
        """Why nobody could do the next act."""

    def launch(self, plan: Plan, chance: Chance, at: datetime) -> None:
        """Received at the counter, with everything that the applicant has."""
        if not self._play.scenario.acts:
            acts = troubles(self._play, plan, chance, self.number)
            scenario = self._play.scenario.model_copy(update={"acts": acts})
            self._play = self._play._replace(scenario=scenario)
        clerk = Actor(account=f"{HALL}-1", department=HALL, role="clerk")
        fact = Launched(at=at, by=clerk, answers=self._play.answers, channel="counter")
        papers = (EvidenceTaken(at=at, by=clerk, evidence=one) for one in self._play.evidence)
        self._moved(launch(self.rules, self.number, fact, tuple(papers)))

    def work(self) -> tuple[WorkItem, ...]:
        """What people may do now."""
        return work_at(self.rules, self.number, self.now)

    def machine(self, at: datetime) -> tuple[RunCheck, ...]:
        """Let the machine do what is due at once; the registers to ask, which takes time."""
        asked: list[RunCheck] = []
        for action in due_at(self.rules, self.now, at):
            match action:
                case RunCheck(check) if check not in self.in_flight:
                    self.in_flight.add(check)
                    asked.append(action)
                case DeemAccepted():
                    self._moved(deem_accepted(self.rules, self._case, Moment(MACHINE, at)))
                case Lapse():
                    self._moved(lapse(self.rules, self._case, Moment(MACHINE, at)))
                case IssueNotice():
                    self._moved(self._case.record(*_issued(action, at)))
                case _:
                    pass
        return tuple(asked)

    def wakes(self, at: datetime) -> datetime | None:
        """When the machine must look again, if nothing happens before."""
        return None if self.in_flight else wake_at(self.rules, self.now, at)

    def answered(self, checks: tuple[RunCheck, ...], at: datetime) -> None:
        """The registers have answered."""
        answers = (self._answer(one.check, at) for one in checks)
        self._moved(found(self.rules, self._case, *(one for one in answers if one)))
        self.in_flight.difference_update(one.check for one in checks)

    def _answer(self, check: str, at: datetime) -> CheckAnswered | None:
        use = self.rules.matter.check(check)
        inputs = inputs_of(use, self.rules.matter, self.now)
        if inputs is None:
            return None
        outcome, values = self._registers(self._play, check, inputs)
        finding = Finding(
            check=check,
            outcome=outcome,
            values=dict(values),
            asked_at=at,
            source=SOURCE,
            request="1",
        )
        return CheckAnswered(at=at, by=MACHINE, finding=finding)

    def next_act(self, work: WorkItem) -> Choice | None:
        """What is done about a piece of work when its turn comes; nothing while somebody else must act first."""
        return next_act(self._play, (work,), self._turns)

    def do(self, choice: Choice, officer: int, at: datetime) -> bool:
        """Do it; whether the core allowed it, to this officer, to a colleague or to the head."""
        for by in _people(choice.department, officer):
            try:
                self._moved(perform(self.rules, self._case, choice.act, Moment(by, at)))
            except Refused as refused:
                self.stuck = refused
                continue
            self.stuck = None
            if choice.turn is not None:
                self._turns.add(choice.turn)
            return True
        return False

    def _moved(self, case: Case) -> None:
        if case is not self._case:
            self._case, self.now = case, standing(case)


def _people(department: str, officer: int) -> tuple[Actor, ...]:
    role = "clerk" if department == HALL else "officer"
    own = Actor.model_validate(
        {"account": f"{department}-{officer + 1}", "department": department, "role": role}
    )
    other = own.model_copy(update={"account": f"{department}-{officer + 2}"})
    return own, other, own.model_copy(update={"account": f"{department}-head", "role": "head"})


def _issued(notice: IssueNotice, at: datetime) -> tuple[Fact, ...]:
    """A notice that exists and has arrived: what people read of it moves nobody here."""
    issued = NoticeIssued(
        at=at,
        by=MACHINE,
        key=notice.key,
        letter=notice.letter,
        step=notice.step,
        department=notice.department,
        number=notice.key,
    )
    there = NoticeDelivered(at=at, by=MACHINE, key=notice.key, channel=SOURCE, receipt=notice.key)
    return issued, there


def troubles(play: Play, plan: Plan, chance: Chance, number: str) -> tuple[Turn, ...]:
    """What leaves the straight road in this case: more is asked for, a visit finds something, an item is refused."""
    turns: list[Turn] = []
    if chance.happens(plan.asked, number, "asked"):
        turns += _asked(play, supplied=not chance.happens(plan.never_supplied, number, "silent"))
    for step in play.matter.steps:
        if step.kind == "visit" and chance.happens(plan.corrections, number, step.step, "wrong"):
            turns.append(
                Turn(at=step.step, act="inspect", round=1, passed=False, corrections=("待整改",))
            )
        if (
            step.item
            and step.kind == "decide"
            and chance.happens(plan.refused, number, step.step, "refused")
        ):
            turns.append(
                Turn(
                    at=step.step,
                    act="decide",
                    decision="refused",
                    reasons="不符合法定条件。",
                    basis=step.item.basis,
                )
            )
    return tuple(turns)


def _asked(play: Play, *, supplied: bool) -> tuple[Turn, ...]:
    """One thing is asked for, a paper where there is one; the applicant brings it again."""
    papers = [one.material for one in play.evidence if one.rung == "upload"]
    fields = [path for path, value in play.answers.items() if value not in (None, "", ())]
    if not papers and not fields:
        return ()
    kind, key = ("material", papers[0]) if papers else ("field", fields[-1])
    wanted = Wanted.model_validate(
        {"kind": kind, "key": key, "wrong": "内容不全。", "standard": "按要求补全。"}
    )
    asks = Turn(at=ACCEPTANCE, act="ask-for-more", wanted=(wanted,))
    if not supplied:
        return (asks,)
    if papers:
        return asks, Turn(at=ACCEPTANCE, act="supply", uploads=(key,))
    return asks, Turn(at=ACCEPTANCE, act="supply", answers={key: play.answers[key]})
