"""What people may do now: the open work of a case, and whose it is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from matters.case import ACCEPTANCE, AcceptanceOpened, Actor, Case
from matters.limits import last_day
from matters.office import HALL
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing, StepStanding, standing

ActName = Literal[
    "accept", "refuse-to-accept", "ask-for-more", "supply", "check-again", "take", "decide",
    "inspect",
    "send-back", "withdraw",
]  # fmt: skip


@dataclass(frozen=True)
class WorkItem:
    """A piece of work that is open now for one department."""

    case: str
    step: str
    department: str
    acts: frozenset[ActName]
    opened_at: datetime
    round: int = 1
    due: date | None = None
    promised: date | None = None
    holder: str | None = None
    waiting: bool = False
    """For the applicant, who was asked to supply something."""

    def belongs_to(self, actor: Actor) -> bool:
        return actor.department == self.department


def open_work(rules: Rules, case: Case) -> tuple[WorkItem, ...]:
    """The open work, in the order of the matter; once the case is closed only later checks."""
    return work_at(rules, case.number, standing(case))


def work_at(rules: Rules, number: str, now: Standing) -> tuple[WorkItem, ...]:
    """The same, for a standing already known."""
    if acceptance_is_open(now):
        return (_acceptance(rules, number, now),)
    return tuple(
        one
        for step in rules.matter.steps
        if (own := now.steps.get(step.step))
        and own.status == "open"
        and (now.closed is None or _outlives_the_case(rules, now, step))
        for one in _items(number, step, own, now)
    )


def _outlives_the_case(rules: Rules, now: Standing, step: Step) -> bool:
    """A later check goes on after the outcome; after a withdrawal only if what it checks was granted."""
    if not step.follow_up:
        return False
    granted = any(now.step(key).status == "granted" for key in rules.matter.upstream(step.step))
    return granted or not (now.withdrawn or now.lapsed)


def acceptance_is_open(now: Standing) -> bool:
    return bool(now.acceptance_opened and not (now.accepted or now.ended))


def _acceptance(rules: Rules, number: str, now: Standing) -> WorkItem:
    opened = now.acceptance_opened
    if opened is None:
        raise ValueError(f"case {number}: acceptance is not open")
    ask = now.asks.get(ACCEPTANCE)
    waiting = ask is not None
    acts: frozenset[ActName] = frozenset(
        {"supply", "check-again", "withdraw", "refuse-to-accept"}
        if waiting
        else {
            "accept",
            "refuse-to-accept",
            "ask-for-more",
            "supply",
            "check-again",
            "take",
            "withdraw",
        }
    )
    return WorkItem(
        case=number,
        step=ACCEPTANCE,
        department=HALL,
        acts=acts,
        opened_at=now.sent_back.at if now.sent_back else opened.at,
        due=ask.until if ask else _accept_by(rules, now, opened),
        holder=now.acceptance_holder,
        waiting=waiting,
    )


def _accept_by(rules: Rules, now: Standing, opened: AcceptanceOpened) -> date:
    """The last day to accept: a completed or returned application has the period of a new one."""
    renewed = [fact.on for fact in (now.sent_back, now.completed) if fact]
    if not renewed:
        return opened.notice_by
    return last_day(max(renewed), rules.office.profile.supplement_notice, rules.calendar)


def _items(number: str, step: Step, own: StepStanding, now: Standing) -> tuple[WorkItem, ...]:
    opened = own.opened
    if opened is None:
        return ()
    waiting = step.step in now.asks
    return tuple(
        WorkItem(
            case=number,
            step=step.step,
            department=department,
            acts=_acts(step, waiting),
            opened_at=opened.at,
            round=opened.round,
            due=opened.due,
            promised=opened.promised,
            holder=own.holders.get(department),
            waiting=waiting,
        )
        for department in opened.departments
        if department not in own.inspections
    )


def _acts(step: Step, waiting: bool) -> frozenset[ActName]:
    if waiting:
        # After acceptance the clock runs on while the applicant supplies; the officer stays able to decide.
        return frozenset({"decide", "take"})
    match step.kind:
        case "visit":
            return frozenset({"inspect", "take"})
        case "issue":
            return frozenset({"decide", "take"})
        case "decide":
            return frozenset({"decide", "ask-for-more", "send-back", "take"})
