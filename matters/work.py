"""What people may do now: the open work of a case, and whose it is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from matters.case import ACCEPTANCE, Actor, Case
from matters.office import HALL
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing, StepStanding, standing

ActName = Literal[
    "accept", "refuse-to-accept", "ask-for-more", "supply", "take", "decide", "inspect",
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
        return (_acceptance(number, now),)
    return tuple(
        one
        for step in rules.matter.steps
        if (own := now.steps.get(step.step))
        and own.status == "open"
        and (now.closed is None or step.follow_up)
        for one in _items(number, step, own, now)
    )


def acceptance_is_open(now: Standing) -> bool:
    return bool(
        now.acceptance_opened
        and not (now.accepted or now.not_accepted or now.closed or now.withdrawn or now.lapsed)
    )


def _acceptance(number: str, now: Standing) -> WorkItem:
    opened = now.acceptance_opened
    if opened is None:
        raise ValueError(f"case {number}: acceptance is not open")
    waiting = now.asked is not None
    acts: frozenset[ActName] = frozenset(
        {"supply", "withdraw", "refuse-to-accept"}
        if waiting
        else {"accept", "refuse-to-accept", "ask-for-more", "supply", "take", "withdraw"}
    )
    return WorkItem(
        case=number,
        step=ACCEPTANCE,
        department=HALL,
        acts=acts,
        opened_at=now.sent_back.at if now.sent_back else opened.at,
        due=now.asked.until if now.asked else opened.notice_by,
        holder=now.acceptance_holder,
        waiting=waiting,
    )


def _items(number: str, step: Step, own: StepStanding, now: Standing) -> tuple[WorkItem, ...]:
    opened = own.opened
    if opened is None:
        return ()
    waiting = now.asked is not None and now.asked.step == step.step
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
            holder=own.holder,
            waiting=waiting,
        )
        for department in opened.departments
        if department not in own.inspections
    )


def _acts(step: Step, waiting: bool) -> frozenset[ActName]:
    if waiting:
        return frozenset({"take"})
    match step.kind:
        case "visit":
            return frozenset({"inspect", "take"})
        case "issue":
            return frozenset({"decide", "take"})
        case "decide":
            return frozenset({"decide", "ask-for-more", "send-back", "take"})
