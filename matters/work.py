"""What people may do now: the open work of a case, and whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from matters.case import ACCEPTANCE, AcceptanceOpened, Actor, Case
from matters.clock import clock
from matters.evidence_work import paper_work
from matters.limits import last_day
from matters.office import HALL
from matters.parts import open_parts
from matters.rules import Rules
from matters.spec import Step
from matters.standing import NEUTRAL, Standing, StepStanding, standing

ActName = Literal[
    "accept", "refuse-to-accept", "ask-for-more", "supply", "check-again", "take", "decide",
    "inspect", "send-back", "withdraw", "approve", "return-proposal", "recall", "transfer",
    "add-part", "drop-part", "finish", "ask-opinion", "give-opinion", "revoke-opinion", "urge",
    "appoint", "copy", "suspend", "resume", "extend", "extend-bundle", "terminate", "skip", "signal", "object",
    "answer-objection", "answer-call", "call-again", "confirm-payment", "ask-verification", "verify",
    "settle-objection", "revoke-acceptance", "check-promise", "revoke-decision",
    "record-delivery", "post-notices", "record-return", "deliver-anew", "confirm-address",
    "answer-supervision", "void-notice", "rate", "answer-rating",
]  # fmt: skip
WorkKind = Literal[
    "acceptance", "step", "opinion", "verification", "deferral", "promise", "delivery", "supervision",
    "rating",
]  # fmt: skip

_ANYWHERE: frozenset[ActName] = frozenset({"take", "transfer", "copy", "urge", "ask-opinion"})
_ACCEPTING: frozenset[ActName] = frozenset(
    {
        "accept", "refuse-to-accept", "ask-for-more", "supply", "check-again", "take", "withdraw",
        "ask-verification", "settle-objection",
    }
)  # fmt: skip
_WAITING: frozenset[ActName] = frozenset(
    {
        "supply", "check-again", "withdraw", "refuse-to-accept", "ask-verification", "settle-objection",
    }
)  # fmt: skip
_BY_KIND: dict[str, frozenset[ActName]] = {
    "decide": frozenset({"decide", "ask-for-more", "send-back", "suspend", "extend"}),
    "issue": frozenset({"decide"}),
    "visit": frozenset({"inspect", "appoint"}),
    "opinion": frozenset({"decide"}),
    "publicity": frozenset({"object", "answer-objection"}),
    "expert-review": frozenset({"decide"}),
    "hearing": frozenset({"decide", "appoint"}),
    "wait": frozenset({"signal"}),
    "call": frozenset({"answer-call", "call-again"}),
    "matter": frozenset(),
    "draw": frozenset(),
    "pay": frozenset({"confirm-payment"}),
}
_OF_PAPERS: dict[str, frozenset[ActName]] = {
    "verification": frozenset({"verify"}),
    "deferral": frozenset({"supply", "revoke-acceptance"}),
    "promise": frozenset({"check-promise", "take"}),
    "supervision": frozenset({"answer-supervision"}),
    "rating": frozenset({"answer-rating"}),
}
OF_DELIVERY: frozenset[ActName] = frozenset(
    {"record-delivery", "post-notices", "record-return", "deliver-anew", "confirm-address"}
)
"""What the hall may do about notices, at any time."""


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
    """For the applicant, who was asked to supply something; for time, or for another system."""
    part: str | None = None
    """Which part of the step; `opinion:1` is an opinion that the step asked for, `verification:premises` a paper that
    a department looks up, `deferral:drawings` one that is still to come, `promise:premises` one to be looked after,
    `delivery` notices that did not arrive."""

    @property
    def kind(self) -> WorkKind:
        """What it is about: acceptance, a step or its part, or something of its own beside them."""
        own = (self.part or "").partition(":")[0]
        match own:
            case (
                "opinion"
                | "verification"
                | "deferral"
                | "promise"
                | "delivery"
                | "supervision"
                | "rating"
            ):
                return own
            case _:
                return "acceptance" if self.step == ACCEPTANCE else "step"

    @property
    def apart(self) -> bool:
        """Whether it stands beside the step that it belongs to, with acts of its own."""
        return self.kind in _OF_PAPERS or self.kind == "delivery"

    def belongs_to(self, actor: Actor) -> bool:
        return actor.department == self.department


def open_work(rules: Rules, case: Case) -> tuple[WorkItem, ...]:
    """The open work, in the order of the matter; once the case is closed only later checks."""
    return work_at(rules, case.number, standing(case))


def work_at(rules: Rules, number: str, now: Standing) -> tuple[WorkItem, ...]:
    """The same, for a standing already known."""
    papers = (*_of_papers(rules, number, now), *_of_delivery(rules, number, now))
    if acceptance_is_open(now):
        return (_acceptance(rules, number, now), *papers)
    steps = (
        one
        for step in rules.matter.steps
        if (own := now.steps.get(step.step)) and _is_open(step, own) and goes_on(rules, now, step)
        for one in _items(rules, number, step, now)
    )
    return (*steps, *papers)


def _of_papers(rules: Rules, number: str, now: Standing) -> Iterator[WorkItem]:
    for one in paper_work(rules, now):
        part = f"{one.kind}:{one.key}"
        more: frozenset[ActName] = frozenset({"revoke-decision"} if one.may_revoke else ())
        yield WorkItem(
            case=number,
            step=one.step,
            department=one.department,
            acts=_OF_PAPERS[one.kind] | more,
            opened_at=one.opened_at,
            due=one.due,
            holder=now.step(one.step).holders.get(part),
            waiting=one.kind == "deferral",
            part=part,
        )


def _of_delivery(rules: Rules, number: str, now: Standing) -> Iterator[WorkItem]:
    """What did not arrive is one piece of work of the hall, whatever else stands open or is closed (送达未成)."""
    if not now.undelivered:
        return
    first = min(now.issued[key].on for key in now.undelivered)
    yield WorkItem(
        case=number,
        step=ACCEPTANCE,
        department=HALL,
        acts=OF_DELIVERY,
        opened_at=min(one.at for one in now.undelivered.values()),
        due=last_day(first, rules.office.profile.delivery, rules.calendar),
        part="delivery",
    )


def _is_open(step: Step, own: StepStanding) -> bool:
    """Parts may go on after enough of them have agreed."""
    left = step.rest == "goes-on" and own.done and own.status not in NEUTRAL
    return own.status == "open" or (left and bool(open_parts(own)))


def goes_on(rules: Rules, now: Standing, step: Step) -> bool:
    """A later check goes on after the outcome; after a withdrawal only if what it checks was granted."""
    if not now.ended:
        return True
    if not step.follow_up:
        return False
    granted = any(now.step(key).status == "granted" for key in rules.matter.upstream(step.step))
    return granted or not now.broken_off


def acceptance_is_open(now: Standing) -> bool:
    return bool(now.acceptance_opened and not (now.accepted or now.ended))


def _acceptance(rules: Rules, number: str, now: Standing) -> WorkItem:
    opened = now.acceptance_opened
    if opened is None:
        raise ValueError(f"case {number}: acceptance is not open")
    ask = now.asks.get(ACCEPTANCE)
    return WorkItem(
        case=number,
        step=ACCEPTANCE,
        department=HALL,
        acts=_WAITING if ask else _ACCEPTING,
        opened_at=now.sent_back.at if now.sent_back else opened.at,
        due=ask.until if ask else _accept_by(rules, now, opened),
        holder=now.acceptance_holder,
        waiting=ask is not None,
    )


def _accept_by(rules: Rules, now: Standing, opened: AcceptanceOpened) -> date:
    """The last day to accept: a completed or returned application has the period of a new one."""
    renewed = [fact.on for fact in (now.sent_back, now.completed) if fact]
    if not renewed:
        return opened.notice_by
    return last_day(max(renewed), rules.office.profile.supplement_notice, rules.calendar)


def _items(rules: Rules, number: str, step: Step, now: Standing) -> Iterator[WorkItem]:
    own = now.step(step.step)
    if own.opened is None:
        return
    due, promised = days_of(rules, now, step)
    for part, department in _places(own):
        yield WorkItem(
            case=number,
            step=step.step,
            department=department,
            acts=_acts(step, own, part, asked=step.step in now.asks)
            - _not_for(rules, step, department),
            opened_at=own.opened.at,
            round=own.opened.round,
            due=due,
            promised=promised,
            holder=own.holders.get(part or department),
            waiting=_waits(step, own) or step.step in now.asks,
            part=part,
        )
    yield from _opinions(number, step, own)


def days_of(rules: Rules, now: Standing, step: Step) -> tuple[date | None, date | None]:
    """The last days of the open step: as it opened, or as suspensions and an extension moved them.

    None while it is suspended: nobody knows yet on which day it will go on.
    """
    own = now.step(step.step)
    if own.suspended:
        return None, None
    if own.suspensions or own.extended:
        moved = clock(rules, now, step)
        return moved.due, moved.promised
    return (own.opened.due, own.opened.promised) if own.opened else (None, None)


def _places(own: StepStanding) -> list[tuple[str | None, str]]:
    """Each part that is open with its department, or each department."""
    if own.parts:
        return [(part.key, part.department) for part in open_parts(own)]
    departments = own.opened.departments if own.opened else ()
    return [(None, one) for one in departments if one not in own.inspections]


def _opinions(number: str, step: Step, own: StepStanding) -> Iterator[WorkItem]:
    for key, opinion in own.opinions.items():
        if opinion.given is None and not opinion.revoked and own.status == "open":
            yield WorkItem(
                case=number,
                step=step.step,
                department=opinion.asked.department,
                acts=frozenset({"give-opinion"}),
                opened_at=opinion.asked.at,
                round=own.round,
                due=opinion.asked.until,
                part=f"opinion:{key}",
            )


def _waits(step: Step, own: StepStanding) -> bool:
    """Whether nobody can do anything but wait: for time, a lot, another case or another system."""
    if any(one.answered is None for one in own.objections.values()):
        return False
    return own.suspended or step.kind in ("wait", "publicity", "call", "matter", "draw")


def over_parts(rules: Rules, step: Step) -> frozenset[str]:
    """The departments that may drop parts of the step and end it early: its own, and the leading one."""
    return frozenset({rules.matter.lead, step.department or rules.matter.lead})


def acts_on_parts(step: Step) -> frozenset[ActName]:
    """What may be done to the parts of the step as a whole."""
    if step.adds or (step.kind == "opinion" and step.each is None):
        return frozenset({"add-part", "drop-part", "finish"})
    return frozenset(
        {"drop-part", "finish"} if step.each is not None or step.kind == "opinion" else ()
    )


def _not_for(rules: Rules, step: Step, department: str) -> frozenset[ActName]:
    """What somebody who only takes part may not do to the parts of others."""
    if department in over_parts(rules, step):
        return frozenset()
    return frozenset({"drop-part", "finish"} if step.adds else {"add-part", "drop-part", "finish"})


def _acts(step: Step, own: StepStanding, part: str | None, *, asked: bool) -> frozenset[ActName]:
    if own.suspended:
        return frozenset({"resume", "copy", "transfer"})
    proposed = own.parts[part].proposed if part in own.parts else own.proposed
    if proposed is not None:
        return frozenset(
            {"approve", "return-proposal", "recall", "take", "copy", "urge", "transfer"}
        )
    if asked:
        # After acceptance the clock runs on while the applicant supplies; the officer stays able to decide.
        return frozenset({"decide", "take"})
    acts = _BY_KIND[step.kind] | _ANYWHERE | acts_on_parts(step)
    return acts | {"revoke-opinion"} if own.opinions else acts
