"""One case in a simulation: the real core says what is open and what is due; chance says what people find."""

from datetime import date, datetime

from matters.acts import AskForMore
from matters.case import (
    ACCEPTANCE,
    CHINA,
    MACHINE,
    Actor,
    Case,
    EvidenceTaken,
    Fact,
    NoticeDelivered,
    business_date,
)
from matters.due import Action, RunCheck, due_at, next_timer, settled_by_time
from matters.errors import Refused
from matters.machine_verbs import notice_issued, time_up
from matters.notices import IssueNotice
from matters.office import HALL
from matters.plays import Choice, Play, fitted, next_act
from matters.rules import Rules
from matters.scenarios import OPENING_HOUR, Turn
from matters.spec import Item, Step
from matters.standing import Standing, standing, take_in
from matters.verbs import Moment, found, launch, performed
from matters.work import WorkItem, work_at
from matters.workbench.simulation_chance import Chance
from matters.workbench.simulation_counter import at_the_counter, brought
from matters.workbench.simulation_days import earliest
from matters.workbench.simulation_people import who_may
from matters.workbench.simulation_plan import Plan
from matters.workbench.simulation_situations import Situation
from matters.workbench.trials_machine import Elsewhere, carried_out
from matters.workbench.trials_registers import Gateway

SOURCE = "simulation"


class SimulatedCase:
    """A case on its way; every act is one of the real core, at the moment that it is told."""

    def __init__(self, rules: Rules, situation: Situation, number: str, at: datetime) -> None:
        self.rules, self.number = rules, number
        self._begun = business_date(at)
        self._play, subject, told = situation.cast(self._begun)
        self._gateway = Gateway(rules, told, subject, at, situation.down)
        self._asked = False
        """Whether the counter asked for papers that turned out to be missing."""
        self._turns: set[int] = set()
        self._case = Case(number=number, matter=rules.matter.digest, facts=())
        self.now = Standing()
        self.in_flight: set[str] = set()
        """Checks that were asked and not answered yet."""
        self.stuck: Refused | None = None
        """Why nobody could do the next act."""

    def launch(self, plan: Plan, chance: Chance, at: datetime) -> None:
        """Received at the counter, with everything that the applicant has."""
        own = self._play.scenario.acts
        acts = (*own, *troubles(self._play, plan, chance, self.number))
        scenario = self._play.scenario.model_copy(update={"acts": acts})
        self._play = self._play._replace(scenario=scenario)
        clerk = Actor(account=f"{HALL}-1", department=HALL, role="clerk")
        fact = self._play.launched(at, clerk)
        papers = (EvidenceTaken(at=at, by=clerk, evidence=one) for one in self._play.evidence)
        self._moved(launch(self.rules, self.number, fact, tuple(papers)))

    def work(self) -> tuple[WorkItem, ...]:
        """What people may do now."""
        return work_at(self.rules, self.number, self.now)

    def machine(self, at: datetime) -> tuple[RunCheck, ...]:
        """Let the machine do what is due at once; the registers to ask, which takes time."""
        actions = due_at(self.rules, self.now, at)
        for action in actions:
            after = self._carried(action, at)
            if after is not self._case:
                self._moved(after)
                return self.machine(at)
        notices = (one for one in actions if isinstance(one, IssueNotice))
        self._moved(self._case.record(*(fact for one in notices for fact in _issued(one, at))))
        checks = (one for one in actions if isinstance(one, RunCheck))
        asked = tuple(one for one in checks if one.check not in self.in_flight)
        self.in_flight.update(one.check for one in asked)
        return asked

    def _carried(self, action: Action, at: datetime) -> Case:
        """The case after what the machine does at once; the days of another system or matter are not simulated."""
        elsewhere = Elsewhere(self.number, SOURCE, self._play.scenario.children)
        return carried_out(self.rules, self._case, action, Moment(MACHINE, at), elsewhere)

    def wakes(self, at: datetime) -> datetime | None:
        """When the case must be looked at again, if nothing happens before."""
        if self.in_flight:
            return None
        days = (
            datetime.combine(day, OPENING_HOUR, CHINA)
            for place, turn in enumerate(self._play.scenario.acts)
            if place not in self._turns and turn.on is not None
            if (day := self._earliest(turn)) > business_date(at)
        )
        timer = next_timer(self.rules, self.now, at)
        return min((*days, timer) if timer else days, default=None)

    def answered(self, checks: tuple[RunCheck, ...], at: datetime) -> None:
        """The registers have answered."""
        answers = (self._gateway.answer(one.check, self.now, at) for one in checks)
        self._moved(found(self.rules, self._case, *answers))
        self.in_flight.difference_update(one.check for one in checks)

    def next_act(self, work: WorkItem, at: datetime) -> Choice | None:
        """What is done about a piece of work when its turn comes; nothing while somebody else must act first."""

        def ready(turn: Turn) -> bool:
            done = turn.after is None or self.now.step(turn.after).done
            return done and self._earliest(turn) <= business_date(at)

        choice = next_act(self._play, (work,), self._turns, ready)
        if work.step == ACCEPTANCE and (choice is None or choice.turn is None):
            return self._at_the_counter(work, choice, at)
        return choice and fitted(choice, self.rules, self.now)

    def _earliest(self, turn: Turn) -> date:
        return earliest(turn, self._begun, self.rules.calendar)

    def _at_the_counter(self, work: WorkItem, choice: Choice | None, at: datetime) -> Choice | None:
        """As the play has it; a clerk accepts what may be accepted, and else goes on as the law has it."""
        if work.waiting and self._asked:
            return brought(self._play, self.rules, self.now, business_date(at))
        if choice is None or work.waiting:
            return choice
        return at_the_counter(self._play, self.rules, self.now, at)

    def do(self, choice: Choice, officer: int, at: datetime) -> bool:
        """Do it; whether the core allowed it, to this officer, to a colleague or to the head.

        Where the day was over before anybody came to it, nothing is left to do.
        """
        if settled_by_time(self.rules, self.now, at):
            self._moved(time_up(self.rules, self._case, Moment(MACHINE, at)))
            return True
        for by in who_may(self.rules, self.now, choice, officer):
            try:
                moment = Moment(by, at)
                self._case = performed(self.rules, self._case, self.now, choice.act, moment)
            except Refused as refused:
                self.stuck, self.now = refused, standing(self._case)
                continue
            self.stuck = None
            self._asked |= choice.turn is None and isinstance(choice.act, AskForMore)
            if choice.turn is not None:
                self._turns.add(choice.turn)
            return True
        return False

    def _moved(self, case: Case) -> None:
        """A case only grows: its standing, which nobody else holds, moves on by what is new."""
        take_in(self.now, case.facts[len(self._case.facts) :])
        self._case = case


def _issued(notice: IssueNotice, at: datetime) -> tuple[Fact, ...]:
    """A notice that exists and has arrived: what people read of it moves nobody here."""
    issued = notice_issued(notice, notice.key, at)
    there = NoticeDelivered(at=at, by=MACHINE, key=notice.key, channel=SOURCE, receipt=notice.key)
    return issued, there


def troubles(play: Play, plan: Plan, chance: Chance, number: str) -> tuple[Turn, ...]:
    """What leaves the straight road in this case: more is asked for, a visit finds something, an item is refused.

    Where the situation itself says what is done at a step, or at the counter, chance adds nothing.
    """
    turns: list[Turn] = []
    told = {turn.at for turn in play.scenario.acts}
    if ACCEPTANCE not in told and chance.happens(plan.asked, number, "asked"):
        turns += _asked(play, supplied=not chance.happens(plan.never_supplied, number, "silent"))
    for step in play.matter.steps:
        if step.step in told:
            continue
        names = (number, step.step)
        if step.kind == "visit" and chance.happens(plan.corrections, *names, "wrong"):
            turns.append(_wrong(step))
        if step.item and step.kind == "decide" and chance.happens(plan.refused, *names, "refused"):
            turns.append(_refused(step, step.item))
    return tuple(turns)


def _wrong(step: Step) -> Turn:
    said = {"passed": False, "corrections": ("按现场告知的要求整改。",)}
    return Turn.model_validate({"at": step.step, "act": "inspect", "round": 1, **said})


def _refused(step: Step, item: Item) -> Turn:
    said = {"decision": "refused", "reasons": "不符合法定条件。", "basis": item.basis}
    return Turn.model_validate({"at": step.step, "act": "decide", **said})


def _asked(play: Play, *, supplied: bool) -> tuple[Turn, ...]:
    """One thing is asked for, a paper where there is one; the applicant brings it again."""
    on_paper = {one.key for one in play.matter.materials if not one.may_be_proved}
    papers = [one.material for one in play.evidence if one.rung == "upload"]
    papers = [one for one in papers if one in on_paper]
    fields = [path for path, value in play.answers.items() if value not in (None, "", ())]
    if not papers and not fields:
        return ()
    kind, key = ("material", papers[0]) if papers else ("field", fields[-1])
    wanted = {"kind": kind, "key": key, "wrong": "内容不全。", "standard": "按要求补全。"}
    asks = Turn.model_validate({"act": "ask-for-more", "wanted": (wanted,)})
    brought = {"uploads": (key,)} if papers else {"answers": {key: play.answers[key]}}
    return (asks, Turn.model_validate({"act": "supply", **brought})) if supplied else (asks,)
